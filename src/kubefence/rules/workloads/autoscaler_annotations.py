"""Metrics and behavior that autoscaling/v1 keeps as JSON in annotations, and validates like those of v2.

The conversion to the internal type reads them (``Convert_v1_HorizontalPodAutoscaler_To_autoscaling_…``);
JSON that it cannot read it drops without a word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats import quantities
from kubefence.problems import Problem, spoken_path
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.vocabulary.versions import only
from kubefence.rules.workloads import metric_parts, metrics, scaling_policies
from kubefence.rules.workloads.autoscalers import SCALE_TO_ZERO

METRICS = "autoscaling.alpha.kubernetes.io/metrics"
BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior"

_AUTOSCALER = """\
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata:
  name: web
  annotations:
    autoscaling.alpha.kubernetes.io/metrics: '{metrics}'
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 5
"""

UNREADABLE = Rule(
    id="unreadable-autoscaler-annotation",
    title=Text("autoscaling/v1 注解里的 JSON 读不了", "JSON in an annotation of autoscaling/v1 that cannot be read"),
    why=Text(
        "autoscaling/v1 用注解保存其他指标和扩缩行为；服务器读不懂时不报错，直接丢弃，HPA 就按默认方式工作。",
        "autoscaling/v1 keeps further metrics and the behavior in annotations; what the server cannot read it drops "
        "without an error, and the autoscaler works by its defaults.",
    ),
    fix=Text(
        "改用 autoscaling/v2 的 spec.metrics 和 spec.behavior，或改正 JSON。",
        "Use spec.metrics and spec.behavior of autoscaling/v2, or mend the JSON.",
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/",
    wrong=_AUTOSCALER.format(metrics='[{"type": "Resource"'),
    right=_AUTOSCALER.format(
        metrics='[{"type": "Resource", "resource": {"name": "memory", "targetAverageUtilization": 80}}]'
    ),
    severity=Severity.WARNING,
)


def kept_metrics(autoscaler: Site) -> Iterator[Problem]:
    """The metrics of the annotation are held to the same rules as in autoscaling/v2."""
    found = _read(autoscaler, METRICS)
    if isinstance(found, list) and all(isinstance(entry, dict) for entry in found):
        yield from _moved(autoscaler, METRICS, _metrics(autoscaler, found))
    elif found is not None:
        yield _unreadable(autoscaler, METRICS)


def kept_behavior(autoscaler: Site) -> Iterator[Problem]:
    """So is the behavior."""
    found = _read(autoscaler, BEHAVIOR)
    if isinstance(found, dict):
        yield from _moved(autoscaler, BEHAVIOR, _behavior(autoscaler, found))
    elif found is not None:
        yield _unreadable(autoscaler, BEHAVIOR)


def zero_needs_a_metric(autoscaler: Site) -> Iterator[Problem]:
    """``validateMetrics``: with minReplicas 0 something has to be measured without Pods."""
    spec, found = autoscaler.child("spec"), _read(autoscaler, METRICS)
    if spec is None or spec.number("minReplicas") != 0:
        return
    types = [entry.get("type") for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []
    if "Object" not in types and "External" not in types:
        yield spec.problem(
            SCALE_TO_ZERO.id,
            "minReplicas",
            "minReplicas 为 0 时要有 Object 或 External 指标：用 autoscaling/v2 写，或写 minReplicas: 1",
            "minReplicas 0 needs an Object or External metric: use autoscaling/v2, or write minReplicas: 1",
        )


def _read(autoscaler: Site, key: str) -> Any:
    """The JSON of an annotation, None where there is none, "" where it cannot be read."""
    metadata = autoscaler.child("metadata")
    text = metadata.mapping("annotations").get(key) if metadata is not None else None
    if not isinstance(text, str):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return ""


def _unreadable(autoscaler: Site, key: str) -> Problem:
    return autoscaler.problem(
        UNREADABLE.id,
        ("metadata", "annotations", key),
        "这段 JSON 读不了，服务器会忽略它",
        "this JSON cannot be read, the server ignores it",
        severity=Severity.WARNING,
    )


def _moved(autoscaler: Site, key: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, at the annotation that they were found in."""
    for problem in problems:
        where = spoken_path((*problem.path, problem.field) if problem.field else problem.path)
        text = Text(f"注解中的 {where}：{problem.text.zh}", f"{where} in the annotation: {problem.text.en}")
        yield replace(problem, path=(*autoscaler.path, "metadata", "annotations", key), field="", text=text)


def _metrics(autoscaler: Site, entries: list[dict[str, Any]]) -> Iterator[Problem]:
    for index, entry in enumerate(entries):
        sources = {name: _converted(name, entry[name]) for name in metrics.SOURCES if isinstance(entry.get(name), dict)}
        spec = Site({"type": entry.get("type") or "", **sources}, (index,), "", autoscaler.root, None)
        yield from metrics.metric(spec)
        for name, source in metrics.SOURCES.items():
            found = spec.child(name)
            if found is not None:
                yield from metrics.source_problems(found, source)
                for part, check in (("metric", metric_parts.identifier), ("target", metric_parts.target)):
                    inner = found.child(part)
                    if inner is not None:
                        yield from check(inner)


def _converted(name: str, source: Mapping[str, Any]) -> dict[str, Any]:
    """A source of autoscaling/v1 in the form of v2 (``Convert_v1_…MetricSource_To_autoscaling_…``)."""
    target = {field: source.get(old) for field, old in _TARGETS[name].items() if source.get(old) is not None}
    for field in _ALWAYS.get(name, ()):
        target.setdefault(field, 0)
    if name == "object" and "averageValue" in target and quantities.of(target["value"]) == 0:
        del target["value"]  # what the server itself writes for an average of an object; it reads that since 1.36
    target["type"] = "Utilization" if "averageUtilization" in target else "Value"
    if name in ("resource", "containerResource"):
        return {
            **{field: source.get(field) or "" for field in ("name", "container") if field in source},
            "target": target,
        }
    return {"metric": {"name": source.get("metricName") or ""}, "target": target}


_TARGETS = {
    "object": {"value": "targetValue", "averageValue": "averageValue"},
    "external": {"value": "targetValue", "averageValue": "targetAverageValue"},
    "pods": {"averageValue": "targetAverageValue"},
    "resource": {"averageUtilization": "targetAverageUtilization", "averageValue": "targetAverageValue"},
    "containerResource": {"averageUtilization": "targetAverageUtilization", "averageValue": "targetAverageValue"},
}
_ALWAYS = {"object": ("value",), "pods": ("averageValue",)}
"""Targets that are no pointers in v1: left out they are 0, which is refused."""


def _behavior(autoscaler: Site, behavior: dict[str, Any]) -> Iterator[Problem]:
    site = Site(behavior, (), "", autoscaler.root, None)
    for direction in ("scaleUp", "scaleDown"):
        rules = site.child(direction)
        if rules is not None:
            yield from scaling_policies.rules_problems(rules)


TABLES = Tables(
    rules=(UNREADABLE,),
    checks={
        "autoscaling.v1.HorizontalPodAutoscaler": (
            kept_metrics,
            kept_behavior,
            only(zero_needs_a_metric, since="1.37"),
        )
    },
)
