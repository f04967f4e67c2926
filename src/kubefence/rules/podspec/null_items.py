"""Lists of a Pod spec with null items, which the API server takes for items without any content."""

from __future__ import annotations

from kubefence.rules.containers.blanks import no_nulls
from kubefence.rules.model import Tables

_PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"
_REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"

LISTS: dict[str, tuple[str, ...]] = {
    "PodSpec": (
        "volumes",
        "tolerations",
        "resourceClaims",
        "hostAliases",
        "topologySpreadConstraints",
        "schedulingGates",
        "readinessGates",
    ),
    "PodSecurityContext": ("sysctls",),
    "HostAlias": ("hostnames",),
    "PodDNSConfig": ("nameservers", "searches"),
    "NodeAffinity": (_PREFERRED,),
    "NodeSelectorTerm": ("matchExpressions", "matchFields"),
    "PodAffinity": (_PREFERRED, _REQUIRED),
    "PodAntiAffinity": (_PREFERRED, _REQUIRED),
    "PodAffinityTerm": ("namespaces", "matchLabelKeys", "mismatchLabelKeys"),
    "TopologySpreadConstraint": ("matchLabelKeys",),
    "ConfigMapVolumeSource": ("items",),
    "ConfigMapProjection": ("items",),
    "SecretVolumeSource": ("items",),
    "SecretProjection": ("items",),
    "DownwardAPIVolumeSource": ("items",),
    "DownwardAPIProjection": ("items",),
}
"""Lists in which an item has to have something; a null secret for pulling images is only warned of, for example."""

TABLES = Tables(fields={f"core.v1.{name}.{field}": (no_nulls,) for name, fields in LISTS.items() for field in fields})
