"""hooks/README.md: the hooks in the order in which MkDocs has them, each with its events and their priorities."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\| `(\w+\.py)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$",
    (ROOT / "hooks" / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


def events(source: str) -> Iterator[tuple[str, int]]:
    """The events that a hook has functions for, and the priority of each."""
    body = ast.parse(source).body
    functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("on_"):
            yield node.name.removeprefix("on_"), priority(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):  # on_x = CombinedEvent(a, b)
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id.startswith("on_"):
                    for part in node.value.args:
                        assert isinstance(part, ast.Name)
                        yield target.id.removeprefix("on_"), priority(functions[part.id])


def priority(function: ast.FunctionDef) -> int:
    given = (each.args[0] for each in function.decorator_list if isinstance(each, ast.Call))
    return next((int(ast.literal_eval(number)) for number in given), 0)


def test_the_order_is_that_of_mkdocs_yml() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [name for name, *_ in ROWS] == re.findall(r"^  - hooks/(\w+\.py)$", text, re.MULTILINE)


def test_every_hook_of_the_folder_is_there() -> None:
    assert sorted(name for name, *_ in ROWS) == sorted(path.name for path in (ROOT / "hooks").glob("*.py"))


@pytest.mark.parametrize(("name", "stated"), [(name, stated) for name, _, stated, _ in ROWS])
def test_its_events_are_those_of_its_code(name: str, stated: str) -> None:
    told = [(event, int(number or 0)) for event, number in re.findall(r"`(\w+)`(?: (-?\d+))?", stated)]
    assert sorted(told) == sorted(events((ROOT / "hooks" / name).read_text(encoding="utf-8")))


def test_a_script_of_a_hook_is_named() -> None:
    text = (ROOT / "hooks" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "hooks").glob("*.js") if f"`{path.name}`" not in text] == []


@pytest.mark.parametrize("path", sorted((ROOT / "hooks").glob("*.py")), ids=lambda path: path.name)
def test_what_it_knows_of_a_build_is_in_one_object_that_is_made_anew(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    body = ast.parse(source).body
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Global)]
    kept = {
        target.id: node.value.func.id
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.islower() and not target.id.startswith("on_")
    }
    assert set(kept.items()) <= {("builds", "Builds"), ("running", "Command")}
    assert ("builds.begin()" in source) is ("builds" in kept)
