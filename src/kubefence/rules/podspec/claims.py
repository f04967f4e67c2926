"""Devices that a Pod claims (``validatePodResourceClaim``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import dns1123_label, dns1123_subdomain
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import keyed, repeats
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.yamldoc.document import Path

_SOURCES = ("resourceClaimName", "resourceClaimTemplateName")


def _claiming(source: str) -> str:
    return pod(f"resourceClaims:\n  - name: gpu\n{source}", container="resources:\n  claims:\n    - name: gpu\n")


SOURCE_OF_CLAIM = Rule(
    id="claim-without-one-source",
    title=Text("资源申领没有恰好一个来源", "a resource claim without exactly one source"),
    why=Text(
        "Pod 里的资源申领要么指向现有的 ResourceClaim，要么由模板生成；都不写或都写，API 服务器拒绝。",
        "A claim of a Pod is either an existing ResourceClaim or made from a template; with neither or both "
        "the API server refuses it.",
    ),
    fix=Text(
        "写 resourceClaimName 或 resourceClaimTemplateName 中的一个。",
        "Give either resourceClaimName or resourceClaimTemplateName.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/dynamic-resource-allocation/",
    wrong=_claiming("    resourceClaimName: shared-gpu\n    resourceClaimTemplateName: gpu\n"),
    right=_claiming("    resourceClaimTemplateName: gpu\n"),
)


def one_source(claim: Site) -> Iterator[Problem]:
    """Exactly one of the two; the server names the entry."""
    given = [field for field in _SOURCES if claim.has(field)]
    if len(given) == 1 or (not given and claim.partial):
        return
    yield claim.problem(
        SOURCE_OF_CLAIM.id,
        (),
        "resourceClaimName 和 resourceClaimTemplateName 要有且只有一个",
        "there has to be either resourceClaimName or resourceClaimTemplateName",
    )


def distinct_claims(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Claims are told apart by name."""
    for place, name, also in repeats(spec, keyed(spec, "resourceClaims")):
        yield spec.problem(
            "duplicate-entry",
            place,
            f"资源申领 {shown(name)} 已经有了，换一个名字",
            f"there is a claim {shown(name)} already, choose another name",
            also=also,
        )


_NAME = "core.v1.PodResourceClaim"

TABLES = Tables(
    rules=(SOURCE_OF_CLAIM,),
    checks={_NAME: (required("name"), one_source)},
    fields={
        "core.v1.PodSpec.resourceClaims": (distinct_claims,),
        f"{_NAME}.name": (must_have_form("invalid-name", dns1123_label, empty=True),),
        **{f"{_NAME}.{field}": (must_have_form("invalid-name", dns1123_subdomain),) for field in _SOURCES},
    },
)
