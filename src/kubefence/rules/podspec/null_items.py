"""Lists of strings in a Pod spec with null items, which the API server takes for empty strings."""

from __future__ import annotations

from kubefence.rules.containers.blanks import no_nulls
from kubefence.rules.engine.model import Tables

LISTS: dict[str, tuple[str, ...]] = {
    "HostAlias": ("hostnames",),
    "PodDNSConfig": ("nameservers", "searches"),
    "PodAffinityTerm": ("namespaces", "matchLabelKeys", "mismatchLabelKeys"),
    "TopologySpreadConstraint": ("matchLabelKeys",),
}
"""Lists in which an empty string is none of what is asked for."""

TABLES = Tables(fields={f"core.v1.{name}.{field}": (no_nulls,) for name, fields in LISTS.items() for field in fields})
