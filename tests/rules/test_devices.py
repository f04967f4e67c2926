"""What drivers publish of their devices: counters, shares, places, conditions; and what claims tolerate."""

import pytest
import verdicts

POOL = "driver: a.example.com, pool: {name: n1, generation: 0, resourceSliceCount: 1}"
D = "spec.devices[0]"


def judged(kind: str, spec: str, k8s: str = "1.36") -> set[str]:
    """What is found in an object with this spec, as "rule field"."""
    text = f"apiVersion: resource.k8s.io/v1\nkind: {kind}\nmetadata: {{name: a}}\nspec: {{{spec}}}\n"
    return verdicts.judged(text, k8s)


def sliced(device: str, where: str = "allNodes: true", k8s: str = "1.36") -> set[str]:
    return judged("ResourceSlice", f"{POOL}, {where}, devices: [{{name: d0, {device}}}]", k8s)


SOME = "counters: {memory: {value: 1Gi}}"
DEVICES: list[tuple[str, set[str]]] = [
    (f"consumesCounters: [{{counterSet: a, {SOME}}}, {{counterSet: b, {SOME}}}]", set()),
    (
        f"consumesCounters: [{{counterSet: a, {SOME}}}, {{counterSet: a, {SOME}}}]",
        {f"duplicate-entry {D}.consumesCounters[1].counterSet"},
    ),
    (
        f"consumesCounters: [{', '.join(f'{{counterSet: s{number}, {SOME}}}' for number in range(3))}]",
        {f"out-of-range {D}.consumesCounters"},
    ),
    ("taints: [{key: a.example.com/broken, effect: None}]", set()),
    (
        f"taints: [{', '.join(f'{{key: t{number}, effect: NoSchedule}}' for number in range(17))}]",
        {f"out-of-range {D}.taints"},
    ),
    ("attributes: {a: {version: ''}}", {f"invalid-format {D}.attributes.a.version"}),
    ("attributes: {a: {strings: [x]}}", {f"missing-field {D}.attributes.a"}),
    # where it is, is up to the slice
    ("nodeName: n1", {f"forbidden-field {D}.nodeName"}),
    ("allNodes: false", {f"forbidden-field {D}.allNodes"}),
    # conditions for binding come in pairs
    ("bindingConditions: [a], bindingFailureConditions: [b]", set()),
    ("bindingConditions: [a]", {f"missing-field {D}.bindingFailureConditions"}),
    ("bindingFailureConditions: [a]", {f"missing-field {D}.bindingConditions"}),
    (
        "bindingConditions: [a, a], bindingFailureConditions: [a, b c]",
        {
            f"duplicate-entry {D}.bindingConditions[1]",
            f"mutually-exclusive {D}.bindingFailureConditions[0]",
            f"invalid-label {D}.bindingFailureConditions[1]",
        },
    ),
    (
        "bindingConditions: [a, b, c, d, e], bindingFailureConditions: [f]",
        {f"out-of-range {D}.bindingConditions"},
    ),
]


@pytest.mark.parametrize(("device", "expected"), DEVICES)
def test_devices(device: str, expected: set[str]) -> None:
    assert sliced(device) == expected


SELECTED = "nodeSelector: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}"
PLACES: list[tuple[str, set[str]]] = [
    ("nodeName: n1", set()),
    ("allNodes: true", set()),
    (SELECTED, set()),
    ("attributes: {}", {f"missing-field {D}"}),
    ("nodeName: ''", {f"invalid-value {D}.nodeName", f"missing-field {D}"}),
    ("nodeName: N1", {f"invalid-name {D}.nodeName"}),
    ("allNodes: false", {f"invalid-value {D}.allNodes", f"missing-field {D}"}),
    ("nodeName: n1, allNodes: true", {f"mutually-exclusive {D}"}),
]


@pytest.mark.parametrize(("device", "expected"), PLACES)
def test_devices_that_say_where_they_are(device: str, expected: set[str]) -> None:
    assert sliced(device, "perDeviceNodeSelection: true") == expected


def test_fields_that_are_dropped_up_to_1_35() -> None:
    assert sliced("nodeName: n1, bindingConditions: [a b]", k8s="1.35") == set()
    assert sliced("nodeName: n1", "perDeviceNodeSelection: true", k8s="1.35") == {"missing-field spec.nodeName"}
    assert judged("ResourceSlice", f"{POOL}, allNodes: true, sharedCounters: [{{name: A, {SOME}}}]", "1.35") == set()


def test_sizes_of_slices() -> None:
    plain = ", ".join(f"{{name: d{number}}}" for number in range(65))
    tainted = plain.replace("name: d0", "name: d0, taints: [{key: a, effect: NoExecute}]", 1)
    assert judged("ResourceSlice", f"{POOL}, allNodes: true, devices: [{plain}]") == set()
    assert judged("ResourceSlice", f"{POOL}, allNodes: true, devices: [{tainted}]") == {"out-of-range spec.devices"}
    assert judged("ResourceSlice", f"{POOL}, allNodes: true, devices: [{tainted}]", "1.35") == set()


def test_shared_counters() -> None:
    sets = ", ".join(f"{{name: s{number}, {SOME}}}" for number in range(9))
    many = ", ".join(f"c{number}: {{value: 1}}" for number in range(33))
    spec = f"{POOL}, allNodes: true, sharedCounters: [%s]"
    assert judged("ResourceSlice", spec % sets) == {"out-of-range spec.sharedCounters"}
    found = judged("ResourceSlice", spec % f"{{name: a, {SOME}}}, {{name: a, counters: {{{many}}}}}")
    assert found == {"duplicate-entry spec.sharedCounters[1].name", "out-of-range spec.sharedCounters[1].counters"}
    # the schema calls the value of a counter required; the server takes a missing one for 0
    assert judged("ResourceSlice", spec % "{name: a, counters: {memory: {}}}") == set()


P = f"{D}.capacity.memory.requestPolicy"
POLICIES: list[tuple[str, set[str]]] = [
    ("default: 1Gi", set()),
    ("default: 1Gi, validValues: [1Gi, 2Gi]", set()),
    ("validValues: [1Gi, 2Gi]", {f"missing-field {P}.default"}),
    ("default: 3Gi, validValues: [1Gi, 2Gi]", {f"invalid-value {P}.default"}),
    ("default: 1Gi, validValues: [2Gi, 1Gi]", {f"invalid-value {P}.validValues[1]"}),
    ("default: 1Gi, validValues: [1Gi, 1024Mi]", {f"duplicate-entry {P}.validValues[1]"}),
    ("default: 1Gi, validValues: [1Gi, 20Gi]", {f"out-of-range {P}.validValues[1]"}),
    ("default: 1, validValues: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", {f"out-of-range {P}.validValues"}),
    ("default: 0, validValues: [null, 1]", set()),
    ("default: 1, validValues: [null, 1]", set()),
    ("default: 1Gi, validRange: {min: 1Gi}", set()),
    ("validRange: {min: 1Gi}", {f"missing-field {P}.default"}),
    ("default: 1Gi, validRange: {min: 1Gi, max: 5Gi, step: 2Gi}", set()),
    ("default: 1Gi, validRange: {min: 1Gi, max: 4Gi, step: 2Gi}", {f"invalid-value {P}.validRange.step"}),
    ("default: 2Gi, validRange: {min: 1Gi, step: 2Gi}", {f"invalid-value {P}.validRange.step"}),
    ("default: 1Gi, validRange: {min: 1Gi, step: 10Gi}", {f"out-of-range {P}.validRange.step"}),
    ("default: 1Gi, validRange: {min: 1Gi, step: 0}", {f"out-of-range {P}.validRange.step"}),
    ("default: 1Mi, validRange: {min: 1Gi}", {f"out-of-range {P}.validRange.min"}),
    ("default: 20Gi, validRange: {min: 20Gi}", {f"out-of-range {P}.validRange.min"}),
    ("default: 3Gi, validRange: {min: 1Gi, max: 2Gi}", {f"out-of-range {P}.validRange.max"}),
    ("default: 1Gi, validRange: {min: 1Gi, max: 11Gi}", {f"out-of-range {P}.validRange.max"}),
    ("default: 1Gi, validValues: [1Gi], validRange: {min: 1Gi}", {f"mutually-exclusive {P}"}),
]


def test_a_capacity_after_one_without_a_policy_is_judged_too() -> None:
    capacity = "{a: {value: 1Gi}, memory: {value: 10Gi, requestPolicy: {validValues: [1Gi]}}}"
    spec = f"{POOL}, allNodes: true, devices: [{{name: d0, allowMultipleAllocations: true, capacity: {capacity}}}]"
    assert judged("ResourceSlice", spec) == {f"missing-field {P}.default"}


@pytest.mark.parametrize(("policy", "expected"), POLICIES)
def test_shares(policy: str, expected: set[str]) -> None:
    capacity = f"capacity: {{memory: {{value: 10Gi, requestPolicy: {{{policy}}}}}}}"
    assert sliced(f"allowMultipleAllocations: true, {capacity}") == expected
    assert sliced(capacity) == {f"forbidden-field {P}"}
    assert sliced(capacity, k8s="1.35") == set()


E = "spec.devices.requests[0].exactly"
REQUESTS: list[tuple[str, set[str]]] = [
    ("tolerations: [{key: a, operator: Exists}, {key: b, value: c}, {operator: Exists}]", set()),
    ("tolerations: [{key: a b, operator: Exists}]", {f"invalid-label {E}.tolerations[0].key"}),
    ("tolerations: [{key: a, value: b c}]", {f"invalid-label {E}.tolerations[0].value"}),
    (
        f"tolerations: [{', '.join(f'{{key: k{number}, operator: Exists}}' for number in range(17))}]",
        {f"out-of-range {E}.tolerations"},
    ),
    ("selectors: [{cel: {expression: ' '}}]", {f"missing-field {E}.selectors[0].cel.expression"}),
    ("selectors: [{cel: {expression: device.driver}}]", {f"invalid-expression {E}.selectors[0].cel.expression"}),
    ("selectors: [{cel: {expression: device.attributes.x.y}}]", set()),
]


@pytest.mark.parametrize(("request_", "expected"), REQUESTS)
def test_requests(request_: str, expected: set[str]) -> None:
    spec = f"devices: {{requests: [{{name: gpu, exactly: {{deviceClassName: a, {request_}}}}}]}}"
    assert judged("ResourceClaim", spec) == expected


ALIKE: list[tuple[str, str, set[str]]] = [
    ("constraints: [{distinctAttribute: a.example.com/numa}]", "1.36", set()),
    (
        "constraints: [{distinctAttribute: numa}]",
        "1.36",
        {"invalid-format spec.devices.constraints[0].distinctAttribute"},
    ),
    (
        "constraints: [{distinctAttribute: a.example.com/numa}]",
        "1.35",
        {"missing-field spec.devices.constraints[0].matchAttribute"},
    ),
    (
        "config: [{opaque: {driver: a.example.com, parameters: null}}]",
        "1.36",
        {"missing-field spec.devices.config[0].opaque.parameters"},
    ),
    ("config: [{opaque: {driver: a.example.com, parameters: {}}}]", "1.36", set()),
    (
        f"config: [{{opaque: {{driver: a.example.com, parameters: {{a: {'x' * 10240}}}}}}}]",
        "1.36",
        {"out-of-range spec.devices.config[0].opaque.parameters"},
    ),
]


@pytest.mark.parametrize(("devices", "k8s", "expected"), ALIKE)
def test_constraints_and_configurations(devices: str, k8s: str, expected: set[str]) -> None:
    assert judged("ResourceClaim", f"devices: {{{devices}}}", k8s) == expected


def test_a_class_without_the_name_of_a_resource() -> None:
    assert judged("DeviceClass", "extendedResourceName: ''") == {"invalid-format spec.extendedResourceName"}
