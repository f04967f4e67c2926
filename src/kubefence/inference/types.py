"""The types of one version as a part of an object meets them: by the fields that they have, the likely ones first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from kubefence.schema.enforced import Enforced
from kubefence.schema.homes import preference
from kubefence.schema.navigate import definition_name
from kubefence.schema.pack import Pack, Schema, references
from kubefence.versions import Version

_COMMON = (
    "Deployment",
    "Pod",
    "Service",
    "StatefulSet",
    "DaemonSet",
    "Job",
    "CronJob",
    "ConfigMap",
    "Secret",
    "Ingress",
    "NetworkPolicy",
    "PersistentVolumeClaim",
    "PersistentVolume",
    "HorizontalPodAutoscaler",
    "ClusterRole",
    "Role",
    "RoleBinding",
    "ClusterRoleBinding",
    "ServiceAccount",
    "PodDisruptionBudget",
    "StorageClass",
    "Namespace",
    "Node",
    "ReplicaSet",
    "LimitRange",
    "ResourceQuota",
    "PriorityClass",
    "CustomResourceDefinition",
    "IngressClass",
    "ValidatingWebhookConfiguration",
    "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ReplicationController",
    "EndpointSlice",
    "Endpoints",
    "RuntimeClass",
    "Lease",
)
"""Kinds that documentation shows parts of, the likely ones first; the others follow by how stable they are."""


class Holder(NamedTuple):
    """A field that is a list of objects, by the definition that has it."""

    definition: str
    field: str


class Types:
    """The definitions of one version. It is made once, when the first part of an object is met."""

    def __init__(self, pack: Pack, version: Version) -> None:
        self.pack, self.version = pack, version
        self._enforced = Enforced(pack)
        self._common = self._written = 0

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The definition of each kind that can be created, to its name; the likely ones first."""
        places = {name: kind.rpartition("/") for kind, name in self.pack.kinds.items()}
        found = {name: kind for name, (_, _, kind) in places.items() if self._creatable(name, kind)}

        def order(name: str) -> tuple[int, tuple[int, str, list[int]]]:
            kind = found[name]
            return _COMMON.index(kind) if kind in _COMMON else len(_COMMON), preference(places[name][0])

        return {name: found[name] for name in sorted(found, key=order)}

    def _creatable(self, name: str, kind: str) -> bool:
        """Whether it is served, and no list."""
        return self.pack.has(self.version, name) and not kind.endswith("List") and "metadata" in self.fields(name)

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """How likely a part of a definition is: by the first kind that leads to it, and how far it is down there.

        What a cluster reports comes behind all that one writes.
        """
        found: dict[str, int] = {}
        for kind, short in self.kinds.items():
            self._rank(kind, False, found)
            self._common = len(found) if short in _COMMON else self._common
        self._written = len(found)
        for kind in self.kinds:
            self._rank(kind, True, found)
        return found

    def _rank(self, kind: str, observed: bool, found: dict[str, int]) -> None:
        level = [kind]
        while level:
            for name in level:
                found.setdefault(name, len(found))
            below = (other for name in level for other in self._referred(name, observed))
            level = [name for name in dict.fromkeys(below) if name not in found]

    def _referred(self, name: str, observed: bool) -> Iterable[str]:
        if name not in self.kinds:
            return self.pack.referred(self.version, name)
        fields = self.fields(name).items()
        return (other for field, inner in fields if observed or field != "status" for other in references(inner))

    def observed(self, name: str) -> bool:
        """Whether only the status of objects has such a part."""
        return self.rank[name] >= self._written

    def common(self, name: str) -> bool:
        """Whether a common kind has such a part."""
        return self.rank[name] < self._common

    @cache  # noqa: B019 - there is one for each version, as long as the process lives
    def reached(self, kind: str) -> frozenset[str]:
        """The definitions of a kind of that name and of all its parts, () where there is none."""
        found: set[str] = set()
        level = [name for name, known in self.kinds.items() if known == kind]
        while level:
            found.update(level)
            below = {other for name in level for other in self.pack.referred(self.version, name)}
            level = [*(below - found)]
        return frozenset(found)

    @cached_property
    def by_field(self) -> Mapping[str, list[str]]:
        """The definitions that have a field of a name, the likely ones first."""
        found: dict[str, list[str]] = {}
        for name in self.rank:
            for field in self.fields(name):
                found.setdefault(field, []).append(name)
        return found

    @cached_property
    def holders(self) -> Mapping[str, list[Holder]]:
        """For each definition the fields that are lists of it, the likely ones first."""
        found: dict[str, list[Holder]] = {}
        for name in self.rank:
            for field, schema in self.fields(name).items():
                item = definition_name(schema["items"]) if "items" in schema else None
                if item is not None:
                    found.setdefault(item, []).append(Holder(name, field))
        return found

    def definition(self, name: str) -> Schema:
        """The schema of a definition, as the server enforces it."""
        return self._enforced.stored(self.version, name)

    def fields(self, name: str) -> Mapping[str, Schema]:
        """The fields of a definition."""
        found: Mapping[str, Schema] = self.definition(name).get("properties", {})
        return found

    @cached_property
    def _above(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.rank:
            for other in self.pack.referred(self.version, name):
                found.setdefault(other, []).append(name)
        return found

    @cache  # noqa: B019 - there is one for each version, as long as the process lives
    def around(self, name: str) -> frozenset[str]:
        """The fields of the types next to a definition: what is indented too little or too much belongs there."""
        above = self._above.get(name, ())
        above = above if len(above) <= _FEW else ()
        beside = (other for one in above for other in self.pack.referred(self.version, one))
        near = {*self.pack.referred(self.version, name), *above, *beside}
        return frozenset(field for other in near for field in self.fields(other))

    @cached_property
    def _under(self) -> Mapping[str, set[str]]:
        """For the name of each field the types that it holds."""
        found: dict[str, set[str]] = {}
        for name in self.rank:
            for field, schema in self.fields(name).items():
                found.setdefault(field, set()).update(references(schema))
        return found

    @cache  # noqa: B019 - there is one for each version, as long as the process lives
    def twins(self, name: str) -> frozenset[str]:
        """The fields of the types that stand under the same names as a definition: ``ports`` of a Service and a Pod."""
        alike = [others for others in self._under.values() if name in others and len(others) <= _FEW]
        return frozenset(field for others in alike for other in others for field in self.fields(other))


_FEW = 12
"""More types than that which hold a type, or are held by fields of one name, say nothing of it: all have metadata."""


@cache
def types_of(pack: Pack, version: Version) -> Types:
    """The types of a version, prepared once."""
    return Types(pack, version)
