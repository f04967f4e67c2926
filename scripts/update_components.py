#!/usr/bin/env python3
"""Regenerate the schemas of configuration files that are no objects of the API, from the Go types of what reads them.

    python scripts/update_components.py FOLDER            write src/kubefence/schema/components/
    python scripts/update_components.py FOLDER --check    only compare, exit 1 when something differs

FOLDER has a git clone with tags of each repository in `SOURCES`, called by its name (``kubelet.git`` or ``kubelet``).
For every minor release of Kubernetes the last tag counts that is there (a pre-release where there is no other), so the
tables say which version has which field. Programs that have releases of their own (kind, kustomize) are read once, at
the tag that `SOURCES` names. The types of kubeadm and of some plugins stand in the repository of Kubernetes alone;
MicroShift has a copy of it. A kind that a package registers and the tables lack is told.

Only facts are kept: names of fields, types, what is required, closed sets of values. ``index.json`` names each tag and
the digest of the tables; a test holds them against each other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import generated
from component_sources import (
    ALSO,
    ANY_CASE,
    AS_DECLARED,
    BUILT_IN,
    CLOSED,
    COPIED,
    COPY_TAG,
    KIND_TAG,
    KINDS,
    KUSTOMIZE_TAG,
    MESSAGES,
    ROOTS,
    SOURCES,
    SPECIAL,
    TEXT,
    Source,
)
from go_types import Package, Reader, Schema, Unread, is_kind, package, registered
from kubefence.schema.pack import builtin

DATA = generated.ROOT / "src" / "kubefence" / "schema" / "components"
_TAG = re.compile(r"v0\.(\d+)\.(\d+)(?:-(\w+)\.(\d+))?")


class Release(NamedTuple):
    """What is read of one minor release."""

    minor: int
    packages: Mapping[str, Package]
    tags: Mapping[str, str]
    """Repository to its tag."""
    registered: frozenset[str]
    """All kinds that the packages have a scheme know."""


def main() -> int:
    """Write the tables or, with ``--check``, compare them; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--check", action="store_true", help="only compare")
    options = parser.parse_args()
    try:
        files = {DATA / name: text for name, text in tables(releases(options.folder)).items()}
    except (OSError, subprocess.CalledProcessError, Missing, Unread) as error:
        parser.error(str(error))
    stale = generated.differing(files, DATA.glob("*") if DATA.is_dir() else ())
    for path in stale:
        print(f"differs: {path.relative_to(generated.ROOT)}")
        if not options.check and path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8", newline="\n")
    return int(options.check and bool(stale))


class Missing(Exception):
    """A clone or a tag that is not there."""


def releases(folder: Path) -> list[Release]:
    """What the clones have, for each version that the schemas of the API have."""
    read = Clones(folder)
    found = []
    for version in builtin().versions:
        tags = {source.repository: source.tag or read.tag(source.repository, version.minor) for source in SOURCES}
        packages: dict[str, Package] = {}
        kinds = set[str]()
        for source in SOURCES:
            files = read.files(source.repository, tags[source.repository], source.folder)
            if files:
                packages[source.path] = package(source.path, files, AS_DECLARED)
                wanted = ROOTS.get(source.group)
                names = registered(files.values())
                kinds |= {f"{source.group}/{name}" for name in names if not wanted or name in wanted}
        found.append(Release(version.minor, packages, tags, frozenset(kinds)))
    return found


class Clones:
    """Git clones in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tag(self, repository: str, minor: int) -> str:
        """The last tag of a minor release; a pre-release only where there is nothing else."""
        best: tuple[tuple[int, ...], str] | None = None
        for name in self._git(repository, "tag").split():
            found = _TAG.fullmatch(name)
            if found and int(found[1]) == minor:
                final, stage = not found[3], ("alpha", "beta", "rc").index(found[3]) if found[3] else 0
                rank = (int(final), int(found[2]), stage, int(found[4] or 0))
                best = max(best or (rank, name), (rank, name))
        if best is None:
            raise Missing(f"{repository}: no tag of v0.{minor}")
        return best[1]

    def files(self, repository: str, tag: str, folder: str) -> dict[str, str]:
        """The Go files of a folder, without tests and what is generated; none where the release has no such folder."""
        listed = self._git(repository, "ls-tree", "--name-only", tag, f"{folder}/").split()
        wanted = [name for name in listed if name.endswith(".go") and not re.search(r"_test\.go$|/zz_|\.pb\.go$", name)]
        return {name: self._git(repository, "show", f"{tag}:{name}") for name in wanted}

    def _git(self, repository: str, *command: str) -> str:
        places = (self._folder / f"{repository}.git", self._folder / repository)
        clone = next((place for place in places if place.is_dir()), None)
        if clone is None:
            raise Missing(f"no clone of {repository} in {self._folder}")
        return subprocess.run(["git", "-C", str(clone), *command], check=True, capture_output=True, text=True).stdout


def tables(found: list[Release]) -> dict[str, str]:
    """File name to content: ``definitions.jsonl`` (one schema a line), ``index.json``, ``NOTICE``."""
    lines: dict[str, int] = {}
    names: dict[str, list[int | None]] = {}
    kinds: dict[str, str] = {}
    for position, release in enumerate(found):
        definitions, roots = _schemas(release)
        kinds |= roots
        for name, schema in sorted(definitions.items()):
            line = lines.setdefault(json.dumps(schema, sort_keys=True, separators=(",", ":")), len(lines))
            names.setdefault(name, [None] * len(found))[position] = line
    written = "".join(f"{line}\n" for line in lines)
    index = {
        "source": "Go types",
        "tags": {f"1.{release.minor}": dict(sorted(release.tags.items())) for release in found},
        "sha256": hashlib.sha256(written.encode()).hexdigest(),
        "versions": [f"1.{release.minor}" for release in found],
        "kinds": dict(sorted(kinds.items())),
        "left out": sorted(kind for kind in _registered(found) if KINDS.get(kind, kind) not in kinds),
        "definitions": dict(sorted(names.items())),
    }
    return {"definitions.jsonl": written, "index.json": _index(index), "NOTICE": NOTICE}


def _registered(found: list[Release]) -> set[str]:
    return {kind for release in found for kind in release.registered}


def _index(index: Mapping[str, Any]) -> str:
    """One entry a line, so that a change shows what it changes."""
    parts = []
    for key, value in index.items():
        if isinstance(value, dict):
            inner = ",\n".join(f"  {json.dumps(name)}: {json.dumps(each)}" for name, each in value.items())
            parts.append(f"{json.dumps(key)}: {{\n{inner}\n}}")
        else:
            parts.append(f"{json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _schemas(release: Release) -> tuple[dict[str, Schema], dict[str, str]]:
    named = {source.path: _named(source) for source in SOURCES}
    reader = Reader(release.packages, _known, _fields, CLOSED, named, ANY_CASE)
    kinds: dict[str, str] = {}
    for source in SOURCES:
        home = release.packages.get(source.path)
        for name in _roots(source, home) if home and source.group else ():
            written = f"{source.group}/{name}"
            kind = KINDS.get(written, written)
            if kind is not None:
                definition = reader.reference(source.path, name)["$ref"].removeprefix("#/$defs/")
                reader.definitions[definition] = _identified(reader.definitions[definition], kind)
                kinds[kind] = definition
    return reader.definitions, kinds | {kind: kinds[other] for kind, other in ALSO.items() if other in kinds}


def _roots(source: Source, home: Package) -> Iterator[str]:
    wanted = ROOTS.get(source.group)
    for name in sorted(home.structs):
        if name in wanted if wanted else is_kind(home, name) and name != "TypeMeta":
            yield name


def _named(source: Source) -> str:
    group, _, version = source.group.rpartition("/")
    if source.group:
        return f"components.{group.partition('.')[0] or 'clientcmd'}.{version}"
    return f"components.{'.'.join(source.path.split('/')[-3:]).replace('-', '')}"


def _identified(schema: Schema, kind: str) -> Schema:
    """The schema of a kind with the two fields that say so, as the schemas of the API have them."""
    also = [other for other, same in ALSO.items() if same == kind]
    versions, names = zip(*(each.rpartition("/")[::2] for each in (kind, *also)), strict=True)
    fields = {"apiVersion": {**TEXT, "enum": list(versions)}, "kind": {**TEXT, "enum": list(names)}}
    return {**schema, "properties": {**schema["properties"], **fields}}


def _known(name: str) -> Schema | None:
    """The schema of a type that is written in a form of its own, or that the schemas of the API have."""
    if name in SPECIAL:
        return SPECIAL[name]
    definition = _built_in(name)
    if definition is None:
        return None
    return {"$ref": f"#/$defs/{definition}"} if builtin().living(definition) else {}


def _fields(name: str) -> Mapping[str, Schema]:
    """The fields of a type that the schemas of the API have, as the newest version has them."""
    definition, pack = _built_in(name), builtin()
    living = pack.living(definition) if definition else ()
    fields: Mapping[str, Schema] = pack.definition(living[-1], str(definition))["properties"] if living else {}
    return fields


def _built_in(name: str) -> str | None:
    path, _, bare = name.rpartition(".")
    if path.startswith("k8s.io/api/") and not path.startswith(MESSAGES):
        return f"io.k8s.{path.removeprefix('k8s.io/').replace('/', '.')}.{bare}"
    return f"{BUILT_IN[path]}.{bare.removesuffix('Value')}" if path in BUILT_IN else None


NOTICE = f"""\
The files definitions.jsonl and index.json in this folder are generated by scripts/update_components.py from Go types:

- of Kubernetes (k8s.io/api, apiextensions-apiserver, apiserver, client-go, component-base, controller-manager,
  kube-controller-manager, kube-proxy, kube-scheduler, kubectl, kubelet, pod-security-admission; index.json has the
  tags),
- of kubeadm, plugins of admission and ABAC in Kubernetes {COPIED}, as MicroShift {COPY_TAG} carries them,
- of kind {KIND_TAG},
- of {KUSTOMIZE_TAG.replace("/", " ")}.

All are Copyright The Kubernetes Authors, Apache License 2.0. Changes made: only names of fields, their types, what is
required and closed sets of values are kept.
The Apache License 2.0 is in the file LICENSE at the top of this repository.
"""

if __name__ == "__main__":
    sys.exit(main())
