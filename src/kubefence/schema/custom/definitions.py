"""CRDs as they are given: which kinds they make known, in which versions, and what is wrong with one that is none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from kubefence.findings import Text
from kubefence.schema.custom import tree
from kubefence.schema.custom.envelope import SHORT
from kubefence.schema.custom.tree import Schema
from kubefence.schema.pack import Pack
from kubefence.yamldoc.document import Json

API_VERSION, KIND = "apiextensions.k8s.io/v1", "CustomResourceDefinition"


class Custom(NamedTuple):
    """A kind of custom resource in one version of its API."""

    api_version: str
    kind: str
    cluster: bool
    """Whether its objects live in the cluster, and in no namespace."""
    status: bool
    """Whether its status is a subresource, so that creating an object drops what is said of it."""
    schema: Schema
    """Of the CRD, as it is written."""
    carried: str = ""
    """Of one that comes with kubefence, names, types and bounds alone: the project and version it is of."""
    asks_more: bool = False
    """Of one that comes with kubefence: whether its CRD has expressions or patterns."""
    several: bool = False
    """Whether there are CRDs of other releases beside it, and nobody says which of them a page is about."""

    @property
    def doubtful(self) -> bool:
        """Whether another version of it may be meant."""
        return bool(self.carried) or self.several

    def learned(self, pack: Pack) -> str:
        """The name of its definition, which the pack knows from now on."""
        scope = "Cluster" if self.cluster else "Namespaced"
        digest = hashlib.blake2b(
            repr((self.status, self.schema)).encode("utf-8", "replace"), digest_size=10
        ).hexdigest()
        name = f"{self.kind}-{digest}.{SHORT}{scope}"
        if not pack.has(pack.versions[-1], name):
            from kubefence.schema.custom import structural  # patterns and formats, which few runs need

            pack.learn(name, structural.definition(self.schema, status=self.status))
        return name


def is_definition(value: Json) -> bool:
    """Whether an object says that it is a CRD."""
    return isinstance(value, dict) and value.get("kind") == KIND


def kinds(value: Json) -> Iterator[Custom]:
    """The kinds that a CRD makes known; of one with mistakes those that are sure."""
    spec = _mapping(value, "spec")
    group, kind = spec.get("group"), _mapping(spec, "names").get("kind")
    versions = spec.get("versions")
    if not (isinstance(group, str) and isinstance(kind, str) and isinstance(versions, list)):
        return
    for version in versions:
        schema = _mapping(_mapping(version, "schema"), "openAPIV3Schema")
        name = version.get("name") if isinstance(version, dict) else None
        if isinstance(name, str) and version.get("served") is not False and schema:
            status = isinstance(_mapping(version, "subresources").get("status"), dict)
            yield Custom(f"{group}/{name}", kind, spec.get("scope") == "Cluster", status, schema)


def fault(value: Json) -> tuple[tuple[str, ...], Text] | None:
    """Why a CRD makes nothing known, and the path of that; None where it does."""
    if not isinstance(value, dict) or value.get("apiVersion") != API_VERSION:
        return ("apiVersion",), Text(f"应是 {API_VERSION} 的 CRD", f"this has to be a CRD of {API_VERSION}")
    for path, kind, zh, en in _NEEDED:
        holder: Any = value
        for step in path[:-1]:
            holder = _mapping(holder, step)
        found = holder.get(path[-1])
        if not isinstance(found, kind) or not found:
            where = ".".join(path)
            return path, Text(f"CRD 的 {where} 应是{zh}", f"{where} of a CRD has to be {en}")
    if next(kinds(value), None) is None:
        return ("spec", "versions"), Text(
            "CRD 里没有一个提供的版本带 schema.openAPIV3Schema",
            "no version of this CRD is served and has a schema.openAPIV3Schema",
        )
    return None


_NEEDED: tuple[tuple[tuple[str, ...], type, str, str], ...] = (
    (("spec",), dict, "对象", "an object"),
    (("spec", "group"), str, "字符串", "a string"),
    (("spec", "names"), dict, "对象", "an object"),
    (("spec", "names", "kind"), str, "字符串", "a string"),
    (("spec", "versions"), list, "列表", "a list"),
)


def _mapping(value: Any, key: str) -> dict[str, Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def asks_more(schema: Schema) -> bool:
    """Whether a schema has expressions or patterns."""
    return not {tree.VALIDATIONS, "pattern"}.isdisjoint(tree.keywords(schema))
