"""Priority and fairness: what the API server refuses and accepts."""

import pytest
from platform_manifests import judged

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
    (QUEUE % "queues: 8", set()),  # a hand has 8 of them, and there are 64, if nothing is said
    (QUEUE % "queues: 7", {f"out-of-range {Q}"}),
    (QUEUE % "handSize: 10", set()),
    (QUEUE % "handSize: 11", {f"out-of-range {Q}.handSize"}),
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
    (
        "FlowSchema",
        "exempt",
        EXEMPT.replace("{match", "{distinguisherMethod: {type: ByUser}, match"),
        {"invalid-value spec.distinguisherMethod"},
    ),
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
