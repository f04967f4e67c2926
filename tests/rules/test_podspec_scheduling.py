"""Where Pods may run: what the API server refuses or warns of, and the neighbouring cases that it takes."""

import pytest
from pod_manifests import found, pod, template

ZONE = "topology.kubernetes.io/zone"
SELECTOR = "labelSelector: {matchLabels: {app: web}}"
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution"


@pytest.mark.parametrize(
    ("toleration", "expected"),
    [
        ("{operator: Exists}", set()),
        ("{key: a, value: b, effect: NoSchedule}", set()),
        ("{key: a, operator: Exists, effect: NoExecute, tolerationSeconds: -1}", set()),
        ("{key: example.com/a, operator: Equal, value: ''}", set()),
        ("{key: 'a b', operator: Exists}", {"invalid-label .key"}),
        ("{operator: Equal, value: a}", {"toleration-without-key .operator"}),
        ("{effect: NoSchedule}", {"toleration-without-key "}),
        ("null", {"toleration-without-key "}),
        ("{key: a, operator: Exists, value: b}", {"toleration-value-with-exists .operator"}),
        ("{key: a, value: 'b c'}", {"invalid-label "}),
        ("{key: a, operator: Equal, value: 'b c'}", {"invalid-label .operator"}),
        ("{key: a, operator: Gt, value: '5'}", {"invalid-value .operator"}),
        ("{key: a, operator: In, value: b}", {"invalid-value .operator"}),
        ("{key: a, effect: NoRun}", {"invalid-value .effect"}),
        ("{key: a, tolerationSeconds: 5}", {"toleration-seconds-without-no-execute "}),
        (
            "{key: a, effect: NoSchedule, tolerationSeconds: 5}",
            {"toleration-seconds-without-no-execute .effect"},
        ),
    ],
)
def test_tolerations(toleration: str, expected: set[str]) -> None:
    lines = pod(f"tolerations: [{toleration}]")
    assert {line.replace("tolerations[0]", "") for line in lines} == expected


def node_affinity(expression: str, kind: str = "matchExpressions", *, preferred: bool = False) -> set[str]:
    """Findings of an expression that the Pod requires, or prefers, of its node."""
    term = f"{{{kind}: [{{{expression}}}]}}"
    wanted = f"{PREFERRED}: [{{weight: 1, preference: {term}}}]"
    needed = f"{REQUIRED}: {{nodeSelectorTerms: [{term}]}}"
    lines = pod(f"affinity: {{nodeAffinity: {{{wanted if preferred else needed}}}}}")
    return {f"{line.split(' ')[0]} {line.partition('[0].')[2].partition('[0].')[2] or line}" for line in lines}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("key: a, operator: In, values: [b, '']", set()),
        ("key: a, operator: In", {"selector-values values"}),
        ("key: a, operator: NotIn, values: []", {"selector-values values"}),
        ("key: a, operator: Exists", set()),
        ("key: a, operator: Exists, values: [b]", {"selector-values values"}),
        ("key: a, operator: DoesNotExist, values: [b]", {"selector-values values"}),
        ("key: a, operator: Gt, values: ['5']", set()),
        ("key: a, operator: Lt, values: ['-5']", {"invalid-label values[0]"}),
        ("key: a, operator: Lt, values: ['5', '6']", {"selector-values values"}),
        ("key: a, operator: Gt, values: [many]", {"~node-affinity-never-matches values[0]"}),
        ("key: a, operator: ''", {"invalid-value operator"}),
        ("key: a, operator: Equals, values: [b]", {"invalid-value operator"}),
        ("key: 'a b', operator: Exists", {"invalid-label key"}),
        ("key: a, operator: In, values: ['b c']", {"invalid-label values[0]"}),
    ],
)
def test_node_affinity(expression: str, expected: set[str]) -> None:
    assert node_affinity(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("key: a, operator: In, values: ['b c']", {"~node-affinity-never-matches values[0]"}),
        ("key: a, operator: In, values: []", {"selector-values values"}),
    ],
)
def test_values_of_preferred_nodes_are_only_warned_of(expression: str, expected: set[str]) -> None:
    assert {line.replace("preference.", "") for line in node_affinity(expression, preferred=True)} == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("key: metadata.name, operator: In, values: [node-1]", set()),
        ("key: metadata.name, operator: NotIn, values: [a, b]", {"selector-values values"}),
        ("key: metadata.name, operator: Exists", {"invalid-value operator"}),
        ("key: metadata.name, operator: In, values: [Node_1]", {"invalid-name values[0]"}),
        ("key: metadata.name, operator: In, values: [null]", {"invalid-name values[0]"}),
        ("key: metadata.labels, operator: In, values: [Node_1]", {"invalid-value key"}),
    ],
)
def test_nodes_by_field(expression: str, expected: set[str]) -> None:
    assert node_affinity(expression, "matchFields") == expected


@pytest.mark.parametrize(
    ("affinity", "expected"),
    [
        (f"{{nodeAffinity: {{{REQUIRED}: {{nodeSelectorTerms: []}}}}}}", {"missing-field .nodeSelectorTerms"}),
        (f"{{nodeAffinity: {{{REQUIRED}: {{nodeSelectorTerms: [{{}}]}}}}}}", set()),
        (f"{{nodeAffinity: {{{PREFERRED}: [{{weight: 100, preference: {{}}}}]}}}}", set()),
        (f"{{nodeAffinity: {{{PREFERRED}: [{{weight: 0, preference: {{}}}}]}}}}", {"out-of-range [0].weight"}),
        (f"{{nodeAffinity: {{{PREFERRED}: [{{weight: 101, preference: {{}}}}]}}}}", {"out-of-range [0].weight"}),
        (f"{{nodeAffinity: {{{PREFERRED}: [null]}}}}", {"missing-field [0].weight"}),
        (
            f"{{podAffinity: {{{PREFERRED}: [{{weight: 0, podAffinityTerm: {{topologyKey: a, {SELECTOR}}}}}]}}}}",
            {"out-of-range [0].weight"},
        ),
        (f"{{podAffinity: {{{REQUIRED}: [{{topologyKey: {ZONE}, {SELECTOR}}}]}}}}", set()),
        (f"{{podAffinity: {{{REQUIRED}: [{{topologyKey: '', {SELECTOR}}}]}}}}", {"missing-field [0].topologyKey"}),
        (f"{{podAntiAffinity: {{{REQUIRED}: [{{topologyKey: a b, {SELECTOR}}}]}}}}", {"invalid-label [0].topologyKey"}),
        (f"{{podAntiAffinity: {{{REQUIRED}: [{{topologyKey: a, labelSelector: {{}}}}]}}}}", set()),
        (
            f"{{podAntiAffinity: {{{REQUIRED}: [{{topologyKey: a}}]}}}}",
            {"~null-label-selector [0].labelSelector"},
        ),
        (
            f"{{podAffinity: {{{REQUIRED}: [{{topologyKey: a, {SELECTOR}, namespaces: [ok, Not_Ok]}}]}}}}",
            {"invalid-name [0].namespaces[1]"},
        ),
        (
            f"{{podAffinity: {{{REQUIRED}: [{{topologyKey: a, {SELECTOR}, "
            "namespaceSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}]}}",
            {"selector-values [0].namespaceSelector.matchExpressions[0].values"},
        ),
    ],
)
def test_affinity(affinity: str, expected: set[str]) -> None:
    lines = pod(f"affinity: {affinity}")
    assert {f"{line.split(' ')[0]} {line.partition('IgnoredDuringExecution')[2]}" for line in lines} == expected


TWICE = "labelSelector: {matchLabels: {app: web}, matchExpressions: [{key: app, operator: Exists}]}"
LABEL_KEYS = [
    # in the selector twice: refused in a template too, though nothing is merged there
    (
        f"matchLabelKeys: [app], {TWICE}",
        {"label-key-in-selector matchLabelKeys[0]"},
        {"label-key-in-selector matchLabelKeys[0]"},
    ),
    (f"matchLabelKeys: [hash], {SELECTOR}", set(), set()),
    (f"matchLabelKeys: ['a b'], {SELECTOR}", {"invalid-label matchLabelKeys[0]"}, {"invalid-label matchLabelKeys[0]"}),
    (
        f"matchLabelKeys: [app], {SELECTOR}",
        {"label-key-in-selector matchLabelKeys[0]"},
        {"~label-key-in-selector matchLabelKeys[0]"},
    ),
    (
        f"matchLabelKeys: [hash], mismatchLabelKeys: [hash], {SELECTOR}",
        {"mutually-exclusive matchLabelKeys[0]"},
        {"mutually-exclusive matchLabelKeys[0]"},
    ),
    (
        "matchLabelKeys: [hash]",
        {"forbidden-field matchLabelKeys", "~null-label-selector labelSelector"},
        {"forbidden-field matchLabelKeys", "~null-label-selector labelSelector"},
    ),
]


@pytest.mark.parametrize(("term", "of_pod", "of_template"), LABEL_KEYS)
def test_label_keys_of_affinity(term: str, of_pod: set[str], of_template: set[str]) -> None:
    spec = f"affinity: {{podAffinity: {{{REQUIRED}: [{{topologyKey: a, {term}}}]}}}}"
    place = f"affinity.podAffinity.{REQUIRED}[0]."
    assert {line.replace(place, "") for line in pod(spec)} == of_pod
    assert {line.replace(place, "") for line in template(spec)} == of_template


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, {SELECTOR}", set()),
        (f"maxSkew: 0, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, {SELECTOR}", {"out-of-range maxSkew"}),
        (f"maxSkew: 1, topologyKey: '', whenUnsatisfiable: ScheduleAnyway, {SELECTOR}", {"missing-field topologyKey"}),
        (f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: Never, {SELECTOR}", {"invalid-value whenUnsatisfiable"}),
        (f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: '', {SELECTOR}", {"invalid-value whenUnsatisfiable"}),
        ("maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule", {"~null-label-selector labelSelector"}),
        (f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, minDomains: 2, {SELECTOR}", set()),
        (
            f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, minDomains: 0, {SELECTOR}",
            {"out-of-range minDomains"},
        ),
        (
            f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, minDomains: 2, {SELECTOR}",
            {"min-domains-without-do-not-schedule minDomains"},
        ),
        (
            f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, nodeTaintsPolicy: '', {SELECTOR}",
            {"invalid-value nodeTaintsPolicy"},
        ),
        (
            f"maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, nodeAffinityPolicy: Obey, {SELECTOR}",
            {"invalid-value nodeAffinityPolicy"},
        ),
        (
            f"maxSkew: 1, topologyKey: beta.kubernetes.io/os, whenUnsatisfiable: ScheduleAnyway, {SELECTOR}",
            {"~deprecated-node-label topologyKey"},
        ),
    ],
)
def test_spreading(constraint: str, expected: set[str]) -> None:
    lines = pod(f"topologySpreadConstraints: [{{{constraint}}}]")
    assert {line.replace("topologySpreadConstraints[0].", "") for line in lines} == expected


@pytest.mark.parametrize("action", ["", "whenUnsatisfiable: null", "whenUnsatisfiable: []", "whenUnsatisfiable: 5"])
@pytest.mark.parametrize("key", ["topologyKey: a", "topologyKey: []", "topologyKey: 5", ""])
def test_constraints_of_wrong_types_are_not_compared(key: str, action: str) -> None:
    one = f"{{{', '.join(filter(None, ('maxSkew: 1', key, action)))}}}"
    assert not any(line.startswith("duplicate-entry") for line in pod(f"topologySpreadConstraints: [{one}, {one}]"))


def test_two_constraints_of_one_topology() -> None:
    one = f"{{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, {SELECTOR}}}"
    other = one.replace("DoNotSchedule", "ScheduleAnyway")
    assert pod(f"topologySpreadConstraints: [{one}, {other}]") == set()
    for between in ("", "5, ", "{topologyKey: 5}, ", "null, "):
        found = pod(f"topologySpreadConstraints: [{one}, {between}{one}]")
        assert "duplicate-entry topologySpreadConstraints[0]" in found
    assert pod(f"topologySpreadConstraints: [{one}, {other}, {one}]") == {
        "duplicate-entry topologySpreadConstraints[0]"
    }


@pytest.mark.parametrize(
    ("spec", "of_pod", "of_template"),
    [
        ("schedulingGates: [{name: example.com/a}, {name: b}]", set(), set()),
        (
            "schedulingGates: [{name: a b}]",
            {"invalid-name schedulingGates[0]"},
            {"invalid-name schedulingGates[0]"},
        ),
        (
            "schedulingGates: [{name: a}, {name: a}]",
            {"duplicate-entry schedulingGates[1]"},
            {"duplicate-entry schedulingGates[1]"},
        ),
        (
            "schedulingGates: [{name: a}], nodeName: node-1",
            {"scheduling-gate-with-node-name nodeName"},
            {"~scheduling-gate-with-node-name nodeName"},
        ),
        ("priority: 0", set(), set()),
        ("priority: 5", {"priority-without-class priority"}, {"~priority-without-class priority"}),
        ("priority: 5, priorityClassName: high", set(), set()),
        ("priority: 2000000000, priorityClassName: system-cluster-critical", set(), set()),
        ("preemptionPolicy: PreemptLowerPriority", set(), set()),
        ("preemptionPolicy: ''", {"invalid-value preemptionPolicy"}, {"invalid-value preemptionPolicy"}),
        (
            "preemptionPolicy: Never",
            {"priority-without-class preemptionPolicy"},
            {"~priority-without-class preemptionPolicy"},
        ),
        ("preemptionPolicy: Never, priorityClassName: low", set(), set()),
        (
            "overhead: {}",
            {"overhead-without-runtime-class overhead"},
            {"~overhead-without-runtime-class overhead"},
        ),
        (
            "overhead: {cpu: 1}",
            {"overhead-without-runtime-class overhead"},
            {"~overhead-without-runtime-class overhead"},
        ),
        ("overhead: {cpu: 1}, runtimeClassName: kata", set(), set()),
        (
            "overhead: {gpu: 1}, runtimeClassName: kata",
            {"unknown-resource overhead.gpu"},
            {"unknown-resource overhead.gpu"},
        ),
        ("overhead: {cpu: -1}, runtimeClassName: kata", {"out-of-range overhead.cpu"}, {"out-of-range overhead.cpu"}),
        (
            "overhead: {memory: 100m}, runtimeClassName: kata",
            {"~fractional-bytes overhead.memory"},
            {"~fractional-bytes overhead.memory"},
        ),
        ("runtimeClassName: ''", {"invalid-name runtimeClassName"}, {"invalid-name runtimeClassName"}),
        ("nodeSelector: {'a b': c}", {"invalid-label nodeSelector"}, {"invalid-label nodeSelector"}),
        ("nodeSelector: {a: 'b c'}", {"invalid-label nodeSelector"}, {"invalid-label nodeSelector"}),
        (
            "nodeSelector: {node-role.kubernetes.io/master: ''}",
            {"~deprecated-node-label nodeSelector[node-role.kubernetes.io/master]"},
            {"~deprecated-node-label nodeSelector[node-role.kubernetes.io/master]"},
        ),
    ],
)
def test_of_a_pod_and_of_a_template(spec: str, of_pod: set[str], of_template: set[str]) -> None:
    assert (pod(spec), template(spec)) == (of_pod, of_template)


@pytest.mark.parametrize(("version", "k8s"), [("v1", "1.36"), ("v1beta1", "1.26")])
def test_the_topology_of_a_capacity_has_labels_of_nodes(version: str, k8s: str) -> None:
    expression = {"key": "beta.kubernetes.io/arch", "operator": "Exists"}
    topology = {"matchLabels": {"beta.kubernetes.io/os": "linux", "a": "b"}, "matchExpressions": [expression]}
    capacity = {
        "apiVersion": f"storage.k8s.io/{version}",
        "kind": "CSIStorageCapacity",
        "metadata": {"name": "fast"},
        "storageClassName": "fast",
        "nodeTopology": topology,
    }
    assert {line for line in found(capacity, "", k8s) if "label" in line} == {
        "~deprecated-node-label nodeTopology.matchLabels[beta.kubernetes.io/os]",
        "~deprecated-node-label nodeTopology.matchExpressions[0].key",
    }


def test_a_runtime_class_uses_the_same_selectors() -> None:
    scheduling = {"tolerations": [{"effect": "NoSchedule"}], "nodeSelector": {"beta.kubernetes.io/os": "linux"}}
    runtime_class = {
        "apiVersion": "node.k8s.io/v1",
        "kind": "RuntimeClass",
        "metadata": {"name": "kata"},
        "handler": "kata",
        "scheduling": scheduling,
    }
    assert found(runtime_class) == {
        "toleration-without-key scheduling.tolerations[0]",
        "~deprecated-node-label scheduling.nodeSelector[beta.kubernetes.io/os]",
    }
