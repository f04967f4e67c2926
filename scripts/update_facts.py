#!/usr/bin/env python3
"""Regenerate the fact tables that come from the Go sources of the Kubernetes API: enums.json and lifecycle.json.

    python scripts/update_facts.py PATH [PATH ...]            write src/kubefence/facts/{enums,lifecycle,sources}.json
    python scripts/update_facts.py PATH [PATH ...] --check    only compare, print what differs, exit 1 if anything does
    python scripts/update_facts.py                            write sources.json after the tables were changed by hand

PATH is a folder of checkouts, one per release, whose names say the release (``v0.36.1``, ``kubernetes-1.36``), or one
git clone with tags (``v0.36.1``, ``kubernetes-1.36.1``, ``v1.36.1``), of k8s.io/api, k8s.io/apiextensions-apiserver,
k8s.io/kube-aggregator or of kubernetes/kubernetes, which has them all. The last patch of every release counts, no
pre-release does. Debian's package golang-k8s-api-dev carries the sources of one release; unpack it with ``dpkg-deb -x``
into a folder that is named after the release.

Not every release need be there: **what a checkout can show is replaced, the rest stays.**

* A checkout shows which values a field has in its release, where it marks the field as an enum. (Without the mark it
  shows nothing, unless an earlier checkout has it: then the field is open from there.) When a value came and went stays
  if it agrees with every checkout, wherever it lies; else it becomes the nearest release that does, and a value that
  was said to have gone and is still there stays for good.
* A checkout shows what happened to a kind up to its release. What lies after it are plans: they count if the table
  knows of no later release, or not of the kind. A replacement stays if it came after the checkout.
* A field or kind that is in no checkout stays as it is: it may have gone before, or come after.

Packages on PyPI have no Go sources, so CI cannot regenerate the tables; a test runs this on a small tree of its own.
Which values a field may have is marked ``+enum``; the exceptions below say where the server does not go by that.
``optional.json`` is not made here: that the server does not miss a field is in no source, only in its behaviour; the
table says why for each field.

``sources.json`` says what the tables were made from: of every release that was read its tag and the digest of the files
that count, of every table its own digest. So a checkout shows whether it is what they were made from, and a table that
was changed by hand is seen; a release that is not in it was at hand for nobody, and what the tables say of it was
entered by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from go_sources import EVENTS, Release, Unresolved, fields, lives, read
from kubefence.facts import tables
from kubefence.schema.pack import builtin

FACTS = Path(tables.__file__).parent
ENDLESS = sys.maxsize
"""The minor release that never comes."""

SKIPPED = {
    "set by the server": re.compile(
        r"Status\.\w+$|\.(VolumeHealth|StorageHealth)Condition\.|\.TargetResponder\."
        r"|\.Device(AllocationConfiguration|RequestAllocationResult)\."
    ),
    "dropped, the gate is off": re.compile(
        r"\.GRPCAction\.mode$|\.HTTPGetAction\.protocol$|\.ResourceSliceSpec\.skipNodeOperations$"
    ),
    "judged by a rule, with what stands beside it": re.compile(
        r"\.Lifecycle\.stopSignal$|\.ResourceQuotaSpec\.scopes$|RuleWithOperations\.scope$"
        r"|\.NamedRuleWithOperations\.operations$"
    ),
    "judged by a rule, since an empty string is refused too": re.compile(r"\.PriorityClass\.preemptionPolicy$"),
}
"""Why fields are left out, and which."""

UNWRITTEN = {
    "what the server asks a webhook, nobody writes it": re.compile(r"/(AdmissionReview|ConversionReview)$"),
    "an answer of the server, which a rule refuses in any version": re.compile(
        r"/(APIGroupDiscovery|ComponentStatus)$"
    ),
}
"""Why kinds are left out, and which."""

CORRECTED: Mapping[str, Mapping[str, str | None]] = {
    # a rule says that it is deprecated, and what to write instead; it is no version of Endpoints that goes
    "v1/Endpoints": {"deprecated": None, "replacement": None},
    # misprinted as IngressClassList in every release
    "networking.k8s.io/v1beta1/IngressClass": {"replacement": "networking.k8s.io/v1/IngressClass"},
}
"""Kinds whose life the sources have otherwise than we need it: the event, and what it is to be."""


class Span(NamedTuple):
    """The first and the last minor release that has a value."""

    since: int = 0
    until: int = ENDLESS


def main() -> int:
    """Write the tables or, with ``--check``, compare them; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, metavar="PATH", nargs="*")
    parser.add_argument("--check", action="store_true", help="only compare")
    options = parser.parse_args()
    releases: list[Release] = []
    for path in options.paths:
        try:
            releases += _filled(path)
        except OSError as error:
            parser.error(f"{path}: {error.strerror}")
        except subprocess.CalledProcessError as error:
            parser.error(f"{path}: git says: {error.stderr.strip()}")
        except Empty as error:
            parser.error(f"{path}: {error}")
    releases.sort(key=lambda release: release.minor)
    print("releases: " + ", ".join(f"1.{minor}" for minor in sorted({release.minor for release in releases})))
    try:
        return max(_settle(FACTS / name, make, releases, write=not options.check) for name, make in MADE.items())
    except Unresolved as error:
        parser.error(str(error))


class Empty(Exception):
    """There is nothing to read."""


def _filled(path: Path) -> list[Release]:
    """The releases that have sources of the API; some packages are named like kubernetes and carry only a client."""
    releases = read(path)
    if not releases:
        raise Empty("no checkouts named after a release in it, and no git tags of releases")
    for release in releases:
        if not release.files:
            print(f"{path}: the checkout of 1.{release.minor} has no sources of the API: left out", file=sys.stderr)
    if not any(release.files for release in releases):
        raise Empty("no sources of the API in any checkout, such as core/v1/types.go")
    return [release for release in releases if release.files]


Merge = Callable[[Iterable[Release], Mapping[str, Any]], Mapping[str, Any]]


def _settle(file: Path, merged: Merge, releases: Iterable[Release], *, write: bool) -> int:
    text = file.read_text(encoding="utf-8")
    known = json.loads(text)
    facts = merged(releases, known)
    for key in sorted(known.keys() | facts.keys()):
        if known.get(key) != facts.get(key):
            print(f"{file.name}: {key}: {known.get(key)} -> {facts.get(key)}")
    if write:
        file.write_text(table(facts), encoding="utf-8", newline="\n")
        return 0
    return int(text != table(facts))


def sources(releases: Iterable[Release], known: Mapping[str, Any]) -> dict[str, Any]:
    """What the tables are made from: ``k8s.io/api 1.36`` to its tag and digest, a table to its digest."""
    read_now = {
        f"{release.module} 1.{release.minor}": {
            "tag": release.name,
            "files": len(release.files),
            "sha256": release.digest,
        }
        for release in releases
    }
    tables_now = {name: {"sha256": hashlib.sha256((FACTS / name).read_bytes()).hexdigest()} for name in SIGNED}
    return {**known, **read_now, **tables_now}


def table(facts: Mapping[str, Any]) -> str:
    """The facts as they are committed: one a line, sorted."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(facts[key])}" for key in sorted(facts)) + "\n}\n"


def enums(releases: Iterable[Release], known: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """``io.k8s.api.apps.v1.DeploymentStrategy.type`` to the values that it may have, with when they came and went."""
    shown: dict[str, dict[int, Collection[str]]] = {}
    for release in releases:
        for name, values in fields(release.files).items():
            if values or name in shown:
                shown.setdefault(name, {})[release.minor] = values
    pack = builtin()
    names = [name for name in known.keys() | shown.keys() if is_asked(name) and is_known(pack, name)]
    merged = {name: _entries(known.get(name), shown.get(name, {})) for name in names}
    return {name: entries for name, entries in merged.items() if entries}


def is_asked(name: str) -> bool:
    """Whether a field is none of those that are left out."""
    return not any(pattern.search(name) for pattern in SKIPPED.values())


def is_known(pack: Any, name: str) -> bool:
    """Whether a schema of some version has the field."""
    definition, _, field = name.rpartition(".")
    return any(
        field in pack.definition(version, definition).get("properties", {}) for version in pack.living(definition)
    )


def _entries(known: list[Any] | None, shown: Mapping[int, Collection[str]]) -> list[Any]:
    """The values of a field: as the table has them, None for nothing, and as the releases show them."""
    spans = dict(map(_spanned, known or ()))
    unknown = Span() if known is None else Span(ENDLESS)  # what a table does not have is not there until it is shown
    entries: list[Any] = []
    for value in sorted(spans.keys() | {value for values in shown.values() for value in values}):
        has = {minor for minor, values in shown.items() if value in values}
        span = settled(spans.get(value, unknown), has, shown.keys() - has)
        if span:
            entries.append(_entry(value, span))
    return entries


def settled(known: Span, has: Collection[int], lacks: Collection[int]) -> Span | None:
    """When a value is there, given when it was said to be and the releases that are known to have or to lack it."""
    if has:
        first, last = min(has), max(has)
        earliest = max((minor + 1 for minor in lacks if minor < first), default=0)
        latest = min((minor - 1 for minor in lacks if minor > last), default=ENDLESS)
        until = known.until if last <= known.until <= latest else latest
        return Span(min(max(known.since, earliest), first), until)
    against = [minor for minor in sorted(lacks) if known.since <= minor <= known.until]
    if not against:
        return known
    if known.since < against[0]:
        return Span(known.since, against[0] - 1)
    return Span(against[-1] + 1, known.until) if against[-1] < known.until else None


def _spanned(entry: str | dict[str, str]) -> tuple[str, Span]:
    if isinstance(entry, str):
        return entry, Span()
    dates = {event: _minor(entry[event]) for event in ("since", "until") if event in entry}
    return entry["value"], Span(**dates)


def _entry(value: str, span: Span) -> str | dict[str, str]:
    since = {"since": f"1.{span.since}"} if span.since > 0 else {}
    until = {"until": f"1.{span.until}"} if span.until < ENDLESS else {}
    return {"value": value, **since, **until} if since or until else value


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


Life = Mapping[str, str]


def lifecycles(releases: Iterable[Release], known: Mapping[str, Life]) -> dict[str, Life]:
    """``group/version/Kind`` to its life."""
    newest = max((_minor(life["introduced"]) for life in known.values() if "introduced" in life), default=0)
    found = dict(known)
    for release in releases:
        minor, shown = release.minor, {name: _corrected(name, life) for name, life in lives(release.files).items()}
        came = {name: _minor(life["introduced"]) for name, life in found.items() if "introduced" in life}
        for name, life in shown.items():
            is_old = name in known and minor < newest
            found[name] = _with_history(minor, found[name], life, came) if is_old else life
    return {name: life for name, life in found.items() if not any(skip.search(name) for skip in UNWRITTEN.values())}


def _corrected(name: str, life: Life) -> Life:
    corrected = {**life, **CORRECTED.get(name, {})}
    return {event: value for event in EVENTS if (value := corrected.get(event))}


def _with_history(minor: int, known: Life, shown: Life, came: Mapping[str, int]) -> Life:
    """The known life with what happened up to a release as it is shown there; what comes after it stays."""

    def date(life: Life, event: str) -> int:
        if event not in life:
            return ENDLESS
        return came.get(life[event], 0) if event == "replacement" else _minor(life[event])

    def stays(event: str) -> bool:
        is_named = event == "replacement" and event in known  # by a later release, when what is named came later
        return date(known, event) > minor and (is_named or date(shown, event) > minor)

    sources = {event: known if stays(event) else shown for event in EVENTS}
    return {event: life[event] for event, life in sources.items() if event in life}


SIGNED = ("enums.json", "lifecycle.json", "optional.json", "served.json")
"""Tables that no package of a registry gives: only their digest tells when they are changed."""
MADE: Mapping[str, Merge] = {"enums.json": enums, "lifecycle.json": lifecycles, "sources.json": sources}
"""The tables that are written; the last has the digests of the others."""

if __name__ == "__main__":
    sys.exit(main())
