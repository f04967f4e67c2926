#!/usr/bin/env python3
"""Draw the import graph: which package imports which.

    python scripts/imports.py            every package of src/, with what it imports and in how many places

A module that lies in no package below ``kubefence`` or ``studybook`` counts as a package of its own. Imports
that are only for types count too. What is imported by a name made up at run time is not seen: the registry of
rules does so with the modules of its index, and ``kubefence`` itself with what it offers.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"


def main() -> None:
    """Print the graph."""
    for package, targets in sorted(graph(modules()).items()):
        print(f"{package}: {', '.join(f'{name} ({count})' for name, count in sorted(targets.items()))}".rstrip(": "))


def modules(root: Path = SOURCE) -> dict[str, str]:
    """The name of every module and package, and its text; a package ends with a dot."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        *parts, last = path.relative_to(root).with_suffix("").parts
        found[".".join((*parts, "" if last == "__init__" else last))] = path.read_text(encoding="utf-8")
    return found


def graph(texts: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Each package with those that it imports, itself apart, and in how many places; all that there are, in both."""
    known = {name.rstrip(".") for name in texts}
    packages = {name.rstrip(".") for name in texts if name.endswith(".")}

    def package(name: str) -> str:
        parent = name.rpartition(".")[0]
        return name if name in packages or "." not in parent else parent

    found: dict[str, Counter[str]] = {package(name): Counter() for name in sorted(known)}
    for name, text in texts.items():
        here = package(name.rstrip("."))
        found[here].update(there for target in imported(text, known) if (there := package(target)) != here)
    return found


def imported(text: str, known: set[str]) -> Iterator[str]:
    """The modules among those ``known`` that a module imports, once for each name that it takes from them."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


if __name__ == "__main__":
    main()
