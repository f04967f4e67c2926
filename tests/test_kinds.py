"""Which type an object is, and what is said of one that no version, or not every version, has."""

import pytest

from tests.helpers import covered, fenced, findings, rules, told


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
        ("batch/v7alpha1", "Zebra", "there is no batch/v7alpha1, its group has batch/v1; and no kind has a name like"),
    ],
)
def test_an_unknown_kind_names_the_nearest(api_version: str, kind: str, meant: str) -> None:
    text = head(api_version, kind)
    [finding] = findings(text, "a.yaml")
    assert (finding.rule, covered(text, finding)) == ("unknown-kind", kind)
    assert meant in finding.text.en


FOREIGN = [
    ("sources.knative.dev/v1", "Service"),
    ("apps.kruise.io/v1beta1", "StatefulSet"),
    ("batch.volcano.sh/v1alpha1", "Job"),
    ("networking.gke.io/v1", "Ingress"),
    ("networking.internal.knative.dev/v1alpha1", "Ingress"),
    ("scheduling.x-k8s.io/v1alpha1", "PodGroup"),
    ("batch.x-k8s.io/v1", "Workload"),
    ("trucks.k8s.io/v1", "Clusters"),
    ("example.com/v1", "deployment"),
]


@pytest.mark.parametrize(("api_version", "kind"), FOREIGN)
def test_a_foreign_group_is_a_custom_resource_whatever_its_kind_is_called(api_version: str, kind: str) -> None:
    text = head(api_version, kind)
    [finding] = findings(fenced(text))
    assert (finding.rule, finding.severity, covered(fenced(text), finding)) == ("unchecked-kind", "note", kind)
    assert "apiVersion" not in finding.text.en + finding.text.zh


@pytest.mark.parametrize(
    ("api_version", "kind", "instead"),
    [
        ("app/v1", "Deployment", "apps/v1"),
        ("apps.k8s.io/v1", "Deployment", "apps/v1"),
        ("batch.kubernetes.io/v1", "Job", "batch/v1"),
        ("rbac/v1", "Role", "rbac.authorization.k8s.io/v1"),
        ("rbac.authorization.k8.io/v1", "Role", "rbac.authorization.k8s.io/v1"),
        ("networking.k8s.oi/v1", "Ingress", "networking.k8s.io/v1"),
        ("Networking.K8s.io/v1", "Ingress", "networking.k8s.io/v1"),
        ("extensions/v1", "Ingress", "networking.k8s.io/v1"),
    ],
)
def test_a_misspelt_group_of_kubernetes_names_the_right_one(api_version: str, kind: str, instead: str) -> None:
    [finding] = findings(head(api_version, kind), "a.yaml")
    assert (finding.rule, finding.text.en.rpartition(" ")[2]) == ("wrong-api-version", instead)


def test_one_mistake_in_the_kind_is_one_finding_whatever_the_versions_have() -> None:
    """Its home is v1alpha1 in 1.35, v1alpha2 in 1.36 and v1beta1 in 1.37."""
    [finding] = findings(head("apps/v1", "Workload"), "a.yaml", k8s="1.35-1.37")
    assert finding.text.en.endswith("write apiVersion: scheduling.k8s.io/v1beta1")
    assert [str(version) for version in finding.versions] == ["1.35", "1.36", "1.37"]


STRANGERS = [
    ("v1", "Config", "unknown-kind", "a kubeconfig"),
    ("kubelet.config.k8s.io/v1beta1", "KubeletConfiguration", "unknown-kind", "a configuration file of kubelet"),
    ("kubeadm.k8s.io/v1beta4", "ClusterConfiguration", "unknown-kind", "a configuration file of kubeadm"),
    ("kustomize.config.k8s.io/v1beta1", "Kustomization", "unknown-kind", "a configuration file of kustomize"),
    ("audit.k8s.io/v1", "Policy", "unknown-kind", "an audit policy"),
    ("admission.k8s.io/v1", "AdmissionReview", "not-creatable", "what the API server and a webhook say"),
    ("apiextensions.k8s.io/v1", "ConversionReview", "not-creatable", "what the API server and a webhook say"),
    ("client.authentication.k8s.io/v1", "ExecCredential", "not-creatable", "a credential plugin"),
]


@pytest.mark.parametrize(("api_version", "kind", "rule", "told"), STRANGERS)
def test_what_is_no_object_of_the_api_is_called_what_it_is(api_version: str, kind: str, rule: str, told: str) -> None:
    text = f"apiVersion: {api_version}\nkind: {kind}\n"
    [finding] = findings(text, "a.yaml")
    assert (finding.rule, covered(text, finding)) == (rule, kind)
    assert told in finding.text.en
    assert "did you mean" not in finding.text.en


def test_a_chart_of_helm_is_no_object_that_lacks_its_kind() -> None:
    [finding] = findings("apiVersion: v2\nname: web\nversion: 1.0.0\n", "Chart.yaml")
    assert (finding.rule, "Chart.yaml of Helm" in finding.text.en) == ("not-identified", True)


def test_reviews_that_the_server_answers_can_be_created() -> None:
    user = "spec: {user: jane, nonResourceAttributes: {path: /, verb: get}}\n"
    for api_version, kind, spec in (
        ("authentication.k8s.io/v1", "TokenReview", "spec: {token: abc}\n"),
        ("authorization.k8s.io/v1", "SubjectAccessReview", user),
    ):
        assert rules(f"apiVersion: {api_version}\nkind: {kind}\n{spec}", "a.yaml") == []


@pytest.mark.parametrize(
    ("api_version", "kind", "when"),
    [
        ("settings.k8s.io/v1alpha1", "PodPreset", "1.20"),
        ("auditregistration.k8s.io/v1alpha1", "AuditSink", "1.19"),
        ("admissionregistration.k8s.io/v1alpha1", "InitializerConfiguration", "1.14"),
    ],
)
def test_what_went_without_a_successor(api_version: str, kind: str, when: str) -> None:
    [finding] = findings(head(api_version, kind), "a.yaml")
    assert finding.rule == "removed-api"
    assert finding.text.en.endswith(f"was removed in Kubernetes {when}; nothing replaces it")


def test_advice_fits_where_it_is_given() -> None:
    """A file has no fence that could have options, and no front matter."""
    later = head("resource.k8s.io/v1", "DeviceClass")
    for text, k8s in ((head("example.com/v1", "Web"), "1.37"), ("a: b\n", "1.37"), (later, "1.33")):
        [finding] = findings(text, "a.yaml", k8s=k8s)
        assert not any(word in finding.text.en for word in ("skip", "fragment", "front matter"))
        [finding] = findings(fenced(text), k8s=k8s)
        assert any(word in finding.text.en for word in ("skip", "front matter"))


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("Deployment", "apiVersion is missing; write apiVersion: apps/v1"),
        ("HorizontalPodAutoscaler", "apiVersion is missing; write apiVersion: autoscaling/v2"),
        ("GatewayClass", "apiVersion is missing"),
    ],
)
def test_a_missing_api_version_is_known_from_the_kind(kind: str, told: str) -> None:
    finding, *others = findings(f"kind: {kind}\nmetadata: {{name: a, lables: {{}}}}\n", "a.yaml")
    assert finding.text.en == told
    assert any("did you mean labels?" in other.text.en for other in others) == ("write" in told)


def test_what_has_other_fields_than_its_kind_is_not_checked_as_one() -> None:
    assert rules("kind: Role\nname: a\napiGroup: rbac.authorization.k8s.io\n", "a.yaml") == ["missing-field"]


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
    finding, *_ = findings(text, "a.yaml")
    assert finding.text.en.startswith(told)
    assert finding.span.line <= 2


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


def custom(metadata: str) -> str:
    return f"apiVersion: space.example.com/v1\nkind: Rocket\nmetadata: {metadata}\nspec: {{engines: 3}}\n"


@pytest.mark.parametrize(
    ("metadata", "rule", "place"),
    [
        ("{name: saturn}", None, ""),
        ("{generateName: saturn-, labels: {a.b/c: d}, annotations: {e: f g}, finalizers: [a.b/c]}", None, ""),
        ("{name: Saturn}", "invalid-name", "Saturn"),
        ("{name: saturn.v}", None, ""),
        ("{name: saturn, namespace: a.b}", "invalid-name", "a.b"),
        ("{name: saturn, lables: {}}", "unknown-field", "lables"),
        ("{name: saturn, labels: {a: b c}}", "invalid-label", "b c"),
        ("{name: saturn, labels: {a: 1}}", "wrong-type", "1"),
        ("{name: saturn, annotations: [a]}", "wrong-type", "[a]"),
        ("{namespace: a, labels: {}}", "missing-field", "metadata"),
    ],
)
def test_of_a_custom_resource_that_is_not_known_the_metadata_is_checked(metadata: str, rule: str, place: str) -> None:
    text = custom(metadata)
    found = [finding for finding in findings(fenced(text)) if finding.rule != "unchecked-kind"]
    assert [(f.rule, f.severity, covered(fenced(text), f)) for f in found] == ([(rule, "error", place)] if rule else [])


def test_a_check_that_was_promised_makes_an_unknown_kind_an_error() -> None:
    [finding] = findings(custom("{name: saturn}"), "a.yaml")
    assert (finding.rule, finding.severity) == ("unchecked-kind", "error")


def test_a_list_of_a_kind_that_nobody_knows_needs_no_name() -> None:
    text = "apiVersion: fleet.example.com/v1\nkind: ShipList\nmetadata: {}\n"
    assert [finding.rule for finding in findings(fenced(f"{text}items: []\n"))] == ["unchecked-kind"]
    assert {finding.rule for finding in findings(fenced(text))} == {"missing-field", "unchecked-kind"}
