"""What scripts make of the code and of pinned packages is as they make it; no rule is left out of it."""

import ast
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kubefence import rules as package
from kubefence.rules.engine import registry
from tests.helpers import loaded_script

SCRIPTS = ["update_rules", "update_schemas", "update_time_zones"]
RULES = Path(package.__file__).parent
SOURCE = RULES.parent
ROOT = SOURCE.parent.parent


@pytest.fixture(params=SCRIPTS)
def script(request: pytest.FixtureRequest) -> ModuleType:
    return loaded_script(request.param)


@pytest.fixture
def generated() -> ModuleType:
    return loaded_script("generated")


def there(script: ModuleType) -> list[Path]:
    listed = getattr(script, "there", list)
    return [*listed()]


def test_everything_is_what_its_script_makes(script: ModuleType, generated: ModuleType) -> None:
    stale = generated.differing(script.wanted(), there(script))
    assert not stale, f"run scripts/{script.__name__}.py"


def test_every_script_that_makes_files_of_what_is_here_is_asked() -> None:
    """Those that have a ``wanted``; the facts are made of checkouts that are not here."""
    scripts = (ROOT / "scripts").glob("update_*.py")
    makers = [path.stem for path in scripts if "\ndef wanted(" in path.read_text(encoding="utf-8")]
    assert sorted(makers) == SCRIPTS


def test_a_file_that_is_not_as_it_should_be_is_seen(generated: ModuleType, tmp_path: Path) -> None:
    same, other, missing, left = (tmp_path / name for name in ("same", "other", "missing", "left"))
    for path in (same, other, left):
        path.write_text("a\n", encoding="utf-8", newline="\n")
    wanted = {same: "a\n", other: "b\n", missing: "a\n"}
    assert generated.differing(wanted, [same, other, left]) == [other, missing, left]


@pytest.mark.parametrize(
    ("arguments", "code", "after"),
    [([], 0, {"made": "a\n"}), (["--check"], 1, {"left": "", "made": "b\n"})],
    ids=["writes and removes", "only compares"],
)
def test_run(
    generated: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    after: dict[str, str],
) -> None:
    made, left = tmp_path / "made", tmp_path / "left"
    made.write_text("b\n", encoding="utf-8")
    left.touch()
    monkeypatch.setattr(generated, "ROOT", tmp_path)
    monkeypatch.setattr("sys.argv", ["x", *arguments])
    assert generated.run("scripts/x.py", "", lambda: {made: "a\n"}, lambda: [made, left]) == code
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == after
    assert [line.split(";")[0].split()[-1] for line in capsys.readouterr().out.splitlines()] == ["made", "left"]


def test_every_check_of_every_module_is_found_by_what_it_hangs_on() -> None:
    for name, tables in loaded_script("update_rules").tables().items():
        for table in ("checks", "fields", "types", "groups"):
            for key, checks in getattr(tables, table).items():
                assert set(checks) <= set(getattr(registry, table)(key)), f"{name}: {table} of {key}"
        for rule in tables.rules:
            assert registry.rule(rule.id) is rule


def test_every_file_of_rules_is_a_module_that_is_looked_into() -> None:
    """A folder without ``__init__.py`` would be none."""
    known = {entry.name for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")}
    files = (path.relative_to(SOURCE).with_suffix("") for path in RULES.rglob("*.py"))
    names = {".".join(("kubefence", *path.parts)).removesuffix(".__init__") for path in files}
    assert names - {package.__name__} == known


def test_nothing_is_written_and_then_used_by_nobody() -> None:
    """A check that stands in no table, or a table that stands in no ``TABLES``, would be dead without a word."""
    files = [path for folder in ("src", "hooks", "scripts") for path in (ROOT / folder).rglob("*.py")]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    asked = {name for tree in trees.values() for name in taken_from_others(tree)}
    dead = {
        f"{path.relative_to(SOURCE)}: {name}"
        for folder in ("rules", "formats", "cel")
        for path in (SOURCE / folder).rglob("*.py")
        for name in unused(trees[path])
        if name not in ("TABLES", "__all__") and (name.startswith("_") or name not in asked)
    }
    assert not dead


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def check(site): ...\nTABLES = Tables(checks={'a': (check,)})", ["TABLES"]),
        ("def check(site): ...\nTABLES = Tables()", ["TABLES", "check"]),
        ("def _find(value):\n    return _find(value[0])", ["_find"]),
        ("_LEAST = 1\n_MOST: int = 2\nclass A(Base):\n    most = _MOST", ["A", "_LEAST"]),
    ],
    ids=["in the tables", "in no table", "only itself", "a constant"],
)
def test_unused(source: str, names: list[str]) -> None:
    assert unused(ast.parse(source)) == names


def unused(tree: ast.Module) -> list[str]:
    """Functions, classes and constants of a module that nothing else in it reads."""
    defined: dict[str, ast.stmt] = {name: node for node in tree.body for name in names_defined(node)}
    reads = [(node, set(read(node))) for node in tree.body]
    return sorted(
        name for name, home in defined.items() if not any(name in names for node, names in reads if node is not home)
    )


def names_defined(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name))


def read(node: ast.AST) -> Iterator[str]:
    return (part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load))


def taken_from_others(tree: ast.Module) -> Iterator[str]:
    """What a module imports from others, by name or as ``module.name``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr
