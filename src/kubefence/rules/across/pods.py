"""The Pods that objects make: where their templates stand, their labels and containers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from kubefence.rules.engine.group import Group, Member, at
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
MAKERS = {**SERVING, **FINITE}
_PASSIVE = frozenset(
    {"Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "ReferenceGrant", "BackendTLSPolicy"}
    | {"ServiceMonitor", "PodMonitor", "PrometheusRule", "Probe", "Certificate", "Issuer", "ClusterIssuer"}
    | {"ScaledObject", "TriggerAuthentication", "VerticalPodAutoscaler", "AnalysisTemplate", "VirtualService"}
    | {"DestinationRule", "AuthorizationPolicy", "PeerAuthentication", "CiliumNetworkPolicy", "VolumeSnapshot"}
)
"""Custom resources of which nobody makes Pods that carry a workload."""
_ADDED = ("pod-template-hash", "pod-template-generation", "controller-revision-hash", "controller-uid", "job-name")


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


class Crew:
    """All Pods of a group, found by the labels that they have."""

    def __init__(self, group: Group) -> None:
        self._all: dict[str, list[Pods]] = {}
        self._selected: dict[tuple[str, tuple[tuple[str, str], ...]], list[Pods]] = {}
        self._by_label: dict[tuple[str, str, Any], list[Pods]] = {}
        for namespace in group.namespaces:
            pods = [Pods(maker, MAKERS[maker.definition]) for maker in group.within(namespace, MAKERS)]
            self._all[namespace] = pods
            for each in pods:
                for key, value in each.labels.items():
                    if isinstance(value, str):
                        self._by_label.setdefault((namespace, key, value), []).append(each)

    def selected(self, namespace: str, selector: Mapping[str, str]) -> list[Pods]:
        """The Pods that have all these labels, as far as their template decides."""
        asked = namespace, tuple(selector.items())
        if asked not in self._selected:  # many Services may ask for the same
            self._selected[asked] = self._select(*asked)
        return self._selected[asked]

    def _select(self, namespace: str, selector: Iterable[tuple[str, str]]) -> list[Pods]:
        wanted = [(namespace, key, value) for key, value in selector if not is_added(key)]
        if not wanted:
            return self._all.get(namespace, [])
        fewest = min((self._by_label.get(label, []) for label in wanted), key=len)
        return [pods for pods in fewest if all(pods.labels.get(key) == value for _, key, value in wanted)]


@lru_cache(maxsize=1)
def crew(group: Group) -> Crew:
    """The Pods of a group, looked for once."""
    return Crew(group)


def may_be_made_elsewhere(group: Group) -> bool:
    """Whether some object of the group, of a kind about which nothing is known, may make further Pods."""
    return not group.others <= _PASSIVE


def is_added(key: str) -> bool:
    """Whether controllers give this label to running Pods, whatever their template says."""
    domain = key.partition("/")[0]
    return key in _ADDED or (domain.endswith("kubernetes.io") and domain != "app.kubernetes.io")
