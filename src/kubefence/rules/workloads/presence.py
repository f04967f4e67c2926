"""What a workload cannot do without, though the schema leaves it open or takes null for it."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.model import Check, Site, Tables

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
}
"""Fields that the schema does not ask for: the server misses what is required inside them."""
NOT_NULL = {
    "apps.v1.DeploymentSpec": ("selector", "template"),
    "apps.v1.ReplicaSetSpec": ("selector",),
    "apps.v1.StatefulSetSpec": ("selector", "template"),
    "apps.v1.DaemonSetSpec": ("selector", "template"),
    "batch.v1.JobSpec": ("template",),
    "batch.v1.CronJobSpec": ("jobTemplate",),
    "autoscaling.v1.HorizontalPodAutoscalerSpec": ("scaleTargetRef",),
    "autoscaling.v2.HorizontalPodAutoscalerSpec": ("scaleTargetRef",),
    "autoscaling.v2.ObjectMetricSource": ("describedObject", "metric", "target"),
    "autoscaling.v2.ExternalMetricSource": ("metric", "target"),
    "autoscaling.v2.PodsMetricSource": ("metric", "target"),
    "autoscaling.v2.ResourceMetricSource": ("target",),
    "autoscaling.v2.ContainerResourceMetricSource": ("target",),
}
"""Required fields: where they are left out the schema says so, but to the server null is no better."""


def _needed(*fields: str) -> Check:
    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if site.value.get(field) is None:
                yield from site.missing(field)

    return check


def _not_null(*fields: str) -> Check:
    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if field in site.value and site.value[field] is None:
                yield site.problem(
                    "missing-field", field, f"{field} 是空的，它是必填字段", f"{field} is empty, but it is required"
                )

    return check


TABLES = Tables(
    checks={
        **{definition: (_needed(*fields),) for definition, fields in NEEDED.items()},
        **{
            definition: (_not_null(*fields), *((_needed(*NEEDED[definition]),) if definition in NEEDED else ()))
            for definition, fields in NOT_NULL.items()
        },
    },
)
