"""Formats beside manifests: each is known by its head or its keys, counted as what it is, and its YAML checked."""

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Severity
from tests.helpers import CONFIG_MAP, fenced, report, told

BY_HEAD = {
    "a configuration file of kind": "apiVersion: kind.x-k8s.io/v1alpha9\nkind: Cluster\nnodes: []\n",
    "a configuration file of kubeadm": "apiVersion: kubeadm.k8s.io/v1alpha1\nkind: MasterConfiguration\n",
    "EncryptionConfiguration by its old name": "apiVersion: v1\nkind: EncryptionConfig\nresources: []\n",
    "say to each other": "apiVersion: admission.k8s.io/v1alpha1\nkind: AdmissionReview\nspec: {}\n",
}
BY_KEYS = {
    "the Chart.yaml of Helm": ["apiVersion: v2\nname: web\nversion: 1.0.0\n"],
    "a file of Compose": [
        "services:\n  web:\n    image: registry.example.com/web:1.0.0\n",
        "version: '3'\nx-common: {restart: always}\nservices:\n  web:\n    build: .\nvolumes:\n  data:\n",
    ],
    "a file of Prometheus rules": [
        "groups:\n  - name: web\n    rules:\n      - alert: Down\n        expr: up == 0\n",
        "groups:\n  - name: web\n    rules:\n      - record: web:up\n        expr: sum(up)\n",
    ],
    "a configuration file of Prometheus": ["scrape_configs:\n  - job_name: web\n"],
    "a configuration file of Alertmanager": ["route:\n  receiver: mail\nreceivers:\n  - name: mail\n"],
    "a workflow of GitHub": [
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n",
    ],
    "a pipeline of GitLab CI": ["stages: [build]\ncompile:\n  stage: build\n  script: [make]\n"],
}
KUSTOMIZATIONS = [
    "resources:\n  - deployment.yaml\n  - ../base\n",
    "namePrefix: test-\nimages:\n  - name: web\n    newTag: v2\n",
    "configMapGenerator:\n  - name: settings\n    literals: [a=b]\n",
]
SHAPED = [(said, text) for said, texts in BY_KEYS.items() for text in texts]


@pytest.mark.parametrize(("said", "text"), [*BY_HEAD.items(), *SHAPED])
def test_a_format_without_a_schema_is_named_and_counted(said: str, text: str) -> None:
    page = report(fenced(text))
    [finding] = page.findings
    assert (finding.rule, finding.severity, finding.span.line) == ("unchecked-format", Severity.NOTE, 2)
    assert said in finding.text.en
    assert [block.kind for block in page.blocks] == ["foreign"]


@pytest.mark.parametrize("text", KUSTOMIZATIONS)
def test_a_kustomization_is_known_without_a_head(text: str) -> None:
    page = report(fenced(text))
    assert (page.findings, [block.kind for block in page.blocks]) == ((), ["foreign"])


@pytest.mark.parametrize(
    "text",
    [
        "resources:\n  limits: {cpu: 100m}\n",  # of a container
        "resources: [pods]\n",  # of a role
        "images: [a, b]\n",
        "namePrefix:\n  - path: metadata/name\n",  # of a transformer
        "services: {}\n",
        "services: [web]\n",
        "groups: [admins]\n",
        "groups:\n  - name: web\n    rules: []\n",
        "name: web\nversion: 1.0.0\n",
        "jobs: 3\n",
        "route: {}\nreceivers: []\n",
    ],
)
def test_keys_that_could_be_those_of_something_else_decide_nothing(text: str) -> None:
    assert "unchecked-format" not in [finding.rule for finding in report(fenced(text)).findings]


@pytest.mark.parametrize("text", [text for _, text in [*BY_HEAD.items(), *SHAPED]])
def test_a_repeated_key_is_an_error_in_any_format(text: str) -> None:
    again = f"{text}extra: 1\nextra: 2\n"
    assert ("duplicate-key", again.count("\n") + 1, "extra") in told(fenced(again))


@pytest.mark.parametrize("text", ["apiVersion: 1\nproviders: []\n", "apiVersion: 1.0\ndatasources:\n  - name: a\n"])
def test_a_number_for_an_api_version_is_of_another_program(text: str) -> None:
    assert [(rule, line) for rule, line, _ in told(fenced(text))] == [("not-identified", 2)]
    assert "wrong-type" in [rule for rule, _, _ in told(fenced(f"{text}metadata:\n  name: a\n"))]


def test_text_that_is_no_yaml_is_an_error_in_any_format() -> None:
    page = fenced("services:\n  web: {image: a\n")
    assert [rule for rule, _, _ in told(page)] == ["yaml-syntax"]


def test_a_block_with_a_manifest_in_it_counts_as_one() -> None:
    both = report(fenced(f"{BY_HEAD['say to each other']}---\n{CONFIG_MAP}"))
    assert [block.kind for block in both.blocks] == ["manifest"]


def test_where_checks_are_promised_a_format_without_a_schema_is_an_error() -> None:
    [finding] = verify(
        [Page("page.md", fenced(BY_KEYS["a file of Compose"][0]))], Config(lint=None, strict=True)
    ).findings
    assert (finding.rule, finding.severity) == ("unchecked-format", Severity.ERROR)


def test_a_file_that_is_named_has_to_be_a_manifest_and_one_that_is_met_need_not() -> None:
    text = BY_HEAD["a configuration file of kind"]
    named, met = (
        verify([Page("a.yaml", text, markdown=False, found=found)], Config(lint=None)) for found in (False, True)
    )
    assert [(each.rule, each.severity) for each in named.findings] == [("unknown-kind", Severity.ERROR)]
    assert [(each.rule, each.severity) for each in met.findings] == [("unchecked-format", Severity.NOTE)]
    assert (dict(named.blocks), dict(met.blocks)) == ({"manifest": 1}, {"foreign": 1})
