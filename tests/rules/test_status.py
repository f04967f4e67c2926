"""What a manifest says in ``status``: the API server decodes it, and then drops it and sets its own."""

import pytest
from workload_manifests import found, workload

from kubefence import Config, Page, verify

NODE = "apiVersion: v1\nkind: Node\nmetadata:\n  name: worker-1\nstatus: "


def with_status(kind: str, status: str) -> set[str]:
    """What is found in a sound object to which a status was added."""
    return found(f'{workload(kind)[:-1]}, "status": {status}}}')


@pytest.mark.parametrize("kind", ["ReplicaSet", "StatefulSet", "DaemonSet", "HorizontalPodAutoscaler"])
@pytest.mark.parametrize("status", ["{}", "null", "{conditions: [{}]}", "{conditions: [null]}"])
def test_nothing_is_missed_in_a_status(kind: str, status: str) -> None:
    assert with_status(kind, status) == set()


def test_no_rule_looks_into_a_status() -> None:
    assert with_status("PodDisruptionBudget", "{conditions: [{type: '', status: maybe}]}") == set()
    assert with_status("Job", "{active: -1, conditions: [{type: Complete, lastProbeTime: null}]}") == set()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("{replica: 1}", {"unknown-field status.replica"}),
        ("{replicas: many}", {"wrong-type status.replicas"}),
        ("[]", {"wrong-type status"}),
        ("{replicas: 3000000000}", {"out-of-range status.replicas"}),
        (
            "{conditions: [{lastTransitionTime: yesterday}]}",
            {"invalid-format status.conditions[0].lastTransitionTime"},
        ),
    ],
)
def test_a_status_has_to_be_decodable(status: str, expected: set[str]) -> None:
    assert with_status("Deployment", status) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("{nodeInfo: {kubeletVersion: v1.36.0}, addresses: [{}], conditions: [{type: Ready}]}", set()),
        ("{capacity: {cpu: many}}", {"invalid-quantity status.capacity.cpu"}),
        ("{capacity: {pods: -1}}", {"out-of-range status.capacity.pods"}),
    ],
)
def test_the_status_of_a_node_is_kept(status: str, expected: set[str]) -> None:
    """Its amounts have to be possible, the rest of it is not looked at."""
    (page,) = verify([Page("node.yaml", NODE + status + "\n", markdown=False)], Config("1.36", lint=None)).pages
    assert {f"{finding.rule} {finding.field}" for finding in page.findings} == expected
