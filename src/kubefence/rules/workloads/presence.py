"""What a workload cannot do without, though the schema leaves it open."""

from __future__ import annotations

from kubefence.rules.engine.model import Check, Tables
from kubefence.rules.vocabulary.lists import no_nulls
from kubefence.rules.vocabulary.mappings import needs

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


def _together(definition: str) -> tuple[Check, ...]:
    found: list[Check] = []
    if definition in NEEDED:
        found.append(needs(*NEEDED[definition]))
    if definition in NO_GAPS:
        field, missed = NO_GAPS[definition]
        found.append(no_nulls(field, missed=missed))
    return tuple(found)


TABLES = Tables(checks={definition: _together(definition) for definition in {**NEEDED, **NO_GAPS}})
