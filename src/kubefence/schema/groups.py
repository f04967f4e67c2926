"""API groups: which are Kubernetes' own, and which was meant by one that is written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kubefence.facts.tables import lifecycles
from kubefence.nearest import nearest
from kubefence.schema.pack import Pack

_RESERVED = (".k8s.io", ".kubernetes.io")
"""Domains whose groups belong to Kubernetes; ``x-k8s.io``, which its add-ons use, is none of them."""
_ADD_ONS = "x-k8s.io"
_ALIKE = 0.9
"""One letter in ten: ``networking.k8.io`` is a slip, ``networking.gke.io`` is not."""


def group_of(api_version: str) -> str:
    """The group of an apiVersion: ``apps`` of ``apps/v1``, "" of ``v1``."""
    return api_version.rpartition("/")[0]


@cache
def builtin(pack: Pack) -> frozenset[str]:
    """The groups that Kubernetes has or once had."""
    return frozenset(group_of(name.rpartition("/")[0]) for name in (*pack.kinds, *lifecycles()))


def meant(pack: Pack, api_version: str, homes: Iterable[str]) -> bool:
    """Whether someone who writes this apiVersion surely means one of ``homes``, and no custom resource.

    A group is a domain (``serving.knative.dev``); one without a dot cannot be that of a custom resource.
    """
    return group_of(api_version).endswith(_RESERVED) or nearly(pack, api_version, homes)


def nearly(pack: Pack, api_version: str, homes: Iterable[str]) -> bool:
    """The same where the kind is written in another way as well.

    Add-ons of Kubernetes have groups in its domains, and kinds that are named alike (``kops.k8s.io`` has Cluster).
    """
    group = group_of(api_version)
    if group in builtin(pack) or "." not in group:
        return True
    return not group.endswith(_ADD_ONS) and nearest(group.lower(), map(group_of, homes), _ALIKE) is not None
