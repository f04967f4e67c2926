"""A part of an object that does not say of what: it is checked as what it most likely is, strictly."""

import pytest

import kubefence
from kubefence import Config, Page
from kubefence.findings import Severity
from tests.helpers import DEPLOYMENT, fenced, findings, report, rules, told

RIGHT = {
    "a key and its body": "spec:\n  type: NodePort\n  ports:\n    - port: 80\n      nodePort: 30080\n",
    "a body": "schedule: '*/5 * * * *'\nconcurrencyPolicy: Forbid\nsuccessfulJobsHistoryLimit: 1\n",
    "a list and its key": "containers:\n  - name: web\n    image: nginx\n  - name: log\n    image: busybox\n",
    "the items of a list": "- name: web\n  image: nginx\n- name: log\n  image: busybox\n",
    "one item": "- name: http\n  port: 80\n  targetPort: 8080\n",
    "an item without its dash": "name: data\npersistentVolumeClaim:\n  claimName: data\n",
    "all but what it is": "metadata:\n  name: web\nspec:\n  podSelector: {}\n  policyTypes: [Ingress]\n",
    "a chain": (
        "spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          livenessProbe:\n"
        "            httpGet: {path: /healthz, port: 80}\n"
    ),
    "a chain to a value": "spec:\n  replicas: 3\n",
    "a chain to the metadata of a template": "spec:\n  template:\n    metadata:\n      labels: {app: web}\n",
    "half of what it is": "kind: ServiceAccount\nname: build\nnamespace: ci\n",
    "a reference": "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: reader\n",
    "an item that is shown for one field": "- args: [--verbose]\n",
    "a volume without its name": "- emptyDir:\n    medium: Memory\n",
    "a probe of which one value is shown": "livenessProbe:\n  httpGet:\n    path: /healthz\n",
    "a list of names": "args:\n  - --verbose\n",
    "containers shown for something else": "spec:\n  containers:\n    - args: [--verbose]\n",
    "a status": "status:\n  conditions:\n    - type: Available\n      status: 'True'\n",
    "rules of a ClusterRole": "- nonResourceURLs: [/healthz]\n  verbs: [get]\n",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_a_part_that_is_right(text: str) -> None:
    assert told(fenced(text)) == []


@pytest.mark.parametrize(
    ("text", "rule", "line", "word"),
    [
        ("spec:\n  type: Nodeport\n  ports:\n    - port: 80\n", "invalid-value", 2, "Nodeport"),
        ("schedule: every hour\nconcurrencyPolicy: Forbid\njobTemplate: {}\n", "invalid-format", 1, "every"),
        ("containers:\n  - name: web\n    imagee: nginx\n", "unknown-field", 3, "imagee"),
        ("- name: web\n  image: nginx\n- name: web\n  image: busybox\n", "duplicate-entry", 3, "web"),
        ("- name: http\n  port: 80000\n  targetPort: 8080\n", "out-of-range", 2, "80000"),
        ("name: data\npersistentVolumeClaim:\n  claim: data\n", "unknown-field", 3, "claim"),
        ("metadata:\n  name: web\nspec:\n  podSelector: {}\n  policyTypes: [In]\n", "invalid-value", 5, "In"),
        (
            "spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          livenessProbe:\n"
            "            httpGet: {path: /healthz, scheme: HTTP}\n",
            "missing-field",
            7,
            "httpGet",
        ),
        ("- name: web\n  args: [--verbose]\n", "missing-field", 1, "name"),
        ("spec:\n  replicas: '3'\n", "wrong-type", 2, "'3'"),
        ("selector:\n  match_labels:\n    app: web\n", "unknown-field", 2, "match_labels"),
        ("metadata:\n  nam: web\n", "unknown-field", 2, "nam"),
        ("metadata:\n  name: web\nspec:\n  - containers: [{name: a, image: b}]\n", "wrong-type", 4, "containers"),
        ("volumeMounts:\n  name: data\n  mountPath: /data\n", "wrong-type", 2, "name"),
        ("minAvailable: 1\nsleector:\n  matchLabels: {app: web}\n", "unknown-field", 2, "sleector"),
        ("metadata:\n  labels:\n    app: my app\n", "invalid-label", 3, "my"),
        ("kind: ServiceAccount\nname: build\nnamespac: ci\n", "unknown-field", 3, "namespac"),
        ("roleRef:\n  kind: Role\n  name: reader\n  group: rbac.authorization.k8s.io\n", "unknown-field", 4, "group"),
        ("rules:\n  - apiGroups: ['']\n    resources: pods\n    verbs: [get]\n", "wrong-type", 3, "pods"),
    ],
)
def test_a_part_that_is_wrong(text: str, rule: str, line: int, word: str) -> None:
    [(found, at, shown)] = told(fenced(text))
    assert (found, at) == (rule, line + 1)
    assert shown.startswith(word)


@pytest.mark.parametrize(
    "text",
    [
        "replicaCount: 2\nimage:\n  repository: nginx\n  tag: '1.27'\nservice:\n  type: ClusterIP\n",
        "provider:\n  name: aws\nenv:\n  - name: A\n    value: b\n",
        "spec:\n  strategy:\n    canary:\n      steps:\n        - setWeight: 20\n",
        "metadata:\n  name: web\nspec:\n  parentRefs:\n    - name: gateway\n  rules: []\n",
        "services:\n  web:\n    image: nginx\n",
        "metrics:\n  bindAddress: :8443\n",
        "spec:\n  strategy:\n    $retainKeys: [type]\n    type: Recreate\n",
        "protocol: HTTP\n",
        "spec:\n  containerd:\n    logLevel: info\n",
        "app: web\n",
        "- 1\n- 2\n",
        "NodePort\n",
    ],
)
def test_what_is_like_no_part_is_a_question(text: str) -> None:
    page = report(fenced(text))
    assert [(found.rule, found.severity) for found in page.findings] in (
        [("not-identified", Severity.NOTE)],
        [("unchecked-format", Severity.NOTE)],
    )


NAME = "metadata:\n  name: system:web\n"
AMBIGUOUS = fenced(NAME)


def test_what_is_right_in_one_type_and_wrong_in_a_likelier_one_is_a_question() -> None:
    [finding] = findings(AMBIGUOUS)
    assert (finding.rule, finding.severity, finding.span.line) == ("ambiguous-fragment", Severity.NOTE, 2)
    assert 'fragment="ClusterRole"' in finding.text.zh
    strict = kubefence.verify([Page("a.md", AMBIGUOUS)], Config(strict=True, lint=None))
    assert [found.severity for found in strict.findings] == [Severity.ERROR]


def test_the_name_that_is_offered_passes() -> None:
    assert rules(fenced(NAME, 'yaml fragment="ClusterRole"')) == []


def test_the_sentence_before_says_what_is_meant() -> None:
    assert rules(f"This ClusterRole has such a name:\n\n{AMBIGUOUS}") == []
    assert rules(f"The Deployments have such names:\n\n{AMBIGUOUS}") == ["invalid-name"]
    assert rules(f"The Deployment.\n\nAnother paragraph.\n\n{AMBIGUOUS}") == ["ambiguous-fragment"]
    assert rules(f"The Deployment:\n\n{fenced('ls', 'bash')}\n{AMBIGUOUS}") == ["ambiguous-fragment"]


def test_a_title_says_what_is_meant() -> None:
    assert rules(fenced(NAME, 'yaml title="Deployment"')) == ["invalid-name"]


def test_a_whole_object_before_it_says_what_is_meant() -> None:
    assert rules(f"{fenced(DEPLOYMENT)}\n{AMBIGUOUS}") == ["invalid-name"]
    assert rules(f"{AMBIGUOUS}\n{fenced(DEPLOYMENT)}") == ["ambiguous-fragment"]


MOUNT = "spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: nginx\n"
MOUNT += "          volumeMounts: [{name: data, mountPath: /data}]\n"
UNDECLARED = fenced(MOUNT + "      volumes: [{name: other, emptyDir: {}}]\n")


def test_volumes_may_stand_in_the_claims_of_a_stateful_set_only() -> None:
    assert rules(f"The StatefulSet:\n\n{UNDECLARED}") == []
    assert rules(f"The Deployment:\n\n{UNDECLARED}") == ["unknown-reference"]
    assert rules(UNDECLARED) == ["ambiguous-fragment"]


def test_what_is_wrong_in_all_types_is_an_error() -> None:
    text = "spec:\n  template:\n    spec:\n      hostNetwork: maybe\n"
    assert told(fenced(text)) == [("wrong-type", 5, "maybe")]


def test_an_error_in_a_file_of_manifests_is_not_taken_for_a_part() -> None:
    [finding] = findings("replicas: 2\n", "a.yaml")
    assert finding.rule == "not-identified"


def test_documents_of_a_block_are_looked_at_one_by_one() -> None:
    assert told(fenced("replicas: x\n---\ntype: NodePort\nclusterIP: None\n")) == [
        ("not-identified", 2, "replicas"),
        ("headless-node-port", 4, "type"),
    ]


def test_a_part_in_a_here_document_is_none() -> None:
    page = fenced("kubectl apply -f - <<EOF\nspec:\n  replicas: 2\nEOF", "bash")
    assert "not-identified" in rules(page)


def test_placeholders_fit_anywhere() -> None:
    assert rules(fenced("spec:\n  replicas: <count>\n  paused: false\n")) == []


def test_what_blocks_were_taken_for() -> None:
    page = report("The Service:\n\n" + "\n".join(map(fenced, ("spec:\n  type: NodePort\n", DEPLOYMENT, "a: b\n"))))
    assert [block.kind for block in page.blocks] == ["fragment", "manifest", "manifest"]
    texts = [text.en for block in page.blocks for text in block.taken]
    assert texts == [
        "a part of Service: it has spec; the sentence before speaks of it",
        "an object, Deployment in apps/v1",
        "nothing that is known",
    ]


def test_many_parts_of_many_items_take_no_longer_than_their_number() -> None:
    items = "".join(f"- name: c{n}\n  image: nginx\n" for n in range(2000))
    assert report(fenced(items)).findings == ()


SCHEDULED = "spec:\n  schedule: '0 3 * * *'\n  concurrencyPolicy: Forbid\n  historyLimit: 3\n"
FERRY = "apiVersion: harbour.example.com/v1\nkind: Ferry\nmetadata:\n  name: north\nspec:\n  historyLimit: 3\n"


def test_beside_custom_resources_a_strange_field_is_theirs() -> None:
    errors = [each.rule for each in findings(fenced(SCHEDULED)) if each.severity is Severity.ERROR]
    assert errors == ["unknown-field"]
    assert not [each for each in findings(fenced(FERRY) + fenced(SCHEDULED)) if each.severity is Severity.ERROR]


EXPRESSION = "validations:\n  - expression: image(object.spec.image).registry() == 'a'\n"


@pytest.mark.parametrize(
    ("before", "wrong"),
    [
        ("", True),
        ("In CEL:", True),
        ("In a `ValidatingAdmissionPolicy`:", True),
        ("In a `ClusterPolicy`:", False),
        (fenced(FERRY), False),
        (f"{fenced(FERRY)}\nIn a `ValidatingAdmissionPolicy`:", True),
        (fenced(DEPLOYMENT), True),
    ],
)
def test_what_may_be_a_part_of_a_custom_resource_is_no_wrong_part_of_another(before: str, *, wrong: bool) -> None:
    found = [each.rule for each in findings(f"{before}\n\n{fenced(EXPRESSION)}") if each.severity is Severity.ERROR]
    assert found == ["invalid-expression"] * wrong


MACHINE = """\
metadata:
  name: crane
spec:
  engine:
    power: {value: 200, unit: kW}
    cylinders: 8
    fuel: {kind: diesel}
  volumes:
    - name: manual
      configMap: {name: manual}
"""


@pytest.mark.parametrize("name", ["engine", "domain"])  # PodSpec has a subdomain, which is a text
def test_something_foreign_with_much_in_it_is_no_slip(name: str) -> None:
    assert rules(fenced(MACHINE.replace("engine", name))) == ["not-identified"]
    slip = MACHINE.partition("  engine")[0] + "  volume: []\n" + MACHINE[MACHINE.index("  volumes") :]
    assert "unknown-field" in rules(fenced(slip))


def test_metadata_means_the_same_in_custom_resources() -> None:
    text = fenced(FERRY) + fenced("metadata:\n  labels:\n    app: 1\n")
    assert [each.rule for each in findings(text) if each.severity is Severity.ERROR] == ["wrong-type"]


def test_patterns_of_policies_are_no_misspelt_fields() -> None:
    text = "spec:\n  =(initContainers):\n    - (name): '!crane'\n"
    assert not [each for each in findings(fenced(text)) if each.severity is Severity.ERROR]
