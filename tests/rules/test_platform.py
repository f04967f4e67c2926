"""Priority and fairness, devices, groups of Pods: what the API server refuses and accepts."""

import pytest

from kubefence import Config, Page, verify


def judged(api: str, kind: str, spec: str, name: str = "a", k8s: str = "1.36") -> set[str]:
    """What is found in an object with this spec, as "rule field"."""
    text = f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {spec}\n"
    report = verify([Page("x.yaml", text, markdown=False)], Config(k8s=k8s, lint=None))
    return {f"{finding.rule} {finding.field}" for finding in report.findings}


USER = "subjects: [{kind: User, user: {name: ada}}]"
PODS = "resourceRules: [{verbs: [get], apiGroups: [''], resources: [pods], namespaces: ['*']}]"
R = "spec.rules[0]"
RULES: list[tuple[str, set[str]]] = [
    (f"{USER}, {PODS}", set()),
    (f"{USER}, nonResourceRules: [{{verbs: ['*'], nonResourceURLs: [/healthz, /apis/*]}}]", set()),
    (USER, {f"missing-field {R}.resourceRules"}),
    (f"subjects: [], {PODS}", {f"missing-field {R}.subjects"}),
    (f"subjects: [{{kind: User}}], {PODS}", {f"missing-field {R}.subjects[0].user"}),
    (
        f"subjects: [{{kind: User, user: {{name: a}}, group: {{name: b}}}}], {PODS}",
        {f"forbidden-field {R}.subjects[0].group"},
    ),
    (f"subjects: [{{kind: ServiceAccount, serviceAccount: {{name: '*', namespace: shop}}}}], {PODS}", set()),
    (
        f"subjects: [{{kind: ServiceAccount, serviceAccount: {{name: C_I, namespace: '*'}}}}], {PODS}",
        {
            f"invalid-name {R}.subjects[0].serviceAccount.name",
            f"invalid-name {R}.subjects[0].serviceAccount.namespace",
        },
    ),
    (f"subjects: [{{kind: user}}], {PODS}", {f"invalid-value {R}.subjects[0].kind"}),
    (
        f"{USER}, resourceRules: [{{verbs: [read], apiGroups: [''], resources: [pods], namespaces: [a]}}]",
        {f"invalid-value {R}.resourceRules[0].verbs"},
    ),
    (
        f"{USER}, resourceRules: [{{verbs: ['*', get], apiGroups: [''], resources: [pods]}}]",
        {f"mutually-exclusive {R}.resourceRules[0].verbs", f"missing-field {R}.resourceRules[0].namespaces"},
    ),
    (
        f"{USER}, resourceRules: [{{verbs: [get], apiGroups: [''], resources: [nodes], clusterScope: true}}]",
        set(),
    ),
    (
        f"{USER}, nonResourceRules: [{{verbs: [get], nonResourceURLs: [healthz, /a*b]}}]",
        {
            f"invalid-format {R}.nonResourceRules[0].nonResourceURLs[0]",
            f"invalid-format {R}.nonResourceRules[0].nonResourceURLs[1]",
        },
    ),
]


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_flow_schemas(rule: str, expected: set[str]) -> None:
    spec = f"{{priorityLevelConfiguration: {{name: low}}, matchingPrecedence: 900, rules: [{{{rule}}}]}}"
    assert judged("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", spec) == expected


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("nonResourceRules: [{verbs: [null], nonResourceURLs: [/healthz]}]", "nonResourceRules[0].verbs"),
        ("nonResourceRules: [{verbs: [get], nonResourceURLs: [null]}]", "nonResourceRules[0].nonResourceURLs[0]"),
        (PODS.replace("'*'", "null"), "resourceRules[0].namespaces[0]"),
    ],
)
def test_nothing_is_an_empty_text(rule: str, field: str) -> None:
    spec = f"{{priorityLevelConfiguration: {{name: a}}, rules: [{{{USER}, {rule}}}]}}"
    found = judged("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", spec)
    assert {entry.split()[1] for entry in found} == {f"{R}.{field}"}


def test_an_annotation_of_v1beta3_has_no_place_in_v1() -> None:
    key, spec = (
        "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares",
        "limited: {limitResponse: {type: Reject}}",
    )
    found = {
        version: judged(
            f"flowcontrol.apiserver.k8s.io/{version}",
            "PriorityLevelConfiguration",
            f"{{type: Limited, {spec}}}",
            f"a, annotations: {{{key}: ''}}",
            k8s="1.31",
        )
        for version in ("v1", "v1beta3")
    }
    assert f"invalid-annotation metadata.annotations[{key}]" in found["v1"]
    assert not any(entry.startswith("invalid-annotation") for entry in found["v1beta3"])


def test_the_first_place_is_taken() -> None:
    spec = "{priorityLevelConfiguration: {name: low}, matchingPrecedence: 1}"
    found = judged("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", spec)
    assert found == {"out-of-range spec.matchingPrecedence"}


QUEUE = "type: Limited, limited: {limitResponse: {type: Queue, queuing: {%s}}}"
Q = "spec.limited.limitResponse.queuing"
LEVELS: list[tuple[str, set[str]]] = [
    (QUEUE % "", set()),
    (QUEUE % "queues: 128, handSize: 6", set()),
    (QUEUE % "queues: 4, handSize: 6", {f"out-of-range {Q}.handSize"}),
    (QUEUE % "queues: 1024, handSize: 8", {f"out-of-range {Q}.handSize"}),
    (QUEUE % "queues: -1", {f"out-of-range {Q}.queues"}),
    ("type: Limited, limited: {limitResponse: {type: Queue}}", {"missing-field spec.limited.limitResponse.queuing"}),
    (
        "type: Limited, limited: {limitResponse: {type: Reject, queuing: {}}}",
        {"forbidden-field spec.limited.limitResponse.queuing"},
    ),
    ("type: Limited", {"missing-field spec.limited"}),
    ("type: Limited, limited: {}", {"missing-field spec.limited.limitResponse"}),
    ("type: ''", {"missing-field spec.type"}),
    ("type: Exempt", {"invalid-value spec.type"}),
    ("type: Other", {"invalid-value spec.type"}),
    (
        "type: Limited, limited: {lendablePercent: 101, limitResponse: {type: Reject}}",
        {"out-of-range spec.limited.lendablePercent"},
    ),
]


@pytest.mark.parametrize(("spec", "expected"), LEVELS)
def test_priority_levels(spec: str, expected: set[str]) -> None:
    assert judged("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration", f"{{{spec}}}") == expected


RESOURCES = "resourceRules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*'], namespaces: ['*'], clusterScope: true}]"
EVERYTHING = f"{RESOURCES}, nonResourceRules: [{{verbs: ['*'], nonResourceURLs: ['*']}}]"
MASTERS = f"rules: [{{subjects: [{{kind: Group, group: {{name: 'system:masters'}}}}], {EVERYTHING}}}]"
EXEMPT = f"{{matchingPrecedence: 1, priorityLevelConfiguration: {{name: exempt}}, {MASTERS}}}"
EVERYBODY = ", ".join(
    f"{{kind: Group, group: {{name: 'system:{name}'}}}}" for name in ("unauthenticated", "authenticated")
)
CATCH_ALL = (
    "{priorityLevelConfiguration: {name: catch-all}, matchingPrecedence: 10000, distinguisherMethod: {type: ByUser}, "
    f"rules: [{{subjects: [{EVERYBODY}], {EVERYTHING}}}]}}"
)
REJECTS = "{type: Limited, limited: {nominalConcurrencyShares: 5, limitResponse: {type: Reject}}}"
FIXED: list[tuple[str, str, str, set[str]]] = [
    ("FlowSchema", "exempt", EXEMPT, set()),
    ("FlowSchema", "exempt", EXEMPT.replace("masters", "nodes"), {"invalid-value spec.rules"}),
    (
        "FlowSchema",
        "exempt",
        EXEMPT.replace("Precedence: 1", "Precedence: 2"),
        {"invalid-value spec.matchingPrecedence"},
    ),
    ("FlowSchema", "exempt", EXEMPT.replace("matchingPrecedence: 1, ", ""), {"invalid-value spec"}),
    ("FlowSchema", "exempt", EXEMPT.replace("{match", "{distinguisherMethod: null, match"), set()),
    ("FlowSchema", "catch-all", CATCH_ALL, set()),
    ("FlowSchema", "catch-all", CATCH_ALL.replace(", clusterScope: true", ""), {"invalid-value spec.rules"}),
    ("FlowSchema", "catch-all", CATCH_ALL.replace("ByUser", "ByNamespace"), {"invalid-value spec.distinguisherMethod"}),
    ("FlowSchema", "catch-alls", CATCH_ALL.replace("ByUser", "ByNamespace"), set()),
    ("PriorityLevelConfiguration", "exempt", "{type: Exempt, exempt: {nominalConcurrencyShares: 9}}", set()),
    ("PriorityLevelConfiguration", "catch-all", REJECTS, set()),
    ("PriorityLevelConfiguration", "catch-all", REJECTS.replace("5,", "5, lendablePercent: 0,"), set()),
    ("PriorityLevelConfiguration", "catch-all", REJECTS.replace("5,", "6,"), {"invalid-value spec.limited"}),
    ("PriorityLevelConfiguration", "catch-all", REJECTS.replace("5,", "0,"), {"invalid-value spec.limited"}),
    (
        "PriorityLevelConfiguration",
        "catch-all",
        REJECTS.replace("5,", "5, borrowingLimitPercent: 0,"),
        {"invalid-value spec.limited"},
    ),
    (
        "PriorityLevelConfiguration",
        "catch-all",
        REJECTS.replace("nominalConcurrencyShares: 5, ", ""),
        {"invalid-value spec.limited"},
    ),
]


@pytest.mark.parametrize(("kind", "name", "spec", "expected"), FIXED)
def test_what_the_server_makes_itself(kind: str, name: str, spec: str, expected: set[str]) -> None:
    assert judged("flowcontrol.apiserver.k8s.io/v1", kind, spec, name) == expected


@pytest.mark.parametrize("kind", ["FlowSchema", "PriorityLevelConfiguration"])
def test_fairness_without_a_spec(kind: str) -> None:
    assert judged("flowcontrol.apiserver.k8s.io/v1", kind, "null") == {"missing-field spec"}


GPU = "{name: gpu, exactly: {deviceClassName: gpu.example.com%s}}"
FIRST = "{name: gpu, firstAvailable: [{name: big, deviceClassName: a}, {name: small, deviceClassName: a}]}"
D = "spec.devices"
CLAIMS: list[tuple[str, set[str]]] = [
    (f"requests: [{GPU % ''}]", set()),
    (f"requests: [{GPU % ', count: 2'}]", set()),
    (f"requests: [{GPU % ', allocationMode: All'}]", set()),
    (f"requests: [{GPU % ', allocationMode: All, count: 2'}]", {f"count-of-all-devices {D}.requests[0].exactly.count"}),
    (f"requests: [{GPU % ', count: -1'}]", {f"out-of-range {D}.requests[0].exactly.count"}),
    ("requests: [{name: gpu}]", {f"request-without-device {D}.requests[0]"}),
    (f"requests: [{FIRST}]", set()),
    (f"requests: [{FIRST[:-1]}, exactly: {{deviceClassName: a}}}}]", {f"mutually-exclusive {D}.requests[0]"}),
    (f"requests: [{GPU % ''}, {GPU % ''}]", {f"duplicate-entry {D}.requests[1].name"}),
    (f"requests: [{GPU.replace('gpu,', 'G_U,') % ''}]", {f"invalid-name {D}.requests[0].name"}),
    (f"requests: [{GPU % ''}], constraints: [{{requests: [gpu], matchAttribute: a.example.com/numa}}]", set()),
    (
        f"requests: [{GPU % ''}], constraints: [{{requests: [nic], matchAttribute: numa}}]",
        {
            f"unknown-reference {D}.constraints[0].requests[0]",
            f"invalid-format {D}.constraints[0].matchAttribute",
        },
    ),
    (f"requests: [{FIRST}], constraints: [{{requests: [gpu/big], matchAttribute: a.example.com/numa}}]", set()),
    (
        f"requests: [{FIRST}], constraints: [{{requests: [gpu/huge]}}]",
        {
            f"unknown-reference {D}.constraints[0].requests[0]",
            f"missing-field {D}.constraints[0].matchAttribute",
        },
    ),
    (f"requests: [{GPU % ''}], config: [{{opaque: {{driver: a.example.com, parameters: {{a: 1}}}}}}]", set()),
    (f"requests: [{GPU % ''}], config: [{{}}]", {f"missing-field {D}.config[0].opaque"}),
    (
        f"requests: [{GPU % ', selectors: [{cel: {expression: device.driver == 1}}]'}]",
        {f"invalid-expression {D}.requests[0].exactly.selectors[0].cel.expression"},
    ),
    (
        "requests: [{name: gpu, exactly: {deviceClassName: a, selectors: [{cel: {expression:"
        " \"device.attributes['a.example.com'].model == 'x' && device.capacity['a.example.com'].mem"
        ".compareTo(quantity('1Gi')) >= 0\"}}]}}]",
        set(),
    ),
]


@pytest.mark.parametrize(("devices", "expected"), CLAIMS)
def test_claims(devices: str, expected: set[str]) -> None:
    assert judged("resource.k8s.io/v1", "ResourceClaim", f"{{devices: {{{devices}}}}}") == expected


@pytest.mark.parametrize("kind", ["ResourceClaim", "ResourceClaimTemplate", "DeviceClass"])
def test_nothing_is_asked_for(kind: str) -> None:
    """The schema calls the spec required; the server takes a missing one for an empty one."""
    assert judged("resource.k8s.io/v1", kind, "{}") == set()
    assert judged("resource.k8s.io/v1", kind, "null") == set()


DEVICE = "{name: d0, attributes: {model: {string: x}, driver-version: {version: '1'}}}"
SLICES: list[tuple[str, set[str]]] = [
    ("nodeName: n1, devices: [{name: d0, attributes: {model: {string: x}}}]", set()),
    ("devices: []", {"missing-field spec.nodeName"}),
    ("nodeName: n1, allNodes: true", {"mutually-exclusive spec"}),
    ("nodeName: n1, allNodes: false", {"invalid-value spec.allNodes"}),
    (
        f"allNodes: true, devices: [{DEVICE}]",
        {
            "invalid-name spec.devices[0].attributes.driver-version",
            "invalid-format spec.devices[0].attributes.driver-version.version",
        },
    ),
    ("allNodes: true, devices: [{name: d0}, {name: d0}]", {"duplicate-entry spec.devices[1].name"}),
    (
        "allNodes: true, devices: [{name: d0, attributes: {a: {int: 1, bool: true}, b: {}}}]",
        {"mutually-exclusive spec.devices[0].attributes.a", "missing-field spec.devices[0].attributes.b"},
    ),
]


@pytest.mark.parametrize(("fields", "expected"), SLICES)
def test_slices(fields: str, expected: set[str]) -> None:
    spec = f"{{driver: a.example.com, pool: {{name: n1, generation: 0, resourceSliceCount: 1}}, {fields}}}"
    assert judged("resource.k8s.io/v1", "ResourceSlice", spec) == expected


def test_extended_resources_are_looked_at_since_1_36() -> None:
    spec = "{extendedResourceName: gpu}"
    assert judged("resource.k8s.io/v1", "DeviceClass", spec, k8s="1.35") == set()
    assert judged("resource.k8s.io/v1", "DeviceClass", spec) == {"invalid-format spec.extendedResourceName"}


MIGRATIONS: list[tuple[str, set[str]]] = [
    ("{resource: {group: apps, resource: deployments}}", set()),
    ("{resource: {resource: pods}}", set()),
    ("{resource: {group: null, resource: pods}}", set()),
    ("{resource: {group: Apps, resource: deployments}}", {"invalid-format spec.resource.group"}),
    ("{resource: {resource: Pods}}", {"invalid-format spec.resource.resource"}),
    ("{resource: {resource: pods/status}}", {"invalid-format spec.resource.resource"}),
    ("{resource: {group: apps, resource: ''}}", {"missing-field spec.resource.resource"}),
    ("{resource: {group: apps}}", {"missing-field spec.resource.resource"}),
]


@pytest.mark.parametrize(("spec", "expected"), MIGRATIONS)
def test_migrations_of_what_is_stored(spec: str, expected: set[str]) -> None:
    for version, k8s in (("v1beta1", "1.36"), ("v1", "1.37")):
        assert judged(f"storagemigration.k8s.io/{version}", "StorageVersionMigration", spec, k8s=k8s) == expected


def test_groups_of_pods() -> None:
    template = "{name: a, schedulingPolicy: {%s}}"
    spec = "{podGroupTemplates: [%s]}"
    good, none = template % "gang: {minCount: 2}", template % ""
    both = template % "gang: {minCount: 0}, basic: {}"
    api, at = "scheduling.k8s.io/v1alpha2", "spec.podGroupTemplates[0].schedulingPolicy"
    assert judged(api, "Workload", spec % good) == set()
    assert judged(api, "Workload", spec % none) == {f"missing-field {at}"}
    assert judged(api, "Workload", spec % both) == {f"mutually-exclusive {at}.gang", f"out-of-range {at}.gang.minCount"}
