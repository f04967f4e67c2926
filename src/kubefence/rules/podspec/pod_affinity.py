"""Affinity and anti-affinity between Pods (``validatePodAffinityTerm``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.names import dns1123_label, qualified_name
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.label_keys import KEY_IN_SELECTOR, label_keys
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path


def _apart(selector: str) -> str:
    return pod(
        f"""\
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
{selector}""",
        metadata="labels:\n  app: web\n",
    )


NULL_SELECTOR = Rule(
    id="null-label-selector",
    title=Text("没有 labelSelector，一个 Pod 也选不中", "no labelSelector, which selects no Pod at all"),
    why=Text(
        "亲和性和拓扑分布约束省略 labelSelector 时不匹配任何 Pod，等于没写，API 服务器给出警告。",
        "Affinity and spread constraints without a labelSelector match no Pod and so do nothing; the API server warns.",
    ),
    fix=Text(
        "写上 labelSelector；要选中所有 Pod 则写 labelSelector: {}。",
        "Write a labelSelector; labelSelector: {} selects every Pod.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/assign-pod-node/"
    "#inter-pod-affinity-and-anti-affinity",
    wrong=_apart(""),
    right=_apart("        labelSelector:\n          matchLabels:\n            app: web\n"),
    severity=Severity.WARNING,
)


def without_selector(term: Site) -> Iterator[Problem]:
    """``warningsForPodAffinityTerms``, and the same of a spread constraint."""
    if not term.has("labelSelector") and not term.partial:
        yield Problem(
            NULL_SELECTOR.id,
            term.path,
            Text(
                "没有 labelSelector，不会匹配任何 Pod；全部匹配写 labelSelector: {}",
                "without a labelSelector no Pod matches; to match all, write labelSelector: {}",
            ),
            Anchor.KEY,
            Severity.WARNING,
            field="labelSelector",
        )


def topology_key(term: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The key of a node label."""
    wrong = qualified_name(value) if isinstance(value, str) and value else None
    if wrong:
        yield term.problem(
            "invalid-label", at, f"topologyKey {shown(value)}：{wrong.zh}", f"topologyKey {shown(value)}: {wrong.en}"
        )


def namespaces(term: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Names of namespaces."""
    for index, name in enumerate(value if isinstance(value, list) else ()):
        wrong = dns1123_label(name) if isinstance(name, str) else None
        if wrong:
            yield term.problem(
                "invalid-name", (*at, index), f"命名空间 {shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}"
            )


TABLES = Tables(
    rules=(NULL_SELECTOR, KEY_IN_SELECTOR),
    checks={"core.v1.PodAffinityTerm": (required("topologyKey"), without_selector, label_keys)},
    fields={
        "core.v1.PodAffinityTerm.topologyKey": (topology_key,),
        "core.v1.PodAffinityTerm.namespaces": (namespaces,),
    },
)
