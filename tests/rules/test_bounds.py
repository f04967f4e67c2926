"""Numbers that have bounds: at the bound all is well, one further is wrong.

`RANGES` has every field whose bounds are in the tables of the rules; a test sees to it that none is missing. How long
texts and lists may be is in `test_sizes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from places import faults, homes
from tests.helpers import loaded_script

from kubefence.rules.vocabulary.values import Range

INT32 = 2**31 - 1
_PROBE = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"]
_SHARES = ["LimitedPriorityLevelConfiguration", "ExemptPriorityLevelConfiguration"]
_POOLS = [f"resource.{version}.ResourcePool" for version in ("v1", "v1beta2", "v1beta1", "v1alpha3")]
_GROUPS = [f"scheduling.{version}" for version in ("v1beta1", "v1alpha3", "v1alpha2")]
_GANGS = [*_GROUPS, "scheduling.v1alpha1"]
_FLOWS = ["flowcontrol.v1", "flowcontrol.v1beta3"]

RANGES: dict[tuple[int | None, int | None], list[str]] = {
    (0, None): [
        *(f"core.v1.Probe.{field}" for field in _PROBE),
        "apps.v1.ControllerRevision.revision",
        "apps.v1.DaemonSetSpec.minReadySeconds",
        "apps.v1.DaemonSetSpec.revisionHistoryLimit",
        "apps.v1.DeploymentSpec.minReadySeconds",
        "apps.v1.DeploymentSpec.progressDeadlineSeconds",
        "apps.v1.DeploymentSpec.replicas",
        "apps.v1.DeploymentSpec.revisionHistoryLimit",
        "apps.v1.ReplicaSetSpec.minReadySeconds",
        "apps.v1.ReplicaSetSpec.replicas",
        "apps.v1.StatefulSetOrdinals.start",
        "apps.v1.StatefulSetSpec.minReadySeconds",
        "apps.v1.StatefulSetSpec.replicas",
        "autoscaling.v1.HorizontalPodAutoscalerSpec.minReplicas",
        "autoscaling.v1.ScaleSpec.replicas",
        "autoscaling.v2.HorizontalPodAutoscalerSpec.minReplicas",
        "batch.v1.CronJobSpec.failedJobsHistoryLimit",
        "batch.v1.CronJobSpec.startingDeadlineSeconds",
        "batch.v1.CronJobSpec.successfulJobsHistoryLimit",
        "batch.v1.JobSpec.activeDeadlineSeconds",
        "batch.v1.JobSpec.backoffLimit",
        "batch.v1.JobSpec.backoffLimitPerIndex",
        "batch.v1.JobSpec.completions",
        "batch.v1.JobSpec.maxFailedIndexes",
        "batch.v1.JobSpec.parallelism",
        "batch.v1.JobSpec.ttlSecondsAfterFinished",
        "coordination.v1.LeaseSpec.leaseTransitions",
        "core.v1.ReplicationControllerSpec.minReadySeconds",
        "core.v1.ReplicationControllerSpec.replicas",
        "storage.v1.VolumeNodeResources.count",
        *(f"{flow}.{name}.nominalConcurrencyShares" for flow in _FLOWS for name in _SHARES),
        *(f"{flow}.LimitedPriorityLevelConfiguration.borrowingLimitPercent" for flow in _FLOWS),
        *(f"{flow}.QueuingConfiguration.{field}" for flow in _FLOWS for field in ("handSize", "queueLengthLimit")),
        *(f"{pool}.generation" for pool in _POOLS),
    ],
    (0, 100): [f"{flow}.{name}.lendablePercent" for flow in _FLOWS for name in _SHARES],
    (0, 255): [
        "core.v1.AWSElasticBlockStoreVolumeSource.partition",
        "core.v1.GCEPersistentDiskVolumeSource.partition",
        "core.v1.ISCSIPersistentVolumeSource.lun",
        "core.v1.ISCSIVolumeSource.lun",
    ],
    (0, 3600): ["autoscaling.v2.HPAScalingRules.stabilizationWindowSeconds"],
    (0, 10000): [f"{flow}.FlowSchemaSpec.matchingPrecedence" for flow in _FLOWS],
    (0, 65535): ["core.v1.ContainerPort.hostPort"],
    (0, 10_000_000): [f"{flow}.QueuingConfiguration.queues" for flow in _FLOWS],
    (0, INT32): [
        "core.v1.PodSecurityContext.fsGroup",
        "core.v1.PodSecurityContext.runAsGroup",
        "core.v1.PodSecurityContext.runAsUser",
        "core.v1.SecurityContext.runAsGroup",
        "core.v1.SecurityContext.runAsUser",
    ],
    (1, None): [
        "autoscaling.v1.HorizontalPodAutoscalerSpec.maxReplicas",
        "autoscaling.v1.HorizontalPodAutoscalerSpec.targetCPUUtilizationPercentage",
        "autoscaling.v2.HPAScalingPolicy.value",
        "autoscaling.v2.HorizontalPodAutoscalerSpec.maxReplicas",
        "coordination.v1.LeaseSpec.leaseDurationSeconds",
        "core.v1.Probe.terminationGracePeriodSeconds",
        "core.v1.TopologySpreadConstraint.maxSkew",
        "core.v1.TopologySpreadConstraint.minDomains",
        *(f"{pool}.resourceSliceCount" for pool in _POOLS),
        *(f"{gang}.GangSchedulingPolicy.minCount" for gang in _GANGS),
    ],
    (1, 30): [f"admissionregistration.v1.{kind}Webhook.timeoutSeconds" for kind in ("Validating", "Mutating")],
    (1, 100): ["core.v1.PreferredSchedulingTerm.weight", "core.v1.WeightedPodAffinityTerm.weight"],
    (1, 1000): [
        "apiregistration.v1.APIServiceSpec.versionPriority",
        "resource.v1alpha3.ResourcePoolStatusRequestSpec.limit",
    ],
    (1, 1800): ["autoscaling.v2.HPAScalingPolicy.periodSeconds"],
    (1, 20000): ["apiregistration.v1.APIServiceSpec.groupPriorityMinimum"],
    (1, 65535): [
        "admissionregistration.v1.ServiceReference.port",
        "apiextensions.v1.ServiceReference.port",
        "apiregistration.v1.ServiceReference.port",
        "core.v1.ContainerPort.containerPort",
        "core.v1.EndpointPort.port",
        "core.v1.GRPCAction.port",
        "core.v1.ServicePort.port",
    ],
    (1, INT32): ["core.v1.PodSpec.activeDeadlineSeconds"],
    (600, None): ["certificates.v1.CertificateSigningRequestSpec.expirationSeconds"],
    (600, 2**32): ["core.v1.ServiceAccountTokenProjection.expirationSeconds"],
    (None, 1_000_000_000): [
        f"{group}.{name}.priority" for group in _GROUPS for name in ("PodGroupTemplate", "PodGroupSpec")
    ],
}


def test_every_range_of_the_rules_is_in_the_table() -> None:
    known = {
        (field, (check.low, check.high))
        for tables in loaded_script("update_rules").tables().values()
        for field, checks in tables.fields.items()
        for check in checks
        if isinstance(check, Range)
    }
    assert {(field, bounds) for bounds, fields in RANGES.items() for field in fields} == known


def ranges() -> Iterator[tuple[str, str, int | None, int | None, str]]:
    """Kind, place, bounds and version for each field that some version has."""
    for (low, high), fields in RANGES.items():
        for field in fields:
            definition, _, name = field.rpartition(".")
            if definition in homes():
                kind, version, place = homes()[definition]
                yield kind, f"{place}.{name}".lstrip("."), low, high, version


INDEXED = {"spec.completionMode": "Indexed", "spec.completions": 5}
NEEDED: dict[str, dict[str, Any]] = {"batch/v1/Job": INDEXED}
"""What has to stand in an object for a number in it to be looked at."""


@pytest.mark.parametrize(("kind", "place", "low", "high", "k8s"), list(ranges()))
def test_a_number_in_its_range(kind: str, place: str, low: int | None, high: int | None, k8s: str) -> None:
    beside = {name: value for name, value in NEEDED.get(kind, {}).items() if name != place}
    holds_at_bounds(Bound(kind, place, low, high, beside=beside), k8s)


class Bound(NamedTuple):
    """A number that has bounds, given what stands beside it."""

    kind: str
    place: str
    low: int | None
    high: int | None
    beside: dict[str, Any] = {}  # noqa: RUF012  (nothing changes it)
    rule: str = "out-of-range"
    at: str = ""
    """Where the finding is, if not at the number."""


def holds_at_bounds(bound: Bound, k8s: str = "1.37") -> None:
    """One further than each bound is wrong, the bound itself is not."""
    for number, further in ((bound.low, -1), (bound.high, 1)):
        if number is not None:
            assert bound.rule in judged(bound, number + further, k8s), number + further
            assert bound.rule not in judged(bound, number, k8s), number


def judged(bound: Bound, number: int, k8s: str) -> set[str]:
    return faults(bound.kind, bound.place, number, at=bound.at, beside=bound.beside, k8s=k8s)


CONTAINER, VOLUME = "spec.containers[0]", "spec.volumes[0]"
SLEEP = f"{CONTAINER}.lifecycle.preStop.sleep"
CERTIFICATE = f"{VOLUME}.projected.sources[0].podCertificate"
INGRESS, POLICY = "networking.k8s.io/v1/Ingress", "networking.k8s.io/v1/NetworkPolicy"
LEVEL, QUEUING = "flowcontrol.apiserver.k8s.io/v1/PriorityLevelConfiguration", "spec.limited.limitResponse.queuing"
EACH_INDEX = {**INDEXED, "spec.backoffLimitPerIndex": 1}
SUCCESS = "spec.successPolicy.rules[0]"
MODES = ["configMap.defaultMode", "secret.defaultMode", "downwardAPI.defaultMode", "projected.defaultMode"]
MODES += [f"{source}.items[0].mode" for source in ("configMap", "secret", "downwardAPI")]
MODES += [f"projected.sources[0].{source}.items[0].mode" for source in ("configMap", "secret", "downwardAPI")]

IN_SURROUNDINGS = [
    Bound(
        "v1/Service",
        "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
        1,
        86400,
        {"spec.sessionAffinity": "ClientIP"},
    ),
    Bound("v1/Service", "spec.ports[0].targetPort", None, 65535),
    Bound("v1/Service", "spec.ports[0].nodePort", 30000, 32767, {"spec.type": "NodePort"}, "node-port-out-of-range"),
    Bound(
        "v1/Service",
        "spec.healthCheckNodePort",
        30000,
        32767,
        {"spec.type": "LoadBalancer", "spec.externalTrafficPolicy": "Local"},
        "node-port-out-of-range",
    ),
    Bound(INGRESS, "spec.defaultBackend.service.port.number", None, 65535, {"spec.defaultBackend.service.name": "a"}),
    Bound(POLICY, "spec.ingress[0].ports[0].port", 1, 65535),
    Bound(POLICY, "spec.egress[0].ports[0].port", 1, 65535),
    Bound(POLICY, "spec.ingress[0].ports[0].endPort", 9, 65535, {"spec.ingress[0].ports[0].port": 9}),
    Bound("v1/Pod", f"{CONTAINER}.livenessProbe.httpGet.port", 1, 65535),
    Bound("v1/Pod", f"{CONTAINER}.livenessProbe.tcpSocket.port", 1, 65535),
    Bound("v1/Pod", f"{CONTAINER}.lifecycle.preStop.httpGet.port", 1, 65535),
    Bound("v1/Pod", f"{SLEEP}.seconds", 0, 30, at=SLEEP),
    Bound("v1/Pod", f"{SLEEP}.seconds", 0, 90, {"spec.terminationGracePeriodSeconds": 90}, at=SLEEP),
    Bound("v1/Pod", "spec.terminationGracePeriodSeconds", 0, None, rule="negative-grace-period"),
    *(Bound("v1/Pod", f"{VOLUME}.{mode}", 0, 0o777, rule="file-mode-out-of-range") for mode in MODES),
    Bound("v1/Pod", "spec.securityContext.supplementalGroups[0]", 0, INT32),
    Bound("scheduling.k8s.io/v1/PriorityClass", "value", None, 1_000_000_000),
    Bound("storage.k8s.io/v1/CSIDriver", "spec.tokenRequests[0].expirationSeconds", 600, 2**32),
    Bound("storage.k8s.io/v1/CSIDriver", "spec.nodeAllocatableUpdatePeriodSeconds", 10, None),
    Bound("apps/v1/StatefulSet", "spec.updateStrategy.rollingUpdate.partition", 0, None),
    Bound("events.k8s.io/v1/Event", "series.count", 2, None),
    Bound("batch/v1/Job", "spec.parallelism", 0, 100_000, INDEXED),
    Bound("batch/v1/Job", "spec.parallelism", 0, 100_000, {**EACH_INDEX, "spec.completions": 100_000}),
    Bound("batch/v1/Job", "spec.parallelism", 0, 10_000, {**EACH_INDEX, "spec.completions": 100_001}),
    Bound("batch/v1/Job", "spec.maxFailedIndexes", 0, 5, EACH_INDEX),
    Bound("batch/v1/Job", "spec.maxFailedIndexes", 0, 100_000, {**EACH_INDEX, "spec.completions": 100_000}),
    Bound("batch/v1/Job", "spec.maxFailedIndexes", 0, 10_000, {**EACH_INDEX, "spec.completions": 100_001}),
    Bound("batch/v1/Job", f"{SUCCESS}.succeededCount", 0, 5, INDEXED),
    Bound(
        "batch/v1/Job",
        f"{SUCCESS}.succeededCount",
        0,
        3,
        {"spec.completionMode": "Indexed", "spec.completions": 9, f"{SUCCESS}.succeededIndexes": "1,3-4"},
    ),
    Bound(
        "resource.k8s.io/v1/ResourceClaim",
        "spec.devices.requests[0].exactly.count",
        0,
        None,
        {"spec.devices.requests[0].exactly.allocationMode": "ExactCount"},
    ),
    Bound("v1/Pod", f"{CERTIFICATE}.maxExpirationSeconds", 3600, 91 * 86400, {f"{CERTIFICATE}.signerName": "a.org/b"}),
    Bound(
        "v1/Pod", f"{CERTIFICATE}.maxExpirationSeconds", 3600, 86400, {f"{CERTIFICATE}.signerName": "kubernetes.io/b"}
    ),
    Bound(
        "certificates.k8s.io/v1/PodCertificateRequest",
        "spec.maxExpirationSeconds",
        3600,
        86400,
        {"spec.signerName": "own.kubernetes.io/signer"},
    ),
    # hands are dealt by a hash of 60 bits: as many as fit, and no more than there are queues
    Bound(LEVEL, f"{QUEUING}.handSize", 0, 10, {f"{QUEUING}.queues": 64}),
    Bound(LEVEL, f"{QUEUING}.handSize", None, 9, {f"{QUEUING}.queues": 100}),
    Bound(LEVEL, f"{QUEUING}.handSize", None, 4, {f"{QUEUING}.queues": 4}),
    Bound(LEVEL, f"{QUEUING}.handSize", None, 2, {f"{QUEUING}.queues": 10_000_000}),
    Bound(LEVEL, f"{QUEUING}.handSize", None, 1, {f"{QUEUING}.queues": 1}),
]


@pytest.mark.parametrize("bound", IN_SURROUNDINGS, ids=lambda bound: f"{bound.kind} {bound.place} {bound.high}")
def test_a_number_in_its_surroundings(bound: Bound) -> None:
    holds_at_bounds(bound)


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("apps/v1/Deployment", "spec.strategy.rollingUpdate.maxUnavailable"),
        ("apps/v1/DaemonSet", "spec.updateStrategy.rollingUpdate.maxUnavailable"),
        ("apps/v1/DaemonSet", "spec.updateStrategy.rollingUpdate.maxSurge"),
        ("apps/v1/StatefulSet", "spec.updateStrategy.rollingUpdate.maxUnavailable"),
        ("policy/v1/PodDisruptionBudget", "spec.minAvailable"),
        ("policy/v1/PodDisruptionBudget", "spec.maxUnavailable"),
    ],
)
def test_a_part_is_no_more_than_all(kind: str, place: str) -> None:
    beside = {"spec.updateStrategy.rollingUpdate.maxUnavailable": 0} if place.endswith("maxSurge") else {}
    assert faults(kind, place, "100%", beside=beside) == set()
    assert faults(kind, place, "101%", beside=beside) == {"out-of-range"}
