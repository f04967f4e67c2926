"""Groups of Pods that are scheduled together, and migrations of stored objects.

The scheduling types changed with each version: ``Workload.spec.podGroups`` in v1alpha1 (1.35), ``podGroupTemplates``
since v1alpha2 (1.36). What is checked here holds in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.common import must_have_form, must_lie_in, required
from kubefence.rules.formats.names import dns1123_label, dns1123_subdomain
from kubefence.rules.model import Site, Tables
from kubefence.rules.shapes import at_most, exactly_one, needs, unique

VERSIONS = ("v1beta1", "v1alpha3", "v1alpha2", "v1alpha1")
MAX_GROUPS = 8


def groups(spec: Site) -> Iterator[Problem]:
    """``ValidateWorkload``: up to 8 groups with unique names."""
    for field in ("podGroups", "podGroupTemplates"):
        yield from at_most(spec, field, MAX_GROUPS)
        yield from unique(spec, field, "name")


def policy(site: Site) -> Iterator[Problem]:
    """``validatePodGroupPolicy``: either ``basic`` or ``gang``."""
    return exactly_one(site, ("basic", "gang"))


def claim(site: Site) -> Iterator[Problem]:
    """``validatePodGroupResourceClaim``: of one name or made from one template."""
    return exactly_one(site, ("resourceClaimName", "resourceClaimTemplateName"))


_LABEL = (must_have_form("invalid-name", dns1123_label, empty=True),)
_SUBDOMAIN = (must_have_form("invalid-name", dns1123_subdomain, empty=True),)
_CHECKS = {
    "WorkloadSpec": (groups,),
    "PodGroupPolicy": (policy,),
    "PodGroupSchedulingPolicy": (policy,),
    "PodGroupTemplate": (required("name"), needs("schedulingPolicy")),
    "PodGroupSpec": (needs("schedulingPolicy"),),
    "PodGroupResourceClaim": (required("name"), claim),
    "TypedLocalObjectReference": (required("kind", "name"),),
}
_FIELDS = {
    "PodGroupTemplate.name": _LABEL,
    "PodGroupResourceClaim.name": _LABEL,
    "GangSchedulingPolicy.minCount": (must_lie_in(1, None),),
    "TypedLocalObjectReference.apiGroup": _SUBDOMAIN,
}

TABLES = Tables(
    checks={
        **{f"scheduling.{version}.{name}": checks for version in VERSIONS for name, checks in _CHECKS.items()},
        "scheduling.v1alpha1.PodGroup": (required("name"), needs("policy")),
    },
    fields={
        **{f"scheduling.{version}.{name}": checks for version in VERSIONS for name, checks in _FIELDS.items()},
        "scheduling.v1alpha1.PodGroup.name": _LABEL,
    },
)
