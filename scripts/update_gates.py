#!/usr/bin/env python3
"""Regenerate the table of feature gates from the pages of the Kubernetes website, one page a gate.

    python scripts/update_gates.py PATH [PATH ...]            write src/kubefence/facts/gates.json
    python scripts/update_gates.py PATH [PATH ...] --check    only compare, print what differs, exit 1 if anything does

PATH is a checkout of kubernetes/website, or any folder that has such pages somewhere in it: Markdown whose front matter
says ``content_type: feature_gate`` and lists ``stages``. Of several, a gate counts as the last one has it: what changed
since a checkout was made can lie beside it as pages of its own.

The table says where it comes from: of every PATH its commit, where it has one, and the digest of the gates in it.
The digest is of what was read, not of the files, so it stays the same however the pages are written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kubefence.facts import gates

TABLE = Path(gates.__file__).with_name("gates.json")
STAGES = {"alpha": "Alpha", "beta": "Beta", "stable": "GA", "deprecated": "Deprecated"}
SWITCHES = {True: "on", False: "off", None: "unsaid"}

CORRECTED: Mapping[str, str] = {
    # The code is the truth. k8s.io/client-go, features/known_features.go at v0.37.0-beta.0:
    "InOrderInformers": "Beta on 1.33, GA on 1.36",
    # k8s.io/apiserver, pkg/features/kube_features.go at v0.37.0-beta.0:
    "AllowParsingUserUIDFromCertAuth": "Beta on 1.33",
    "APIResponseCompression": "Alpha off 1.8, Beta on 1.16",
    "MutatingAdmissionPolicy": "Alpha off 1.32, Beta off 1.34, GA on 1.36",
    "RemoteRequestHeaderUID": "Alpha off 1.32, Beta on 1.33",
    "UnauthenticatedHTTP2DOSMitigation": "Beta off 1.25, Beta on 1.29",
}
"""Gates whose page says something else than the code of a release, as the code has them."""


class Unreadable(Exception):
    """A page or a folder that cannot be used; the message says which and why."""


def main() -> int:
    """Write the table or, with ``--check``, compare it; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    parser.add_argument("--check", action="store_true", help="only compare")
    options = parser.parse_args()
    try:
        made = table(options.paths)
    except Unreadable as error:
        parser.error(str(error))
    known = json.loads(TABLE.read_text(encoding="utf-8")) if TABLE.is_file() else {}
    differing = [name for name in sorted(known.keys() | made.keys()) if known.get(name) != made.get(name)]
    for name in differing:
        print(f"{TABLE.name}: {name}: {known.get(name)} -> {made.get(name)}")
    if not options.check:
        TABLE.write_text(written(made), encoding="utf-8", newline="\n")
    return int(options.check and bool(differing))


def written(made: Mapping[str, Any]) -> str:
    """The table as it is committed: where it comes from, then the gates, one a line."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in made.items()) + "\n}\n"


def table(paths: Iterable[Path]) -> dict[str, Any]:
    """``source``, then every gate with what became of it: ``Alpha off 1.27, Beta on 1.32``."""
    found: dict[str, str] = {}
    sources = []
    for path in paths:
        read = dict(sorted(gates_of(path)))
        if not read:
            raise Unreadable(f"{path}: there are no pages of feature gates in it")
        sources.append({"from": path.name, "commit": commit(path), "digest": digest(read)})
        found |= read
    return {"source": sources, **dict(sorted({**found, **CORRECTED}.items()))}


def digest(read: Mapping[str, str]) -> str:
    """SHA-256 of the gates that a folder has."""
    return hashlib.sha256("".join(f"{name}: {life}\n" for name, life in read.items()).encode()).hexdigest()


def commit(path: Path) -> str | None:
    """The commit of a checkout; None for a folder that is none."""
    asked = subprocess.run(["git", "-C", path, "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() if asked.returncode == 0 else None


def gates_of(path: Path) -> Iterator[tuple[str, str]]:
    """Every gate that has a page in the folder, in English where there are translations."""
    english = path / "content" / "en"
    for page in sorted((english if english.is_dir() else path).rglob("*.md")):
        front = re.match(r"\s*---\n(.*?)\n---", page.read_text(encoding="utf-8"), re.S)
        if front and "content_type: feature_gate" in front[1]:
            yield gate(page, yaml.safe_load(front[1]))


def gate(page: Path, front: Mapping[str, Any]) -> tuple[str, str]:
    """The name of a gate and its life, from the front matter of its page."""
    try:
        stages = [event(stage) for stage in front["stages"]]
        last = front["stages"][-1].get("toVersion") if front.get("removed") else None
        return front["title"], ", ".join(stages + ([gone(last)] if last else []))
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Unreadable(f"{page}: not a page of a feature gate as they are today ({error!r})") from error


def event(stage: Mapping[str, Any]) -> str:
    """``Beta on 1.34``."""
    return f"{STAGES[stage['stage']]} {SWITCHES[stage.get('defaultValue')]} {stage['fromVersion']}"


def gone(last: str) -> str:
    """``gone 1.37`` for a gate that was last there in 1.36."""
    major, minor = map(int, last.split(".")[:2])
    return f"gone {major}.{minor + 1}"


if __name__ == "__main__":
    sys.exit(main())
