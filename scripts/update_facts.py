#!/usr/bin/env python3
"""Regenerate the fact tables that come from the Go sources of the Kubernetes API: enums.json and lifecycle.json.

    python scripts/update_facts.py PATH            write src/kubefence/facts/{enums,lifecycle}.json
    python scripts/update_facts.py PATH --check    only compare, print what differs, exit 1 if anything does

PATH is a folder of checkouts, one per release, whose names say the release (``v0.36.1``, ``kubernetes-1.36``), or one
git clone with tags (``v0.36.1``, ``kubernetes-1.36.1``, ``v1.36.1``), of k8s.io/api or of kubernetes/kubernetes. The
last patch of every release counts. Facts about groups that are in no checkout stay as they are.

Packages on PyPI have no Go sources, so CI cannot regenerate the tables; a test runs this on a small tree of its own.
Which values a field may have is marked ``+enum``; the exceptions below say where the server does not go by that.
``optional.json`` is not made here: that the server does not miss a field is in no source, only in its behaviour.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.facts import tables
from kubefence.schema.pack import builtin

FACTS = Path(tables.__file__).parent
Files = Mapping[str, str]
"""Path below the API (``networking/v1/types.go``) to text."""

BELOW = (
    "staging/src/k8s.io/api/",
    "staging/src/k8s.io/apiextensions-apiserver/pkg/apis/",
    "staging/src/k8s.io/kube-aggregator/pkg/apis/",
)
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
}
"""Why fields are left out, and which."""

_RELEASE = re.compile(r"(?:^|[^0-9.])v?[01]\.([0-9]+)(?:\.([0-9]+))?$")
_WANTED = re.compile(
    r"(?:[a-z]+/)+v[0-9]+(?:(?:alpha|beta)[0-9]+)?/(?!.*_test\.go$|.*\.pb\.go$|zz_(?!.*lifecycle))\w.*\.go$"
)
_ENUM = re.compile(r"((?://[^\n]*\n)*)type (\w+) string\n")
_CONSTANT = re.compile(r'^\s*(?:const\s+)?\w+\s+(?:(\w+)\s*=\s*|=\s*(\w+)\()"([^"]*)"', re.MULTILINE)
_STRUCT = re.compile(r"^type (\w+) struct \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r'^\t(?:(\w+)\s+)?([\w.*\[\]]+)\s+`json:"([^",]*)([^"]*)"', re.MULTILINE)
_IMPORT = re.compile(r'^\s*(?:import\s+)?(?:(\w+)\s+)?"k8s\.io/api/([\w/]+)"', re.MULTILINE)
_GROUP = re.compile(r'GroupName\s*=\s*"([^"]*)"')
_LIFE = re.compile(
    r"func \(\w+ \*(\w+)\) APILifecycle(\w+)\(\)[^{]*\{\s*return (?:([0-9]+), ([0-9]+)"
    r'|schema\.GroupVersionKind\{Group: "([^"]*)", Version: "([^"]*)", Kind: "([^"]*)"\})'
)


class Release(NamedTuple):
    """The sources of one release."""

    minor: int
    files: Files


def main() -> int:
    """Write the tables or, with ``--check``, compare them; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--check", action="store_true", help="only compare")
    options = parser.parse_args()
    try:
        releases = read(options.path)
    except OSError as error:
        parser.error(f"{options.path}: {error.strerror}")
    except subprocess.CalledProcessError as error:
        parser.error(f"{options.path}: git says: {error.stderr.strip()}")
    if not releases:
        parser.error(f"{options.path}: no checkouts named after a release in it, and no git tags of releases")
    print("releases: " + ", ".join(f"1.{release.minor}" for release in releases))
    found: dict[str, Mapping[str, Any]] = {"enums.json": enums(releases), "lifecycle.json": lifecycles(releases)}
    return max(_settle(FACTS / name, facts, write=not options.check) for name, facts in found.items())


def _settle(file: Path, facts: Mapping[str, Any], *, write: bool) -> int:
    known = json.loads(file.read_text(encoding="utf-8"))
    covered = {_group(key) for key in facts}
    facts = {**{key: value for key, value in known.items() if _group(key) not in covered}, **facts}
    for key in sorted(known.keys() | facts.keys()):
        if known.get(key) != facts.get(key):
            print(f"{file.name}: {key}: {known.get(key)} -> {facts.get(key)}")
    if write:
        file.write_text(table(facts), encoding="utf-8", newline="\n")
        return 0
    return int(file.read_text(encoding="utf-8") != table(facts))


def _group(key: str) -> str:
    """What a fact is about, without version and type: ``io.k8s.api.apps``, ``apps``, or "" for the core group."""
    if "/" in key:
        return "/".join(key.split("/")[:-2])
    return re.split(r"\.v[0-9]", key, maxsplit=1)[0]


def table(facts: Mapping[str, Any]) -> str:
    """The facts as they are committed: one a line, sorted."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {json.dumps(facts[key])}" for key in sorted(facts)) + "\n}\n"


def read(path: Path) -> list[Release]:
    """The releases in a folder of checkouts or a git clone, oldest first, the last patch of each."""
    if (path / ".git").exists() or path.suffix == ".git":
        names = _git(path, "tag").split()
        return [Release(minor, _tagged(path, name)) for minor, name in _last_patches(names)]
    return [Release(minor, _checked_out(path / name)) for minor, name in _last_patches(p.name for p in path.iterdir())]


def _git(clone: Path, *command: str) -> str:
    return subprocess.run(["git", "-C", clone, *command], check=True, capture_output=True, text=True).stdout


def _last_patches(names: Iterable[str]) -> list[tuple[int, str]]:
    best: dict[int, tuple[int, str]] = {}
    for name in names:
        found = _RELEASE.search(name)
        if found:
            minor, patch = int(found[1]), int(found[2] or 0)
            best[minor] = max(best.get(minor, (-1, "")), (patch, name))
    return [(minor, name) for minor, (_, name) in sorted(best.items())]


def _below(path: str) -> str:
    """A path without what stands before the API in kubernetes/kubernetes."""
    return next((path.removeprefix(start) for start in BELOW if path.startswith(start)), path)


def _checked_out(root: Path) -> Files:
    places = [root / start for start in BELOW if (root / start).is_dir()] or [root]
    files = {file.relative_to(place).as_posix(): file for place in places for file in sorted(place.rglob("*.go"))}
    return {name: file.read_text(encoding="utf-8") for name, file in files.items() if _WANTED.fullmatch(name)}


def _tagged(clone: Path, tag: str) -> Files:
    listed = _git(clone, "ls-tree", "-r", "--name-only", tag).splitlines()
    starts = tuple(start for start in BELOW if any(name.startswith(start) for name in listed)) or ("",)
    wanted = [name for name in listed if name.startswith(starts) and _WANTED.fullmatch(_below(name))]
    asked = "".join(f"{tag}:{name}\n" for name in wanted).encode()
    answer = subprocess.run(
        ["git", "-C", clone, "cat-file", "--batch"], check=True, capture_output=True, input=asked
    ).stdout
    files: dict[str, str] = {}
    at = 0
    for name in wanted:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        files[_below(name)] = answer[end + 1 : end + 1 + size].decode("utf-8")
        at = end + 1 + size + 1
    return files


def enums(releases: Iterable[Release]) -> dict[str, list[Any]]:
    """``io.k8s.api.apps.v1.DeploymentStrategy.type`` to the values that it may have, with when they came and went."""
    seen: dict[str, dict[str, list[int]]] = {}
    last = 0
    for last, files in releases:
        for name, values in _fields(files).items():
            for value in values:
                seen.setdefault(name, {}).setdefault(value, []).append(last)
    known = builtin()
    return {name: _dated(values, last) for name, values in seen.items() if _is_asked(name) and _is_known(known, name)}


def _is_asked(name: str) -> bool:
    return not any(pattern.search(name) for pattern in SKIPPED.values())


def _is_known(pack: Any, name: str) -> bool:
    """Whether a schema of some version has the field."""
    definition, _, field = name.rpartition(".")
    return any(
        field in pack.definition(version, definition).get("properties", {}) for version in pack.living(definition)
    )


def _dated(values: Mapping[str, list[int]], last: int) -> list[Any]:
    first = min(minors[0] for minors in values.values())
    entries: list[Any] = []
    for value, minors in sorted(values.items()):
        dates = {
            **({"since": f"1.{minors[0]}"} if minors[0] > first else {}),
            **({"until": f"1.{minors[-1]}"} if minors[-1] < last else {}),
        }
        entries.append({"value": value, **dates} if dates else value)
    return entries


def _fields(files: Files) -> dict[str, set[str]]:
    """Fields whose type is an enum, and its values."""
    packages: dict[str, list[str]] = {}
    for name, text in files.items():
        packages.setdefault(name.rpartition("/")[0], []).append(text)
    values = {(package, name): found for package, texts in packages.items() for name, found in _values(texts).items()}
    result: dict[str, set[str]] = {}
    for package, texts in packages.items():
        structs = {name: (body, _imports(text)) for text in texts for name, body in _STRUCT.findall(text)}
        for name in structs:
            for field, home, kind in _members(name, structs):
                found = values.get((home or package, kind))
                if found:
                    result[f"io.k8s.api.{package.replace('/', '.')}.{name}.{field}"] = found
    return result


def _members(name: str, structs: Mapping[str, tuple[str, Mapping[str, str]]]) -> list[tuple[str, str, str]]:
    """Fields of a struct and of those that it embeds: JSON name, package of the type where it is another, type."""
    found: list[tuple[str, str, str]] = []
    body, imports = structs[name]
    for _, kind, field, more in _FIELD.findall(body):
        alias, _, bare = re.sub(r"\*|\[\]|map\[\w+\]", "", kind).rpartition(".")
        if field:
            found.append((field, imports.get(alias, alias), bare))
        elif "inline" in more and bare in structs and not alias:
            found += _members(bare, structs)
    return found


def _imports(text: str) -> dict[str, str]:
    return {alias or path.rpartition("/")[2]: path for alias, path in _IMPORT.findall(text)}


def _values(texts: Iterable[str]) -> dict[str, set[str]]:
    """Types of a package that are marked as enums, and their constants; an empty one means that nothing is set."""
    texts = list(texts)
    marked = {name for text in texts for comment, name in _ENUM.findall(text) if "// +enum\n" in comment}
    found: dict[str, set[str]] = {name: set() for name in marked}
    for typed, converted, value in (constant for text in texts for constant in _CONSTANT.findall(text)):
        if (typed or converted) in marked and value:
            found[typed or converted].add(value)
    return found


def lifecycles(releases: Iterable[Release]) -> dict[str, dict[str, str]]:
    """``group/version/Kind`` to its life; what a later release says counts, kinds that it lacks are kept."""
    found: dict[str, dict[str, str]] = {}
    for release in releases:
        newer = _lives(release.files)
        found.update({name: {event: life[event] for event in _ORDER if event in life} for name, life in newer.items()})
    return found


def _lives(files: Files) -> dict[str, dict[str, str]]:
    groups = {path.rpartition("/")[0]: match[1] for path, text in files.items() if (match := _GROUP.search(text))}
    found: dict[str, dict[str, str]] = {}
    for path, text in files.items():
        package, version = path.rpartition("/")[0], path.split("/")[-2]
        for kind, event, major, minor, *other in _LIFE.findall(text):
            if not kind.endswith("List") and package in groups:
                life = found.setdefault(_name(groups[package], version, kind), {})
                life[event.lower()] = _name(*other) if event == "Replacement" else f"{major}.{minor}"
    return found


_ORDER = ("introduced", "deprecated", "removed", "replacement")


def _name(group: str, version: str, kind: str) -> str:
    return "/".join(part for part in (group, version, kind) if part)


if __name__ == "__main__":
    sys.exit(main())
