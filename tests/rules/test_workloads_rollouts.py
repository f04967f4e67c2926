"""Counts and strategies of controllers: what the API server refuses, and what it takes."""

import pytest
from workload_manifests import found, workload

from kubefence import Config, Page, verify


@pytest.mark.parametrize(
    ("kind", "spec", "expected"),
    [
        ("Deployment", "{replicas: 0}", set()),
        ("Deployment", "{replicas: -1}", {"out-of-range replicas"}),
        ("Deployment", "{minReadySeconds: -1}", {"out-of-range minReadySeconds"}),
        ("Deployment", "{revisionHistoryLimit: -1}", {"out-of-range revisionHistoryLimit"}),
        ("Deployment", "{progressDeadlineSeconds: -1}", {"out-of-range progressDeadlineSeconds"}),
        ("Deployment", "{minReadySeconds: 10, progressDeadlineSeconds: 11}", set()),
        (
            "Deployment",
            "{minReadySeconds: 10, progressDeadlineSeconds: 10}",
            {"progress-deadline-too-short progressDeadlineSeconds"},
        ),
        ("Deployment", "{progressDeadlineSeconds: 0}", {"progress-deadline-too-short progressDeadlineSeconds"}),
        ("Deployment", "{minReadySeconds: 599}", set()),
        ("Deployment", "{minReadySeconds: 600}", {"progress-deadline-too-short progressDeadlineSeconds"}),
        (
            "ReplicaSet",
            "{replicas: -1, minReadySeconds: -1}",
            {"out-of-range replicas", "out-of-range minReadySeconds"},
        ),
        ("DaemonSet", "{minReadySeconds: -1}", {"out-of-range minReadySeconds"}),
        ("DaemonSet", "{revisionHistoryLimit: -1}", {"out-of-range revisionHistoryLimit"}),
        ("StatefulSet", "{replicas: -1}", {"out-of-range replicas"}),
        ("StatefulSet", "{ordinals: {start: -1}}", {"out-of-range ordinals.start"}),
        ("StatefulSet", "{revisionHistoryLimit: -1}", {"~unlimited-revisions revisionHistoryLimit"}),
        ("ReplicationController", "{replicas: -1}", {"out-of-range replicas"}),
    ],
)
def test_counts(kind: str, spec: str, expected: set[str]) -> None:
    assert found(workload(kind, spec)) == expected


ROLLING = "rollingUpdate."


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("{type: Recreate}", set()),
        ("{type: Recreate, rollingUpdate: {}}", {"forbidden-field rollingUpdate"}),
        ("{rollingUpdate: {maxSurge: 0}}", set()),
        ("{rollingUpdate: {maxSurge: 150%, maxUnavailable: 100%}}", set()),
        ("{rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}", {"rollout-without-room rollingUpdate.maxUnavailable"}),
        ("{rollingUpdate: {maxSurge: 0%, maxUnavailable: 0}}", {"rollout-without-room rollingUpdate.maxUnavailable"}),
        ("{rollingUpdate: {maxUnavailable: 101%}}", {"out-of-range rollingUpdate.maxUnavailable"}),
        ("{rollingUpdate: {maxUnavailable: -1}}", {"out-of-range rollingUpdate.maxUnavailable"}),
        ("{rollingUpdate: {maxSurge: '1'}}", {"invalid-format rollingUpdate.maxSurge"}),
        ("{rollingUpdate: {maxSurge: 25.5%}}", {"invalid-format rollingUpdate.maxSurge"}),
        ("{type: Rolling}", {"invalid-value "}),
    ],
)
def test_strategy_of_a_deployment(strategy: str, expected: set[str]) -> None:
    wanted = {line.replace(" ", " strategy.", 1).rstrip(".") for line in expected}
    assert found(workload("Deployment", f"{{strategy: {strategy}}}")) == wanted


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("{type: OnDelete}", set()),
        ("{type: OnDelete, rollingUpdate: {maxUnavailable: 0}}", set()),
        ("{rollingUpdate: {maxUnavailable: 25%}}", set()),
        ("{rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}", set()),
        ("{rollingUpdate: {maxSurge: 1}}", {"daemonset-surge-and-unavailable rollingUpdate.maxSurge"}),
        ("{rollingUpdate: {maxUnavailable: 0}}", {"rollout-without-room rollingUpdate.maxUnavailable"}),
        ("{rollingUpdate: {maxUnavailable: 101%}}", {"out-of-range rollingUpdate.maxUnavailable"}),
        ("{rollingUpdate: {maxUnavailable: 0, maxSurge: 101%}}", {"out-of-range rollingUpdate.maxSurge"}),
    ],
)
def test_update_strategy_of_a_daemonset(strategy: str, expected: set[str]) -> None:
    wanted = {line.replace(" ", " updateStrategy.", 1) for line in expected}
    assert found(workload("DaemonSet", f"{{updateStrategy: {strategy}}}")) == wanted


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("{type: OnDelete}", set()),
        ("{type: OnDelete, rollingUpdate: {partition: 1}}", {"forbidden-field rollingUpdate"}),
        ("{rollingUpdate: {partition: 1}}", set()),
        ("{rollingUpdate: {partition: -1}}", {"out-of-range rollingUpdate.partition"}),
        ("{type: Recreate}", {"invalid-value type", "invalid-value "}),
    ],
)
def test_update_strategy_of_a_statefulset(strategy: str, expected: set[str]) -> None:
    wanted = {line.replace(" ", " updateStrategy.", 1).rstrip(".") for line in expected}
    assert found(workload("StatefulSet", f"{{updateStrategy: {strategy}}}")) == wanted


def test_recreate_of_a_statefulset_is_alpha() -> None:
    """The schema of 1.37 knows the value, but the server refuses it while the feature gate is off."""
    recreate = workload("StatefulSet", "{updateStrategy: {type: Recreate}}")
    (finding,) = verify([Page("a.yaml", recreate, markdown=False)], Config("1.37", lint=None)).findings
    assert "StatefulSetRecreateStrategy" in finding.text.en
