"""Scheduling gates: what keeps a Pod from being scheduled until it is removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import qualified_name
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import keyed, on_create, repeats
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_GATES = "schedulingGates:\n  - name: example.com/quota\n"

GATED_AND_PLACED = Rule(
    id="scheduling-gate-with-node-name",
    title=Text("有调度门控，却已经指定了节点", "a Pod with scheduling gates and a node"),
    why=Text(
        "调度门控让 Pod 暂不调度，nodeName 却绕过调度器直接指定节点，API 服务器拒绝这样的 Pod。",
        "Scheduling gates hold a Pod back from the scheduler, nodeName passes the scheduler by; the API server "
        "refuses both together.",
    ),
    fix=Text(
        "删掉 nodeName，用节点亲和性选节点；或者不写 schedulingGates。",
        "Remove nodeName and choose the node by affinity, or remove schedulingGates.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/pod-scheduling-readiness/",
    wrong=pod(_GATES + "nodeName: node-1"),
    right=pod(_GATES),
)


def gates(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """``validateSchedulingGates``; the server names the entry, not its name."""
    for (_, index, _), name in keyed(spec, "schedulingGates"):
        wrong = qualified_name(name) if isinstance(name, str) else None
        if wrong:
            yield spec.problem(
                "invalid-name",
                (*at, index),
                f"调度门控 {shown(name)}：{wrong.zh}",
                f"the gate {shown(name)}: {wrong.en}",
            )
    for place, name, also in repeats(spec, keyed(spec, "schedulingGates")):
        yield spec.problem(
            "duplicate-entry",
            place[:-1],
            f"调度门控 {shown(name)} 写了两次，删掉一个",
            f"the gate {shown(name)} is given twice, remove one",
            also=also,
        )
    if value and spec.text("nodeName"):
        severity, later = on_create(spec)
        yield spec.problem(
            GATED_AND_PLACED.id,
            "nodeName",
            f"有 schedulingGates 时不能写 nodeName{later.zh}",
            f"nodeName cannot be given together with schedulingGates{later.en}",
            severity=severity,
            also=(Also((*spec.path, *at), Text("调度门控", "the gates")),),
        )


TABLES = Tables(rules=(GATED_AND_PLACED,), fields={"core.v1.PodSpec.schedulingGates": (gates,)})
