"""Whole examples are files under names that stay, and never two under one."""

import pytest
import yaml

from kubefence import Config, Page, Verifier
from kubefence.proof.manifests import TAKEN, UNSAFE, Plan, plan, written
from tests.helpers import CONFIG_MAP, DEPLOYMENT, WRONG_CONFIG_MAP, fenced
from tests.proof.standing import page
from tests.proof.test_standing import ROUTE, SIDECAR

ROLE = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: "acme:Reader"
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
"""


def planned(text: str, name: str = "workloads/web.md") -> Plan:
    return plan({name: page(text)}, "manifests")


def paths(text: str) -> list[str]:
    return [file.path.removeprefix("manifests/workloads/web/") for file in planned(text).files.values()]


NAMES = {
    "by kind and name": (fenced(DEPLOYMENT), ["deployment-web.yaml"]),
    "by its title": (fenced(DEPLOYMENT, 'yaml title="web.yaml"'), ["web.yaml"]),
    "in a folder": (fenced(DEPLOYMENT, 'yaml title="base/web.yml"'), ["base/web.yml"]),
    "on a node": (fenced(DEPLOYMENT, 'yaml title="/etc/kubernetes/manifests/web.yaml"'), ["web.yaml"]),
    "a title that is no file": (fenced(DEPLOYMENT, 'yaml title="最小的例子"'), ["deployment-web.yaml"]),
    "of several documents the first": (fenced(f"{DEPLOYMENT}---\n{CONFIG_MAP}"), ["deployment-web.yaml"]),
    "signs that no file has": (fenced(ROLE), ["clusterrole-acme-reader.yaml"]),
    "each its own": (fenced(DEPLOYMENT) + fenced(CONFIG_MAP), ["deployment-web.yaml", "configmap-web.yaml"]),
    "the same twice": (fenced(CONFIG_MAP) * 2, ["configmap-web.yaml"] * 2),
    "none that is wrong": (fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"'), []),
}


@pytest.mark.parametrize(("text", "wanted"), NAMES.values(), ids=NAMES)
def test_what_a_file_is_called(text: str, wanted: list[str]) -> None:
    assert paths(text) == wanted
    assert planned(text).findings == ()


OTHER = CONFIG_MAP + "data: {a: b}\n"
WRONG = {
    "one name for two": (fenced(CONFIG_MAP) + "\n" + fenced(OTHER), TAKEN, 8),
    "one name for two by their titles": (
        fenced(CONFIG_MAP, 'yaml title="a.yaml"') + fenced(OTHER, 'yaml title="A.yaml"'),
        TAKEN,
        7,
    ),
    "a folder where a file is": (
        fenced(CONFIG_MAP, 'yaml title="a.yaml"') + fenced(OTHER, 'yaml title="A.yaml/b.yaml"'),
        TAKEN,
        7,
    ),
    "a file where a folder is": (
        fenced(CONFIG_MAP, 'yaml title="a.yaml/b.yaml"') + fenced(OTHER, 'yaml title="a.yaml"'),
        TAKEN,
        7,
    ),
    "out of the folder": ("\n" + fenced(CONFIG_MAP, 'yaml title="../../index.yaml"'), UNSAFE, 2),
    "hidden": (fenced(CONFIG_MAP, 'yaml title=".a.yaml"'), UNSAFE, 1),
    "a blank": (fenced(CONFIG_MAP, 'yaml title="a b.yaml"'), UNSAFE, 1),
    "another machine's root": (fenced(CONFIG_MAP, 'yaml title="c:\\a.yaml"'), UNSAFE, 1),
    "a device of Windows": (fenced(CONFIG_MAP, 'yaml title="aux.yaml"'), UNSAFE, 1),
    "an address": (fenced(CONFIG_MAP, 'yaml title="https://example.org/a.yaml"'), UNSAFE, 1),
    "far too long": (fenced(CONFIG_MAP, f'yaml title="{"a" * 300}.yaml"'), UNSAFE, 1),
}


@pytest.mark.parametrize(("text", "rule", "line"), WRONG.values(), ids=WRONG)
def test_what_no_file_can_be_called_is_an_error_at_its_block(text: str, rule: str, line: int) -> None:
    [found] = planned(text).findings
    assert (found.rule, found.severity, found.path) == (rule, "error", "page.md")
    assert (found.span.line, found.span.column) == (line, 1)
    assert all(len(said) < 500 and 'title="…' in said for said in found.text)
    assert [related.place.span.line for related in found.related] == ([1] if rule == TAKEN else [])


def test_pages_have_a_folder_each() -> None:
    report = page(fenced(CONFIG_MAP))
    made = plan({"a.md": report, "b/index.md": report}, "files")
    assert [file.path for file in made.files.values()] == [
        "files/a/configmap-web.yaml",
        "files/b/index/configmap-web.yaml",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_says_where_it_is_from_and_holds_what_the_page_shows(lang: str) -> None:
    text = f"{DEPLOYMENT}---\n{ROUTE}"
    [file] = planned(fenced(text)).files.values()
    content = written(file, lang, "https://example.org/workloads/web/")
    head = [line for line in content.splitlines() if line.startswith("#")]
    assert "https://example.org/workloads/web/" in head[0]
    assert "v1.25–v1.37" in head[1]
    assert "gateway-api" in head[2]
    assert list(yaml.safe_load_all(content)) == list(yaml.safe_load_all(text))
    checked = Verifier(Config(lint=None)).verify(Page("web.yaml", content, markdown=False))
    assert [finding for finding in checked.findings if finding.severity == "error"] == []


def test_without_an_address_it_says_none() -> None:
    [file] = planned(fenced(SIDECAR)).files.values()
    assert written(file, "en", "") == f"# verified offline by kubefence: Kubernetes v1.28–v1.37\n{SIDECAR}"
