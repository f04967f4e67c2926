"""Fields of workloads whose feature gate is off by default: the API server drops them (``dropDisabledFields``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity
from kubefence.problems import Problem
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.versions import only_field
from kubefence.yamldoc.document import Path

OFF: dict[str, tuple[str, str, str]] = {
    "apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable": ("MaxUnavailableStatefulSet", "1.24", "1.36"),
    "apps.v1.StatefulSetSpec.ordinals": ("StatefulSetStartOrdinal", "1.26", "1.26"),
    "apps.v1.StatefulSetSpec.persistentVolumeClaimRetentionPolicy": ("StatefulSetAutoDeletePVC", "1.23", "1.26"),
    "autoscaling.v2.HPAScalingRules.tolerance": ("HPAConfigurableTolerance", "1.33", "1.34"),
    "batch.v1.JobSpec.backoffLimitPerIndex": ("JobBackoffLimitPerIndex", "1.28", "1.28"),
    "batch.v1.JobSpec.managedBy": ("JobManagedBy", "1.30", "1.31"),
    "batch.v1.JobSpec.maxFailedIndexes": ("JobBackoffLimitPerIndex", "1.28", "1.28"),
    "batch.v1.JobSpec.podFailurePolicy": ("JobPodFailurePolicy", "1.25", "1.25"),
    "batch.v1.JobSpec.podReplacementPolicy": ("JobPodReplacementPolicy", "1.28", "1.28"),
    "batch.v1.JobSpec.scheduling": ("WorkloadWithJob", "1.37", "1.37"),
    "batch.v1.JobSpec.successPolicy": ("JobSuccessPolicy", "1.30", "1.30"),
    "policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy": ("PDBUnhealthyPodEvictionPolicy", "1.26", "1.26"),
}
"""Field to its gate, and the first and last version in which the field is there and the gate off.

MaxUnavailableStatefulSet was on in the first patches of 1.35, and was switched off again from 1.35.4 to 1.36.
"""


def dropped(gate: str) -> FieldCheck:
    """What is written has no effect."""

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        yield site.problem(
            "ignored-field",
            at,
            f"{at[0]} 属于默认关闭的特性门控 {gate}，API 服务器会丢弃它",
            f"{at[0]} belongs to the feature gate {gate}, off by default, so the API server drops it",
            severity=Severity.WARNING,
        )

    return check


TABLES = Tables(
    fields={
        field: (only_field(dropped(gate), since=since, until=until),) for field, (gate, since, until) in OFF.items()
    },
)
