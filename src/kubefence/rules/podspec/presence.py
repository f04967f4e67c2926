"""What a Pod cannot do without: its spec, and items of lists that are not null."""

from __future__ import annotations

from kubefence.rules.engine.model import Check, Tables
from kubefence.rules.vocabulary.lists import no_nulls
from kubefence.rules.vocabulary.mappings import needs

_LISTS: dict[str, tuple[str, ...]] = {
    "HostAlias": ("hostnames",),
    "PodDNSConfig": ("nameservers", "searches"),
    "PodAffinityTerm": ("namespaces", "matchLabelKeys", "mismatchLabelKeys"),
    "TopologySpreadConstraint": ("matchLabelKeys",),
}
"""Lists of strings in which the empty one, for which the server takes null, is none of what is asked for."""
_CHECKS: dict[str, Check] = {
    "Pod": needs("spec"),
    "PodTemplateSpec": needs("spec"),
    **{name: no_nulls(*fields) for name, fields in _LISTS.items()},
}

TABLES = Tables(checks={f"core.v1.{name}": (check,) for name, check in _CHECKS.items()})
