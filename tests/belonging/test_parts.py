"""Keys, ports and listeners that one object names of another: found where they stand, with the other end."""

from __future__ import annotations

import json

import pytest

from kubefence import Page, Report
from kubefence.report.formats import FORMATS, Context
from tests.belonging.manifests import (
    config_map,
    findings,
    ingress,
    line_of,
    page,
    pod,
    service,
    told,
    variable,
    verifier,
)
from tests.helpers import fenced, rules

SECRET = "apiVersion: v1\nkind: Secret\nmetadata: {name: settings}\nstringData: {color: blue}\n"
IN_BASE64 = SECRET.replace("stringData: {color: blue}", "data: {color: Ymx1ZQ==}")
GATEWAY = """\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: front}
spec:
  gatewayClassName: example
  listeners: [{name: http, port: 80, protocol: HTTP}]
"""
ROUTE = """\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web}
spec:
  parentRefs: [{name: front, PARENT}]
  rules: [{backendRefs: [{name: web, BACKEND}]}]
"""
HOOK = """\
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
  - name: policy.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    rules: [{operations: [CREATE], apiGroups: [""], apiVersions: [v1], resources: [pods]}]
    clientConfig: {service: {name: web, namespace: shop, port: PORT}}
"""


def route(parent: str = "sectionName: http", backend: str = "port: 80") -> str:
    return ROUTE.replace("PARENT", parent).replace("BACKEND", backend)


def volume(source: str) -> str:
    return pod(volumes=source)


CASES = [
    ("missing-key", config_map(), pod(variable(key="colour")), "colour", pod(variable())),
    ("missing-key", config_map("{}"), pod(variable()), "color", None),
    (
        "missing-key",
        config_map(),
        volume("configMap: {name: settings, items: [{key: size, path: a}]}"),
        "size",
        volume("configMap: {name: settings, items: [{key: color, path: a}]}"),
    ),
    (
        "missing-key",
        SECRET,
        volume("secret: {secretName: settings, items: [{key: size, path: a}]}"),
        "size",
        volume("secret: {secretName: settings, items: [{key: color, path: a}]}"),
    ),
    (
        "missing-key",
        config_map(),
        volume("projected: {sources: [{configMap: {name: settings, items: [{key: size, path: a}]}}]}"),
        "size",
        volume("projected: {sources: [{configMap: {name: settings}}]}"),
    ),
    (
        "missing-key",
        SECRET,
        pod(variable(key="size", source="secretKeyRef")),
        "size",
        pod(variable(source="secretKeyRef")),
    ),
    ("missing-key", IN_BASE64, pod(variable(key="size", source="secretKeyRef")), "size", None),
    ("missing-port", service(), ingress("number: 8080"), "8080", ingress()),
    ("missing-port", service(), ingress("name: web"), "web", ingress("name: http")),
    ("missing-port", service() + "---\n" + GATEWAY, route(backend="port: 8080"), "8080", route()),
    ("missing-port", service(), HOOK.replace("PORT", "8443"), "8443", HOOK.replace("PORT", "80")),
    ("missing-listener", GATEWAY, route("sectionName: https"), "https", route()),
    ("missing-listener", GATEWAY, route("port: 443"), "443", route("port: 80")),
]


@pytest.mark.parametrize(("rule", "other", "wrong", "part", "right"), CASES)
def test_a_part_that_is_not_there(rule: str, other: str, wrong: str, part: str, right: str | None) -> None:
    text = page(other, wrong)
    at = max(number for number, line in enumerate(text.split("\n"), 1) if f" {part}" in line)
    assert told(text) == [(rule, "warning", at, part)]
    (found,) = findings(text)
    assert [related.place.path for related in found.related] == ["page.md"]
    assert f"line {line_of(text, 'metadata: {name: ')}" in found.text.en
    if right is not None:
        assert told(page(other, right)) == []


def test_it_is_told_in_a_stream_of_a_file_too() -> None:
    text = f"{config_map()}---\n{pod(variable(key='colour'))}"
    assert told(text, path="all.yaml") == [("missing-key", "warning", 10, "colour")]


def test_both_ends_are_locations_of_sarif() -> None:
    text = page(config_map(), pod(variable(key="colour")))
    lines = text.split("\n")
    report = Report((verifier(strict=False).verify(Page("page.md", text)),))
    rendered = json.loads(FORMATS["sarif"].render(report, Context(lines=lambda _: lines)))
    [result] = rendered["runs"][0]["results"]
    regions = [result["locations"][0], *result["relatedLocations"]]
    at = [each["physicalLocation"]["region"]["startLine"] for each in regions]
    assert [lines[number - 1].strip()[:8] for number in at] == ["containe", "data: {c"]


@pytest.mark.parametrize(
    ("command", "keys"),
    [
        ("kubectl create configmap settings --from-literal=color=blue --from-literal size=1", "color, size"),
        ("$ k create cm settings --from-literal color=blue", "color"),
        ("kubectl create configmap settings --from-literal=color=blue --from-file=a.txt", ""),
        ("kubectl create configmap settings --from-env-file=a.env", ""),
        ("kubectl create configmap settings --from-literal=$PAIR", ""),
        ("kubectl create configmap settings", ""),
    ],
)
def test_the_keys_of_what_a_command_makes(command: str, keys: str) -> None:
    made = fenced(command + "\n", "console" if command.startswith("$") else "bash")
    text = f"# 标题\n\n{made}\n{fenced(pod(variable(key='colour')))}"
    assert told(text) == [("missing-key", "warning", 12, "colour")] * bool(keys)
    assert all(
        f"ConfigMap settings (line 4) has no key colour: it has {keys}" in each.text.en for each in findings(text)
    )
    assert told(f"# 标题\n\n{made}\n{fenced(pod(variable()))}") == []


def test_what_is_near_is_suggested() -> None:
    (found,) = findings(page(config_map(), pod(variable(key="colour"))))
    assert "it has color; did you mean color?" in found.text.en
    assert "它有 color；是不是 color？" in found.text.zh


SILENT = [
    (config_map(), pod(variable(key="colour", more=", optional: true"))),
    (config_map("{color: blue, # ...\n}"), pod(variable(key="colour"))),
    (config_map(), pod(variable(key="'<key>'"))),
    (config_map("{'<key>': blue}"), pod(variable(key="colour"))),
    (service(), ingress("name: use-annotation")),
    (config_map(metadata="{name: settings, namespace: other}"), pod(variable(), metadata="{name: web}")),
    (config_map(), config_map("{colour: red}"), pod(variable(key="colour"))),  # which of the versions is not said
    (
        SECRET.replace("stringData: {color: blue}", "type: kubernetes.io/service-account-token"),
        pod(variable(key="token", source="secretKeyRef")),
    ),
    (service(ports="[]").replace("selector: {app: web}", "type: ExternalName, externalName: a.example.com"), ingress()),
]


@pytest.mark.parametrize("objects", SILENT)
def test_what_is_not_sure_is_not_told(objects: tuple[str, ...]) -> None:
    text = page(*objects)
    assert [rule for rule in rules(text) if rule.startswith("missing")] == []


def test_a_wrong_example_is_held_against_the_page() -> None:
    wrong = fenced(pod(variable(key="colour")), 'yaml expect="missing-key"')
    assert told(page(config_map()) + wrong) == []
    both = fenced(config_map() + "---\n" + pod(variable(key="colour")), 'yaml expect="missing-key"')
    assert told("# 标题\n\n" + both) == []


@pytest.mark.parametrize(
    "info", ['yaml expect="unknown-field"', 'yaml patch="ConfigMap"', 'yaml output="kubectl get cm"']
)
def test_what_others_hold_counts_where_it_is_right(info: str) -> None:
    """A wrong example, a patch and an output show that there is an object, not what is in it."""
    other = config_map() + ("dat: {}\n" if "expect" in info else "")
    assert told("# 标题\n\n" + fenced(other, info) + "\n" + fenced(pod(variable(key="colour")))) == []
