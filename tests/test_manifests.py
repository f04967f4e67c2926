"""Strict validation of whole manifests: one mistake each, found at its words, in every version of the range."""

from typing import NamedTuple

import pytest

from tests.helpers import CONFIG_MAP, DEPLOYMENT, covered, fenced, findings, rules, told

POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
"""
INGRESS = """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
"""
ROLE = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
"""


class Mistake(NamedTuple):
    text: str
    rule: str
    line: int
    words: str
    field: str
    told: str


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


MISTAKES: dict[str, Mistake] = {
    "unknown field": Mistake(
        changed(DEPLOYMENT, "replicas:", "replica:"), "unknown-field", 6, "replica", "spec.replica", "replicas?"
    ),
    "string for a number": Mistake(
        changed(DEPLOYMENT, "replicas: 2", 'replicas: "2"'), "wrong-type", 6, '"2"', "spec.replicas", "integer"
    ),
    "fraction for an integer": Mistake(
        changed(DEPLOYMENT, "replicas: 2", "replicas: 2.5"), "wrong-type", 6, "2.5", "spec.replicas", "integer"
    ),
    "object for a list": Mistake(
        changed(POD, "    - name: web\n      image", "    name: web\n    image"),
        "wrong-type",
        7,
        "name",
        "spec.containers",
        "list",
    ),
    "required field missing": Mistake(
        changed(SERVICE, "- port: 80", "- name: a"), "missing-field", 9, "name", "spec.ports[0].port", "port"
    ),
    "path type missing": Mistake(
        changed(INGRESS, "            pathType: Prefix\n", ""),
        "missing-field",
        9,
        "path",
        "spec.rules[0].http.paths[0].pathType",
        "pathType",
    ),
    "verbs missing": Mistake(
        changed(ROLE, "    verbs: [get]\n", ""), "missing-field", 6, "apiGroups", "rules[0].verbs", "verbs"
    ),
    "number in env": Mistake(
        POD + "      env:\n        - name: A\n          value: 8080\n",
        "wrong-type",
        11,
        "8080",
        "spec.containers[0].env[0].value",
        "quotes",
    ),
    "boolean in a ConfigMap": Mistake(CONFIG_MAP + "data:\n  a: yes\n", "wrong-type", 6, "yes", "data", "quotes"),
    "y in a ConfigMap": Mistake(CONFIG_MAP + "data:\n  a: y\n", "wrong-type", 6, "y", "data", "boolean"),
    "exponent in a ConfigMap": Mistake(CONFIG_MAP + "data:\n  a: 12e5\n", "wrong-type", 6, "12e5", "data", "quotes"),
    "boolean annotation": Mistake(
        CONFIG_MAP + "  annotations:\n    a: off\n", "wrong-type", 6, "off", "metadata.annotations", "quotes"
    ),
    "field one level too high": Mistake(
        SERVICE + "  targetPort: 8080\n",
        "unknown-field",
        10,
        "targetPort",
        "spec.targetPort",
        "belongs under spec.ports",
    ),
    "protocol in lower case": Mistake(
        SERVICE + "      protocol: udp\n", "invalid-value", 10, "udp", "spec.ports[0].protocol", "did you mean UDP?"
    ),
    "type in other case": Mistake(
        SERVICE + "  type: nodeport\n", "invalid-value", 10, "nodeport", "spec.type", "did you mean NodePort?"
    ),
    "pull policy in other case": Mistake(
        POD + "      imagePullPolicy: ifNotPresent\n",
        "invalid-value",
        9,
        "ifNotPresent",
        "spec.containers[0].imagePullPolicy",
        "did you mean IfNotPresent?",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_one_mistake(mistake: Mistake) -> None:
    [finding] = findings(mistake.text, "a.yaml")
    assert (finding.rule, finding.span.line, covered(mistake.text, finding), finding.field) == mistake[1:5]
    assert mistake.told in finding.text.en
    assert [str(version) for version in finding.versions] == ["1.35", "1.36", "1.37"]


@pytest.mark.parametrize("text", [POD, SERVICE, INGRESS, ROLE, DEPLOYMENT, CONFIG_MAP])
def test_what_they_are_made_from_is_right(text: str) -> None:
    assert rules(text, "a.yaml", k8s=">=1.30") == []


def test_a_list_that_is_null() -> None:
    text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n"
    assert told(text, "a.yaml") == [("missing-field", 6, "containers")]


def test_all_mistakes_are_told_not_only_the_first() -> None:
    text = DEPLOYMENT.replace("replicas: 2", "replicas: two\n  replica: 2").replace("image:", "imag:")
    text += "          ports:\n            - {containerPort: 80, protocol: tcp}\n            - {containerPort: http}\n"
    assert told(text, "a.yaml") == [
        ("wrong-type", 6, "two"),
        ("unknown-field", 7, "replica"),
        ("unknown-field", 18, "imag"),
        ("invalid-value", 20, "tcp"),
        ("wrong-type", 21, "http"),
    ]


def test_equal_findings_of_several_versions_are_one() -> None:
    [finding] = findings(MISTAKES["unknown field"].text, "a.yaml", k8s="1.30-1.37")
    assert [version.minor for version in finding.versions] == list(range(30, 38))


def test_a_field_that_only_newer_versions_have() -> None:
    text = POD + "      restartPolicyRules: []\n      restartPolicy: Always\n"
    [finding] = [f for f in findings(text, "a.yaml", k8s="1.32-1.35") if f.rule == "unknown-field"]
    assert (finding.field, [version.minor for version in finding.versions]) == (
        "spec.containers[0].restartPolicyRules",
        [32, 33],
    )
    assert finding.text.en.endswith("it exists only in Kubernetes 1.34–1.37")


def test_the_same_findings_in_a_page() -> None:
    for mistake in MISTAKES.values():
        page = "# 页\n\n" + fenced(mistake.text)
        assert told(page) == [(mistake.rule, mistake.line + 3, mistake.words)]
