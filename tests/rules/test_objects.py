"""Metadata of every kind, and the kinds that are little more: what the API server refuses, warns of and accepts."""

import pytest

from kubefence import Config, Page, verify


def judged(text: str, k8s: str = "1.36") -> set[str]:
    """What is found, as "rule field"."""
    report = verify([Page("x.yaml", text, markdown=False)], Config(k8s=k8s, lint=None))
    return {f"{finding.rule} {finding.field}" for finding in report.findings}


def config_map(metadata: str = "name: a", more: str = "") -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{{metadata}}}\n{more}\n"


NAME = {"invalid-name metadata.name"}
MISSING = {"missing-field metadata.name"}
PREFIX = {"invalid-name metadata.generateName"}
LONG = "a" * 64

BODIES = {
    "v1 ConfigMap": "",
    "v1 Namespace": "",
    "v1 Service": "spec: {ports: [{port: 80}]}",
    "v1 PersistentVolumeClaim": "spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}",
    "v1 LimitRange": "spec: {limits: []}",
    "rbac.authorization.k8s.io/v1 Role": "rules: []",
    "policy/v1 PodDisruptionBudget": "spec: {maxUnavailable: 1, selector: {matchLabels: {app: a}}}",
    "networking.k8s.io/v1 IPAddress": "spec: {parentRef: {resource: services, name: a, namespace: b}}",
    "coordination.k8s.io/v1 Lease": "spec: {}",
}

NAMES = [
    # subdomain, the usual form
    ("v1 ConfigMap", "name: a.b-1", set()),
    ("v1 ConfigMap", "name: 1a", set()),
    ("v1 ConfigMap", f"name: {'a' * 253}", set()),
    ("v1 ConfigMap", f"name: {'a' * 254}", NAME),
    ("v1 ConfigMap", "name: A", NAME),
    ("v1 ConfigMap", "name: a_b", NAME),
    ("v1 ConfigMap", "name: a-", NAME),
    ("v1 ConfigMap", "name: ''", MISSING),
    ("v1 ConfigMap", "name: null", MISSING),
    ("v1 ConfigMap", "labels: {}", MISSING),
    ("coordination.k8s.io/v1 Lease", "name: A", NAME),
    # a name that the server completes
    ("v1 ConfigMap", "generateName: a-", set()),
    ("v1 ConfigMap", "generateName: a", set()),
    ("v1 ConfigMap", "generateName: A-", PREFIX),
    ("v1 ConfigMap", "generateName: a.", PREFIX),
    ("v1 ConfigMap", f"generateName: {'a' * 300}", PREFIX),
    ("v1 ConfigMap", "name: a, generateName: A-", set()),
    ("v1 ConfigMap", "name: a, generateName: aBc-", PREFIX),
    ("v1 ConfigMap", "name: a, generateName: B", PREFIX),
    ("v1 LimitRange", "labels: {}", set()),
    # label
    ("v1 Namespace", "name: a.b", NAME),
    ("v1 Namespace", f"name: {LONG}", NAME),
    ("v1 Namespace", "generateName: team-", set()),
    ("v1 Service", "name: 1a", set()),
    ("v1 Service", "name: a.b", NAME),
    # segment of a path
    ("rbac.authorization.k8s.io/v1 Role", "name: 'system:a B'", set()),
    ("rbac.authorization.k8s.io/v1 Role", f"name: {'a' * 300}", set()),
    ("rbac.authorization.k8s.io/v1 Role", "name: a/b", NAME),
    ("rbac.authorization.k8s.io/v1 Role", "name: ..", NAME),
    ("rbac.authorization.k8s.io/v1 Role", "generateName: '.'", set()),
    ("policy/v1 PodDisruptionBudget", "name: A_b", set()),
    ("policy/v1 PodDisruptionBudget", "name: a%b", NAME),
    # address
    ("networking.k8s.io/v1 IPAddress", "name: 10.0.0.1", set()),
    ("networking.k8s.io/v1 IPAddress", "name: '2001:db8::1'", set()),
    ("networking.k8s.io/v1 IPAddress", "name: '2001:db8:0::1'", NAME),
    ("networking.k8s.io/v1 IPAddress", "name: a", NAME),
]


@pytest.mark.parametrize(("kind", "metadata", "expected"), NAMES)
def test_names(kind: str, metadata: str, expected: set[str]) -> None:
    version, name = kind.split()
    text = f"apiVersion: {version}\nkind: {name}\nmetadata: {{{metadata}}}\n{BODIES[kind]}\n"
    assert judged(text) == expected


def test_a_generated_name_may_be_reserved_too() -> None:
    text = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {generateName: system-}\nvalue: 1\n"
    assert judged(text) == {"reserved-priority-class metadata.generateName"}


def test_a_generation_is_not_negative_where_the_server_keeps_it() -> None:
    body = "kind: %s\nmetadata: {name: a, generation: -1}\n"
    assert judged("apiVersion: v1\n" + body % "ConfigMap") == {"out-of-range metadata.generation"}
    limits = "apiVersion: networking.k8s.io/v1\n" + body % "IngressClass" + "spec: {controller: a.b/c}\n"
    assert judged(limits) == set()


def test_finalizers_of_the_namespace_itself_do_not_exclude_each_other() -> None:
    text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\nspec: {finalizers: [%s]}\n"
    assert judged(text % "orphan, foregroundDeletion") == set()
    assert judged(text % "cleanup") == {"invalid-format spec.finalizers[0]"}


def test_a_pod_template_needs_its_template() -> None:
    text = "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: a}\n"
    assert judged(text) == judged(text + "template: null\n") == {"missing-field template"}


def test_a_service_started_with_a_letter_until_names_were_relaxed() -> None:
    text = f"apiVersion: v1\nkind: Service\nmetadata: {{name: 1a}}\n{BODIES['v1 Service']}\n"
    assert judged(text, "1.35") == NAME
    assert judged(text, "1.36") == set()


def test_metadata_may_be_missing_in_a_fragment_only() -> None:
    assert judged("apiVersion: v1\nkind: ConfigMap\n") == MISSING
    page = Page("x.md", '```yaml fragment="ConfigMap"\ndata: {a: b}\n```\n')
    assert not verify([page], Config(lint=None)).findings


def test_a_template_needs_no_name() -> None:
    text = (
        "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: a}\n"
        "template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: b}]}}\n"
    )
    assert judged(text) == set()
    assert judged(text.replace("app: a", "app: a b")) == {"invalid-label template.labels"}


def test_names_of_lists_are_judged_one_by_one() -> None:
    text = "apiVersion: v1\nkind: ConfigMapList\nitems: [{metadata: {name: a}}, {metadata: {name: A}}]\n"
    assert judged(text) == {"invalid-name items[1].metadata.name"}


def test_a_composed_name_cannot_be_generated() -> None:
    text = "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {generateName: v1}\nspec: {%s}\n"
    spec = "version: v1, group: a.b, groupPriorityMinimum: 1, versionPriority: 1"
    assert "invalid-name metadata.generateName" in judged(text % spec)


OF_PODS = {"name-unfit-for-hostname metadata.name"}


@pytest.mark.parametrize(
    ("name", "expected"), [("a", set()), ("a.b", OF_PODS), (LONG, OF_PODS), ("A.b", NAME), (f"{LONG}-", NAME)]
)
def test_names_of_pods_become_host_names(name: str, expected: set[str]) -> None:
    text = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: {name}}}\nspec: {{containers: [{{name: a, image: b}}]}}\n"
    assert judged(text) == expected


LABEL, ANNOTATION = {"invalid-label metadata.labels"}, {"invalid-annotation metadata.annotations"}
METADATA = [
    ("labels: {a: b, example.com/c: '', d: null}", set()),
    ("labels: {a: b c}", LABEL),
    ("labels: {a b: c}", LABEL),
    ("labels: {a/b/c: d}", LABEL),
    ("labels: {/a: b}", LABEL),
    ("labels: {a/: b}", LABEL),
    ("labels: {Example.com/a: b}", LABEL),
    (f"labels: {{{LONG}: b}}", LABEL),
    (f"labels: {{a: {LONG}}}", LABEL),
    ("annotations: {a: 'any text at all: 你好'}", set()),
    ("annotations: {Example.com/A: b}", set()),
    ("annotations: {a b: c}", ANNOTATION),
    (f"annotations: {{a: {'x' * (256 * 1024 - 1)}}}", set()),
    (f"annotations: {{a: {'x' * (256 * 1024)}}}", ANNOTATION),
    (f"annotations: {{a: {'你' * 90_000}}}", ANNOTATION),
    ("resourceVersion: ''", set()),
    ("resourceVersion: '0'", set()),
    ("resourceVersion: none", set()),
    ("resourceVersion: '12'", {"preset-resource-version metadata.resourceVersion"}),
    ("uid: a, selfLink: b, generation: 3, creationTimestamp: null, deletionGracePeriodSeconds: 1", set()),
    ("namespace: a-1", set()),
    ("namespace: a.b", {"invalid-name metadata.namespace"}),
    ("namespace: A", {"invalid-name metadata.namespace"}),
    ("finalizers: [example.com/a, kubernetes, orphan]", set()),
    ("finalizers: [mine]", {"invalid-format metadata.finalizers[0]"}),
    ("finalizers: [example.com/a b]", {"invalid-format metadata.finalizers[0]"}),
    ("finalizers: [null]", {"invalid-format metadata.finalizers[0]"}),
    ("finalizers: [orphan, foregroundDeletion]", {"mutually-exclusive metadata.finalizers"}),
    ("ownerReferences: [{apiVersion: apps/v1, kind: A, name: b, uid: c}]", set()),
    (
        "ownerReferences: [{apiVersion: apps/, kind: A, name: b, uid: c}]",
        {"invalid-format metadata.ownerReferences[0].apiVersion"},
    ),
    (
        "ownerReferences: [{apiVersion: v1, kind: A, name: '', uid: c}]",
        {"invalid-format metadata.ownerReferences[0].name"},
    ),
    (
        "ownerReferences: [{apiVersion: v1, kind: Event, name: a, uid: c}]",
        {"invalid-value metadata.ownerReferences[0].kind"},
    ),
    (
        "ownerReferences: [{apiVersion: v1, kind: A, name: a, uid: c, controller: true},"
        " {apiVersion: v1, kind: A, name: b, uid: d, controller: true}]",
        {"mutually-exclusive metadata.ownerReferences[1].controller"},
    ),
]


@pytest.mark.parametrize(("metadata", "expected"), METADATA, ids=lambda value: str(value)[:60])
def test_metadata(metadata: str, expected: set[str]) -> None:
    assert judged(config_map(f"name: a, {metadata}")) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    fine: b\n    bad: c d\n", 7),
        ("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  fine: b\n  b/d: c\n", 7),
        ("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  fine: aGk=\n  bad: x\n", 7),
        ("apiVersion: v1\nkind: ResourceQuota\nmetadata:\n  name: a\nspec:\n  scopes:\n  - Terminating\n  - Bad\n", 8),
    ],
)
def test_what_the_server_names_as_a_whole_is_shown_where_it_is(text: str, line: int) -> None:
    (finding,) = verify([Page("x.yaml", text, markdown=False)], Config(lint=None)).findings
    assert finding.span.line == line


def test_some_kinds_take_any_qualified_finalizer() -> None:
    text = "apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: a, finalizers: [mine]}\n"
    assert judged(text) == set()


def test_a_namespace_is_dropped_where_none_can_be() -> None:
    text = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, namespace: b}\n"
    assert judged(text) == {"namespace-on-cluster-scoped metadata.namespace"}


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        ("metadata: {labels: {a: b}}, spec: {%s}", set()),
        (
            "metadata: {name: a}, spec: {%s}",
            {"forbidden-field spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.name"},
        ),
    ],
)
def test_metadata_of_a_claim_template(holder: str, expected: set[str]) -> None:
    claim = holder % "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}"
    volume = f"{{name: v, ephemeral: {{volumeClaimTemplate: {{{claim}}}}}}}"
    spec = f"{{containers: [{{name: a, image: b}}], volumes: [{volume}]}}"
    assert judged(f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {spec}\n") == expected


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


CONFIG_MAPS = [
    ("data: {a.b_c-D: e}", set()),
    ("data: {a/b: c}", {"invalid-data-key data[a/b]"}),
    ("data: {..a: b}", {"invalid-data-key data[..a]"}),
    ("data: {'': b}", {"invalid-data-key data."}),
    (f"data: {{{'a' * 253}: b}}", set()),
    ("binaryData: {a b: aGk=}", {"invalid-data-key binaryData.a b"}),
    ("data: {a: b}\nbinaryData: {a: aGk=}", {"duplicate-entry data.a"}),
    (f"data: {{a: {'x' * 1024 * 1024}}}", set()),
    (f"data: {{a: {'x' * 1024 * 1024}, b: z}}", {"out-of-range data"}),
    (f"data: {{a: {'x' * 1024 * 1024}}}\nbinaryData: {{b: aGk=}}", {"out-of-range data"}),
]


@pytest.mark.parametrize(("body", "expected"), CONFIG_MAPS, ids=lambda value: str(value)[:60])
def test_config_maps(body: str, expected: set[str]) -> None:
    assert judged(config_map(more=body)) == expected


LACKS = "secret-without-required-key data"
NO_JSON = {"secret-not-json data[.dockerconfigjson]"}
SECRETS = [
    ("type: Opaque\ndata: {a: aGk=}", set()),
    ("type: example.com/own", set()),
    ("stringData: {a/b: c}", {"invalid-data-key data[a/b]"}),
    ("type: kubernetes.io/tls", {f"{LACKS}[tls.crt]", f"{LACKS}[tls.key]"}),
    (
        "type: kubernetes.io/tls\ndata: {tls.crt: '', tls.key: ''}",
        {f"secret-without-certificate data[tls.{k}]" for k in ("crt", "key")},
    ),
    ("type: kubernetes.io/basic-auth", {f"{LACKS}.username"}),
    ("type: kubernetes.io/basic-auth\nstringData: {password: ''}", set()),
    ("type: kubernetes.io/ssh-auth\ndata: {ssh-privatekey: ''}", {f"{LACKS}.ssh-privatekey"}),
    ("type: kubernetes.io/ssh-auth\ndata: {ssh-privatekey: aGk=}", set()),
    ("type: kubernetes.io/dockercfg", {f"{LACKS}[.dockercfg]"}),
    ("type: kubernetes.io/dockercfg\nstringData: {.dockercfg: 'null'}", set()),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '{\"auths\": {}}'}", set()),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: ''}", NO_JSON),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '[]'}", NO_JSON),
    ("type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '{\"a\": NaN}'}", NO_JSON),
    ("type: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: e30=}", set()),
    (
        "type: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: '{}'}",
        {"invalid-base64 data"},
    ),
    (
        "type: kubernetes.io/service-account-token",
        {"secret-without-required-key metadata.annotations[kubernetes.io/service-account.name]"},
    ),
]


@pytest.mark.parametrize(("body", "expected"), SECRETS)
def test_secrets(body: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\n{body}\n") == expected


QUOTAS = [
    ("hard: {cpu: 1, limits.memory: 1Gi, requests.storage: 1Gi, pods: 3, count/jobs.batch: 2}", set()),
    ("hard: {requests.nvidia.com/gpu: 4, hugepages-2Mi: 2Mi}", set()),
    ("hard: {cpus: 1}", {"unknown-quota-resource spec.hard.cpus"}),
    ("hard: {storage: 1Gi}", {"unknown-quota-resource spec.hard.storage"}),
    ("hard: {pods: -1}", {"out-of-range spec.hard.pods"}),
    ("hard: {pods: 0.5}", {"invalid-format spec.hard.pods"}),
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


@pytest.mark.parametrize(("spec", "expected"), QUOTAS)
def test_quotas(spec: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: v1\nkind: ResourceQuota\nmetadata: {{name: a}}\nspec: {{{spec}}}\n") == expected


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
    ("name: a", "value: 1\npreemptionPolicy: Never", set()),
    ("name: a", "value: 1\npreemptionPolicy: never", {"invalid-value preemptionPolicy"}),
    ("name: a", "value: 1\npreemptionPolicy: ''", {"invalid-value preemptionPolicy"}),
]


@pytest.mark.parametrize(("metadata", "body", "expected"), PRIORITIES)
def test_priority_classes(metadata: str, body: str, expected: set[str]) -> None:
    text = f"apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {{{metadata}}}\n{body}\n"
    assert judged(text) == expected


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
        ("taints", "a=b:NoSchedule", False),
        ("preferAvoidPods", "{}", True),
        ("preferAvoidPods", "none", False),
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
