"""Devices that containers claim, against those that their Pod has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import dns1123_label
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import TYPES, spec_around
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.yamldoc.document import Path


def claims(requirements: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each claim once, and one that the Pod has (``validateResourceClaimNames``)."""
    if requirements.parent is not None and requirements.parent.definition not in TYPES:
        return
    seen: dict[tuple[str, str], int] = {}
    named: dict[str, int] = {}
    for index, claim in enumerate(value if isinstance(value, list) else ()):
        name = claim.get("name") if isinstance(claim, dict) else None
        if not isinstance(name, str) or not name:
            continue
        request = claim.get("request")
        key = (name, request if isinstance(request, str) else "")
        first = seen.get((name, ""), seen.get(key) if key[1] else named.get(name))
        if first is not None:
            yield requirements.problem(
                "duplicate-entry",
                (*at, index),
                f"资源申领 {shown(name)} 已经包含在前面的条目里",
                f"the claim {shown(name)} is part of an earlier entry already",
                also=(Also((*requirements.path, *at, first), Text("先写在这里", "it is given here first")),),
            )
        seen.setdefault(key, index)
        named.setdefault(name, index)
        yield from _unknown(requirements, (*at, index), name)


def _unknown(requirements: Site, at: Path, name: str) -> Iterator[Problem]:
    spec = spec_around(requirements)
    if spec is None or (spec.partial and not spec.has("resourceClaims")):
        return
    known = [claim.text("name") for claim in spec.children("resourceClaims")]
    if name not in known:
        zh = f"，已有：{'、'.join(known)}" if known else "，它是空的"
        en = f", there are: {', '.join(known)}" if known else ", there are none"
        yield requirements.problem(
            "unknown-reference",
            at,
            f"Pod 的 resourceClaims 里没有 {shown(name)}{zh}",
            f"there is no claim {shown(name)} in the resourceClaims of the Pod{en}",
        )


TABLES = Tables(
    checks={"core.v1.ResourceClaim": (required("name"),)},
    fields={
        "core.v1.ResourceRequirements.claims": (claims,),
        "core.v1.ResourceClaim.request": (must_have_form("invalid-name", dns1123_label, empty=True),),
    },
)
