"""What a workload cannot do without, though the schema leaves it open."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Check, Site, Tables

NEEDED = {
    "apps.v1.Deployment": ("spec",),
    "apps.v1.ReplicaSet": ("spec",),
    "apps.v1.StatefulSet": ("spec",),
    "apps.v1.DaemonSet": ("spec",),
    "core.v1.ReplicationController": ("spec",),
    "batch.v1.Job": ("spec",),
    "batch.v1.CronJob": ("spec",),
    "batch.v1.JobTemplateSpec": ("spec",),
    "autoscaling.v1.HorizontalPodAutoscaler": ("spec",),
    "autoscaling.v2.HorizontalPodAutoscaler": ("spec",),
    "apps.v1.ReplicaSetSpec": ("template",),
    "core.v1.ReplicationControllerSpec": ("template",),
    "core.v1.PodTemplate": ("template",),
}
"""Fields that the schema does not ask for: the server misses what is required inside them."""

NO_GAPS = {
    "apps.v1.StatefulSetSpec": ("volumeClaimTemplates", "metadata.name"),
    "autoscaling.v2.HorizontalPodAutoscalerSpec": ("metrics", "type"),
    "autoscaling.v2.HPAScalingRules": ("policies", "type"),
    "batch.v1.PodFailurePolicy": ("rules", "action"),
    "batch.v1.PodFailurePolicyRule": ("onPodConditions", "type"),
    "batch.v1.SuccessPolicy": ("rules", ""),
}
"""Lists where an item of null is an item without anything, and the field that the server misses first."""


def _needed(*fields: str) -> Check:
    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if site.value.get(field) is None:
                yield from site.missing(field)

    return check


def _no_gaps(field: str, missed: str) -> Check:
    below = tuple(missed.split(".")) if missed else ()

    def check(site: Site) -> Iterator[Problem]:
        for index, item in enumerate(site.items(field)):
            if item is None:
                yield site.problem(
                    "missing-field",
                    (field, index, *below),
                    f"{field} 的第 {index + 1} 项是空的，填写或删掉它",
                    f"item {index + 1} of {field} is empty, fill it in or remove it",
                )

    return check


def _together(definition: str) -> tuple[Check, ...]:
    found: list[Check] = []
    if definition in NEEDED:
        found.append(_needed(*NEEDED[definition]))
    if definition in NO_GAPS:
        found.append(_no_gaps(*NO_GAPS[definition]))
    return tuple(found)


TABLES = Tables(checks={definition: _together(definition) for definition in {**NEEDED, **NO_GAPS}})
