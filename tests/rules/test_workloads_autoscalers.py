"""HorizontalPodAutoscalers: what the API server refuses, and the neighbouring cases that it takes."""

import json

import pytest
from workload_manifests import found, workload

HPA = "HorizontalPodAutoscaler"
CPU = "{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}"
QUEUE = "{type: External, external: {metric: {name: queue}, target: {type: Value, value: 30}}}"


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("{}", set()),
        ("{minReplicas: 5}", set()),
        ("{minReplicas: 6}", {"hpa-min-over-max maxReplicas"}),
        ("{minReplicas: -1}", {"out-of-range minReplicas"}),
        ("{maxReplicas: 0}", {"out-of-range maxReplicas"}),
        ("{maxReplicas: null}", {"missing-field maxReplicas"}),
        ("{scaleTargetRef: {kind: ''}}", {"missing-field scaleTargetRef.kind"}),
        ("{scaleTargetRef: {name: a/b}}", {"invalid-name scaleTargetRef.name"}),
        ("{scaleTargetRef: {apiVersion: null}}", {"hpa-target-without-group scaleTargetRef.apiVersion"}),
        ("{scaleTargetRef: {apiVersion: v1}}", {"hpa-target-without-group scaleTargetRef.apiVersion"}),
        ("{scaleTargetRef: {apiVersion: a/b/c}}", {"invalid-format scaleTargetRef.apiVersion"}),
        ("{scaleTargetRef: {apiVersion: v1, kind: ReplicationController}}", set()),
    ],
)
def test_bounds_and_target(spec: str, expected: set[str]) -> None:
    for version in ("autoscaling/v1", "autoscaling/v2"):
        assert found(workload(HPA, spec, version=version)) == expected


def test_target_without_a_group_was_taken_before() -> None:
    assert found(workload(HPA, "{scaleTargetRef: {apiVersion: null}}"), "1.34") == set()


@pytest.mark.parametrize(
    ("metrics", "k8s", "expected"),
    [
        (f"[{QUEUE}]", "1.36", {"hpa-scale-to-zero minReplicas"}),
        (f"[{QUEUE}]", "1.37", set()),
        (f"[{CPU}, {QUEUE}]", "1.37", set()),
        (f"[{CPU}]", "1.37", {"hpa-scale-to-zero metrics"}),
        ("null", "1.37", {"hpa-scale-to-zero metrics"}),
        ("null", "1.36", {"hpa-scale-to-zero minReplicas"}),
    ],
)
def test_scale_to_zero(metrics: str, k8s: str, expected: set[str]) -> None:
    assert found(workload(HPA, f"{{minReplicas: 0, metrics: {metrics}}}"), k8s) == expected


def test_scale_to_zero_in_v1() -> None:
    zero = "{minReplicas: 0}"
    assert found(workload(HPA, zero, version="autoscaling/v1"), "1.37") == {"hpa-scale-to-zero minReplicas"}
    queue = json.dumps([{"type": "External", "external": {"metricName": "queue", "targetValue": "30"}}])
    kept = json.dumps({"name": "web", "annotations": {"autoscaling.alpha.kubernetes.io/metrics": queue}})
    assert found(workload(HPA, zero, kept, "autoscaling/v1"), "1.37") == set()


def _resource(target: str) -> str:
    return f"{{type: Resource, resource: {{name: cpu, target: {target}}}}}"


def _of(kind: str, source: str) -> str:
    return f"{{type: {kind}, {kind[0].lower()}{kind[1:]}: {source}}}"


OBJECT = "describedObject: {kind: Service, name: web}, metric: {name: hits}"
CONTAINER = "target: {type: Utilization, averageUtilization: 70}"


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (CPU, set()),
        (QUEUE, set()),
        (_resource("{type: AverageValue, averageValue: 500m}"), set()),
        (_resource("{type: Utilization}"), {"missing-field resource.target.averageUtilization"}),
        (_resource("{type: Value, value: 1}"), {"missing-field resource.target.averageUtilization"}),
        (
            _resource("{type: Utilization, averageUtilization: 70, averageValue: 1}"),
            {"mutually-exclusive resource.target.averageValue"},
        ),
        (
            _resource("{type: Utilization, averageUtilization: 0}"),
            {"out-of-range resource.target.averageUtilization"},
        ),
        (_resource("{type: AverageValue, averageValue: 0}"), {"out-of-range resource.target.averageValue"}),
        (_resource("{type: Percent, averageUtilization: 70}"), {"invalid-value resource.target.type"}),
        (_resource("{type: '', averageUtilization: 70}"), {"missing-field resource.target.type"}),
        ("{type: Pods, pods: {metric: {name: hits}, target: {type: AverageValue, averageValue: 1k}}}", set()),
        (
            "{type: Pods, pods: {metric: {name: hits}, target: {type: Value, value: 1k}}}",
            {"missing-field pods.target.averageValue"},
        ),
        (_of("Object", f"{{{OBJECT}, target: {{type: Value, value: 1}}}}"), set()),
        (_of("Object", f"{{{OBJECT}, target: {{type: Value, value: 1, averageValue: 1}}}}"), set()),
        (_of("Object", f"{{{OBJECT}, target: {{type: Value}}}}"), {"missing-field object.target.averageValue"}),
        (
            _of("External", "{metric: {name: hits}, target: {type: Value, value: 1, averageValue: 1}}"),
            {"mutually-exclusive external.target.value"},
        ),
        (
            _of("External", "{metric: {name: a/b}, target: {type: Value, value: 1}}"),
            {"invalid-name external.metric.name"},
        ),
        (_of("ContainerResource", f"{{name: cpu, container: app, {CONTAINER}}}"), set()),
        (
            _of("ContainerResource", f"{{name: gpu, container: App, {CONTAINER}}}"),
            {"invalid-name containerResource.name", "invalid-name containerResource.container"},
        ),
        ("{type: Pods}", {"metric-source-mismatch pods"}),
        (CPU.replace("type: Resource", "type: Pods"), {"metric-source-mismatch pods"}),
        (CPU.replace("type: Resource", "type: CPU"), {"invalid-value type"}),
        (f"{CPU[:-1]}, {QUEUE.partition(', ')[2]}", {"metric-source-mismatch external"}),
        ("null", {"missing-field type"}),
    ],
)
def test_metrics(metric: str, expected: set[str]) -> None:
    wanted = {line.replace(" ", " metrics[0].", 1) for line in expected}
    assert found(workload(HPA, f"{{metrics: [{metric}]}}")) == wanted


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{stabilizationWindowSeconds: 0, policies: [{type: Pods, value: 1, periodSeconds: 1800}]}", set()),
        ("{selectPolicy: Disabled}", set()),
        ("{selectPolicy: ''}", {"invalid-value selectPolicy"}),
        ("{selectPolicy: None}", {"invalid-value selectPolicy"}),
        ("{stabilizationWindowSeconds: 3601}", {"out-of-range stabilizationWindowSeconds"}),
        ("{stabilizationWindowSeconds: -1}", {"out-of-range stabilizationWindowSeconds"}),
        ("{policies: []}", {"missing-field policies"}),
        ("{policies: [{type: Pod, value: 1, periodSeconds: 60}]}", {"invalid-value policies[0].type"}),
        ("{policies: [{type: Pods, value: 0, periodSeconds: 60}]}", {"out-of-range policies[0].value"}),
        ("{policies: [{type: Percent, value: 1, periodSeconds: 1801}]}", {"out-of-range policies[0].periodSeconds"}),
        ("{tolerance: 0.05}", set()),
        ("{tolerance: -0.05}", {"out-of-range tolerance"}),
    ],
)
def test_behavior(rules: str, expected: set[str]) -> None:
    for direction in ("scaleUp", "scaleDown"):
        wanted = {line.replace(" ", f" behavior.{direction}.", 1) for line in expected}
        assert found(workload(HPA, f"{{behavior: {{{direction}: {rules}}}}}")) == wanted


METRICS = "metrics"
AVERAGE = {"metricName": "hits", "targetValue": "0", "averageValue": "5"}
KEY = "metadata.annotations[autoscaling.alpha.kubernetes.io/{}]"


@pytest.mark.parametrize(
    ("name", "content", "rules"),
    [
        ("metrics", [{"type": "Resource", "resource": {"name": "memory", "targetAverageUtilization": 80}}], set()),
        ("metrics", [{"type": "Resource", "resource": {"name": "memory"}}], {"missing-field"}),
        ("metrics", [{"type": "Pods", "pods": {"metricName": "hits"}}], {"out-of-range"}),
        ("metrics", [{"type": "Object", "object": {"metricName": "hits"}}], {"out-of-range"}),
        ("metrics", [{"type": "Object", "object": {"metricName": "hits", "averageValue": "5"}}], set()),
        ("metrics", [{"type": "Object", "object": AVERAGE}], set()),
        ("metrics", [{"type": "Memory"}], {"invalid-value"}),
        ("metrics", {"type": "Pods"}, {"~unreadable-autoscaler-annotation"}),
        ("behavior", {"scaleDown": {"stabilizationWindowSeconds": 60}}, set()),
        ("behavior", {"scaleDown": {"stabilizationWindowSeconds": 4000}}, {"out-of-range"}),
        ("behavior", {"scaleUp": {"policies": [{"type": "Pods", "value": 0, "periodSeconds": 1}]}}, {"out-of-range"}),
        ("behavior", [], {"~unreadable-autoscaler-annotation"}),
    ],
)
def test_annotations_of_v1(name: str, content: object, rules: set[str]) -> None:
    annotations = {f"autoscaling.alpha.kubernetes.io/{name}": json.dumps(content)}
    metadata = json.dumps({"name": "web", "annotations": annotations})
    expected = {f"{rule} {KEY.format(name)}" for rule in rules}
    assert found(workload(HPA, metadata=metadata, version="autoscaling/v1")) == expected


def test_target_of_v1_is_positive() -> None:
    assert found(workload(HPA, "{targetCPUUtilizationPercentage: 0}", version="autoscaling/v1")) == {
        "out-of-range targetCPUUtilizationPercentage"
    }
