"""Selectors of budgets, policies and monitors beside the object of their name, and the ports that they name."""

from __future__ import annotations

import pytest

from tests.belonging.manifests import deployment, findings, page, service, told
from tests.helpers import rules

NOTHING = "selector-without-match"


def budget(labels: str, name: str = "web-pdb") -> str:
    return (
        f"apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{name: {name}}}\n"
        f"spec: {{minAvailable: 1, selector: {{matchLabels: {labels}}}}}\n"
    )


def policy(labels: str) -> str:
    return (
        f"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: web}}\n"
        f"spec: {{podSelector: {{matchLabels: {labels}}}}}\n"
    )


def monitor(labels: str, port: str = "http", kind: str = "ServiceMonitor") -> str:
    field = "endpoints" if kind == "ServiceMonitor" else "podMetricsEndpoints"
    return (
        f"apiVersion: monitoring.coreos.com/v1\nkind: {kind}\nmetadata: {{name: web}}\n"
        f"spec: {{selector: {{matchLabels: {labels}}}, {field}: [{{port: {port}}}]}}\n"
    )


PORTS = "[{name: http, containerPort: 80}]"


def isolated(labels: str) -> str:
    return policy(labels).replace("{name: web}", "{name: default-deny}")


@pytest.mark.parametrize("wrong", [budget("{app: checkuot}", "guard"), isolated("{app: checkuot}")])
def test_a_label_that_is_a_slip_whatever_the_names(wrong: str) -> None:
    text = page(deployment("{app: checkout}"), wrong)
    here = max(number for number, line in enumerate(text.split("\n"), 1) if "matchLabels" in line)
    assert told(text) == [(NOTHING, "warning", here, "checkuot")]
    (found,) = findings(text)
    assert "app: checkout" in found.text.en
    assert told(page(deployment("{app: checkout}"), isolated("{app: payments}"))) == []
    assert told(page(deployment("{app: v1}"), isolated("{app: v2}"))) == []


@pytest.mark.parametrize(
    ("other", "wrong", "at"),
    [
        (deployment(), budget("{app: api}"), "api"),
        (deployment(), budget("{run: web}"), "web"),
        (deployment("{app: web, tier: front}"), budget("{app: web, tier: back}"), "back"),
        (deployment(), policy("{app: api}"), "api"),
        (service(), monitor("{app: api}"), "api"),
        (service(labels="{}"), monitor("{app: web}"), "web"),
        (deployment(ports=PORTS), monitor("{app: api}", kind="PodMonitor"), "api"),
    ],
)
def test_the_object_of_the_name_has_other_labels(other: str, wrong: str, at: str) -> None:
    text = page(other, wrong)
    lines = text.split("\n")
    here = max(number for number, line in enumerate(lines, 1) if "matchLabels" in line)
    assert told(text) == [(NOTHING, "warning", here, at)]
    (found,) = findings(text)
    assert len(found.related) == 1
    assert found.related[0].place.span.line < here


@pytest.mark.parametrize(
    "objects",
    [
        (deployment(), budget("{app: web}")),
        (deployment(), budget("{app: api}", name="api-pdb")),  # of something that is not shown
        (deployment(), budget("{app: web, role: leader}")),  # a label that is given to running Pods
        (deployment(), deployment("{app: api}", name="api"), budget("{app: api}")),
        (deployment(), deployment("{app: other}"), budget("{app: api}")),
        (deployment("{app: <app>}"), budget("{app: api}")),
        (deployment("{app: web, # ...\n}"), budget("{app: api}")),
        (service(), monitor("{app: web}")),
        (deployment(ports=PORTS), monitor("{app: web}", kind="PodMonitor")),
    ],
)
def test_what_is_selected_or_not_sure(objects: tuple[str, ...]) -> None:
    assert [rule for rule in rules(page(*objects)) if rule in (NOTHING, "missing-port")] == []


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        (service(), monitor("{app: web}", "metrics")),
        (deployment(ports=PORTS), monitor("{app: web}", "metrics", "PodMonitor")),
    ],
)
def test_the_ports_of_what_is_selected(other: str, wrong: str) -> None:
    text = page(other, wrong)
    assert told(text) == [("missing-port", "warning", len(text.split("\n")) - 2, "metrics")]
