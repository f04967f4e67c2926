"""Priority and overhead, which admission plugins work out: a Pod may not say otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.containers.place import of_pod
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.parts import of_template, on_create
from kubefence.yamldoc.document import Path

COMPUTED = {"": 0, "system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000}
"""Priority of Pods without a class, and of the classes that every cluster has."""

PRIORITY = Rule(
    id="priority-without-class",
    title=Text("直接写了优先级的数值", "a priority that is written as a number"),
    why=Text(
        "优先级由 PriorityClass 决定，准入控制器会算出 priority 和 preemptionPolicy；写了不同的值，Pod 会被拒绝。",
        "A PriorityClass decides on the priority: admission works out priority and preemptionPolicy, and refuses "
        "a Pod that says otherwise.",
    ),
    fix=Text(
        "删掉 priority 和 preemptionPolicy，改用 priorityClassName。",
        "Remove priority and preemptionPolicy, and name a priorityClassName.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/pod-priority-preemption/#pod-priority",
    wrong=pod("priority: 1000"),
    right=pod("priorityClassName: high-priority"),
)
OVERHEAD = Rule(
    id="overhead-without-runtime-class",
    title=Text("没有 RuntimeClass 却写了 overhead", "an overhead without a RuntimeClass"),
    why=Text(
        "Pod 开销由 RuntimeClass 规定，准入控制器据此填写；没有 RuntimeClass 却自己写，Pod 会被拒绝。",
        "The overhead of a Pod is that of its RuntimeClass, and admission fills it in; a Pod that gives one "
        "without a RuntimeClass is refused.",
    ),
    fix=Text("删掉 overhead，需要时写 runtimeClassName。", "Remove overhead, and name a runtimeClassName if need be."),
    source="https://kubernetes.io/zh-cn/docs/concepts/scheduling-eviction/pod-overhead/",
    wrong=pod("overhead:\n  cpu: 250m\n"),
    right=pod("runtimeClassName: kata"),
)


def priority(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The admission plugin Priority; of other classes only the cluster knows the number."""
    expected = COMPUTED.get(spec.text("priorityClassName"))
    if isinstance(value, int) and expected is not None and value != expected:
        yield from _refused(
            spec,
            at,
            PRIORITY.id,
            f"priority 不能是 {value}，准入控制器算出的是 {expected}：删掉它，改用 priorityClassName",
            f"priority cannot be {value}, admission makes it {expected}: remove it and name a priorityClassName",
        )


def preemption(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The admission plugin Priority, for Pods without a class and for the classes that every cluster has."""
    if value == "Never" and spec.text("priorityClassName") in COMPUTED:
        yield from _refused(
            spec,
            at,
            PRIORITY.id,
            "preemptionPolicy 不能是 Never，要由 PriorityClass 决定：删掉它，改用这样的 priorityClassName",
            "preemptionPolicy cannot be Never, a PriorityClass decides on it: remove it and name such a class",
        )


def overhead(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The admission plugin RuntimeClass."""
    if isinstance(value, dict) and not spec.has("runtimeClassName"):
        yield from _refused(
            spec,
            at,
            OVERHEAD.id,
            "没有 runtimeClassName 时不能写 overhead",
            "overhead cannot be given without runtimeClassName",
        )


def _refused(spec: Site, at: Path, rule: str, zh: str, en: str) -> Iterator[Problem]:
    if of_pod(spec) or of_template(spec):
        severity, later = on_create(spec)
        yield spec.problem(rule, at, f"{zh}{later.zh}", f"{en}{later.en}", severity=severity)


TABLES = Tables(
    rules=(PRIORITY, OVERHEAD),
    fields={
        "core.v1.PodSpec.priority": (priority,),
        "core.v1.PodSpec.preemptionPolicy": (preemption,),
        "core.v1.PodSpec.overhead": (overhead,),
    },
)
