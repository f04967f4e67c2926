"""The Pods that objects make: where their templates stand, their labels and containers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kubefence.rules.group import Group, Member, at
from kubefence.yamldoc.document import Json, Path

SERVING: Mapping[str, Path] = {
    "core.v1.Pod": (),
    "core.v1.ReplicationController": ("spec", "template"),
    "apps.v1.Deployment": ("spec", "template"),
    "apps.v1.StatefulSet": ("spec", "template"),
    "apps.v1.DaemonSet": ("spec", "template"),
    "apps.v1.ReplicaSet": ("spec", "template"),
}
"""Definition of what runs on and on, to the path of what its Pods are made from."""
FINITE: Mapping[str, Path] = {
    "batch.v1.Job": ("spec", "template"),
    "batch.v1.CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""The same for what comes to an end."""
ALL = {**SERVING, **FINITE}


class Container(NamedTuple):
    """A container that runs as long as its Pod."""

    path: Path
    value: dict[str, Any]

    @property
    def name(self) -> str:
        """Its name, "" where it has none."""
        name = self.value.get("name")
        return name if isinstance(name, str) else ""


class Pods(NamedTuple):
    """The Pods of one object."""

    member: Member
    path: Path
    """Where in the object their template stands; () for a Pod."""

    @property
    def labels(self) -> Mapping[str, Any]:
        """Their labels as the template gives them."""
        found = self.member.at(*self.path, "metadata", "labels")
        return found if isinstance(found, dict) else {}

    def place(self, *path: str | int) -> Path:
        """A path below the template, as one of the group."""
        return (self.member.number, *self.path, *path)

    def containers(self) -> Iterator[Container]:
        """Those that run as long as the Pod: init containers only where they are sidecars."""
        for field in ("containers", "initContainers"):
            found = self.member.at(*self.path, "spec", field)
            for index, value in enumerate(found if isinstance(found, list) else ()):
                if isinstance(value, dict) and (field == "containers" or value.get("restartPolicy") == "Always"):
                    yield Container(self.place("spec", field, index), value)


def requests(holder: Json, resource: str) -> bool:
    """Whether a container, or a Pod's spec, requests a resource; a limit counts, it is the default."""
    given = (at(holder, ("resources", kind)) for kind in ("requests", "limits"))
    return any(isinstance(amounts, dict) and resource in amounts for amounts in given)


def pods_beside(member: Member, group: Group, tables: Mapping[str, Path] = ALL) -> Iterator[Pods]:
    """The Pods of the objects in the namespace of ``member``."""
    for maker in group.beside(member, *tables):
        yield Pods(maker, tables[maker.definition])
