"""Names of objects of every kind: what the API server refuses, warns of and accepts."""

import pytest
from object_manifests import LONG
from verdicts import judged

from kubefence import Config, Page, verify

NAME = {"invalid-name metadata.name"}
MISSING = {"missing-field metadata.name"}
PREFIX = {"invalid-name metadata.generateName"}
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
    ("v1 ConfigMap", "name: a, generateName: ab.-", set()),
    ("v1 ConfigMap", "name: a, generateName: '-'", PREFIX),
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


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("name: system-mine}", {"reserved-priority-class metadata.name"}),  # the value that is not given is 0
        ("name: system-mine}\nvalue: 0", {"reserved-priority-class metadata.name"}),
        ("name: system-node-critical}", {"reserved-priority-class metadata.name"}),
        ("name: system-node-critical}\nvalue: 2000001000", set()),
        ("name: mine}", set()),
    ],
)
def test_names_of_the_system_are_reserved_whatever_the_value(rest: str, expected: set[str]) -> None:
    assert judged(f"apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {{{rest}\n") == expected


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
    assert judged(text) == judged(text + "template: null\n") == {"missing-field template.spec.containers"}


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


@pytest.mark.parametrize("kind", ["v1 Pod", "v1 ReplicationController", "apps/v1 Deployment", "apps/v1 ReplicaSet"])
@pytest.mark.parametrize(("name", "fits"), [("web", True), ("web.v1", False), ("w" * 63, True), ("w" * 64, False)])
def test_names_that_become_those_of_hosts(kind: str, name: str, fits: bool) -> None:
    version, _, of = kind.partition(" ")
    found = judged(f"apiVersion: {version}\nkind: {of}\nmetadata: {{name: {name}}}\n")
    assert ("name-unfit-for-hostname metadata.name" in found) is not fits
