"""Autoscalers beside what they scale: what is seen, and above all where the rule keeps silent."""

import pytest
from stream_manifests import HPA, SELECTS, autoscaler, container, metric, service, stream, warned, workload
from tests.helpers import covered, findings

CPU = "{requests: {cpu: 100m}}"
RESOURCE = f"{HPA} spec.metrics[0].resource.name"
OF_CONTAINER = f"{HPA} spec.metrics[0].containerResource.name"


@pytest.mark.parametrize(
    ("spec", "version", "expected"),
    [
        (metric(), "v2", [RESOURCE]),
        (metric("memory"), "v2", [RESOURCE]),
        (metric(target="{type: AverageValue, averageValue: 500m}"), "v2", []),
        (metric(container="web"), "v2", [OF_CONTAINER]),
        (metric(container="other"), "v2", []),
        ("", "v2", [f"{HPA} spec"]),
        ("", "v1", [f"{HPA} spec"]),
        ("targetCPUUtilizationPercentage: 80", "v1", [f"{HPA} spec.targetCPUUtilizationPercentage"]),
    ],
)
def test_what_an_autoscaler_asks_for(spec: str, version: str, expected: list[str]) -> None:
    assert warned(workload(), autoscaler(spec, version)) == expected
    assert warned(autoscaler(spec, version), workload()) == expected


@pytest.mark.parametrize(
    ("containers", "expected"),
    [
        (f"containers: [{container('web', CPU)}]", []),
        (f"containers: [{container('web', '{limits: {cpu: 1}}')}]", []),
        (f"containers: [{container('web', '{requests: {memory: 1Gi}}')}]", [RESOURCE]),
        (f"containers: [{container('web', CPU)}, {container('log')}]", [RESOURCE]),
        (f"containers: [{container('web', CPU)}], initContainers: [{container('migrate')}]", []),
        (
            f"containers: [{container('web', CPU)}], "
            f"initContainers: [{container('proxy', more=', restartPolicy: Always')}]",
            [RESOURCE],
        ),
        (f"containers: [{container('web')}], resources: {CPU}", []),
    ],
)
def test_containers_that_request(containers: str, expected: list[str]) -> None:
    assert warned(workload(spec=f"{{{containers}}}"), autoscaler(metric())) == expected


def test_of_one_container_the_others_do_not_count() -> None:
    two = workload(spec=f"{{containers: [{container('web', CPU)}, {container('log')}]}}")
    assert warned(two, autoscaler(metric(container="web"))) == []
    assert warned(two, autoscaler(metric(container="log"))) == [OF_CONTAINER]


LIMIT_RANGE = """\
apiVersion: v1
kind: LimitRange
metadata: {name: defaults}
spec: {limits: [{type: Container, defaultRequest: {cpu: 100m}}]}
"""


@pytest.mark.parametrize(
    "others",
    [
        [workload(metadata="{name: api}")],
        [workload(metadata="{name: web, namespace: shop}")],
        [workload(), LIMIT_RANGE],
    ],
)
def test_an_autoscaler_whose_target_is_not_sure(others: list[str]) -> None:
    assert warned(autoscaler(metric()), *others) == []


def test_a_target_that_is_there_twice() -> None:
    found = findings(stream(autoscaler(metric()), workload(), workload()), path="all.yaml")
    assert [finding.rule for finding in found] == ["duplicate-object"]


def test_a_target_of_another_group() -> None:
    assert warned(workload(), autoscaler(metric(), target="example.com/v1")) == []


def test_the_selector_and_the_label_are_shown() -> None:
    text = stream(service("{app: web}"), workload("{app: website}"))
    (found,) = findings(text, path="all.yaml")
    assert (found.rule, found.field, covered(text, found)) == (SELECTS, "spec.selector.app", "web")
    assert found.span.line == 4
    assert [at.place.span.line for at in found.related] == [12]
    assert "app: website" in found.text.en
