"""Groups of Pods that are scheduled together, and questions for the state of pools of devices."""

import pytest
from platform_manifests import judged

API = "scheduling.k8s.io/v1alpha2"
T, BASIC = "spec.podGroupTemplates[0]", "schedulingPolicy: {basic: {}}"
CLAIM = "{name: c%d, resourceClaimName: b}"
TEMPLATES: list[tuple[str, set[str]]] = [
    ("", set()),
    ("resourceClaims: [{name: a, resourceClaimName: b.c}]", set()),
    ("resourceClaims: [{name: a, resourceClaimName: B}]", {f"invalid-name {T}.resourceClaims[0].resourceClaimName"}),
    (
        "resourceClaims: [{name: a, resourceClaimTemplateName: a_b}]",
        {f"invalid-name {T}.resourceClaims[0].resourceClaimTemplateName"},
    ),
    (f"resourceClaims: [{', '.join(CLAIM % number for number in range(4))}]", set()),
    (f"resourceClaims: [{', '.join(CLAIM % number for number in range(5))}]", {f"out-of-range {T}.resourceClaims"}),
    (f"resourceClaims: [{CLAIM % 1}, {CLAIM % 1}]", {f"duplicate-entry {T}.resourceClaims[1].name"}),
    ("schedulingConstraints: {topology: [{key: example.com/rack}]}", set()),
    ("priorityClassName: high, priority: 1000000000", set()),
    ("priorityClassName: High", {f"invalid-name {T}.priorityClassName"}),
    ("priority: 1000000001", {f"out-of-range {T}.priority"}),
    ("disruptionMode: PodGroup", set()),
    ("disruptionMode: Group", {f"invalid-value {T}.disruptionMode"}),
    (
        "schedulingConstraints: {topology: [{key: a b}]}",
        {f"invalid-name {T}.schedulingConstraints.topology[0].key"},
    ),
    (
        "schedulingConstraints: {topology: [{key: rack}, {key: row}]}",
        {f"out-of-range {T}.schedulingConstraints.topology"},
    ),
]


@pytest.mark.parametrize(("more", "expected"), TEMPLATES)
def test_templates_of_groups(more: str, expected: set[str]) -> None:
    template = f"{{name: a, {BASIC}{', ' * bool(more)}{more}}}"
    assert judged(API, "Workload", f"{{podGroupTemplates: [{template}]}}") == expected


OWNERS: list[tuple[str, set[str]]] = [
    ("{apiGroup: batch, kind: Job, name: A_b}", set()),
    ("{kind: a/b, name: a}", {"invalid-name spec.controllerRef.kind"}),
    ("{kind: Job, name: 'a%b'}", {"invalid-name spec.controllerRef.name"}),
    ("{kind: Job, name: '..'}", {"invalid-name spec.controllerRef.name"}),
]


@pytest.mark.parametrize(("owner", "expected"), OWNERS)
def test_owners_of_workloads(owner: str, expected: set[str]) -> None:
    spec = f"{{controllerRef: {owner}, podGroupTemplates: [{{name: a, {BASIC}}}]}}"
    assert judged(API, "Workload", spec) == expected


TEMPLATE = "spec.podGroupTemplateRef"
GROUPS: list[tuple[str, set[str]]] = [
    ("{workload: {workloadName: a.b, podGroupTemplateName: c}}", set()),
    ("{}", {f"missing-field {TEMPLATE}.workload"}),
    ("{workload: {workloadName: A, podGroupTemplateName: b}}", {f"invalid-name {TEMPLATE}.workload.workloadName"}),
    (
        "{workload: {workloadName: a, podGroupTemplateName: b.c}}",
        {f"invalid-name {TEMPLATE}.workload.podGroupTemplateName"},
    ),
]


@pytest.mark.parametrize(("template", "expected"), GROUPS)
def test_groups_made_of_a_template(template: str, expected: set[str]) -> None:
    assert judged(API, "PodGroup", f"{{podGroupTemplateRef: {template}, {BASIC}}}") == expected


POOLS: list[tuple[str, set[str]]] = [
    ("{driver: Gpu.example.com, poolName: a/b.c, limit: 1000}", set()),
    (f"{{driver: {'a' * 253}}}", set()),
    (f"{{driver: {'a' * 254}}}", {"invalid-name spec.driver"}),
    ("{driver: a_b}", {"invalid-name spec.driver"}),
    ("{driver: ''}", {"missing-field spec.driver"}),
    ("{driver: a, poolName: ''}", {"invalid-name spec.poolName"}),
    ("{driver: a, poolName: A}", {"invalid-name spec.poolName"}),
    ("{driver: a, limit: 0}", {"out-of-range spec.limit"}),
    ("{driver: a, limit: 1001}", {"out-of-range spec.limit"}),
]


@pytest.mark.parametrize(("spec", "expected"), POOLS)
def test_the_state_of_pools(spec: str, expected: set[str]) -> None:
    assert judged("resource.k8s.io/v1alpha3", "ResourcePoolStatusRequest", spec) == expected
