#!/usr/bin/env python3
"""Regenerate the table of time zones from the IANA database, as the package ``tzdata`` of PyPI lists it.

python scripts/update_time_zones.py            write src/kubefence/facts/time-zones.json
python scripts/update_time_zones.py --check    only compare, exit 1 when something differs
"""

from __future__ import annotations

import json
import sys
from importlib import import_module, resources
from pathlib import Path

import generated

TABLE = generated.ROOT / "src" / "kubefence" / "facts" / "time-zones.json"


def main() -> int:
    """Write the table or, with ``--check``, compare it; the exit code of the script."""
    return generated.run("scripts/update_time_zones.py", __doc__, wanted)


def wanted() -> dict[Path, str]:
    """The table and its content."""
    return {TABLE: generate()}


def generate() -> str:
    """Area (``America/Argentina``) to the names in it, joined by spaces; an area a line."""
    areas: dict[str, list[str]] = {}
    for name in sorted(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()):
        area, _, city = name.rpartition("/")
        areas.setdefault(area, []).append(city)
    lines = [f'"source": "IANA time zone database {import_module("tzdata").IANA_VERSION}"']
    lines += [f"{json.dumps(area)}: {json.dumps(' '.join(cities))}" for area, cities in sorted(areas.items())]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
