#!/usr/bin/env python3
"""Regenerate what is known of custom resources whose CRDs nobody gives: from the CRDs of well-known projects.

    python scripts/update_custom.py FOLDER            write src/kubefence/schema/custom/data/
    python scripts/update_custom.py FOLDER --check    only compare, exit 1 when something differs

FOLDER has a git repository of each project in a folder that is called after it (``cert-manager+cert-manager``), with
the revision that `SOURCES` names. Facts alone are kept (`custom_facts`); equal parts of several kinds stand there once.
``index.json`` says for each source which revision was read, and the digest of what was read of it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import generated
from custom_facts import Fact, facts
from kubefence.checks.syntax import read
from kubefence.positions import FileMap

DATA = generated.ROOT / "src" / "kubefence" / "schema" / "custom" / "data"


class Source(NamedTuple):
    """Where the CRDs of a project are."""

    name: str
    revision: str
    paths: tuple[str, ...]
    """Globs of files below the repository."""
    version: str = ""
    """What the revision is called, where it is a commit."""
    folder: str = ""
    """Whose copy it is read from, where the repository itself is too large."""


_BASES = ("config/crd/bases/*.yaml",)
SOURCES = (
    Source("kubernetes-sigs/gateway-api", "v1.6.1", ("config/crd/experimental/*.yaml",)),
    Source("cert-manager/cert-manager", "v1.21.1", ("deploy/crds/*.yaml",)),
    Source("prometheus-operator/prometheus-operator", "v0.93.0", ("example/prometheus-operator-crd/*.yaml",)),
    Source("argoproj/argo-cd", "v3.5.1", ("manifests/crds/*-crd.yaml",)),
    Source("argoproj/argo-rollouts", "v1.9.1", ("manifests/crds/*-crd.yaml",)),
    Source("fluxcd/source-controller", "v1.9.1", _BASES),
    Source("fluxcd/kustomize-controller", "v1.9.4", _BASES),
    Source("fluxcd/helm-controller", "v1.6.3", _BASES),
    Source("fluxcd/notification-controller", "v1.9.3", _BASES),
    Source("fluxcd/image-automation-controller", "v1.2.1", _BASES),
    Source("fluxcd/image-reflector-controller", "v1.2.0", _BASES),
    Source("kedacore/keda", "v2.20.2", _BASES),
    Source("knative/serving", "knative-v1.23.0", ("config/core/300-resources/*.yaml",)),
    Source("kyverno/kyverno", "v1.19.0", ("config/crds/*/*.yaml",)),
    Source(
        "kubernetes/autoscaler",
        "vertical-pod-autoscaler/v1.7.1",
        ("vertical-pod-autoscaler/deploy/vpa-v1-crd-gen.yaml",),
    ),
    Source("kubernetes-csi/external-snapshotter", "v8.6.0", ("client/config/crd/*_*.yaml",)),
    Source("kubernetes-sigs/karpenter", "v1.14.1", ("pkg/apis/crds/karpenter*.yaml",)),
    Source("aws/karpenter-provider-aws", "v1.14.1", ("pkg/apis/crds/karpenter.k8s.aws_*.yaml",)),
    Source("kubernetes-sigs/kueue", "v0.19.2", ("config/components/crd/bases/*.yaml",)),
    Source("kubernetes-sigs/mcs-api", "v0.5.0", ("config/crd/*.yaml",)),
    Source("metallb/metallb", "v0.16.1", ("config/crd/bases/*.yaml",)),
    Source(
        "envoyproxy/gateway",
        "v1.9.0",
        ("charts/gateway-helm/charts/crds/crds/generated/gateway.envoyproxy.io_*.yaml",),
    ),
    Source(
        "tigera/operator",  # those of Calico itself; the rest is of a product that is sold
        "v1.42.4",
        tuple(
            f"pkg/imports/crds/operator/operator.tigera.io_{kinds}.yaml"
            for kinds in ("installations", "apiservers", "tigerastatuses", "imagesets", "goldmanes", "whiskers")
        ),
    ),
    Source("istio/api", "v1.30.3", ("kubernetes/customresourcedefinitions.gen.yaml",)),
    Source(
        "cilium/cilium",
        "f12299b25e4edd93742d9241b34e82aae0aef788",
        ("pkg/k8s/apis/cilium.io/client/crds/*/*.yaml",),
        "v1.19.0-pre.4",
        "vipul-21/cilium",  # a fork, which lacks the tag: the commit is that of the project, by its name
    ),
)


class Unread(Exception):
    """A source that cannot be read as it is named; the message says which."""


def main() -> int:
    """Write the pack or, with ``--check``, compare it; the exit code of the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder with the repositories")
    parser.add_argument("--check", action="store_true", help="compare only")
    options = parser.parse_args()
    try:
        files = made_of(options.folder)
    except Unread as error:
        parser.error(str(error))
    return generated.settle("scripts/update_custom.py", files, there(), check=options.check)


def made_of(folder: Path) -> dict[Path, str]:
    """The files of the pack and their content."""
    sources = {source: _files(folder, source) for source in SOURCES}
    known = {source: [*facts(_documents(files))] for source, files in sources.items()}
    digests = {source: digest(files) for source, files in sources.items()}
    return {DATA / name: text for name, text in packed(known, digests).items()}


def there() -> list[Path]:
    """The files that stand there."""
    return [*DATA.iterdir()] if DATA.is_dir() else []


def packed(known: Mapping[Source, Sequence[Fact]], digests: Mapping[Source, str]) -> dict[str, str]:
    """File name to content: ``kinds.jsonl`` (a part of a schema a line), ``index.json``, ``NOTICE``."""
    table = Table(fact.schema for found in known.values() for fact in found)
    rows = {
        fact.name: [table.line(fact.schema), int(fact.cluster), int(fact.status), int(fact.asks_more), source.name]
        for source, found in known.items()
        for fact in found
    }
    rows = dict(sorted(rows.items()))
    sources = {source.name: [source.version or source.revision, source.revision, d] for source, d in digests.items()}
    entries = [f'"{part}":{{\n{_rows(values)}\n}}' for part, values in (("sources", sources), ("kinds", rows))]
    names = "\n".join(f"  {source.name} {source.version or source.revision}" for source in digests)
    return {
        "kinds.jsonl": "\n".join(table.lines) + "\n",
        "index.json": "{" + ",\n".join(entries) + "}\n",
        "NOTICE": NOTICE.format(sources=names),
    }


class Table:
    """Schemas as lines of JSON, in which parts that are used more than once are lines of their own."""

    def __init__(self, schemas: Iterator[Any]) -> None:
        self.lines: list[str] = []
        self._known: dict[str, int] = {}
        self._used: Counter[str] = Counter()
        for schema in schemas:
            self._count(schema)

    def line(self, schema: Any) -> int:
        """The number of the line that a schema is in."""
        text = compact({key: self._shared(value) for key, value in schema.items()})
        if text not in self._known:
            self._known[text] = len(self.lines)
            self.lines.append(text)
        return self._known[text]

    def _count(self, value: Any) -> None:
        if isinstance(value, dict):
            self._used[compact(value)] += 1
            if self._used[compact(value)] > 1:
                return
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            self._count(inner)

    def _shared(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._shared(item) for item in value]
        if not isinstance(value, dict):
            return value
        if self._used[compact(value)] > 1 and len(compact(value)) > SHARED:
            return {"$": self.line(value)}
        return {key: self._shared(inner) for key, inner in value.items()}


SHARED = 60
"""Characters of a part that is worth a line of its own."""


def compact(value: Any) -> str:
    """JSON without white space, its keys in order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(files: Mapping[str, str]) -> str:
    """The identity of what was read of a source."""
    total = hashlib.sha256()
    for path, text in sorted(files.items()):
        total.update(f"{path}\0{text}\0".encode())
    return total.hexdigest()


def _rows(values: Mapping[str, Any]) -> str:
    return ",\n".join(f"{compact(name)}:{compact(value)}" for name, value in values.items())


def _files(folder: Path, source: Source) -> dict[str, str]:
    """Path to text of the files of a source; raises `Unread`."""
    repository = folder / (source.folder or source.name).replace("/", "+")
    repository = repository / "repo" if (repository / "repo").is_dir() else repository
    listed = _git(repository, "ls-tree", "-r", "--name-only", source.revision).splitlines()
    paths = [path for path in listed if any(fnmatch(path, glob) for glob in source.paths)]
    if not paths:
        raise Unread(f"{repository}: {source.revision} has no file {' or '.join(source.paths)}")
    return {path: _git(repository, "show", f"{source.revision}:{path}") for path in paths}


def _git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", repository, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unread(f"{repository}: {done.stderr.strip()}")
    return done.stdout


def _documents(files: Mapping[str, str]) -> Iterator[Any]:
    for path, text in files.items():
        yield from (document.value for document in read(text, FileMap(path)).objects)


NOTICE = """\
The files index.json and kinds.jsonl in this folder are generated by scripts/update_custom.py from the custom resource
definitions of these projects, each under the Apache License 2.0, copyright of its authors:
{sources}
Changes made: only facts are kept (names, types, required fields, enums, bounds, keys of lists, names of formats);
descriptions, expressions, patterns and defaults are left out, and equal parts of several definitions are merged.
The Apache License 2.0 is in the file LICENSE at the top of this repository.
"""

if __name__ == "__main__":
    sys.exit(main())
