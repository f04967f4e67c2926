"""Webhooks and admission policies: what the API server refuses and accepts."""

import pytest
import verdicts


def judged(kind: str, body: str, metadata: str = "name: a") -> set[str]:
    """What is found in an object with this body, as "rule field"."""
    text = f"apiVersion: admissionregistration.k8s.io/v1\nkind: {kind}\nmetadata: {{{metadata}}}\n{body}\n"
    return verdicts.judged(text)


BASE = {
    "name": "a.example.com",
    "clientConfig": "{service: {name: a, namespace: b}}",
    "sideEffects": "None",
    "admissionReviewVersions": "[v1]",
}
RULE = {"operations": "[CREATE]", "apiGroups": "['']", "apiVersions": "[v1]", "resources": "[pods]"}


def mapping(base: dict[str, str], **changes: str) -> str:
    fields = {key: value for key, value in {**base, **changes}.items() if value != "-"}
    return "{" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}"


def url(address: str) -> str:
    return f"{{url: '{address}'}}"


def service(path: str) -> str:
    return f"{{service: {{name: a, namespace: b, {path}}}}}"


CONFIG = "webhooks[0].clientConfig"
WEBHOOKS: list[tuple[dict[str, str], set[str]]] = [
    ({}, set()),
    ({"rules": f"[{mapping(RULE)}]", "timeoutSeconds": "30"}, set()),
    ({"name": "a.example"}, {"webhook-short-name webhooks[0].name"}),
    ({"name": "A.example.com"}, {"webhook-short-name webhooks[0].name"}),
    ({"name": "''"}, {"missing-field webhooks[0].name"}),
    ({"sideEffects": "Some"}, {"webhook-side-effects webhooks[0].sideEffects"}),
    ({"sideEffects": "none"}, {"invalid-value webhooks[0].sideEffects"}),
    ({"sideEffects": "''"}, {"webhook-side-effects webhooks[0].sideEffects"}),
    ({"sideEffects": "-"}, {"missing-field webhooks[0].sideEffects"}),
    ({"failurePolicy": "''"}, {"invalid-value webhooks[0].failurePolicy"}),
    ({"timeoutSeconds": "0"}, {"out-of-range webhooks[0].timeoutSeconds"}),
    ({"timeoutSeconds": "31"}, {"out-of-range webhooks[0].timeoutSeconds"}),
    # who is called
    ({"clientConfig": "{}"}, {f"missing-field {CONFIG}"}),
    ({"clientConfig": "{url: 'https://a/', service: {name: a, namespace: b}}"}, {f"mutually-exclusive {CONFIG}"}),
    ({"clientConfig": url("https://a.example.com:8443/x")}, set()),
    ({"clientConfig": url("http://a.example.com/")}, {f"invalid-format {CONFIG}.url"}),
    ({"clientConfig": url("https://u@a.example.com/")}, {f"invalid-format {CONFIG}.url"}),
    ({"clientConfig": url("https://a.example.com/?q=1")}, {f"invalid-format {CONFIG}.url"}),
    ({"clientConfig": url("https://a.example.com:99999")}, set()),
    ({"clientConfig": url("https://[::1]:443/")}, set()),
    ({"clientConfig": url("https://a.example.com:https/")}, {f"invalid-format {CONFIG}.url"}),
    ({"clientConfig": url("https:///x")}, {f"invalid-format {CONFIG}.url"}),
    ({"clientConfig": "{service: {name: '', namespace: b}}"}, {f"missing-field {CONFIG}.service.name"}),
    ({"clientConfig": service("path: /a/b/")}, set()),
    ({"clientConfig": service("path: a")}, {f"invalid-format {CONFIG}.service.path"}),
    ({"clientConfig": service("path: /A_b")}, {f"invalid-format {CONFIG}.service.path"}),
    ({"clientConfig": service("path: //")}, {f"invalid-format {CONFIG}.service.path"}),
    ({"clientConfig": service("port: 0")}, {f"out-of-range {CONFIG}.service.port"}),
    # in which words
    ({"admissionReviewVersions": "[]"}, {"missing-field webhooks[0].admissionReviewVersions"}),
    ({"admissionReviewVersions": "[v2]"}, {"invalid-value webhooks[0].admissionReviewVersions"}),
    ({"admissionReviewVersions": "[v1, v1]"}, {"duplicate-entry webhooks[0].admissionReviewVersions[1]"}),
    ({"admissionReviewVersions": "[v1, V2]"}, {"invalid-format webhooks[0].admissionReviewVersions[1]"}),
    ({"admissionReviewVersions": "[v1, null]"}, {"invalid-format webhooks[0].admissionReviewVersions[1]"}),
    # when
    ({"matchConditions": "[{name: a, expression: \"request.operation != 'DELETE'\"}]"}, set()),
    ({"matchConditions": '[{name: a, expression: \'authorizer.path("/").check("get").allowed()\'}]'}, set()),
    (
        {"matchConditions": "[{name: a, expression: params.x}]"},
        {"invalid-expression webhooks[0].matchConditions[0].expression"},
    ),
    (
        {"matchConditions": "[{name: a, expression: request.object.x}]"},
        {"invalid-expression webhooks[0].matchConditions[0].expression"},
    ),
    ({"matchConditions": "[{name: '', expression: 'true'}]"}, {"missing-field webhooks[0].matchConditions[0].name"}),
    (
        {"matchConditions": "[{name: a, expression: 'true'}, {name: a, expression: ' '}]"},
        {
            "duplicate-entry webhooks[0].matchConditions[1].name",
            "missing-field webhooks[0].matchConditions[1].expression",
        },
    ),
]


@pytest.mark.parametrize(("changes", "expected"), WEBHOOKS)
@pytest.mark.parametrize("kind", ["Validating", "Mutating"])
def test_webhooks(kind: str, changes: dict[str, str], expected: set[str]) -> None:
    assert judged(f"{kind}WebhookConfiguration", f"webhooks: [{mapping(BASE, **changes)}]") == expected


def test_names_of_webhooks_are_unique() -> None:
    body = f"webhooks: [{mapping(BASE)}, {mapping(BASE)}]"
    assert judged("ValidatingWebhookConfiguration", body) == {"duplicate-entry webhooks[1].name"}


AT = "webhooks[0].rules[0]"
RULES: list[tuple[dict[str, str], set[str]]] = [
    ({"operations": "['*']", "apiGroups": "['*']", "resources": "['*/*']"}, set()),
    ({"operations": "['*', CREATE]"}, {f"mutually-exclusive {AT}.operations"}),
    ({"apiGroups": "['*', apps]"}, {f"mutually-exclusive {AT}.apiGroups"}),
    ({"apiGroups": "[]"}, {f"missing-field {AT}.apiGroups"}),
    ({"apiVersions": "['']"}, {f"missing-field {AT}.apiVersions[0]"}),
    ({"resources": "[null]"}, {f"missing-field {AT}.resources[0]"}),
    ({"resources": "[pods, pods/status]"}, set()),
    ({"resources": "['*', pods/status]"}, set()),
    ({"resources": "['*', pods]"}, {f"mutually-exclusive {AT}.resources"}),
    ({"resources": "['*/*', pods/status]"}, {f"mutually-exclusive {AT}.resources"}),
    ({"resources": "['pods/*', pods/status]"}, {f"mutually-exclusive {AT}.resources[1]"}),
    ({"resources": "['*/scale', deployments/scale]"}, {f"mutually-exclusive {AT}.resources[1]"}),
    ({"scope": "Pod"}, {f"invalid-value {AT}.scope"}),
]


@pytest.mark.parametrize(("changes", "expected"), RULES)
def test_rules(changes: dict[str, str], expected: set[str]) -> None:
    webhook = mapping(BASE, rules=f"[{mapping(RULE, **changes)}]")
    assert judged("ValidatingWebhookConfiguration", f"webhooks: [{webhook}]") == expected


MATCH = "matchConstraints: {resourceRules: [" + mapping(RULE) + "]}"
POLICIES: list[tuple[str, set[str]]] = [
    (f"{MATCH}, validations: [{{expression: 'object.x > 1', message: too few}}]", set()),
    (f"{MATCH}, auditAnnotations: [{{key: a, valueExpression: string(object.x)}}]", set()),
    ("validations: [{expression: 'true'}]", {"missing-field spec.matchConstraints"}),
    (
        "matchConstraints: {}, validations: [{expression: 'true'}]",
        {"missing-field spec.matchConstraints.resourceRules"},
    ),
    (MATCH, {"missing-field spec.validations"}),
    (f"{MATCH}, validations: [{{expression: ''}}]", {"missing-field spec.validations[0].expression"}),
    (f"{MATCH}, validations: [{{expression: params.x}}]", {"invalid-expression spec.validations[0].expression"}),
    (f"{MATCH}, paramKind: {{apiVersion: v1, kind: ConfigMap}}, validations: [{{expression: params.x == 1}}]", set()),
    (f"{MATCH}, paramKind: {{apiVersion: /v1, kind: ConfigMap}}, validations: [{{expression: 'true'}}]", set()),
    (
        f"{MATCH}, paramKind: {{apiVersion: a/b/c, kind: K_}}, validations: [{{expression: 'true'}}]",
        {"invalid-format spec.paramKind.apiVersion", "invalid-name spec.paramKind.kind"},
    ),
    (f"{MATCH}, validations: [{{expression: '1 + 1'}}]", {"invalid-expression spec.validations[0].expression"}),
    (
        f"{MATCH}, validations: [{{expression: 'true', messageExpression: '1'}}]",
        {"invalid-expression spec.validations[0].messageExpression"},
    ),
    (
        f"{MATCH}, validations: [{{expression: 'true', messageExpression: string(authorizer)}}]",
        {"invalid-expression spec.validations[0].messageExpression"},
    ),
    (
        f'{MATCH}, validations: [{{expression: "true", message: "a\\nb"}}]',
        {"invalid-format spec.validations[0].message"},
    ),
    (f"{MATCH}, validations: [{{expression: 'true', reason: Bad}}]", {"invalid-value spec.validations[0].reason"}),
    # variables see those before them
    (
        f"{MATCH}, variables: [{{name: num, expression: object.x}}, {{name: m, expression: variables.num}}],"
        " validations: [{expression: variables.m > 1}]",
        set(),
    ),
    (
        f"{MATCH}, variables: [{{name: num, expression: variables.m}}, {{name: m, expression: '1'}}],"
        " validations: [{expression: variables.x}]",
        {"invalid-expression spec.variables[0].expression", "invalid-expression spec.validations[0].expression"},
    ),
    (f"{MATCH}, validations: [{{expression: variables.x}}]", {"invalid-expression spec.validations[0].expression"}),
    *(
        (
            f"{MATCH}, variables: [{{{variable}}}], validations: [{{expression: 'true'}}]",
            {f"missing-field spec.variables[0].{field}"},
        )
        for variable, field in (
            ("name: '', expression: '1'", "name"),
            ("name: ' ', expression: '1'", "name"),
            ("expression: '1'", "name"),
            ("name: a, expression: ' '", "expression"),
            ("name: a", "expression"),
        )
    ),
    (
        f"{MATCH}, variables: [{{name: in, expression: '1'}}], validations: [{{expression: 'true'}}]",
        {"invalid-name spec.variables[0].name"},
    ),
    (
        f"{MATCH}, auditAnnotations: [{{key: 'a b', valueExpression: '1'}}]",
        {"invalid-name spec.auditAnnotations[0].key", "invalid-expression spec.auditAnnotations[0].valueExpression"},
    ),
    (f"{MATCH}, auditAnnotations: [{{key: a, valueExpression: 'null'}}]", set()),
    # a variable has the type of its expression
    (
        f"{MATCH}, variables: [{{name: m, expression: '1'}}], validations: [{{expression: variables.m == 'a'}}]",
        {"invalid-expression spec.validations[0].expression"},
    ),
    (
        f"{MATCH}, variables: [{{name: m, expression: object.on}}], validations: [{{expression: variables.m}}]",
        {"invalid-expression spec.validations[0].expression"},
    ),
    (
        f"{MATCH}, variables: [{{name: m, expression: namespaceObject}}],"
        " validations: [{expression: variables.m.metadata.anything == 1}]",
        set(),
    ),
    (
        f"{MATCH}, matchConditions: [{{name: a, expression: variables.m}}], variables: [{{name: m, expression: '1'}}],"
        " validations: [{expression: 'true'}]",
        {"invalid-expression spec.matchConditions[0].expression"},
    ),
    (f"{MATCH}, validations: [{{expression: object.on}}]", {"invalid-expression spec.validations[0].expression"}),
    (
        MATCH.replace("resources:", "resourceNames: [a, a], resources:") + ", validations: [{expression: 'true'}]",
        {"duplicate-entry spec.matchConstraints.resourceRules[0].resourceNames[1]"},
    ),
]


@pytest.mark.parametrize(("spec", "expected"), POLICIES)
def test_validating_policies(spec: str, expected: set[str]) -> None:
    assert judged("ValidatingAdmissionPolicy", f"spec: {{{spec}}}") == expected


def test_keys_of_a_policy_whose_name_is_made_up() -> None:
    for key, wrong in (("a", False), ("a b", True)):
        spec = f"{MATCH}, auditAnnotations: [{{key: {key}, valueExpression: string(object.x)}}]"
        found = judged("ValidatingAdmissionPolicy", f"spec: {{{spec}}}", "generateName: limits-")
        assert found == ({"invalid-name spec.auditAnnotations[0].key"} if wrong else set())


APPLY = "{patchType: ApplyConfiguration, applyConfiguration: {expression: 'Object{spec: Object.spec{x: 1}}'}}"
MUTATING: list[tuple[str, set[str]]] = [
    (f"{MATCH}, reinvocationPolicy: Never, mutations: [{APPLY}]", set()),
    (
        f"{MATCH}, reinvocationPolicy: Never, mutations: [{{patchType: JSONPatch, jsonPatch:"
        ' {expression: \'[JSONPatch{op: "add", path: "/a/" + jsonpatch.escapeKey("b/c"), value: 1}]\'}}]',
        set(),
    ),
    (f"{MATCH}, mutations: [{APPLY}]", {"missing-field spec.reinvocationPolicy"}),
    (f"{MATCH}, reinvocationPolicy: '', mutations: [{APPLY}]", {"missing-field spec.reinvocationPolicy"}),
    (f"{MATCH}, reinvocationPolicy: Never, mutations: []", {"missing-field spec.mutations"}),
    (
        f"{MATCH}, reinvocationPolicy: Never, mutations: [{{patchType: JSONPatch}}]",
        {"missing-field spec.mutations[0].jsonPatch"},
    ),
    (f"{MATCH}, reinvocationPolicy: Always, mutations: [{APPLY}]", {"invalid-value spec.reinvocationPolicy"}),
    (f"{MATCH}, reinvocationPolicy: IfNeeded, mutations: [{APPLY[:-1]}, jsonPatch: null}}]", set()),
    (
        f"{MATCH}, reinvocationPolicy: IfNeeded, mutations: [{APPLY[:-1]}, jsonPatch: {{}}}}]",
        {"forbidden-field spec.mutations[0].jsonPatch"},
    ),
    (
        f"{MATCH}, reinvocationPolicy: Never, mutations: [{APPLY.replace('Object{spec', 'Thing{spec')}]",
        {"invalid-expression spec.mutations[0].applyConfiguration.expression"},
    ),
    (
        f"{MATCH}, reinvocationPolicy: Never, mutations: [{{patchType: JSONPatch, jsonPatch: {{expression: '[1]'}}}}]",
        {"invalid-expression spec.mutations[0].jsonPatch.expression"},
    ),
    (
        MATCH.replace("CREATE", "DELETE") + f", reinvocationPolicy: Never, mutations: [{APPLY}]",
        {"invalid-value spec.matchConstraints.resourceRules[0].operations[0]"},
    ),
]


@pytest.mark.parametrize(("spec", "expected"), MUTATING)
def test_mutating_policies(spec: str, expected: set[str]) -> None:
    assert judged("MutatingAdmissionPolicy", f"spec: {{{spec}}}") == expected


BINDINGS: list[tuple[str, set[str]]] = [
    ("policyName: a, validationActions: [Deny, Audit]", set()),
    ("policyName: a, validationActions: []", {"missing-field spec.validationActions"}),
    ("policyName: a, validationActions: [Deny, Warn]", {"mutually-exclusive spec.validationActions"}),
    ("policyName: a, validationActions: [Audit, Audit]", {"duplicate-entry spec.validationActions[1]"}),
    ("policyName: A, validationActions: [Deny]", {"invalid-name spec.policyName"}),
    (
        "policyName: a, validationActions: [Deny], paramRef: {name: a, parameterNotFoundAction: Deny}",
        set(),
    ),
    (
        "policyName: a, validationActions: [Deny], paramRef: {parameterNotFoundAction: Deny}",
        {"missing-field spec.paramRef"},
    ),
    (
        "policyName: a, validationActions: [Deny], paramRef: {name: a, selector: {}, parameterNotFoundAction: Wait}",
        {"mutually-exclusive spec.paramRef.selector", "invalid-value spec.paramRef.parameterNotFoundAction"},
    ),
    (
        "policyName: a, validationActions: [Deny], paramRef: {selector: {}}",
        {"missing-field spec.paramRef.parameterNotFoundAction"},
    ),
]


@pytest.mark.parametrize(("spec", "expected"), BINDINGS)
def test_policy_bindings(spec: str, expected: set[str]) -> None:
    assert judged("ValidatingAdmissionPolicyBinding", f"spec: {{{spec}}}") == expected
