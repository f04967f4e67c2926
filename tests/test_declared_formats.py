"""Formats that somebody says a block has: its fence, the configuration, its name."""

from typing import Any

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Report
from kubefence.foreign.globs import fits
from tests.helpers import CONFIG_MAP, covered, fenced, report, told

VALUES = "replicaCount: 2\nimage: {tag: v2}\n"
COMPOSE = "services:\n  web:\n    image: registry.example.com/web:1.0.0\n"
KUBELET = "maxPods: 50\nevictionHard: {memory.available: 200Mi}\n"


def said(info: str, text: str) -> list[tuple[str, int, str]]:
    return told(fenced(text, info))


def kinds(page: str, **options: Any) -> tuple[list[str], dict[str, int]]:
    """The rules that a page breaks with these options, and what its blocks count as."""
    found: Report = verify([Page("docs/page.md", page)], Config(lint=None, **options))
    return [finding.rule for finding in found.findings], dict(found.blocks)


@pytest.mark.parametrize("name", ["helm-values", "values", "other", "message"])
def test_who_says_the_format_knows_what_is_not_checked(name: str) -> None:
    page = report(fenced(VALUES, f'yaml format="{name}"'))
    assert (page.findings, [block.kind for block in page.blocks]) == ((), ["foreign"])


def test_its_yaml_is_checked_all_the_same() -> None:
    assert said('yaml format="helm-values"', f"{VALUES}replicaCount: 3\n") == [("duplicate-key", 4, "replicaCount")]
    assert [rule for rule, _, _ in said('yaml format="other"', "a: [b\n")] == ["yaml-syntax"]


def test_a_part_of_a_configuration_file_is_checked_as_one() -> None:
    assert said('yaml format="kubelet"', KUBELET) == []
    assert said('yaml format="kubelet"', KUBELET.replace("maxPods", "maxPod")) == [("unknown-field", 2, "maxPod")]
    assert said('yaml format="kubeconfig"', "clusters:\n  - name: a\n    clustr: {}\n") == [
        ("unknown-field", 4, "clustr")
    ]
    assert said('yaml format="audit"', "rules:\n  - level: All\n") == [("invalid-value", 3, "All")]


@pytest.mark.parametrize(
    ("name", "text", "line", "shown"),
    [
        ("compose", CONFIG_MAP, 3, "ConfigMap"),
        ("kubelet", "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n", 3, "InitConfiguration"),
    ],
)
def test_what_says_itself_that_it_is_something_else_is_a_mistake(name: str, text: str, line: int, shown: str) -> None:
    assert said(f'yaml format="{name}"', text) == [("wrong-format", line, shown)]


def test_a_manifest_that_is_taken_for_something_else_can_say_so() -> None:
    chart = "apiVersion: v1\nname: web\nversion: 1.0.0\n"
    assert report(fenced(chart)).blocks[0].kind == "foreign"
    page = report(fenced(chart, 'yaml format="kubernetes"'))
    assert (page.blocks[0].kind, {finding.rule for finding in page.findings}) == ("fragment", {"unknown-field"})


def test_a_name_that_there_is_not_is_an_error_with_the_nearest() -> None:
    text = fenced(COMPOSE, 'yaml format="kubelte"')
    found = [finding for finding in report(text).findings if finding.rule == "unknown-format"]
    assert [covered(text, finding) for finding in found] == ['```yaml format="kubelte"']
    assert found[0].text.en == "there is no format kubelte; did you mean kubelet?"


ROWS: list[tuple[dict[str, Any], str]] = [
    ({"formats": (("docs/*.md", "helm-values"),)}, fenced(VALUES)),
    ({"formats": (("**/page.md", "helm-values"),)}, fenced(VALUES)),
    ({"formats": (("prod-*.yaml", "helm-values"),)}, fenced(VALUES, 'yaml title="prod-eu.yaml"')),
    ({"format_languages": (("values", "helm-values"),)}, fenced(VALUES, "values")),
    ({"format_keys": (("replicaCount image", "helm-values"),)}, fenced(VALUES)),
]


@pytest.mark.parametrize(("options", "page"), ROWS)
def test_the_configuration_says_the_format_of_many(options: dict[str, Any], page: str) -> None:
    assert kinds(page, **options) == ([], {"foreign": 1})
    assert kinds(page) != ([], {"foreign": 1})


@pytest.mark.parametrize(
    "options",
    [
        {"formats": (("page.yaml", "helm-values"),)},
        {"formats": (("docs", "helm-values"),)},
        {"format_keys": (("replicaCount tag", "helm-values"),)},
    ],
)
def test_rows_that_do_not_fit_say_nothing(options: dict[str, Any]) -> None:
    assert kinds(fenced(VALUES), **options) == kinds(fenced(VALUES))


def test_a_manifest_in_such_a_folder_stays_one() -> None:
    options: dict[str, Any] = {"formats": (("docs/**", "helm-values"), ("*.md", "helm-values"))}
    assert kinds(fenced(CONFIG_MAP), **options) == ([], {"manifest": 1})


@pytest.mark.parametrize("title", ["values.yaml", "values-prod.yaml", "charts/web/values.yaml"])
def test_names_that_programs_look_for_are_known(title: str) -> None:
    assert kinds(fenced(VALUES, f'yaml title="{title}"')) == (["unchecked-format"], {"foreign": 1})
    met = verify([Page(title, VALUES, markdown=False, found=True)], Config(lint=None))
    assert ([finding.rule for finding in met.findings], dict(met.blocks)) == (["unchecked-format"], {"foreign": 1})


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("values.yaml", "values.yaml", True),
        ("values.yaml", "charts/web/values.yaml", True),
        ("values.yaml", "myvalues.yaml", False),
        ("charts/*/values.yaml", "charts/web/values.yaml", True),
        ("charts/*/values.yaml", "charts/a/b/values.yaml", False),
        ("charts/**/values.yaml", "charts/a/b/values.yaml", True),
        ("charts/**/values.yaml", "charts/values.yaml", True),
        ("charts/**", "deploy/charts/a/b.yaml", True),
        ("value?.yaml", "values.yaml", True),
        ("a.b", "aXb", False),
    ],
)
def test_patterns(pattern: str, name: str, expected: bool) -> None:
    assert fits(pattern, name) is expected
