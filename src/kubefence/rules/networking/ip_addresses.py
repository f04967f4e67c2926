"""IPAddress and ServiceCIDR (``validateIPAddressParentReference``, ``ValidateServiceCIDR``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Text
from kubefence.formats.addresses import network
from kubefence.formats.names import dns1123_subdomain, path_segment
from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, FieldCheck, Site, Tables
from kubefence.rules.vocabulary.addresses import strict_cidr
from kubefence.rules.vocabulary.lists import texts
from kubefence.rules.vocabulary.mappings import empty, needs, required
from kubefence.rules.vocabulary.values import must_have_form

_MOST = 2
"""CIDRs of a ServiceCIDR: one of each family."""


def cidrs(spec: Site) -> Iterator[Problem]:
    """One or two CIDRs, of different families."""
    listed = list(texts(spec, "cidrs"))
    if empty(spec.value.get("cidrs")):
        yield from spec.missing("cidrs", "至少一个 CIDR", "at least one CIDR")
    elif len(listed) > _MOST:
        zh, en = f"cidrs 有 {len(listed)} 个，最多 {_MOST} 个", f"cidrs has {len(listed)} entries, {_MOST} at most"
        yield spec.problem("out-of-range", "cidrs", zh, en)
    else:
        for index, text in listed:
            yield from strict_cidr(spec, ("cidrs", index), text)
        families = [found.family for _, text in listed if (found := network(text))]
        if len(families) == _MOST and len(set(families)) == 1:
            zh, en = "cidrs 里每个 IP 族只能有一个", "cidrs may have one of each IP family"
            yield spec.problem("duplicate-entry", "cidrs", zh, en)


def _in_versions(group: str, checks: dict[str, tuple[Check, ...]]) -> dict[str, tuple[Check, ...]]:
    """The same checks for the stable and the beta version of a definition."""
    return {f"{group}.{version}.{kind}": each for version in ("v1", "v1beta1") for kind, each in checks.items()}


_segment = must_have_form("invalid-format", path_segment, empty=True)
_PARENT: dict[str, FieldCheck] = {
    "group": must_have_form("invalid-format", dns1123_subdomain, empty=True),
    "resource": _segment,
    "name": _segment,
    "namespace": _segment,
}

TABLES = Tables(
    checks=_in_versions(
        "networking",
        {
            "IPAddress": (needs("spec"),),
            "ParentReference": (required("resource", "name"),),
            "ServiceCIDR": (needs("spec", why=Text("要有 spec.cidrs", "it needs spec.cidrs")),),
            "ServiceCIDRSpec": (cidrs,),
        },
    ),
    fields={
        f"networking.{version}.ParentReference.{field}": (check,)
        for version in ("v1", "v1beta1")
        for field, check in _PARENT.items()
    },
)
