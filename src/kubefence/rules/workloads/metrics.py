"""Metrics of a HorizontalPodAutoscaler: one source of the type that is said, and a target that fits it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Check, Rule, Site, Tables
from kubefence.rules.vocabulary.values import shown


class Source(NamedTuple):
    """What a target of one source needs, any of these, and which two of them exclude each other."""

    definition: str
    needs: tuple[str, ...]
    exclusive: tuple[str, str] | None = None
    """The second is the one that the server names."""


SOURCES = {
    "object": Source("autoscaling.v2.ObjectMetricSource", ("averageValue", "value")),
    "external": Source("autoscaling.v2.ExternalMetricSource", ("averageValue", "value"), ("averageValue", "value")),
    "pods": Source("autoscaling.v2.PodsMetricSource", ("averageValue",)),
    "resource": Source(
        "autoscaling.v2.ResourceMetricSource",
        ("averageUtilization", "averageValue"),
        ("averageUtilization", "averageValue"),
    ),
    "containerResource": Source(
        "autoscaling.v2.ContainerResourceMetricSource",
        ("averageUtilization", "averageValue"),
        ("averageUtilization", "averageValue"),
    ),
}
"""``validateObjectSource`` and its like, in the order in which the server looks at them."""
TYPES = ("ContainerResource", "External", "Object", "Pods", "Resource")

_AUTOSCALER = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 5
  metrics:
    - type: {type}
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
"""

WRONG_SOURCE = Rule(
    id="metric-source-mismatch",
    title=Text("指标的 type 与所写的来源不一致", "a metric whose type and source differ"),
    why=Text(
        "type 说明用哪一种来源，对应的字段（resource、pods、object 等）必须有，而且只能有它，否则服务器拒绝。",
        "The type says which source is meant; the field of that source has to be there, and no other, or the server "
        "refuses the autoscaler.",
    ),
    fix=Text("改 type，或改用与它同名的字段。", "Change the type, or use the field of that name."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    wrong=_AUTOSCALER.format(type="Pods"),
    right=_AUTOSCALER.format(type="Resource"),
)


def metric(spec: Site) -> Iterator[Problem]:
    """``validateMetricSpec``."""
    kind = spec.value.get("type")
    present = [name for name in SOURCES if spec.has(name)]
    expected = kind[:1].lower() + kind[1:] if isinstance(kind, str) else ""
    if kind == "":
        yield spec.problem("missing-field", "type", "type 不能为空", "type may not be empty")
    elif isinstance(kind, str) and kind not in TYPES:
        yield spec.problem(
            "invalid-value",
            "type",
            f"type 不能是 {shown(kind)}，可选：{'、'.join(TYPES)}",
            f"type cannot be {shown(kind)}, one of: {', '.join(TYPES)}",
        )
    elif kind in TYPES and expected not in present and not spec.partial:
        yield spec.problem(
            WRONG_SOURCE.id,
            expected,
            f"type 为 {kind} 时要写 {expected}",
            f"the type {kind} needs the field {expected}",
            also=tuple(
                Also((*spec.path, name), Text("写的是它", "this is what is given"), Anchor.KEY) for name in present
            ),
        )
    for name in present if len(present) > 1 else ():
        if name != expected:
            meant = expected if kind in TYPES else "type"
            yield spec.problem(
                WRONG_SOURCE.id,
                name,
                f"一个指标只能有一个来源：只留 {meant} 所指的，删掉 {name}",
                f"a metric has one source: keep what {meant} says, and remove {name}",
            )


def source_problems(site: Site, rule: Source) -> Iterator[Problem]:
    """The target of a source says what it needs, and nothing that excludes it."""
    goal = site.child("target")
    if goal is None:
        return
    if not any(goal.has(field) for field in rule.needs):
        zh, en = "、".join(rule.needs), " or ".join(rule.needs)
        yield goal.problem("missing-field", rule.needs[0], f"目标要写 {zh}（其一）", f"the target needs {en}")
    if rule.exclusive and all(goal.has(field) for field in rule.exclusive):
        first, second = rule.exclusive
        yield goal.problem(
            "mutually-exclusive", second, f"{first} 和 {second} 只能写一个", f"{first} and {second} exclude each other"
        )


def _targets(rule: Source) -> Check:
    def check(site: Site) -> Iterator[Problem]:
        return source_problems(site, rule)

    return check


TABLES = Tables(
    rules=(WRONG_SOURCE,),
    checks={
        "autoscaling.v2.MetricSpec": (metric,),
        **{source.definition: (_targets(source),) for source in SOURCES.values()},
    },
)
