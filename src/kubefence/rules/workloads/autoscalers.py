"""HorizontalPodAutoscalers: what they scale, and between which bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import path_segment
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.values import must_lie_in, shown
from kubefence.rules.vocabulary.versions import only

SPECS = ("autoscaling.v1.HorizontalPodAutoscalerSpec", "autoscaling.v2.HorizontalPodAutoscalerSpec")
REFERENCES = ("autoscaling.v1.CrossVersionObjectReference", "autoscaling.v2.CrossVersionObjectReference")

_AUTOSCALER = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:{group}
    kind: Deployment
    name: web
  minReplicas: {low}
  maxReplicas: {high}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
"""
_GROUP = "\n    apiVersion: apps/v1"

MIN_OVER_MAX = Rule(
    id="hpa-min-over-max",
    title=Text("minReplicas 大于 maxReplicas", "minReplicas above maxReplicas"),
    why=Text(
        "下限高于上限，没有可选的副本数，服务器拒绝。",
        "With the lower bound above the upper no number is left; refused.",
    ),
    fix=Text("让 maxReplicas 不小于 minReplicas。", "Make maxReplicas at least minReplicas."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    wrong=_AUTOSCALER.format(group=_GROUP, low=5, high=3),
    right=_AUTOSCALER.format(group=_GROUP, low=3, high=5),
)
SCALE_TO_ZERO = Rule(
    id="hpa-scale-to-zero",
    title=Text("HPA 的 minReplicas 为 0", "an HPA with minReplicas 0"),
    why=Text(
        "没有 Pod 时就没有 CPU、内存指标，只有 Object 或 External 指标能把负载从 0 拉起；1.36 及更早还要开启特性门控 "
        "HPAScaleToZero。否则服务器拒绝。",
        "Without Pods there are no metrics of CPU or memory; only Object or External metrics can bring a workload back "
        "from 0, and up to 1.36 the feature gate HPAScaleToZero has to be switched on. Refused otherwise.",
    ),
    fix=Text(
        "写 minReplicas: 1；1.37 起可保留 0，但要加 Object 或 External 指标。",
        "Write minReplicas: 1; from 1.37 on 0 is possible with an Object or External metric.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    wrong=_AUTOSCALER.format(group=_GROUP, low=0, high=5),
    right=_AUTOSCALER.format(group=_GROUP, low=1, high=5),
)
NO_GROUP = Rule(
    id="hpa-target-without-group",
    title=Text("scaleTargetRef.apiVersion 没有 API 组", "a scaleTargetRef without an API group"),
    why=Text(
        "没有 API 组就找不到要扩缩的对象，自 1.35 起服务器直接拒绝（ReplicationController 除外，它属于核心组）。",
        "Without a group the target cannot be found; from 1.35 on the server refuses it (a ReplicationController "
        "aside, which is in the core group).",
    ),
    fix=Text("写上 apiVersion: apps/v1。", "Write apiVersion: apps/v1."),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    wrong=_AUTOSCALER.format(group="", low=1, high=5),
    right=_AUTOSCALER.format(group=_GROUP, low=1, high=5),
)


def bounds(spec: Site) -> Iterator[Problem]:
    """``validateHorizontalPodAutoscalerSpec``: the lower bound is not above the upper."""
    low, high = spec.number("minReplicas"), spec.number("maxReplicas")
    if low is not None and high is not None and high >= 1 and low > high:
        yield spec.problem(
            MIN_OVER_MAX.id,
            "maxReplicas",
            f"maxReplicas {high} 小于 minReplicas {low}",
            f"maxReplicas {high} is below minReplicas {low}",
            also=(Also((*spec.path, "minReplicas"), Text("下限在这里", "the lower bound is here")),),
        )


def zero_is_gated(spec: Site) -> Iterator[Problem]:
    """Up to 1.36 the feature gate HPAScaleToZero is off by default (alpha)."""
    if spec.number("minReplicas") == 0:
        yield spec.problem(
            SCALE_TO_ZERO.id,
            "minReplicas",
            "minReplicas 不能是 0，最小为 1：缩容到 0 自 1.37 起才默认可用",
            "minReplicas cannot be 0, the least is 1: scaling to 0 is possible by default from 1.37 on",
        )


def zero_needs_a_metric(spec: Site) -> Iterator[Problem]:
    """``validateMetrics``: something that can be measured without Pods."""
    types = {metric.text("type") for metric in spec.children("metrics")}
    if spec.number("minReplicas") == 0 and not types & {"Object", "External"}:
        yield spec.problem(
            SCALE_TO_ZERO.id,
            "metrics",
            "minReplicas 为 0 时至少要有一个 Object 或 External 指标",
            "with minReplicas 0 at least one metric has to be of type Object or External",
        )


def target_group(spec: Site) -> Iterator[Problem]:
    """``ValidateAPIVersion`` of the scale target, which only ReplicationControllers may have without a group."""
    target = spec.child("scaleTargetRef")
    if target is None or target.text("kind") == "ReplicationController":
        return
    version = target.value.get("apiVersion")
    group, slash, _ = version.partition("/") if isinstance(version, str) else ("", "", "")
    if (version is None or isinstance(version, str)) and not (group and slash):
        said = (
            (f"{shown(version)} 里没有 API 组", f"{shown(version)} has no API group")
            if version
            else ("没有写", "is missing")
        )
        yield target.problem(
            NO_GROUP.id,
            "apiVersion",
            f"scaleTargetRef.apiVersion {said[0]}：写成“组/版本”，如 apps/v1",
            f"scaleTargetRef.apiVersion {said[1]}: write group/version, such as apps/v1",
        )


def reference(site: Site) -> Iterator[Problem]:
    """``ValidateCrossVersionObjectReference``."""
    for field in ("kind", "name"):
        value = site.value.get(field)
        if value == "":
            yield site.problem("missing-field", field, f"{field} 不能为空", f"{field} may not be empty")
        elif isinstance(value, str) and (wrong := path_segment(value)):
            yield site.problem("invalid-name", field, f"{shown(value)}：{wrong.zh}", f"{shown(value)}: {wrong.en}")
    if site.text("apiVersion").count("/") > 1:
        yield site.problem(
            "invalid-format",
            "apiVersion",
            f"{shown(site.text('apiVersion'))} 的写法不对：应为“组/版本”，如 apps/v1",
            f"{shown(site.text('apiVersion'))}: it has to be group/version, such as apps/v1",
        )


_BOUNDS: dict[str, Any] = {"minReplicas": (must_lie_in(0, None),), "maxReplicas": (must_lie_in(1, None),)}

TABLES = Tables(
    rules=(MIN_OVER_MAX, SCALE_TO_ZERO, NO_GROUP),
    checks={
        **dict.fromkeys(REFERENCES, (reference,)),
        **dict.fromkeys(SPECS, (bounds, only(zero_is_gated, until="1.36"), only(target_group, since="1.35"))),
        SPECS[1]: (
            bounds,
            only(zero_is_gated, until="1.36"),
            only(target_group, since="1.35"),
            only(zero_needs_a_metric, since="1.37"),
        ),
    },
    fields={
        **{f"{spec}.{field}": checks for spec in SPECS for field, checks in _BOUNDS.items()},
        f"{SPECS[0]}.targetCPUUtilizationPercentage": (must_lie_in(1, None),),
    },
)
