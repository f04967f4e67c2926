"""Lists of a Pod spec with null items, which the API server takes for items without any content."""

from __future__ import annotations

from kubefence.rules.containers.blanks import no_nulls
from kubefence.rules.model import Tables

_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"

LISTS: dict[str, tuple[str, ...]] = {
    "PodSpec": ("hostAliases", "schedulingGates", "readinessGates"),
    "PodSecurityContext": ("sysctls",),
    "HostAlias": ("hostnames",),
    "PodDNSConfig": ("nameservers", "searches"),
    "NodeAffinity": (_PREFERRED,),
    "NodeSelectorTerm": ("matchExpressions", "matchFields"),
    "PodAffinity": (_PREFERRED,),
    "PodAntiAffinity": (_PREFERRED,),
    "PodAffinityTerm": ("namespaces", "matchLabelKeys", "mismatchLabelKeys"),
    "TopologySpreadConstraint": ("matchLabelKeys",),
}
"""Lists whose items have no check of their own that would miss something in an empty item."""

TABLES = Tables(fields={f"core.v1.{name}.{field}": (no_nulls,) for name, fields in LISTS.items() for field in fields})
