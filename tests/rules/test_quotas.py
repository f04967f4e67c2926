"""Quotas, limit ranges and priority classes: what the API server refuses and accepts."""

import pytest
from verdicts import judged

QUOTAS = [
    ("hard: {cpu: 1, limits.memory: 1Gi, requests.storage: 1Gi, pods: 3, count/jobs.batch: 2}", set()),
    ("hard: {requests.nvidia.com/gpu: 4, hugepages-2Mi: 2Mi}", set()),
    ("hard: {cpus: 1}", {"unknown-quota-resource spec.hard.cpus"}),
    ("hard: {storage: 1Gi}", {"unknown-quota-resource spec.hard.storage"}),
    ("hard: {pods: -1}", {"out-of-range spec.hard.pods"}),
    ("hard: {pods: 0.5}", {"invalid-format spec.hard.pods"}),
    ("hard: {pods: '0.999'}", {"invalid-format spec.hard.pods"}),
    ("hard: {pods: '0.9991'}", set()),  # which is one in thousandths, rounded up
    ("hard: {pods: '1.0001'}", {"invalid-format spec.hard.pods"}),
    ("hard: {nvidia.com/gpu: 500m}", {"invalid-format spec.hard[nvidia.com/gpu]"}),
    ("hard: {requests.nvidia.com/gpu: 500m}", set()),
    ("hard: {pods: 1}, scopes: [BestEffort]", set()),
    ("hard: {cpu: 1}, scopes: [BestEffort]", {"quota-scope-mismatch spec.scopes"}),
    ("hard: {cpu: 1}, scopes: [NotBestEffort, Terminating]", set()),
    ("hard: {secrets: 1}, scopes: [Terminating]", {"quota-scope-mismatch spec.scopes"}),
    ("hard: {example.com/a: 1}, scopes: [BestEffort]", set()),
    ("scopes: [BestEffort, NotBestEffort]", {"quota-scope-mismatch spec.scopes"}),
    ("scopes: [Fast]", {"invalid-value spec.scopes"}),
    ("scopes: [null]", {"invalid-value spec.scopes"}),
    ("scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [a]}]}", set()),
    (
        "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In}]}",
        {"missing-field spec.scopeSelector.matchExpressions[0].values"},
    ),
    (
        "scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: Exists, values: [a]}]}",
        {"forbidden-field spec.scopeSelector.matchExpressions[0].values"},
    ),
    (
        "scopeSelector: {matchExpressions: [{scopeName: Terminating, operator: DoesNotExist}]}",
        {"invalid-value spec.scopeSelector.matchExpressions[0].operator"},
    ),
    (
        "hard: {cpu: 1}, scopeSelector: {matchExpressions: [{scopeName: BestEffort, operator: Exists}]}",
        {"quota-scope-mismatch spec.scopeSelector.matchExpressions"},
    ),
]


COMPUTE = ("cpu", "memory", "ephemeral-storage")
STANDARD = (
    *COMPUTE,
    *(f"requests.{name}" for name in (*COMPUTE, "storage")),
    *(f"limits.{name}" for name in COMPUTE),
    *("pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps"),
    *("persistentvolumeclaims", "services.nodeports", "services.loadbalancers"),
)
"""``IsStandardQuotaResourceName``"""
COUNTS = STANDARD[STANDARD.index("pods") :]


@pytest.mark.parametrize("name", STANDARD)
def test_each_standard_resource_can_have_a_quota(name: str) -> None:
    quota = "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: a}\nspec: {hard: {%s: %s}}\n"
    assert judged(quota % (name, 1)) == set()
    assert judged(quota % (f"{name}x", 1)) == {
        f"unknown-quota-resource spec.hard{f'[{name}x]' if '.' in name else f'.{name}x'}"
    }
    assert bool(judged(quota % (name, "500m"))) is (name in COUNTS)


@pytest.mark.parametrize(("spec", "expected"), QUOTAS)
def test_quotas(spec: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: v1\nkind: ResourceQuota\nmetadata: {{name: a}}\nspec: {{{spec}}}\n") == expected


LIMITED = {
    "BestEffort": {"pods"},
    **dict.fromkeys(
        ("NotBestEffort", "Terminating", "NotTerminating", "PriorityClass", "CrossNamespacePodAffinity"),
        frozenset(("pods", "cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory")),
    ),
    "VolumeAttributesClass": {"persistentvolumeclaims", "requests.storage"},
}
"""``IsResourceQuotaScopeValidForResource``"""


@pytest.mark.parametrize("scope", LIMITED)
def test_what_each_scope_can_limit(scope: str) -> None:
    quota = "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: a}\nspec: {hard: {%s: 1}, %s}\n"
    selector = f"scopeSelector: {{matchExpressions: [{{scopeName: {scope}, operator: Exists}}]}}"
    limited = {name for name in STANDARD if not any("mismatch" in line for line in judged(quota % (name, selector)))}
    assert limited == LIMITED[scope]


DISORDER = "limit-range-out-of-order spec.limits[0]"
RANGES = [
    ("{type: Container, min: {cpu: 1}, defaultRequest: {cpu: 1}, default: {cpu: 2}, max: {cpu: 2}}", set()),
    ("{type: Container, min: {cpu: 2}, max: {cpu: 1}}", {f"{DISORDER}.min.cpu"}),
    ("{type: Container, default: {cpu: 2}, max: {cpu: 1}}", {f"{DISORDER}.default.cpu"}),
    ("{type: Container, defaultRequest: {cpu: 2}, default: {cpu: 1}}", {f"{DISORDER}.defaultRequest.cpu"}),
    ("{type: Pod, max: {cpu: 1}}", set()),
    ("{type: Pod, default: {cpu: 1}}", {"forbidden-field spec.limits[0].default"}),
    ("{type: PersistentVolumeClaim, max: {storage: 1Gi}}", set()),
    ("{type: PersistentVolumeClaim, default: {storage: 1Gi}}", {"missing-field spec.limits[0].max"}),
    ("{type: Container, max: {storage: 1Gi}}", {"invalid-value spec.limits[0].max.storage"}),
    ("{type: container}", {"invalid-value spec.limits[0].type"}),
    ("{type: example.com/Image, max: {storage: 1Gi}}", set()),
    ("{type: ''}", {"invalid-value spec.limits[0].type"}),
    ("null", {"missing-field spec.limits[0].type"}),
    ("{}", {"missing-field spec.limits[0].type"}),
    ("{type: null}", {"missing-field spec.limits[0].type"}),
    ("{type: Pod}, {type: Pod}", {"duplicate-entry spec.limits[1].type"}),
    ("{type: Container, maxLimitRequestRatio: {cpu: 500m}}", {f"{DISORDER}.maxLimitRequestRatio.cpu"}),
    ("{type: Pod, min: {cpu: 1}, max: {cpu: 2}, maxLimitRequestRatio: {cpu: 2}}", set()),
    (
        "{type: Pod, min: {cpu: 1}, max: {cpu: 2}, maxLimitRequestRatio: {cpu: 3}}",
        {f"{DISORDER}.maxLimitRequestRatio.cpu"},
    ),
    ("{type: Pod, min: {cpu: 0}, max: {cpu: 2}, maxLimitRequestRatio: {cpu: 3}}", set()),
    (
        "{type: Container, max: {a.b/c: 2}, defaultRequest: {a.b/c: 1}}",
        {f"{DISORDER}.defaultRequest[a.b/c]"},
    ),
]


@pytest.mark.parametrize(("limits", "expected"), RANGES)
def test_limit_ranges(limits: str, expected: set[str]) -> None:
    text = f"apiVersion: v1\nkind: LimitRange\nmetadata: {{name: a}}\nspec: {{limits: [{limits}]}}\n"
    assert judged(text) == expected


PRIORITIES = [
    ("name: a", "value: 1000000000", set()),
    ("name: a", "value: -5", set()),
    ("name: a", "value: 1000000001", {"out-of-range value"}),
    ("name: system-a", "value: 1", {"reserved-priority-class metadata.name"}),
    ("name: system-cluster-critical", "value: 2000000000", set()),
    ("name: system-cluster-critical", "value: 2000000001", {"reserved-priority-class metadata.name"}),
    ("name: system-node-critical", "value: 2000001000", set()),
    ("name: system-node-critical", "value: 2000001001", {"reserved-priority-class metadata.name"}),
    ("name: system-node-critical", "value: 2000001000\nglobalDefault: true", {"reserved-priority-class metadata.name"}),
    ("generateName: system-", "value: 1", {"reserved-priority-class metadata.generateName"}),
    ("name: a", "value: 1\npreemptionPolicy: Never", set()),
    ("name: a", "value: 1\npreemptionPolicy: never", {"invalid-value preemptionPolicy"}),
    ("name: a", "value: 1\npreemptionPolicy: ''", {"invalid-value preemptionPolicy"}),
]


@pytest.mark.parametrize(("metadata", "body", "expected"), PRIORITIES)
def test_priority_classes(metadata: str, body: str, expected: set[str]) -> None:
    text = f"apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {{{metadata}}}\n{body}\n"
    assert judged(text) == expected
