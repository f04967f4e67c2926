"""No file and no function is longer than one can keep in mind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "src": 300,
    "hooks": 300,
    "scripts": 300,
    "tests": 330,  # much of them tables of cases
}
"""How many lines a file may have where."""
LONGEST = 50
"""Lines of a function."""
CODE = [*FOLDERS, "benchmarks"]
FILES = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".py", ".js")]


def functions(text: str) -> Iterator[tuple[str, int]]:
    """The name of each function, and how many lines it has; the cases that decorate a test are none of it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("folder", FOLDERS)
def test_files(folder: str) -> None:
    sizes = {path: path.read_text(encoding="utf-8").count("\n") for path in FILES if path.is_relative_to(ROOT / folder)}
    assert sizes
    assert not {str(path.relative_to(ROOT)): size for path, size in sizes.items() if size > FOLDERS[folder]}


def test_functions() -> None:
    sizes = [
        (f"{path.relative_to(ROOT)}: {name}", size)
        for path in FILES
        if path.suffix == ".py"
        for name, size in functions(path.read_text(encoding="utf-8"))
    ]
    assert len(sizes) > 1000
    assert not [entry for entry in sizes if entry[1] > LONGEST]
