"""The mutants that the mutation score is made of: what becomes of a line, what is left alone, and running one."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.helpers import loaded_script

RUN = Path(__file__).parent.parent.parent / "benchmarks" / "mutated_run.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    loaded_script("mutant_kinds", "benchmarks")
    return loaded_script("mutants", "benchmarks")


def changed(tool: ModuleType, source: str) -> list[str]:
    """The lines that the mutants of a source have in place of its own."""
    return [mutant.shown(source)[1] for mutant in tool.candidates(source) if tool.is_one(mutant, source)]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("x = a < b", ["x = a <= b"]),
        ("x = a >= b", ["x = a > b"]),
        ("x = a is not None", ["x = a is None"]),
        ("x = a not in b", ["x = a in b"]),
        ("x = a and b or c", ["x = a or b or c", "x = a and b and c"]),
        ("x = 63", ["x = 62", "x = 64"]),
        ("x = True", ["x = False"]),
        ("x = -1", ["x = -0", "x = -2"]),
        ("x = any(y)", ["x = all(y)"]),
        ("x = a - b", ["x = a + b"]),
        ("x = 'a' + b", []),
        ("x = {'a', 'b'}", ["x = {'b'}", "x = {'a'}"]),
        ("x = ('a', 'b')", ["x = ('a',)", "x = ('b',)"]),
        ("x = ('a',)", ["x = ()"]),
        ("x = {'a': b, 'c': d}", ["x = {'c': d}", "x = {'a': b}"]),
        ("x = [(a, b), (c, d)]", ["x = [(c, d)]", "x = [(a, b)]"]),
        ("re.match('a{1,9}')", [f"re.match('a{{{braces}}}')" for braces in ("0,9", "2,9", "1,8", "1,10")] + ["pass"]),
        ("if a:\n    pass", ["if (not (a)):"]),
        ("if not a:\n    pass", ["if a:"]),
        ("def f() -> bool:\n    return a", ["return (not (a))"]),
        ("def f() -> Iterator[int]:\n    return a", ["return iter(())"]),
        ("def f() -> int | None:\n    return a", ["return None"]),
        ("def f():\n    yield a", ["yield from ()"]),
        ("def f():\n    g(a)", ["pass"]),
        ("@d\ndef f(): pass", [""]),
        ("@when('a', 'b')\ndef f(): pass", ["@when('b')", "@when('a')"]),
        # words, types and what saves time are left alone
        ("x = Text(1, 2)", []),
        ("x = f'{y:5}'", []),
        ("x: Literal[1] = y", []),
        ("A = Callable[[int, str], bool]", []),
        ("def f(a: Literal[1]) -> Literal[2]: pass", []),
        ("@lru_cache(maxsize=9)\ndef f(): pass", []),
        ("@dataclass(slots=True)\nclass A: pass", []),
        ("@dataclass(frozen=True)\nclass A: pass", ["@dataclass(frozen=False)"]),
        ("__slots__ = ('a', 'b')", []),
        ("def f() -> Iterator[int]:\n    return NONE", []),
    ],
)  # fmt: skip
def test_what_becomes_of_a_line(tool: ModuleType, source: str, lines: list[str]) -> None:
    assert sorted(changed(tool, source)) == sorted(lines)


def test_lines_and_comments_around_stay(tool: ModuleType) -> None:
    source = "# é\nx = (  # why\n    1,\n)\ny = 2\n"
    made = {mutant.applied(source) for mutant in tool.candidates(source)}
    assert made == {
        "# é\nx = (  # why\n    \n)\ny = 2\n",
        "# é\nx = (  # why\n    0,\n)\ny = 2\n",
        "# é\nx = (  # why\n    2,\n)\ny = 2\n",
        source.replace("y = 2", "y = 1"),
        source.replace("y = 2", "y = 3"),
    }


TEST = "import thing\ndef test_a(): assert thing.MOST == 3\ndef test_b(): assert thing.MOST > 0\n"


@pytest.mark.parametrize(
    ("text", "only", "failed"),
    [
        ("MOST = 3", None, []),
        ("MOST = 4", None, ["test_thing.py::test_a"]),
        ("MOST = 4", ["test_thing.py::test_b"], []),
        ("MOST = ", None, ["test_thing.py"]),
    ],
)
def test_a_module_is_replaced_while_tests_run(
    tmp_path: Path, text: str, only: list[str] | None, failed: list[str]
) -> None:
    (tmp_path / "thing.py").write_text("MOST = 9\n", encoding="utf-8")
    (tmp_path / "test_thing.py").write_text(TEST, encoding="utf-8")
    batch = {"files": ["test_thing.py"], "only": only}
    task = {"module": "thing", "path": str(tmp_path / "thing.py"), "text": text, "but": [], "batches": [batch]}
    done = subprocess.run([sys.executable, RUN], input=json.dumps(task), capture_output=True, text=True, cwd=tmp_path)
    assert json.loads(done.stdout) == failed
