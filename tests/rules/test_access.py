"""RBAC, certificates and reviews: what the API server refuses and accepts."""

import base64

import certificate_requests
import pytest

from kubefence import Config, Page, verify

RBAC = "rbac.authorization.k8s.io/v1"


def judged(kind: str, body: str, version: str = RBAC, metadata: str = "metadata: {name: a}") -> set[str]:
    """What is found in an object with this body, as "rule field"."""
    text = f"apiVersion: {version}\nkind: {kind}\n{metadata}\n{body}\n"
    report = verify([Page("x.yaml", text, markdown=False)], Config(lint=None))
    return {f"{finding.rule} {finding.field}" for finding in report.findings}


ROLES: list[tuple[str, set[str]]] = [
    ("rules: []", set()),
    ("rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]", set()),
    ("rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*'], resourceNames: [a, b]}]", set()),
    ("rules: [{apiGroups: [''], resources: [pods], verbs: []}]", {"missing-field rules[0].verbs"}),
    ("rules: [{resources: [pods], verbs: [get]}]", {"missing-field rules[0].apiGroups"}),
    ("rules: [{apiGroups: [''], verbs: [get]}]", {"missing-field rules[0].resources"}),
    ("rules: [{verbs: [get]}]", {"missing-field rules[0].apiGroups", "missing-field rules[0].resources"}),
    ("rules: [null]", {"missing-field rules[0].verbs"}),
    ("rules: [{nonResourceURLs: [/healthz], verbs: [get]}]", {"url-in-role rules[0].nonResourceURLs"}),
]


@pytest.mark.parametrize(("body", "expected"), ROLES)
def test_roles(body: str, expected: set[str]) -> None:
    assert judged("Role", body) == expected


CLUSTER_ROLES: list[tuple[str, set[str]]] = [
    ("rules: [{nonResourceURLs: [/healthz, '*'], verbs: [get]}]", set()),
    (
        "rules: [{nonResourceURLs: [/healthz], verbs: [get], resources: [pods]}]",
        {"mutually-exclusive rules[0].nonResourceURLs"},
    ),
    ("rules: [{nonResourceURLs: [/healthz], verbs: [get], apiGroups: [], resources: []}]", set()),
    ("aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}", set()),
    ("aggregationRule: {}", {"missing-field aggregationRule.clusterRoleSelectors"}),
    (
        "aggregationRule: {clusterRoleSelectors: []}",
        {"missing-field aggregationRule.clusterRoleSelectors"},
    ),
]


@pytest.mark.parametrize(("body", "expected"), CLUSTER_ROLES)
def test_cluster_roles(body: str, expected: set[str]) -> None:
    assert judged("ClusterRole", body) == expected


ROLE = "apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view"
BINDINGS: list[tuple[str, str, set[str]]] = [
    (ROLE, "{kind: User, name: ada}", set()),
    (ROLE, "{kind: Group, name: 'system:masters', apiGroup: rbac.authorization.k8s.io}", set()),
    (ROLE, "{kind: ServiceAccount, name: ci, namespace: build}", set()),
    (ROLE, "{kind: ServiceAccount, name: ci, namespace: build, apiGroup: ''}", set()),
    (ROLE, "{kind: ServiceAccount, name: ci}", {"subject-without-namespace subjects[0].namespace"}),
    (
        ROLE,
        "{kind: ServiceAccount, name: ci, namespace: build, apiGroup: rbac.authorization.k8s.io}",
        {"invalid-value subjects[0].apiGroup"},
    ),
    (ROLE, "{kind: ServiceAccount, name: C_I, namespace: build}", {"invalid-name subjects[0].name"}),
    (ROLE, "{kind: User, name: ada, apiGroup: v1}", {"invalid-value subjects[0].apiGroup"}),
    (ROLE, "{kind: user, name: ada}", {"invalid-value subjects[0].kind"}),
    (ROLE, "{kind: '', name: ''}", {"missing-field subjects[0].kind", "missing-field subjects[0].name"}),
    (ROLE, "null", {"missing-field subjects[0].kind"}),
    (
        "apiGroup: rbac.authorization.k8s.io, kind: Role, name: a",
        "{kind: User, name: ada}",
        {"cluster-binding-to-role roleRef.kind"},
    ),
    ("apiGroup: '', kind: ClusterRole, name: a", "{kind: User, name: ada}", set()),
    ("apiGroup: v1, kind: ClusterRole, name: a", "{kind: User, name: ada}", {"invalid-value roleRef.apiGroup"}),
    ("apiGroup: '', kind: clusterrole, name: a", "{kind: User, name: ada}", {"invalid-value roleRef.kind"}),
    ("apiGroup: '', kind: ClusterRole, name: a/b", "{kind: User, name: ada}", {"invalid-name roleRef.name"}),
    ("apiGroup: '', kind: ClusterRole, name: ''", "{kind: User, name: ada}", {"missing-field roleRef.name"}),
]


@pytest.mark.parametrize(("role", "subject", "expected"), BINDINGS)
def test_cluster_role_bindings(role: str, subject: str, expected: set[str]) -> None:
    assert judged("ClusterRoleBinding", f"roleRef: {{{role}}}\nsubjects: [{subject}]") == expected


def test_a_role_binding_is_in_a_namespace() -> None:
    subjects = "subjects: [{kind: ServiceAccount, name: ci}]"
    assert judged("RoleBinding", f"roleRef: {{{ROLE}}}\n{subjects}") == set()
    assert judged("RoleBinding", f"roleRef: {{{ROLE.replace('ClusterRole', 'Role')}}}\n{subjects}") == set()
    assert judged("RoleBinding", f"roleRef: null\n{subjects}") == {"missing-field roleRef"}


def pem(kind: str, inner: str = certificate_requests.EC) -> str:
    return base64.b64encode(f"-----BEGIN {kind}-----\n{inner}\n-----END {kind}-----\n".encode()).decode()


REQUEST = pem("CERTIFICATE REQUEST")
CERTIFICATES: list[tuple[str, set[str]]] = [
    (f"request: {REQUEST}, signerName: example.com/x, usages: [client auth], expirationSeconds: 600", set()),
    (f"request: {REQUEST}, signerName: example.com/x, usages: [any, any]", {"duplicate-entry spec.usages[1]"}),
    (f"request: {REQUEST}, signerName: example.com/x, usages: [client]", {"invalid-value spec.usages[0]"}),
    (f"request: {REQUEST}, signerName: example.com/x, usages: []", {"missing-field spec.usages"}),
    (f"request: {REQUEST}, signerName: example/x, usages: [any]", {"invalid-format spec.signerName"}),
    (f"request: {REQUEST}, signerName: example.com/x/y, usages: [any]", {"invalid-format spec.signerName"}),
    (f"request: {REQUEST}, signerName: kubernetes.io/legacy-unknown, usages: [any]", {"invalid-value spec.signerName"}),
    (
        f"request: {REQUEST}, signerName: example.com/x, usages: [any], expirationSeconds: 599",
        {"out-of-range spec.expirationSeconds"},
    ),
    (f"request: {pem('CERTIFICATE')}, signerName: example.com/x, usages: [any]", {"invalid-format spec.request"}),
    (
        f"request: {pem('CERTIFICATE REQUEST', 'eHg=')}, signerName: example.com/x, usages: [any]",
        {"invalid-format spec.request"},
    ),
    ("request: AQ==, signerName: example.com/x, usages: [any]", {"invalid-format spec.request"}),
    (
        f"request: {pem('CERTIFICATE REQUEST', certificate_requests.MASTERS)},"
        " signerName: kubernetes.io/kube-apiserver-client, usages: [client auth]",
        {"invalid-value spec.request"},
    ),
]


@pytest.mark.parametrize(("spec", "expected"), CERTIFICATES)
def test_certificate_signing_requests(spec: str, expected: set[str]) -> None:
    assert judged("CertificateSigningRequest", f"spec: {{{spec}}}", "certificates.k8s.io/v1") == expected


RESOURCE = "resourceAttributes: {namespace: shop, verb: get, resource: pods"
FIELDS = "spec.resourceAttributes.fieldSelector.requirements"
REVIEWS: list[tuple[str, str, str, set[str]]] = [
    ("SubjectAccessReview", "", RESOURCE + "}, user: ada", set()),
    ("SubjectAccessReview", "", RESOURCE + "}, groups: [dev]", set()),
    ("SubjectAccessReview", "", RESOURCE + "}", {"missing-field spec.user"}),
    ("SubjectAccessReview", "", "user: ada", {"missing-field spec"}),
    (
        "SubjectAccessReview",
        "",
        RESOURCE + "}, nonResourceAttributes: {path: /}, user: ada",
        {"mutually-exclusive spec.nonResourceAttributes"},
    ),
    ("SubjectAccessReview", "metadata: {name: a}", RESOURCE + "}, user: ada", {"forbidden-field metadata"}),
    ("SelfSubjectAccessReview", "", RESOURCE + "}", set()),
    (
        "SelfSubjectAccessReview",
        "",
        RESOURCE + ", labelSelector: {rawSelector: a, requirements: [{key: a, operator: Exists}]}}",
        {"mutually-exclusive spec.resourceAttributes.labelSelector.rawSelector"},
    ),
    (
        "SelfSubjectAccessReview",
        "",
        RESOURCE + ", fieldSelector: {}}",
        {"missing-field spec.resourceAttributes.fieldSelector.requirements"},
    ),
    (
        "SelfSubjectAccessReview",
        "",
        RESOURCE
        + ", fieldSelector: {requirements: [{key: '', operator: In}, {key: a, operator: Exists, values: [b]}]}}",
        {
            f"missing-field {FIELDS}[0].key",
            f"missing-field {FIELDS}[0].values",
            f"forbidden-field {FIELDS}[1].values",
        },
    ),
    # operators of newer clients are let pass
    ("SelfSubjectAccessReview", "", RESOURCE + ", fieldSelector: {requirements: [{key: a, operator: Near}]}}", set()),
    ("SelfSubjectAccessReview", "", RESOURCE + ", labelSelector: {requirements: [{key: a, operator: Near}]}}", set()),
    (
        "SelfSubjectAccessReview",
        "",
        RESOURCE + ", labelSelector: {requirements: [{key: a, operator: In, values: [b c]}]}}",
        {"invalid-label spec.resourceAttributes.labelSelector.requirements[0].values[0]"},
    ),
    ("LocalSubjectAccessReview", "metadata: {namespace: shop}", RESOURCE + "}, user: ada", set()),
    (
        "LocalSubjectAccessReview",
        "metadata: {namespace: other}",
        RESOURCE + "}, user: ada",
        {"invalid-value spec.resourceAttributes.namespace"},
    ),
    (
        "LocalSubjectAccessReview",
        "metadata: {namespace: shop}",
        "nonResourceAttributes: {path: /}, user: ada",
        {"forbidden-field spec.nonResourceAttributes"},
    ),
    ("SelfSubjectRulesReview", "", "namespace: shop", set()),
    ("SelfSubjectRulesReview", "", "{}", {"missing-field spec.namespace"}),
]


@pytest.mark.parametrize(("kind", "metadata", "spec", "expected"), REVIEWS)
def test_reviews(kind: str, metadata: str, spec: str, expected: set[str]) -> None:
    body = f"spec: {{{spec}}}" if spec != "{}" else "spec: {}"
    assert judged(kind, body, "authorization.k8s.io/v1", metadata) == expected
