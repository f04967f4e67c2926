"""Which type an object is, and what is said of one that no version, or not every version, has."""

import pytest

from tests.helpers import covered, fenced, findings, report, rules, told


def head(api_version: str, kind: str) -> str:
    return f"apiVersion: {api_version}\nkind: {kind}\nmetadata:\n  name: web\n"


REMOVED = [
    ("extensions/v1beta1", "Ingress", "1.22", "apiVersion: networking.k8s.io/v1"),
    ("networking.k8s.io/v1beta1", "Ingress", "1.22", "apiVersion: networking.k8s.io/v1"),
    ("extensions/v1beta1", "Deployment", "1.16", "apiVersion: apps/v1"),
    ("apps/v1beta2", "StatefulSet", "1.16", "apiVersion: apps/v1"),
    ("batch/v1beta1", "CronJob", "1.25", "apiVersion: batch/v1"),
    ("policy/v1beta1", "PodDisruptionBudget", "1.25", "apiVersion: policy/v1"),
    ("policy/v1beta1", "PodSecurityPolicy", "1.25", "Pod Security Admission"),
    ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "1.26", "apiVersion: autoscaling/v2"),
    ("discovery.k8s.io/v1beta1", "EndpointSlice", "1.25", "apiVersion: discovery.k8s.io/v1"),
    ("flowcontrol.apiserver.k8s.io/v1beta3", "FlowSchema", "1.32", "apiVersion: flowcontrol.apiserver.k8s.io/v1"),
    ("rbac.authorization.k8s.io/v1beta1", "Role", "1.22", "apiVersion: rbac.authorization.k8s.io/v1"),
    ("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", "1.22", "apiVersion: apiextensions.k8s.io/v1"),
]


@pytest.mark.parametrize(("api_version", "kind", "when", "instead"), REMOVED)
def test_a_removed_api_names_its_replacement(api_version: str, kind: str, when: str, instead: str) -> None:
    text = head(api_version, kind)
    [finding] = findings(text, "a.yaml")
    assert (finding.rule, finding.span.line, covered(text, finding)) == ("removed-api", 1, api_version)
    assert f"was removed in Kubernetes {when}" in finding.text.en
    assert instead in finding.text.en
    assert f"自 Kubernetes {when} 起已移除" in finding.text.zh


@pytest.mark.parametrize(
    ("api_version", "kind", "hint"),
    [
        ("apps/v1beta1", "Deploymnet", "1.16; if you mean Deployment: write apiVersion: apps/v1"),
        ("extensions/v1beta1", "ingress", "1.22; if you mean Ingress: write apiVersion: networking.k8s.io/v1"),
        ("policy/v1beta1", "PodSecurityPolicys", "1.25; if you mean PodSecurityPolicy: use Pod Security Admission"),
        ("node.k8s.io/v1beta1", "RuntimeClas", "1.25; if you mean RuntimeClass: write apiVersion: node.k8s.io/v1"),
        ("extensions/v1beta1", "Zebra", "1.22, and no kind has a name like Zebra"),
    ],
)
def test_a_kind_that_never_was_in_an_api_that_is_gone(api_version: str, kind: str, hint: str) -> None:
    text = head(api_version, kind)
    [finding] = findings(text, "a.yaml", k8s="1.34")
    assert (finding.rule, covered(text, finding)) == ("removed-api", api_version)
    assert finding.text.en.startswith(f"all of {api_version} was removed in Kubernetes 1.")
    assert hint in finding.text.en


@pytest.mark.parametrize(
    ("api_version", "kind", "instead"),
    [
        ("v1", "Deployment", "apps/v1"),
        ("apps/v1", "Service", "v1"),
        ("apps/v1", "Job", "batch/v1"),
        ("apps/v2", "Deployment", "apps/v1"),
        ("v1", "Ingress", "networking.k8s.io/v1"),
        ("core/v1", "Pod", "v1"),
        ("V1", "Pod", "v1"),
    ],
)
def test_the_wrong_group_or_version_names_the_right_one(api_version: str, kind: str, instead: str) -> None:
    text = head(api_version, kind)
    [finding] = findings(text, "a.yaml")
    assert (finding.rule, covered(text, finding)) == ("wrong-api-version", api_version)
    assert finding.text.en.endswith(f"write apiVersion: {instead}")
    assert finding.text.zh.endswith(f"改写为 apiVersion: {instead}")


@pytest.mark.parametrize(
    ("api_version", "kind", "meant"),
    [
        ("apps/v1", "Deploymnet", "did you mean Deployment?"),
        ("apps/v1", "deployment", "did you mean Deployment?"),
        ("v1", "Pods", "did you mean Pod?"),
        ("v1", "Statefulset", "did you mean StatefulSet (apiVersion: apps/v1)?"),
        ("v1", "Configmap", "did you mean ConfigMap?"),
        ("v1", "Zebra", "none with a similar name"),
        ("batch/v3", "Jobs", "did you mean Job (apiVersion: batch/v1)?"),
        ("batch/v2alpha1", "Zebra", "there is no batch/v2alpha1, its group has batch/v1; and no kind has a name like"),
        ("example.com/v1", "Web", 'write skip="reason" for a custom resource'),
    ],
)
def test_an_unknown_kind_names_the_nearest(api_version: str, kind: str, meant: str) -> None:
    text = head(api_version, kind)
    [finding] = findings(text, "a.yaml")
    assert (finding.rule, covered(text, finding)) == ("unknown-kind", kind)
    assert meant in finding.text.en


@pytest.mark.parametrize(
    ("api_version", "kind", "named"),
    [
        ("policy/v1", "Eviction", "an Eviction"),
        ("autoscaling/v1", "Scale", "a Scale"),
        ("v1", "APIGroup", "an APIGroup"),
    ],
)
def test_a_kind_has_the_right_article(api_version: str, kind: str, named: str) -> None:
    [finding] = [found for found in findings(head(api_version, kind), "a.yaml") if found.rule == "not-creatable"]
    assert finding.text.en.startswith(f"{named} cannot be created")


def test_a_kind_that_comes_later_says_since_when() -> None:
    text = head("resource.k8s.io/v1", "DeviceClass") + "spec: {}\n"
    assert rules(text, "a.yaml", k8s="1.34-1.37") == []
    [finding] = findings(text, "a.yaml", k8s="1.32-1.35")
    assert finding.rule == "unknown-kind"
    assert "only since Kubernetes 1.34" in finding.text.en
    assert [str(version) for version in finding.versions] == ["1.32", "1.33"]


def test_a_removed_api_is_an_error_only_where_it_is_gone() -> None:
    text = head("autoscaling/v2beta2", "HorizontalPodAutoscaler")
    [finding] = [f for f in findings(text, "a.yaml", k8s="1.25-1.28") if f.rule == "removed-api"]
    assert [str(version) for version in finding.versions] == ["1.26", "1.27", "1.28"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind: Pod\nmetadata: {name: a}\n", "apiVersion is missing"),
        ("apiVersion: v1\nmetadata: {name: a}\n", "kind is missing"),
        ("apiVersion: v1\nkind:\n", "kind is missing"),
        ("apiVersion: 1\nkind: Pod\n", "apiVersion must be a string"),
        ("apiVersion: v1\nkind: [Pod]\n", "kind must be a string"),
    ],
)
def test_an_object_needs_both(text: str, told: str) -> None:
    [finding] = findings(text, "a.yaml")
    assert finding.text.en.startswith(told)
    assert finding.span.line <= 2


LIST = """\
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    dat: {}
"""


def test_the_items_of_a_list_are_objects() -> None:
    [finding] = findings(fenced(LIST))
    assert (finding.rule, finding.span[:2], finding.field) == ("unknown-field", (8, 5), "items[0].dat")
    assert rules("apiVersion: v1\nkind: List\n", "a.yaml") == ["missing-field"]
    assert rules("apiVersion: v1\nkind: List\nitems: [{a: b}]\n", "a.yaml") == ["not-identified"]
    assert rules("apiVersion: v1\nkind: List\nitems: []\n", "a.yaml") == []


def test_a_list_of_one_kind() -> None:
    text = "apiVersion: v1\nkind: ConfigMapList\nitems:\n  - metadata: {name: a}\n    dat: {}\n"
    assert [(finding.rule, finding.field) for finding in findings(text, "a.yaml")] == [
        ("unknown-field", "items[0].dat")
    ]


@pytest.mark.parametrize(
    ("kind", "item", "expected"),
    [
        ("ConfigMapList", "{metadata: {name: a}}", set()),
        ("ConfigMapList", "{apiVersion: null, kind: '', metadata: {name: a}}", set()),
        ("ConfigMapList", "{apiVersion: v1, kind: Secret, metadata: {name: a}}", set()),
        ("ConfigMapList", "null", {("missing-field", "items[0].metadata.name")}),
        ("ConfigMapList", "{apiVersion: v1, metadata: {name: a}}", {("missing-field", "items[0].kind")}),
        ("ConfigMapList", "{kind: ConfigMap, metadata: {name: a}}", {("missing-field", "items[0].apiVersion")}),
        ("ConfigMapList", "{apiVersion: v9, kind: ConfigMap}", {("wrong-api-version", "items[0].apiVersion")}),
        ("ConfigMapList", "a", {("wrong-type", "items[0]")}),
        ("List", "null", {("not-identified", "items[0]")}),
        ("List", "{}", {("not-identified", "items[0]")}),
        ("List", "{metadata: {name: a}}", {("not-identified", "items[0]")}),
        ("List", "{kind: null, apiVersion: v1}", {("missing-field", "items[0].kind")}),
        ("List", "[]", {("wrong-type", "items[0]")}),
    ],
)
def test_an_item_of_a_list_is_what_kubectl_makes_of_it(kind: str, item: str, expected: set[tuple[str, str]]) -> None:
    text = f"apiVersion: v1\nkind: {kind}\nitems:\n  - {item}\n"
    found = findings(text, "a.yaml")
    assert {(finding.rule, finding.field) for finding in found} == expected
    assert all(finding.span.line == 4 for finding in found)
    assert not any("fragment" in finding.text.en for finding in found)


def test_a_list_of_one_kind_is_checked_itself() -> None:
    head = "apiVersion: v1\nkind: ConfigMapList\n"
    assert [finding.field for finding in findings(head + "item: []\n", "a.yaml")] == ["items", "item"]
    assert rules(head + "items: []\nmetadata: {name: a}\n", "a.yaml") == ["unknown-field"]
    assert rules(head + "items:\n", "a.yaml") == ["missing-field"]


CLAIM = """\
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example.com/db:1.0.0}]}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
"""


@pytest.mark.parametrize("line", ["kind: Claim", "kind:", "kind: ''", "apiVersion: v2", "apiVersion: a/b/c"])
def test_nothing_looks_at_the_kind_of_a_claim_template(line: str) -> None:
    assert rules(f"{CLAIM}      {line}\n", "a.yaml") == []


def test_the_kind_of_a_claim_template_is_a_string() -> None:
    assert told(f"{CLAIM}      kind: 1\n", "a.yaml") == [("wrong-type", 13, "1")]


def test_the_kind_of_a_part_that_is_a_whole_kind() -> None:
    page = fenced("kind: Secret\n", 'yaml fragment="ConfigMap"')
    assert told(page) == [("invalid-value", 2, "Secret")]


def test_every_object_is_counted() -> None:
    page = report(fenced(LIST) + "\n" + fenced("a: b", "json"))
    assert [block.kind for block in page.blocks] == ["manifest", "other"]
