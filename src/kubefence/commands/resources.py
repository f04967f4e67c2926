"""The names by which kubectl knows types of objects: plural, singular, kind, and short names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kubefence.commands.slips import one_slip
from kubefence.nearest import nearest
from kubefence.schema.pack import Pack
from kubefence.versions import Version

_SHORT = {
    "ComponentStatus": "cs",
    "ConfigMap": "cm",
    "Endpoints": "ep",
    "Event": "ev",
    "LimitRange": "limits",
    "Namespace": "ns",
    "Node": "no",
    "PersistentVolumeClaim": "pvc",
    "PersistentVolume": "pv",
    "Pod": "po",
    "ReplicationController": "rc",
    "ResourceQuota": "quota",
    "ServiceAccount": "sa",
    "Service": "svc",
    "CustomResourceDefinition": "crd crds",
    "DaemonSet": "ds",
    "Deployment": "deploy",
    "ReplicaSet": "rs",
    "StatefulSet": "sts",
    "HorizontalPodAutoscaler": "hpa",
    "CronJob": "cj",
    "CertificateSigningRequest": "csr",
    "Ingress": "ing",
    "NetworkPolicy": "netpol",
    "PodDisruptionBudget": "pdb",
    "PriorityClass": "pc",
    "StorageClass": "sc",
    "IPAddress": "ip",
    "VolumeAttributesClass": "vac",
}
"""Kinds to their short names (kubernetes.io/docs/reference/kubectl/#resource-types, and the registries of
kubernetes/kubernetes for kinds that are newer)."""
_GONE = {
    "podsecuritypolicies": "PodSecurityPolicy",
    "podpresets": "PodPreset",
    "thirdpartyresources": "ThirdPartyResource",
}
_SHORT_OF_GONE = {"psp": "podsecuritypolicies"}
_CATEGORIES = frozenset({"all", "api-extensions"})
_SHORT_NAME = 4
"""Letters of the short names of most custom resources, at most."""
_SHORTEST = 3
"""Letters of a name that is close enough to another to be a slip of it."""


class Names:
    """The names that one version of the server has."""

    def __init__(self, pack: Pack, version: Version) -> None:
        kinds = {kind for name, kind in _kinds(pack) if pack.has(version, pack.kinds[name])}
        short = {name for kind in kinds for name in _SHORT.get(kind, "").split()}
        full = {name for kind in kinds for name in (kind.lower(), plural(kind))}
        self._known = full | short | _CATEGORIES
        self._long = full | {name for name in short if len(name) > _SHORTEST}
        self._short = {name for name in short - full if len(name) == _SHORTEST}

    def knows(self, written: str) -> bool:
        """Whether a built-in type has this name, alone or with its version and group."""
        return self._first(written) in self._known

    def gone(self, written: str) -> str | None:
        """The kind of this name that was removed, None where there was none."""
        name = self._first(written)
        name = _SHORT_OF_GONE.get(name, name)
        return _GONE.get(name) or _GONE.get(plural(name))

    def near(self, written: str) -> str | None:
        """The name that was meant, if one letter was: a custom resource may have any name."""
        name = written.lower()
        if "." in name or len(name) < _SHORTEST:
            return None
        slips = [known for known in self._long if one_slip(name, known) and not _of_others(name, known)]
        slips = slips or [known for known in self._short if one_slip(name, known) and sorted(name) == sorted(known)]
        return nearest(name, slips, 0.0) if slips else None

    @staticmethod
    def _first(written: str) -> str:
        return written.lower().partition(".")[0]


def _of_others(name: str, known: str) -> bool:
    """Whether a name may well be that of something else: a short one with another letter, a long one with a prefix."""
    if name[1:] == known:
        return name[0] != known[0]
    return len(name) == len(known) <= _SHORT_NAME and sorted(name) != sorted(known)


def kind_of(pack: Pack, written: str) -> str:
    """The built-in kind that a name stands for, "" where it is none or says of which group or version."""
    return _by_name(pack).get(written.lower(), "")


@cache
def _by_name(pack: Pack) -> dict[str, str]:
    kinds = {kind for _, kind in _kinds(pack)}
    full = {name: kind for kind in kinds for name in (kind.lower(), plural(kind))}
    return full | {name: kind for kind in kinds for name in _SHORT.get(kind, "").split()}


@cache
def names(pack: Pack, version: Version) -> Names:
    """The names of a version, gathered once."""
    return Names(pack, version)


@cache
def _kinds(pack: Pack) -> tuple[tuple[str, str], ...]:
    return tuple((name, name.rpartition("/")[2]) for name in pack.kinds)


def plural(kind: str) -> str:
    """The name of the resource: ``ingresses`` of ``Ingress``, as ``meta.UnsafeGuessKindToResource`` makes it."""
    name = kind.lower()
    if name.endswith("endpoints"):
        return name
    if name.endswith(("s", "x", "ch")):
        return f"{name}es"
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def split(written: str) -> Iterable[str]:
    """The types in a list with commas."""
    return (each for each in written.split(",") if each)
