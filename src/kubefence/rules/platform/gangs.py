"""Groups of Pods that are scheduled together, and migrations of stored objects.

The scheduling types changed with each version: ``Workload.spec.podGroups`` in v1alpha1 (1.35), ``podGroupTemplates``
since v1alpha2 (1.36), which also has groups as objects. What is checked here holds in all that have it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import dns1123_label, dns1123_subdomain, path_segment, qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.lists import at_most, unique
from kubefence.rules.vocabulary.mappings import exactly_one, needs, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in

LATER, FIRST = ("v1beta1", "v1alpha3", "v1alpha2"), "v1alpha1"
VERSIONS = (*LATER, FIRST)
MAX_GROUPS, MAX_CLAIMS, MAX_TOPOLOGIES = 8, 4, 1
HIGHEST_PRIORITY = 1_000_000_000
"""What comes above is for the classes of the system (``HighestUserDefinablePriority``)."""


def groups(spec: Site) -> Iterator[Problem]:
    """``ValidateWorkload``: up to 8 groups with unique names."""
    for field in ("podGroups", "podGroupTemplates"):
        yield from at_most(spec, field, MAX_GROUPS)
        yield from unique(spec, field, "name")


def group(site: Site) -> Iterator[Problem]:
    """A group and the template of one share up to 4 claims, with unique names."""
    yield from at_most(site, "resourceClaims", MAX_CLAIMS)
    yield from unique(site, "resourceClaims", "name")


def topologies(constraints: Site) -> Iterator[Problem]:
    """One topology is all that v1alpha2 knows to keep a group in."""
    return at_most(constraints, "topology", MAX_TOPOLOGIES)


def policy(site: Site) -> Iterator[Problem]:
    """``validatePodGroupPolicy``: either ``basic`` or ``gang``."""
    return exactly_one(site, ("basic", "gang"))


def claim(site: Site) -> Iterator[Problem]:
    """``validatePodGroupResourceClaim``: of one name or made from one template."""
    return exactly_one(site, ("resourceClaimName", "resourceClaimTemplateName"))


_GROUPS = ("PodGroupTemplate", "PodGroupSpec")
_LABEL = (must_have_form("invalid-name", dns1123_label, empty=True),)
_SUBDOMAIN = (must_have_form("invalid-name", dns1123_subdomain, empty=True),)
_POINTED = (must_have_form("invalid-name", dns1123_subdomain),)
_SEGMENT = (must_have_form("invalid-name", path_segment),)
_CHECKS = {
    "WorkloadSpec": (groups,),
    "TypedLocalObjectReference": (required("kind", "name"),),
}
_CHECKS_OF_GROUPS = {
    "PodGroupSchedulingPolicy": (policy,),
    "PodGroupTemplate": (required("name"), needs("schedulingPolicy"), group),
    "PodGroupSpec": (needs("schedulingPolicy"), group),
    "PodGroupResourceClaim": (required("name"), claim),
    "TopologyConstraint": (required("key"),),
}
_CHECKS_OF_ALPHA2 = {
    "PodGroupTemplateReference": (needs("workload"),),
    "PodGroupSchedulingConstraints": (topologies,),
    "WorkloadPodGroupTemplateReference": (required("workloadName", "podGroupTemplateName"),),
}
_FIELDS: dict[str, tuple[FieldCheck, ...]] = {
    "GangSchedulingPolicy.minCount": (must_lie_in(1, None),),
    "TypedLocalObjectReference.apiGroup": _SUBDOMAIN,
    "TypedLocalObjectReference.kind": _SEGMENT,
    "TypedLocalObjectReference.name": _SEGMENT,
}
_FIELDS_OF_GROUPS: dict[str, tuple[FieldCheck, ...]] = {
    "PodGroupTemplate.name": _LABEL,
    "PodGroupResourceClaim.name": _LABEL,
    "PodGroupResourceClaim.resourceClaimName": _POINTED,
    "PodGroupResourceClaim.resourceClaimTemplateName": _POINTED,
    "TopologyConstraint.key": (must_have_form("invalid-name", qualified_name, empty=True),),
    **{f"{kind}.priorityClassName": _SUBDOMAIN for kind in _GROUPS},
    **{f"{kind}.priority": (must_lie_in(None, HIGHEST_PRIORITY),) for kind in _GROUPS},
}
_FIELDS_OF_ALPHA2 = {
    "WorkloadPodGroupTemplateReference.workloadName": _SUBDOMAIN,
    "WorkloadPodGroupTemplateReference.podGroupTemplateName": _LABEL,
}

TABLES = Tables(
    checks={
        **{f"scheduling.{version}.{name}": checks for version in VERSIONS for name, checks in _CHECKS.items()},
        **{f"scheduling.{version}.{name}": checks for version in LATER for name, checks in _CHECKS_OF_GROUPS.items()},
        **{f"scheduling.v1alpha2.{name}": checks for name, checks in _CHECKS_OF_ALPHA2.items()},
        f"scheduling.{FIRST}.PodGroup": (required("name"), needs("policy")),
        f"scheduling.{FIRST}.PodGroupPolicy": (policy,),
    },
    fields={
        **{f"scheduling.{version}.{name}": checks for version in VERSIONS for name, checks in _FIELDS.items()},
        **{f"scheduling.{version}.{name}": checks for version in LATER for name, checks in _FIELDS_OF_GROUPS.items()},
        **{f"scheduling.v1alpha2.{name}": checks for name, checks in _FIELDS_OF_ALPHA2.items()},
        f"scheduling.{FIRST}.PodGroup.name": _LABEL,
    },
)
