#!/usr/bin/env python3
"""Regenerate the table of feature gates from what Kubernetes itself says of them.

    python scripts/update_gates.py PATH [PATH ...]            write src/kubefence/facts/gates.json
    python scripts/update_gates.py PATH [PATH ...] --check    only compare, print what differs, exit 1 if anything does

PATH is a checkout, or any folder that has some of these somewhere in it:

* pages of kubernetes/website, one a gate: Markdown whose front matter says ``content_type: feature_gate`` and lists
  ``stages``; they alone know the gates that are long gone;
* the list that kubernetes/kubernetes generates of its own gates, ``versioned_feature_list.yaml``;
* ``features/known_features.go`` of client-go, whose gates are in no list.

Of several, a gate counts as the last one has it. A gate that a list lacks though an earlier list had it is gone.
A folder that is no checkout but was copied out of one is written ``PATH@COMMIT``.

The table says where it comes from: of every PATH its commit, the files read but for the pages, and the digest of the
gates in it. The digest is of what was read, not of the files, so it stays the same however they are written.
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
from typing import Any, NamedTuple

import yaml

from kubefence.facts import gates
from kubefence.versions import parse_version

TABLE = Path(gates.__file__).with_name("gates.json")
STAGES = {"alpha": "Alpha", "beta": "Beta", "stable": "GA", "deprecated": "Deprecated"}
SWITCHES = {True: "on", False: "off", None: "unsaid"}

CORRECTED: Mapping[str, str] = {
    # The list gives minor versions; kubernetes/website, the page of the gate for v1.37, also the patch releases:
    "DisableNodeKubeProxyVersion": "Alpha off 1.29, Beta on 1.31.0, Deprecated off 1.31.1, Deprecated on 1.33",
    "MaxUnavailableStatefulSet": "Alpha off 1.24, Beta on 1.35.0, Beta off 1.35.4, Beta on 1.37",
    # Merged between the commit of the list and the release of v1.37, each with the pull request:
    "DRADeviceCompatibilityGroups": "Alpha off 1.37",  # kubernetes/kubernetes#139795
    "DRAWorkloadResourceClaims": "Alpha off 1.36, Beta off 1.37",  # kubernetes/kubernetes#140334
    "PodLevelResourceManagers": "Alpha off 1.36, Beta off 1.37",  # kubernetes/kubernetes#141209
}
"""Gates that the files which can be had tell less exactly than something else does, and what that is."""

LIST = "test/compatibility_lifecycle/reference/versioned_feature_list.yaml"
CLIENTS = "features/known_features.go"


class Unreadable(Exception):
    """A page or a folder that cannot be used; the message says which and why."""


def main() -> int:
    """Write the table or, with ``--check``, compare it; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="PATH")
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


def table(paths: Iterable[str | Path]) -> dict[str, Any]:
    """``source``, then every gate with what became of it: ``Alpha off 1.27, Beta on 1.32``."""
    found: dict[str, str] = {}
    listed: dict[str, str] = {}
    sources = []
    for each in paths:
        path, copied_from = place(each)
        pages, codes = dict(gates_of(path)), {reader: sorted(path.rglob(file)) for file, reader in READERS.items()}
        lists = {name: life for file in codes[listed_in] for name, life in listed_in(file)}
        clients = {name: life for file in codes[declared_in] for name, life in declared_in(file)}
        read = dict(sorted({**pages, **lists, **clients}.items()))
        if not read:
            raise Unreadable(f"{path}: there is nothing of feature gates in it")
        if lists:
            read |= {name: f"{life}, gone {newest(lists)}" for name, life in listed.items() if name not in lists}
            listed = lists
        files = [str(file.relative_to(path)) for found_by in codes.values() for file in found_by]
        sources.append(
            {"from": path.name, "commit": copied_from or commit(path), "read": files, "digest": digest(read)}
        )
        found |= read
    return {"source": sources, **dict(sorted({**found, **CORRECTED}.items()))}


def place(path: str | Path) -> tuple[Path, str | None]:
    """``folder@commit`` as the two; a path without a commit as it is."""
    name, _, copied_from = str(path).partition("@")
    return Path(name), copied_from or None


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


def listed_in(file: Path) -> Iterator[tuple[str, str]]:
    """The gates of the list that kubernetes/kubernetes generates."""
    try:
        for listed in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield (
                listed["name"],
                life(
                    Event(each["preRelease"] or "GA", each["default"], each["version"])
                    for each in listed["versionedSpecs"]
                ),
            )
    except (KeyError, TypeError, yaml.YAMLError) as error:
        raise Unreadable(f"{file}: not a list of feature gates as they are today ({error!r})") from error


def declared_in(file: Path) -> Iterator[tuple[str, str]]:
    """The gates that client-go declares, constants named as their gates."""
    for name, specs in re.findall(r"^\t(\w+): \{\n((?:\t\t\{.*\},.*\n)+)\t\},", file.read_text(encoding="utf-8"), re.M):
        found = re.findall(r'MustParse\("([\d.]+)"\), Default: (true|false), PreRelease: (?:\w+\.)?(\w+)', specs)
        yield name, life(Event(stage, switch == "true", since) for since, switch, stage in found)


READERS = {LIST: listed_in, CLIENTS: declared_in}


class Event(NamedTuple):
    """What a gate is from a version on."""

    stage: str
    on: bool
    since: str


def life(events: Iterable[Event]) -> str:
    """The life of a gate. That a behaviour was there from 1.0 on is no event; of two in one minor the last counts."""
    kept: list[Event] = []
    for each in sorted(events, key=lambda event: parse_version(event.since)):
        if kept and kept[-1].since in {each.since, "1.0"}:
            kept.pop()
        if not kept or kept[-1][:2] != each[:2]:
            kept.append(each)
    return ", ".join(f"{each.stage} {SWITCHES[each.on]} {each.since}" for each in kept)


def newest(lives: Mapping[str, str]) -> str:
    """The newest version that a list speaks of: the one that it was made for."""
    return max((text.split(" ")[-1] for text in lives.values()), key=parse_version)


if __name__ == "__main__":
    sys.exit(main())
