"""Fields of workloads whose feature gate is, or was, off by default."""

from __future__ import annotations

from kubefence.rules.engine.model import Tables
from kubefence.rules.vocabulary.gates import all_dropped, dropped

GATES = {
    "apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable": "MaxUnavailableStatefulSet",
    "apps.v1.StatefulSetSpec.ordinals": "StatefulSetStartOrdinal",
    "apps.v1.StatefulSetSpec.persistentVolumeClaimRetentionPolicy": "StatefulSetAutoDeletePVC",
    "autoscaling.v2.HPAScalingRules.tolerance": "HPAConfigurableTolerance",
    "batch.v1.JobSpec.backoffLimitPerIndex": "JobBackoffLimitPerIndex",
    "batch.v1.JobSpec.managedBy": "JobManagedBy",
    "batch.v1.JobSpec.maxFailedIndexes": "JobBackoffLimitPerIndex",
    "batch.v1.JobSpec.podFailurePolicy": "JobPodFailurePolicy",
    "batch.v1.JobSpec.podReplacementPolicy": "JobPodReplacementPolicy",
    "batch.v1.JobSpec.successPolicy": "JobSuccessPolicy",
    "policy.v1.PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy": "PDBUnhealthyPodEvictionPolicy",
}
"""Field to its gate; the table of gates knows when it was off."""

TABLES = Tables(
    fields={**all_dropped(GATES), "batch.v1.JobSpec.scheduling": (dropped("WorkloadWithJob", since="1.37"),)},
)
