"""Manifests in blocks of other languages: JSON, requests and answers of HTTP, both sides of a diff."""

import json

import pytest

from kubefence.findings import Severity
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, report, told

CONFIG = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}
RIGHT = json.dumps(CONFIG, indent=2)
WRONG = json.dumps({**CONFIG, "dat": {}}, indent=2)
DEPLOYMENT = """\
 apiVersion: apps/v1
 kind: Deployment
 metadata:
   name: web
 spec:
-  replicas: 1
+  replicas: 2
   selector:
     matchLabels: {app: web}
   template:
     metadata:
       labels: {app: web}
     spec:
       containers:
         - name: web
           image: registry.example.com/web:1.0.0
"""


def kinds(text: str, language: str) -> list[str]:
    return [block.kind for block in report(fenced(text, language)).blocks]


# JSON


@pytest.mark.parametrize("language", ["json", "JSON", "jsonc"])
def test_a_manifest_in_json_is_checked_as_one_in_yaml(language: str) -> None:
    assert (told(fenced(RIGHT, language)), kinds(RIGHT, language)) == ([], ["manifest"])
    assert told(fenced(WRONG, language)) == [("unknown-field", 8, '"dat"')]


def test_it_may_be_wrong_on_purpose() -> None:
    assert told(fenced(WRONG, 'json expect="unknown-field"')) == []
    assert [rule for rule, _, _ in told(fenced(RIGHT, 'json expect="unknown-field"'))] == ["expectation-not-met"]
    assert [rule for rule, _, _ in told(fenced(RIGHT, 'json skip="an answer"'))] == ["unused-skip"]


def test_what_goes_to_and_fro_need_not_be_something_that_can_be_created() -> None:
    scale = {"apiVersion": "autoscaling/v1", "kind": "Scale", "metadata": {"name": "web"}, "spec": {"replicas": 2}}
    assert told(fenced(json.dumps(scale), "json")) == []
    assert told(fenced(json.dumps({**scale, "spec": {"replica": 2}}), "json")) != []
    assert told(fenced('{"kind": "DeleteOptions", "apiVersion": "v1"}', "json")) == []


def test_an_answer_has_what_the_server_writes() -> None:
    pod = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web", "resourceVersion": "1"}}
    assert told(fenced(json.dumps(pod), "json")) == []
    assert [rule for rule, _, _ in told(fenced(json.dumps(pod), "yaml"))] == ["preset-resource-version"]


def test_a_webhook_is_asked_in_versions_that_nobody_else_may_use() -> None:
    review = {"apiVersion": "authorization.k8s.io/v1beta1", "kind": "SubjectAccessReview", "spec": {"user": "jane"}}
    assert told(fenced(json.dumps(review), "json")) == []
    budget = {"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget", "metadata": {"name": "a"}}
    assert [rule for rule, _, _ in told(fenced(json.dumps(budget), "json"))] == ["removed-api"]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "web", "port": 80}',
        '{"name": "web", ...}',
        '{"name": "web" // a comment\n}',
        '{"name": <name>}',
        '{"items": [ … ]}',
        '{"name": "web", **"port": 80**}',
        '"name": "web"',
        "",
    ],
)
def test_other_json_may_be_an_excerpt(text: str) -> None:
    assert (told(fenced(text, "json")), kinds(text, "json")) == ([], ["other"])


def test_other_json_that_is_whole_has_to_be_json() -> None:
    assert [(rule, line) for rule, line, _ in told(fenced('{\n  "name": "web"\n  "port": 80\n}', "json"))] == [
        ("json-syntax", 4)
    ]
    assert told(fenced('{"a": 1, "a": 2}', "json")) == [("duplicate-key", 2, '"a"')]


def test_a_manifest_of_which_a_part_is_left_out_is_not_verified() -> None:
    assert [rule for rule, _, _ in told(fenced(RIGHT.replace('"web"', '"web", ...'), "json"))] == ["not-verified"]


# HTTP


def test_the_bodies_of_requests_and_answers_are_checked() -> None:
    text = (
        f"POST /api/v1/namespaces/test/configmaps\nContent-Type: application/json\n\n{WRONG}\n---\n200 OK\n\n{RIGHT}\n"
    )
    assert told(fenced(text, "http")) == [("unknown-field", 11, '"dat"')]
    assert kinds(text, "http") == ["manifest"]


def test_a_body_in_yaml_is_checked_as_well() -> None:
    text = f"200 OK\nContent-Type: application/yaml\n\n{WRONG_CONFIG_MAP}"
    assert told(fenced(text, "http")) == [("unknown-field", 9, "dat")]


def test_a_request_without_an_object_is_none_of_ours() -> None:
    text = "GET /api/v1/pods?limit=500\n---\n200 OK\nContent-Type: text/plain\n\nok\n"
    assert (told(fenced(text, "http")), kinds(text, "http")) == ([], ["other"])


# Diffs


def test_both_sides_of_a_diff_are_checked() -> None:
    assert (told(fenced(DEPLOYMENT, "diff")), kinds(DEPLOYMENT, "diff")) == ([], ["manifest"])


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "shown"),
    [
        ("+  replicas: 2", "+  replica: 2", "unknown-field", 8, "replica"),
        ("   selector:", "   selectr:", "unknown-field", 9, "selectr"),
        ("registry.example.com/web:1.0.0", "1", "wrong-type", 17, "1"),
    ],
)
def test_a_mistake_in_what_is_new_or_stays_is_told_once(old: str, new: str, rule: str, line: int, shown: str) -> None:
    page = fenced(DEPLOYMENT.replace(old, new), "diff")
    found = [finding for finding in findings(page) if (finding.rule, finding.span.line) == (rule, line)]
    assert [(covered(page, finding), finding.severity) for finding in found] == [(shown, Severity.ERROR)]


def test_what_was_there_before_may_have_been_wrong() -> None:
    page = fenced(DEPLOYMENT.replace("-  replicas: 1", "-  replica: 1"), "diff")
    [finding] = findings(page)
    assert (finding.rule, finding.span.line, covered(page, finding)) == ("unknown-field", 7, "replica")
    assert finding.severity is Severity.WARNING


def test_the_head_of_a_diff_is_no_part_of_either_side() -> None:
    head = "diff --git a/web.yaml b/web.yaml\n--- a/web.yaml\n+++ b/web.yaml\n@@ -1,15 +1,15 @@\n"
    assert told(fenced(head + DEPLOYMENT.replace("+  replicas", "+  replica"), "diff")) == [
        ("unknown-field", 12, "replica")
    ]


def test_a_part_of_a_file_is_not_judged_as_a_whole() -> None:
    part = f"@@ -10,4 +10,4 @@\n {CONFIG_MAP.replace(chr(10), chr(10) + ' ').rstrip()}\n"
    assert [rule for rule, _, _ in told(fenced(part, "diff"))] == ["not-verified"]
    assert told(fenced("@@ -10,2 +10,2 @@\n-  replicas: 1\n+  replicas: 2\n", "diff")) == []
