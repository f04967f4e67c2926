"""The law of the core: text in, findings out. No MkDocs, no command line, no file, clock, environment or output.

Everything outside of `kubefence.edge` counts as core, but for the door of the command, ``__main__``. Two things
read files, and are named here: data of the package itself, and the include extension, which is given the folders it
may read.
"""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kubefence
from kubefence import Page
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

PACKAGE = Path(kubefence.__file__).parent
CORE = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if "edge" not in path.relative_to(PACKAGE).parts and path.name != "__main__.py"
)
FORBIDDEN = frozenset(
    {
        "argparse",
        "asyncio",
        "click",
        "getpass",
        "glob",
        "kubefence.edge",
        "locale",
        "logging",
        "mkdocs",
        "multiprocessing",
        "random",
        "requests",
        "rich",
        "shutil",
        "socket",
        "sqlite3",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
    }
)
FORBIDDEN_CALLS = frozenset({"breakpoint", "eval", "exec", "input", "open", "print"})
FORBIDDEN_ATTRIBUTES = frozenset(
    {"argv", "environ", "exit", "getenv", "now", "stderr", "stdin", "stdout", "today", "utcnow"}
)
READS_DATA_OF_THE_PACKAGE = {
    "commands/grammar.py",
    "facts/tables.py",
    "rules/engine/registry.py",
    "schema/custom/carried.py",
    "schema/pack.py",
}
PAGES = [
    Page("a.md", fenced(WRONG_CONFIG_MAP) + fenced(f"cat <<EOF\n{WRONG_CONFIG_MAP}EOF", "bash")),
    Page("b.yaml", CONFIG_MAP.replace("v1", "v2"), markdown=False),
    Page("c.md", "---\nk8s: '1.30'\n---\n" + fenced("a: [") + "```yaml expct='a'\n"),
]


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", CORE, ids=name)
def test_a_module_of_the_core_imports_nothing_of_the_world(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {".".join(module.split(".")[:size]) for module in imported(tree) for size in (1, 2)}
    named = {"kubefence.edge"} if name(path) == "__init__.py" else set()  # where it is told what lies where
    assert parts & FORBIDDEN == named
    if name(path) not in READS_DATA_OF_THE_PACKAGE:
        assert "pathlib" not in parts
    if name(path) != "markdown/snippets.py":
        assert "os" not in parts


@pytest.mark.parametrize("path", CORE, ids=name)
def test_a_module_of_the_core_neither_prints_nor_opens_nor_looks_around(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & FORBIDDEN_ATTRIBUTES
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & FORBIDDEN_CALLS


def test_the_list_of_exceptions_is_not_longer_than_needed() -> None:
    reading = {name(path) for path in CORE if "pathlib" in imported(ast.parse(path.read_text(encoding="utf-8")))}
    assert reading == READS_DATA_OF_THE_PACKAGE


WITHOUT = """\
import sys

class Blocked:
    def find_spec(self, name, *_):
        if name.split(".")[0] in {"mkdocs", "click", "material", "mermaid2", "rich"}:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
import kubefence
page = sys.argv[1]
report = kubefence.Verifier(kubefence.Config()).verify(kubefence.Page("a.md", page))
print([(finding.rule, finding.span.line) for finding in report.findings])
print(sorted(name for name in sys.modules if name.startswith("kubefence.edge")))
"""


def test_it_works_where_mkdocs_and_click_cannot_be_imported() -> None:
    command = [sys.executable, "-c", WITHOUT, PAGES[0].text]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[('unknown-field', 6), ('unknown-field', 14)]\n[]\n"


WATCHED = """\
import json, sys
from kubefence import Config, Page, Verifier

pages = [Page(*page) for page in json.loads(sys.argv[1])]
verifier = Verifier(Config())
first = [verifier.verify(page) for page in pages]  # now everything is loaded
seen = []
sys.addaudithook(lambda event, given: seen.append(f"{event} {given}"))
again = [verifier.verify(page) for page in pages]
events = [event for event in seen if not event.startswith(("object.__getattr__", "sys._getframe", "builtins.id"))]
print(json.dumps([again == first, [len(report.findings) for report in first], events]))
"""


def test_nothing_is_opened_started_or_asked_while_pages_are_verified() -> None:
    command = [sys.executable, "-c", WATCHED, json.dumps(PAGES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [True, [2, 1, 2], []]
    assert done.stderr == ""


def test_the_same_text_gives_the_same_report_in_another_process_and_environment() -> None:
    script = (
        "import kubefence, sys\n"
        "report = kubefence.Verifier(kubefence.Config()).verify(kubefence.Page('a.md', sys.argv[1]))\n"
        "print(ascii(report))"
    )
    environments = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai", "HOME": "/nowhere"},
    ]
    command = [sys.executable, "-c", script, PAGES[0].text + PAGES[2].text]
    reports = {subprocess.run(command, capture_output=True, check=True, env=env).stdout for env in environments}
    assert len(reports) == 1
