"""``fragment="Service.spec"``: a part of an object, as strict as the whole; only its own level may lack fields."""

import pytest

from tests.helpers import CONFIG_MAP, DEPLOYMENT, covered, fenced, findings, report, told


def block(name: str, text: str) -> str:
    return "文\n\n" + fenced(text, f'yaml fragment="{name}"')


VALID = [
    ("Service.spec", "ports:\n  - port: 80\n"),
    ("Service.spec", "type: NodePort\n"),
    ("Service.spec.ports", "- port: 80\n"),
    ("Service.spec.ports[0]", "port: 80\n"),
    ("Service.spec.ports[]", "port: 80\n"),
    ("Service", "metadata:\n  name: web\n"),
    ("Deployment.spec", "replicas: 2\n"),
    ("apps/v1/Deployment.spec", "replicas: 2\n"),
    ("Deployment.spec.template.spec", "nodeSelector:\n  a: b\n"),
    ("Container", "image: nginx\n"),
    ("PodSpec", "hostNetwork: true\n"),
    ("ConfigMap.data", "a: b\n"),
    ("Pod.metadata", "labels:\n  a: b\n"),
    ("StatefulSet.spec.volumeClaimTemplates[0].spec", "accessModes: [ReadWriteOnce]\n"),
]


@pytest.mark.parametrize(("name", "text"), VALID)
def test_a_part_may_be_short_at_its_own_level(name: str, text: str) -> None:
    page = block(name, text)
    assert told(page) == []
    assert [found.kind for found in report(page).blocks] == ["fragment"]


WRONG = [
    ("Service.spec", "ports:\n  - prot: 80\n    port: 80\n", "unknown-field", "prot", "ports[0].prot"),
    ("Service.spec", "ports: 80\n", "wrong-type", "80", "ports"),
    ("Service.spec", "type: Loadbalancer\n", "invalid-value", "Loadbalancer", "type"),
    ("Service.spec", "ports:\n  - name: http\n", "missing-field", "name", "ports[0].port"),
    ("Service.spec.ports", "- prot: 80\n  port: 80\n", "unknown-field", "prot", "[0].prot"),
    ("Service.spec.ports[0]", "prot: 80\n", "unknown-field", "prot", "prot"),
    (
        "HorizontalPodAutoscaler",
        "spec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}\n",
        "missing-field",
        "spec",
        "spec.maxReplicas",
    ),
    ("Deployment.spec.template.spec", "containers:\n  - image: b\n", "missing-field", "image", "containers[0].name"),
    ("Container", "imag: nginx\n", "unknown-field", "imag", "imag"),
    ("ConfigMap.data", "a: 1\n", "wrong-type", "1", "a"),
    ("Pod.metadata", "labels:\n  a: true\n", "wrong-type", "true", "labels"),
]


@pytest.mark.parametrize(("name", "text", "rule", "words", "field"), WRONG)
def test_a_part_is_as_strict_as_a_whole(name: str, text: str, rule: str, words: str, field: str) -> None:
    page = block(name, text)
    [finding] = findings(page)
    assert (finding.rule, covered(page, finding), finding.field) == (rule, words, field)


def test_the_same_text_as_a_whole_object_lacks_what_is_required() -> None:
    assert [rule for rule, *_ in told(fenced("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n"))] == [
        "missing-field"
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Servce.spec", "Servce is none; did you mean Service?"),
        ("Service.specs", "there is no field specs; did you mean spec?"),
        ("Service.spec.ports[0].prt", "there is no field prt; did you mean port?"),
        ("Deployment.spec.replicas.x", "there is no field x"),
        ("apps/v2/Deployment", "Deployment is none"),
        ("spec", "a fragment starts with the name of a type"),
    ],
)
def test_a_part_that_does_not_exist_is_told_at_the_option(name: str, reason: str) -> None:
    page = block(name, "a: b\n")
    [finding] = findings(page)
    assert (finding.rule, finding.span.line) == ("unknown-fragment", 3)
    assert covered(page, finding) == f'```yaml fragment="{name}"'
    assert reason in finding.text.en


def test_a_part_that_only_some_versions_have() -> None:
    page = block("Container.restartPolicyRules", "- action: Restart\n")
    assert told(page, k8s="1.34-1.37") == []
    [finding] = findings(page, k8s="1.33-1.34")
    assert (finding.rule, [str(version) for version in finding.versions]) == ("unknown-fragment", ["1.33"])


def test_every_document_of_the_block_is_that_part() -> None:
    page = block("Service.spec", "type: NodePort\n---\nx: 1\n")
    assert told(page) == [("unknown-field", 6, "x")]


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("replicas: 2\nselector: {}\n", "Deployment.spec"),
        ("containers:\n  - name: a\n", "Pod.spec"),
        ("ports:\n  - port: 80\nselector:\n  a: b\n", "Service.spec"),
    ],
)
def test_without_the_option_it_is_suggested(text: str, guess: str) -> None:
    [finding] = findings(fenced(text))
    assert finding.rule == "not-identified"
    assert f'fragment="{guess}"' in finding.text.en
    assert f'fragment="{guess}"' in finding.text.zh


def test_a_whole_object_as_a_part_of_itself() -> None:
    assert told(block("Deployment", DEPLOYMENT)) == []
    assert told(block("ConfigMap", CONFIG_MAP)) == []
