#!/usr/bin/env python3
"""Regenerate what follows from the rules: their index and their pages.

    python scripts/update_rules.py            write src/kubefence/rules/index.json and docs/rules/
    python scripts/update_rules.py --check    only compare, exit 1 when something differs

The index says which module speaks of which definition, so that a run imports only the rules of the kinds
that it meets. A module under src/kubefence/rules belongs to it when it has a ``TABLES``.
"""

from __future__ import annotations

import argparse
import json
import pkgutil
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

from kubefence import rules as package
from kubefence.rules.model import Tables

ROOT = Path(__file__).resolve().parent.parent
INDEX = ROOT / "src" / "kubefence" / "rules" / "index.json"


def main() -> int:
    """Write or compare; the exit code of the script."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="compare only")
    check = arguments.parse_args().check
    wanted = {INDEX: index(tables())}
    differing = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in differing:
        if check:
            print(f"differs: {path.relative_to(ROOT)}; run scripts/update_rules.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if check and differing else 0


def tables() -> dict[str, Tables]:
    """Name of each module of rules, below the package, to its tables."""
    found = {}
    prefix = f"{package.__name__}."
    for entry in pkgutil.walk_packages(package.__path__, prefix):
        module = import_module(entry.name)
        if isinstance(getattr(module, "TABLES", None), Tables):
            found[entry.name.removeprefix(prefix)] = module.TABLES
    return dict(sorted(found.items()))


def index(modules: dict[str, Tables]) -> str:
    """The content of index.json."""
    rules = {
        rule.id: {"module": name, "zh": rule.title.zh, "en": rule.title.en}
        for name, module in modules.items()
        for rule in module.rules
    }
    whole: dict[str, Mapping[str, object]] = {
        "rules": dict(sorted(rules.items())),
        "checks": _speakers((name, module.checks) for name, module in modules.items()),
        "fields": _speakers((name, module.fields) for name, module in modules.items()),
        "types": _speakers((name, module.types) for name, module in modules.items()),
    }
    sections = [f"{json.dumps(key)}: {{\n{_rows(value)}\n}}" for key, value in whole.items()]
    return "{\n" + ",\n".join(sections) + "\n}\n"


def _speakers(parts: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Definition, field or type to the modules that have checks for it."""
    found: dict[str, list[str]] = {}
    for name, keys in parts:
        for key in keys:
            found.setdefault(key, []).append(name)
    return dict(sorted(found.items()))


def _rows(table: Mapping[str, object]) -> str:
    return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in table.items())


if __name__ == "__main__":
    sys.exit(main())
