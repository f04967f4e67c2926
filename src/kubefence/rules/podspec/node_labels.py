"""Labels of nodes that have a new name (``GetNodeLabelDeprecatedMessage``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.problems import Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.yamldoc.document import Path

REPLACED = {
    "beta.kubernetes.io/arch": "kubernetes.io/arch",
    "beta.kubernetes.io/os": "kubernetes.io/os",
    "failure-domain.beta.kubernetes.io/region": "topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone": "topology.kubernetes.io/zone",
    "beta.kubernetes.io/instance-type": "node.kubernetes.io/instance-type",
    "app.kubernetes.io/created-by": "",
    "scheduler.alpha.kubernetes.io/preferAvoidPods": "",
    "node-role.kubernetes.io/master": "node-role.kubernetes.io/control-plane",
}
"""Old label to the one that took its place, "" where none did (``deprecatedNodeLabels``)."""

DEPRECATED = Rule(
    id="deprecated-node-label",
    title=Text("已弃用的节点标签", "a node label that is deprecated"),
    why=Text(
        "这些节点标签已经改名。kubelet 和云提供商大多还会写上旧的，但不保证一直这样；没有了它，Pod 会一直等待调度。"
        "API 服务器给出警告。",
        "These labels of nodes have a new name. Most kubelets and clouds still write the old one, without a promise; "
        "where it is gone the Pod waits for ever. The API server warns.",
    ),
    fix=Text("改用消息里给出的标签。", "Use the label that the message names."),
    source="https://kubernetes.io/zh-cn/docs/reference/labels-annotations-taints/",
    wrong=pod("nodeSelector:\n  beta.kubernetes.io/os: linux\n"),
    right=pod("nodeSelector:\n  kubernetes.io/os: linux\n"),
    severity=Severity.WARNING,
)


def _old(site: Site, at: Path, label: str, anchor: Anchor = Anchor.VALUE) -> Problem:
    new = REPLACED[label]
    zh, en = (f"，改用 {new}", f", use {new}") if new else ("", "")
    return site.problem(
        DEPRECATED.id,
        at,
        f"节点标签 {label} 已弃用{zh}",
        f"the node label {label} is deprecated{en}",
        anchor=anchor,
        severity=Severity.WARNING,
    )


def in_selector(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Keys of a mapping."""
    for label in value if isinstance(value, dict) else ():
        if label in REPLACED:
            yield _old(spec, (*at, label), label, Anchor.KEY)


def in_expressions(term: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Keys of the expressions of a term."""
    for index, expression in enumerate(value if isinstance(value, list) else ()):
        label = expression.get("key") if isinstance(expression, dict) else None
        if isinstance(label, str) and label in REPLACED:
            yield _old(term, (*at, index, "key"), label)


def as_topology(constraint: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The topology of a spread constraint."""
    if isinstance(value, str) and value in REPLACED:
        yield _old(constraint, at, value)


def of_capacity(capacity: Site) -> Iterator[Problem]:
    """``GetWarningsForCSIStorageCapacity``: the selector of the nodes."""
    topology = capacity.child("nodeTopology")
    if topology:
        yield from in_selector(topology, ("matchLabels",), topology.mapping("matchLabels"))
        yield from in_expressions(topology, ("matchExpressions",), topology.items("matchExpressions"))


TABLES = Tables(
    rules=(DEPRECATED,),
    checks={f"storage.{version}.CSIStorageCapacity": (of_capacity,) for version in ("v1", "v1beta1")},
    fields={
        "core.v1.PodSpec.nodeSelector": (in_selector,),
        "node.v1.Scheduling.nodeSelector": (in_selector,),
        "core.v1.NodeSelectorTerm.matchExpressions": (in_expressions,),
        "core.v1.TopologySelectorTerm.matchLabelExpressions": (in_expressions,),
        "core.v1.TopologySpreadConstraint.topologyKey": (as_topology,),
    },
)
