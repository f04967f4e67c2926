#!/usr/bin/env python3
"""How much stands in this folder after set-up, part by part, against the budget that set-up announces.

    python benchmarks/size.py

Exits with 1 where a part is over its budget: mend that, or argue for more in scripts/ready/goals.py.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))

from ready.goals import CHROMIUM, NPM, PYTHON, Part
from ready.work import Work
from studybook.browsers import OWN

ROOT = Path(__file__).resolve().parent.parent
BLOCK = 512
SHOWN = 8
"""How many of the largest packages are named."""


def main() -> int:
    """Print a line for each part that is there."""
    work = Work(ROOT)
    over = [_line(part, _size(places)) for part, places in _parts(work) if any(place.exists() for place in places)]
    packages = _largest(work)
    print("largest:", ", ".join(f"{name} {size / 1e6:.0f}" for name, size in packages))
    return 1 if any(over) else 0


def _parts(work: Work) -> Iterator[tuple[Part, list[Path]]]:
    installed = [name for name in PYTHON if work.stamp(name).is_file()]
    if installed:
        yield PYTHON[installed[-1]], [place for place in work.venv.iterdir() if place.name != OWN.parent.name]
    for name, part in NPM.items():
        yield part, [work.modules / made for made in work.made(f"npm-{name}")]
    yield CHROMIUM, [work.venv / OWN.parent]


def _line(part: Part, size: float) -> bool:
    """Print it; whether it is too much."""
    megabytes = size / 1e6
    mark = "over its budget" if megabytes > part.fills else ""
    print(f"{part.what:50} {megabytes:6.0f} MB of {part.fills:4} {mark}".rstrip())
    return bool(mark)


def _size(places: list[Path]) -> int:
    whole = [place for place in places if not place.is_symlink()]
    return sum(_on_disk(file) for place in whole for file in [place, *place.rglob("*")])


def _on_disk(file: Path) -> int:
    return file.lstat().st_blocks * BLOCK


def _largest(work: Work) -> list[tuple[str, int]]:
    found = Counter[str]()
    for packages in (work.venv / "lib").glob("python*/site-packages"):
        for file in packages.rglob("*"):
            found[file.relative_to(packages).parts[0]] += _on_disk(file)
    return found.most_common(SHOWN)


if __name__ == "__main__":
    sys.exit(main())
