"""Kinds that are little more than their metadata: what the API server refuses, warns of and accepts."""

import pytest
from verdicts import judged

NAMESPACES = [
    ("pod-security.kubernetes.io/enforce: baseline", set()),
    ("pod-security.kubernetes.io/enforce-version: v1.30", set()),
    ("pod-security.kubernetes.io/enforce-version: latest", set()),
    (
        "pod-security.kubernetes.io/warn: Baseline",
        {"invalid-pod-security-label metadata.labels[pod-security.kubernetes.io/warn]"},
    ),
    (
        "pod-security.kubernetes.io/audit: null",
        {"invalid-pod-security-label metadata.labels[pod-security.kubernetes.io/audit]"},
    ),
    (
        "pod-security.kubernetes.io/enforce-version: '1.30'",
        {"invalid-pod-security-label metadata.labels[pod-security.kubernetes.io/enforce-version]"},
    ),
]


@pytest.mark.parametrize(("labels", "expected"), NAMESPACES)
def test_pod_security_labels(labels: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: v1\nkind: Namespace\nmetadata: {{name: a, labels: {{{labels}}}}}\n") == expected


@pytest.mark.parametrize(("finalizer", "fine"), [("kubernetes", True), ("example.com/a", True), ("mine", False)])
def test_finalizers_of_namespaces(finalizer: str, fine: bool) -> None:
    text = f"apiVersion: v1\nkind: Namespace\nmetadata: {{name: a}}\nspec: {{finalizers: [{finalizer}]}}\n"
    assert judged(text) == (set() if fine else {"invalid-format spec.finalizers[0]"})


OTHERS = [
    ("node.k8s.io/v1 RuntimeClass", "handler: runsc\noverhead: {podFixed: {cpu: 100m}}", set()),
    (
        "node.k8s.io/v1 RuntimeClass",
        "handler: runsc\noverhead: {podFixed: {hugepages-2Mi: 2Mi}}",
        {"missing-field overhead.podFixed"},
    ),
    ("node.k8s.io/v1 RuntimeClass", "handler: runsc\noverhead: {podFixed: {hugepages-2Mi: 2Mi, cpu: 1}}", set()),
    ("node.k8s.io/v1 RuntimeClass", "handler: run_sc", {"invalid-name handler"}),
    ("node.k8s.io/v1 RuntimeClass", "handler: ''", {"invalid-name handler"}),
    (
        "node.k8s.io/v1 RuntimeClass",
        "handler: a\noverhead: {podFixed: {gpu: 1}}",
        {"unknown-resource overhead.podFixed.gpu"},
    ),
    (
        "node.k8s.io/v1 RuntimeClass",
        "handler: a\nscheduling: {nodeSelector: {a: b c}}",
        {"invalid-label scheduling.nodeSelector"},
    ),
    (
        "node.k8s.io/v1 RuntimeClass",
        "handler: a\nscheduling: {tolerations: [{key: a, operator: Exists}, {key: a, operator: Exists}]}",
        {"duplicate-entry scheduling.tolerations[1]"},
    ),
    ("coordination.k8s.io/v1 Lease", "spec: {leaseDurationSeconds: 15, leaseTransitions: 0}", set()),
    ("coordination.k8s.io/v1 Lease", "spec: {leaseDurationSeconds: 0}", {"out-of-range spec.leaseDurationSeconds"}),
    ("coordination.k8s.io/v1 Lease", "spec: {leaseTransitions: -1}", {"out-of-range spec.leaseTransitions"}),
    ("apps/v1 ControllerRevision", "revision: 1\ndata: {}", set()),
    ("apps/v1 ControllerRevision", "revision: -1", {"missing-field data", "out-of-range revision"}),
    ("v1 ComponentStatus", "", {"not-creatable kind"}),
    ("policy/v1 Eviction", "", {"not-creatable kind"}),
    ("v1 Node", "spec: {taints: [{key: a, effect: NoSchedule}, {key: a, effect: NoExecute}]}", set()),
    (
        "v1 Node",
        "spec: {taints: [{key: a, effect: NoSchedule}, {key: a, effect: NoSchedule}]}",
        {"duplicate-entry spec.taints[1]"},
    ),
    (
        "v1 Node",
        "spec: {taints: [{key: a b, effect: ''}]}",
        {"invalid-label spec.taints[0].key", "missing-field spec.taints[0].effect"},
    ),
    ("v1 Node", "spec: {podCIDRs: [10.0.0.0/24, '2001:db8::/64']}", set()),
    ("v1 Node", "spec: {podCIDRs: [10.0.0.0/24, 10.0.1.0/24]}", {"out-of-range spec.podCIDRs"}),
    ("v1 Node", "spec: {podCIDRs: [10.0.0.1/24]}", {"invalid-format spec.podCIDRs[0]"}),
    ("v1 Node", "spec: {podCIDR: 10.0.0.0}", {"invalid-format spec.podCIDR"}),
    ("v1 Node", "status: {capacity: {pods: -1}}", {"out-of-range status.capacity.pods"}),
]


@pytest.mark.parametrize(("kind", "body", "expected"), OTHERS)
def test_other_kinds(kind: str, body: str, expected: set[str]) -> None:
    version, name = kind.split()
    assert judged(f"apiVersion: {version}\nkind: {name}\nmetadata: {{name: a}}\n{body}\n") == expected


ABOUT = "involvedObject: {kind: Pod, namespace: default, name: b}"
REPORTED = (
    "eventTime: 2026-01-02T15:04:05.000000Z\nreportingComponent: a.b/c\nreportingInstance: d\naction: e\nreason: f"
)
EVENTS = [
    (f"{ABOUT}", set()),
    ("message: about nothing", set()),
    ("involvedObject: {kind: Node, name: b}", set()),
    ("involvedObject: {kind: Pod, namespace: other, name: b}", {"invalid-value involvedObject.namespace"}),
    (f"{ABOUT}\n{REPORTED}", set()),
    (f"{ABOUT}\n{REPORTED.replace('action: e', '')}", {"missing-field action"}),
    (f"{ABOUT}\n{REPORTED.replace('a.b/c', 'a b')}", {"invalid-format reportingComponent"}),
    (f"{ABOUT}\n{REPORTED}\nmessage: {'x' * 1025}", {"out-of-range message"}),
]


@pytest.mark.parametrize(("body", "expected"), EVENTS)
def test_events(body: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: v1\nkind: Event\nmetadata: {{name: a}}\n{body}\n") == expected


NEW_STYLE = (
    "eventTime: 2026-01-02T15:04:05.000000Z\nreportingController: a.b/c\nreportingInstance: d\n"
    "action: e\nreason: f\nregarding: {kind: Pod, namespace: default, name: b}\n"
)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("type: Normal", set()),
        ("type: Info", {"invalid-value type"}),
        ("", {"missing-field type"}),
        ("type: Normal\ndeprecatedCount: 1", {"forbidden-field deprecatedCount"}),
        (
            "type: Normal\nseries: {count: 1, lastObservedTime: 2026-01-02T15:04:05.000000Z}",
            {"out-of-range series.count"},
        ),
        ("type: Normal\nseries: {count: 2, lastObservedTime: null}", {"missing-field series.lastObservedTime"}),
    ],
)
def test_events_of_their_own_group(more: str, expected: set[str]) -> None:
    text = f"apiVersion: events.k8s.io/v1\nkind: Event\nmetadata: {{name: a}}\n{NEW_STYLE}{more}\n"
    assert judged(text) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("{kind: Node, name: worker-1}", set()),
        ("{name: worker-1}", set()),
        ("{kind: Pod, name: worker-1}", {"invalid-value target.kind"}),
        ("{kind: Node, name: ''}", {"missing-field target.name"}),
        ("{}", {"missing-field target.name"}),
        ("null", {"missing-field target"}),
    ],
)
def test_bindings(target: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: v1\nkind: Binding\nmetadata: {{name: web}}\ntarget: {target}\n") == expected


@pytest.mark.parametrize(
    ("key", "text", "right"),
    [
        ("taints", "", True),
        ("taints", "[]", True),
        ("taints", '[{"key": "a", "value": "b", "effect": "NoSchedule"}]', True),
        ("taints", '[{"key": "a", "effect": "Never"}]', False),
        ("taints", '[{"key": "a", "effect": "NoSchedule"}, {"key": "a", "effect": "NoSchedule"}]', False),
        ("taints", '{"key": "a"}', False),
        ("taints", '[{"key": "a b", "effect": "NoSchedule"}]', False),
        ("taints", '[{"effect": "NoSchedule"}]', False),
        ("taints", '[{"key": "a"}]', False),
        *(("taints", f'[{{"key": "a", "effect": "{effect}"}}]', True) for effect in ("PreferNoSchedule", "NoExecute")),
        ("taints", '[{"key": "a", "effect": "NoSchedule"}, {"key": "a", "effect": "NoExecute"}]', True),
        ("taints", '[{"key": "a", "effect": "NoSchedule"}, {"key": "b", "effect": "NoSchedule"}]', True),
        ("taints", "a=b:NoSchedule", False),
        ("preferAvoidPods", "{}", True),
        ("preferAvoidPods", "", True),
        ("preferAvoidPods", "null", True),
        ("preferAvoidPods", "none", False),
        ("preferAvoidPods", "[]", False),
        ("preferAvoidPods", '""', False),
        ("preferAvoidPods", '{"preferAvoidPods": null}', True),
        ("preferAvoidPods", '{"preferAvoidPods": [{}]}', False),
        ("preferAvoidPods", '{"preferAvoidPods": [{"podSignature": {"podController": {"controller": 1}}}]}', False),
        ("preferAvoidPods", '{"preferAvoidPods": [{"podSignature": {"podController": {"controller": true}}}]}', True),
        ("preferAvoidPods", '{"preferAvoidPods": [{"podSignature": {}}]}', False),
    ],
)
def test_annotations_of_nodes(key: str, text: str, right: bool) -> None:
    name = f"scheduler.alpha.kubernetes.io/{key}"
    node = f"apiVersion: v1\nkind: Node\nmetadata:\n  name: a\n  annotations:\n    {name}: '{text}'\n"
    assert judged(node) == (set() if right else {f"invalid-annotation metadata.annotations[{name}]"})


@pytest.mark.parametrize(
    "kind",
    [
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy",
        "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding",
        "admissionregistration.k8s.io/v1 MutatingAdmissionPolicy",
        "admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding",
    ],
)
def test_kinds_that_are_nothing_without_a_spec(kind: str) -> None:
    version, name = kind.split()
    text = f"apiVersion: {version}\nkind: {name}\nmetadata: {{name: a}}\n"
    assert judged(text) == judged(text + "spec: null\n") == {"missing-field spec"}


def test_an_api_service_is_called_as_its_spec_says() -> None:
    text = "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {name: v1.example.com}\n"
    assert "missing-field spec" in judged(text)
