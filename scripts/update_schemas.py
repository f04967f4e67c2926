#!/usr/bin/env python3
"""Regenerate the schema pack of kubefence from the pinned ``kubernetes-validate`` package.

The package carries the OpenAPI definitions of every Kubernetes minor version as strict JSON schemas
(more than 100 MB). The pack keeps what validation needs: descriptions go, equal definitions of several
versions are stored once. Running this again on the same package gives the same bytes; a test sees to it.

    python scripts/update_schemas.py            write src/kubefence/schema/data/
    python scripts/update_schemas.py --check    only compare, exit 1 when something differs
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import metadata, resources
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "src" / "kubefence" / "schema" / "data"
PACKAGE = "kubernetes-validate"
DROPPED = {"description", "x-kubernetes-patch-merge-key", "x-kubernetes-patch-strategy"}
SCHEMA_MAPS = {"properties", "$defs"}
"""Keywords whose value maps names to schemas; a name in there is never a keyword itself."""


def main() -> int:
    """Write the pack or, with ``--check``, compare it; the exit code of the script."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="compare only")
    check = arguments.parse_args().check
    differing = [name for name, text in generate().items() if not _matches(DATA / name, text)]
    if check:
        print("\n".join(f"differs: {DATA / name}" for name in differing) or "the schema pack is up to date")
        return 1 if differing else 0
    DATA.mkdir(parents=True, exist_ok=True)
    for name, text in generate().items():
        (DATA / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"written to {DATA}")
    return 0


def generate() -> dict[str, str]:
    """File name to content: ``definitions.jsonl`` (one schema a line), ``index.json``, ``NOTICE``."""
    packaged = _definitions()
    lines: dict[str, int] = {}
    names: dict[str, list[int | None]] = {}
    kinds: dict[str, str] = {}
    for position, definitions in enumerate(packaged.values()):
        for name in sorted(definitions):
            schema = definitions[name]
            line = lines.setdefault(_compact(_stripped(schema)), len(lines))
            names.setdefault(name, [None] * len(packaged))[position] = line
            kinds |= dict.fromkeys(_kinds(schema), name)
    index = {
        "source": f"{PACKAGE} {metadata.version(PACKAGE)}",
        "versions": list(packaged),
        "kinds": dict(sorted(kinds.items())),
        "definitions": dict(sorted(names.items())),
    }
    return {
        "definitions.jsonl": "\n".join(lines) + "\n",
        "index.json": _one_entry_a_line(index),
        "NOTICE": NOTICE.format(package=PACKAGE, version=metadata.version(PACKAGE)),
    }


def _definitions() -> dict[str, dict[str, Any]]:
    """Version ("1.37") to its definitions, oldest first."""
    root = resources.files("kubernetes_validate") / "kubernetes-json-schema"
    folders = [f for f in root.iterdir() if f.name.endswith("-local-strict")]
    by_version = {f.name.removeprefix("v").removesuffix(".0-local-strict"): f for f in folders}
    ordered = sorted(by_version, key=lambda version: [int(part) for part in version.split(".")])
    return {
        version: json.loads((by_version[version] / "_definitions.json").read_text(encoding="utf-8"))["$defs"]
        for version in ordered
    }


def _stripped(schema: Any, names: bool = False) -> Any:
    """The schema without what validation does not use; ``names``: its keys are names, not keywords."""
    if isinstance(schema, list):
        return [_stripped(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _stripped(value, names=not names and key in SCHEMA_MAPS)
        for key, value in schema.items()
        if names or key not in DROPPED
    }


def _kinds(schema: dict[str, Any]) -> list[str]:
    """``apps/v1/Deployment`` for a definition that is one kind; shared ones (DeleteOptions) have many."""
    found = schema.get("x-kubernetes-group-version-kind", [])
    if len(found) != 1:
        return []
    group, version, kind = (found[0][part] for part in ("group", "version", "kind"))
    return [f"{group}/{version}/{kind}" if group else f"{version}/{kind}"]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _one_entry_a_line(index: dict[str, Any]) -> str:
    """JSON whose large tables have one entry a line, so that a change of version reads well in a diff."""
    parts = []
    for key, value in index.items():
        text = _compact(value)
        if isinstance(value, dict):
            rows = ",\n".join(f"{_compact(name)}:{_compact(entry)}" for name, entry in value.items())
            text = f"{{\n{rows}\n}}"
        parts.append(f"{_compact(key)}:{text}")
    return "{" + ",\n".join(parts) + "}\n"


def _matches(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


NOTICE = """\
The files definitions.jsonl and index.json in this folder are generated by scripts/update_schemas.py from
the Python package {package} {version} (Copyright Will Thames and contributors, Apache License 2.0), whose
schemas derive from the OpenAPI documents of Kubernetes (Copyright The Kubernetes Authors, Apache License
2.0). Changes made: descriptions and patch hints removed, equal definitions of several versions merged.
The Apache License 2.0 is in the file LICENSE at the top of this repository.
"""

if __name__ == "__main__":
    sys.exit(main())
