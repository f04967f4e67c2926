"""Quantities that have a bound: a thousandth further is wrong; the bound is right, or the first that is above it."""

from __future__ import annotations

import pytest
from places import faults

METRIC = "spec.metrics[0]"
HPA, CAPACITY = "autoscaling/v2/HorizontalPodAutoscaler", "storage.k8s.io/v1/CSIStorageCapacity"
REQUESTS = "spec.containers[0].resources.requests"

ABOVE_ZERO = [
    ("v1/PersistentVolumeClaim", "spec.resources.requests.storage"),
    ("v1/PersistentVolume", "spec.capacity.storage"),
    (HPA, f"{METRIC}.external.target.value"),
    (HPA, f"{METRIC}.external.target.averageValue"),
    (HPA, f"{METRIC}.object.target.value"),
    (HPA, f"{METRIC}.object.target.averageValue"),
    (HPA, f"{METRIC}.pods.target.averageValue"),
    (HPA, f"{METRIC}.resource.target.averageValue"),
]
FROM_ZERO = [
    (HPA, "spec.behavior.scaleUp.tolerance"),
    (HPA, "spec.behavior.scaleDown.tolerance"),
    ("v1/Pod", "spec.volumes[0].emptyDir.sizeLimit"),
    ("v1/Pod", f"{REQUESTS}.cpu"),
    ("v1/Pod", f"{REQUESTS}.memory"),
    ("v1/Pod", "spec.containers[0].resources.limits.cpu"),
    ("v1/Pod", "spec.overhead.cpu"),
    ("v1/Pod", "spec.resources.limits.cpu"),
    ("node.k8s.io/v1/RuntimeClass", "overhead.podFixed.cpu"),
    ("v1/ResourceQuota", "spec.hard.cpu"),
    ("v1/Node", "status.capacity.cpu"),
    (CAPACITY, "capacity"),
]


@pytest.mark.parametrize(("kind", "place"), ABOVE_ZERO)
def test_what_has_to_be_more_than_nothing(kind: str, place: str) -> None:
    wrong = {value for value in ("-1", "-1m", "0", "1m", "1") if "out-of-range" in faults(kind, place, value)}
    assert wrong == {"-1", "-1m", "0"}


@pytest.mark.parametrize(("kind", "place"), FROM_ZERO)
def test_what_may_be_nothing_and_not_less(kind: str, place: str) -> None:
    wrong = {value for value in ("-1", "-1m", "0", "1m", "1") if "out-of-range" in faults(kind, place, value)}
    assert wrong == {"-1", "-1m"}


@pytest.mark.parametrize(("ratio", "wrong"), [("999m", True), ("1", False), ("1001m", False)])
def test_a_ratio_of_limits_and_requests_is_one_at_least(ratio: str, wrong: bool) -> None:
    found = faults("v1/LimitRange", "spec.limits[0].maxLimitRequestRatio.cpu", ratio)
    assert ("limit-range-out-of-order" in found) is wrong


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1", True),
        ("1m", False),
        ("999m", False),
        ("1000m", True),
        ("1.5Gi", True),
        ("1.0000001", False),
        ("0.5", False),
    ],
)
def test_bytes_are_whole(written: str, right: bool) -> None:
    for kind, place in (
        ("v1/PersistentVolumeClaim", "spec.resources.requests.storage"),
        ("v1/PersistentVolumeClaim", "spec.resources.limits.storage"),
        ("v1/Pod", f"{REQUESTS}.memory"),
        ("v1/Pod", f"{REQUESTS}.ephemeral-storage"),
    ):
        assert ("fractional-bytes" in faults(kind, place, written)) is not right, place


@pytest.mark.parametrize(
    ("other", "right"),
    [({}, False), ({"ephemeral-storage": "1Gi"}, False), ({"cpu": "1"}, True), ({"memory": "1Gi"}, True)],
)
def test_huge_pages_go_with_cpu_or_memory(other: dict[str, str], right: bool) -> None:
    pages = {"hugepages-2Mi": "2Mi", **other}
    for kind, place, at in (
        ("v1/Pod", "spec.containers[0].resources.limits", "spec.containers[0].resources"),
        ("v1/Pod", "spec.overhead", ""),
        ("node.k8s.io/v1/RuntimeClass", "overhead.podFixed", ""),
    ):
        beside = {"spec.runtimeClassName": "kata"} if place == "spec.overhead" else {}
        assert ("missing-field" not in faults(kind, place, pages, at=at, beside=beside)) is right, place
