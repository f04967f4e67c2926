"""Lists of objects, as kubectl takes them apart."""

import pytest

from tests.helpers import fenced, findings, report, rules

LIST = """\
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: a}
    dat: {}
"""


def test_the_items_of_a_list_are_objects() -> None:
    [finding] = findings(fenced(LIST))
    assert (finding.rule, finding.span[:2], finding.field) == ("unknown-field", (8, 5), "items[0].dat")
    assert rules("apiVersion: v1\nkind: List\n", "a.yaml") == ["missing-field"]
    assert rules("apiVersion: v1\nkind: List\nitems: [{a: b}]\n", "a.yaml") == ["not-identified"]
    assert rules("apiVersion: v1\nkind: List\nitems: []\n", "a.yaml") == []


def test_a_list_is_known_in_every_api_version_that_there_is() -> None:
    """kubectl's mapper knows a ``List`` beside the kinds of each version (``restmapper/discovery.go``)."""
    for api_version in ("apps/v1", "batch/v1"):
        told = [(f.rule, f.field) for f in findings(LIST.replace("v1", api_version, 1), "a.yaml")]
        assert told == [("unknown-field", "items[0].dat")]
    assert rules(LIST.replace("v1", "apps/v3", 1), "a.yaml") == ["unknown-kind"]


def test_nothing_looks_at_the_metadata_of_a_list() -> None:
    text = LIST.replace("dat: {}", "data: {}")
    for metadata in ("labels: [a]", "labels: {a: 5}", "name: A_B", "annotations: 1"):
        assert rules(f"{text}metadata: {{{metadata}}}\n", "a.yaml") == []


def test_the_items_of_a_list_are_a_list() -> None:
    text = "apiVersion: v1\nkind: List\nmetadata: {}\nitems:\n  apiVersion: v1\n  kind: ConfigMap\n"
    [finding] = findings(text, "a.yaml")
    assert (finding.rule, finding.span[:2], finding.field) == ("wrong-type", (4, 1), "items")


def test_a_list_of_one_kind() -> None:
    text = "apiVersion: v1\nkind: ConfigMapList\nitems:\n  - metadata: {name: a}\n    dat: {}\n"
    assert [(finding.rule, finding.field) for finding in findings(text, "a.yaml")] == [
        ("unknown-field", "items[0].dat")
    ]


@pytest.mark.parametrize(
    ("kind", "item", "expected"),
    [
        ("ConfigMapList", "{metadata: {name: a}}", set()),
        ("ConfigMapList", "{apiVersion: null, kind: '', metadata: {name: a}}", set()),
        ("ConfigMapList", "{apiVersion: v1, kind: Secret, metadata: {name: a}}", set()),
        ("ConfigMapList", "null", {("missing-field", "items[0].metadata.name")}),
        ("ConfigMapList", "{apiVersion: v1, metadata: {name: a}}", {("missing-field", "items[0].kind")}),
        ("ConfigMapList", "{kind: ConfigMap, metadata: {name: a}}", {("missing-field", "items[0].apiVersion")}),
        ("ConfigMapList", "{apiVersion: v9, kind: ConfigMap}", {("wrong-api-version", "items[0].apiVersion")}),
        ("ConfigMapList", "a", {("wrong-type", "items[0]")}),
        ("List", "null", {("not-identified", "items[0]")}),
        ("List", "{}", {("not-identified", "items[0]")}),
        ("List", "{metadata: {name: a}}", {("not-identified", "items[0]")}),
        ("List", "{kind: null, apiVersion: v1}", {("missing-field", "items[0].kind")}),
        ("List", "[]", {("wrong-type", "items[0]")}),
    ],
)
def test_an_item_of_a_list_is_what_kubectl_makes_of_it(kind: str, item: str, expected: set[tuple[str, str]]) -> None:
    text = f"apiVersion: v1\nkind: {kind}\nitems:\n  - {item}\n"
    found = findings(text, "a.yaml")
    assert {(finding.rule, finding.field) for finding in found} == expected
    assert all(finding.span.line == 4 for finding in found)
    assert not any("fragment" in finding.text.en for finding in found)


def test_a_list_of_one_kind_is_checked_itself() -> None:
    head = "apiVersion: v1\nkind: ConfigMapList\n"
    assert [finding.field for finding in findings(head + "item: []\n", "a.yaml")] == ["item"]
    assert rules(head + "items: []\nmetadata: {name: a}\n", "a.yaml") == ["unknown-field"]
    assert rules(head + "items:\n", "a.yaml") == ["missing-field"]


def test_every_object_is_counted() -> None:
    page = report(fenced(LIST) + "\n" + fenced("a: b", "json"))
    assert [block.kind for block in page.blocks] == ["manifest", "other"]
