#!/usr/bin/env python3
"""Whether a tag may be released: it is the version of the package, and CHANGELOG.md says what is in it.

    python scripts/check_release.py v0.1.0

Reads files only: nothing has to be installed.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "__version__"


def main() -> int:
    """Print what is wrong; the exit code of the script."""
    match sys.argv[1:]:
        case [tag]:
            faults = list(wrong(ROOT, tag))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def wrong(root: Path, tag: str) -> Iterator[str]:
    """What keeps a tag from being released, in sentences."""
    source = root / "src" / "kubefence" / "__init__.py"
    version = stated(source.read_text(encoding="utf-8"))
    if tag != f"v{version}":
        yield f"The tag is {tag}, but {source.relative_to(root)} says {version}: the tag has to be v{version}."
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    heading, content = section(changes, version)
    if not re.fullmatch(rf"## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d", heading):
        yield f"CHANGELOG.md has no “## [{version}] - YEAR-MONTH-DAY”: move “[Unreleased]” below one."
    elif not content.strip():
        yield f"CHANGELOG.md says nothing about {version}."


def stated(source: str) -> str:
    """The version that a module states."""
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(version))) if name == VERSION:
                return version
    raise ValueError(f'there is no {VERSION} = "…" in it')


def section(changes: str, version: str) -> tuple[str, str]:
    """The heading of a version, and what stands below it; empty where there is none."""
    for part in re.split(r"^(?=## )", changes, flags=re.M):
        heading, _, content = part.partition("\n")
        if heading.startswith(f"## [{version}]"):
            return heading, content
    return "", ""


if __name__ == "__main__":
    sys.exit(main())
