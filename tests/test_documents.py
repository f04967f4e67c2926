"""Documents: the values, and the way from every path back to its place in the text."""

import pytest

from kubefence.positions import FileMap, Span
from kubefence.yamldoc.document import Document, Json, Path
from kubefence.yamldoc.load import load
from kubefence.yamldoc.outcomes import Unreadable
from tests.helpers import CONFIG_MAP, DEPLOYMENT, fenced, findings, rules, told


def documents(text: str) -> list[Document]:
    return [item for item in load(text, FileMap("a.yaml")) if isinstance(item, Document)]


def value(text: str) -> Json:
    [document] = documents(text)
    return document.value


def places(text: str, path: Path) -> list[Span]:
    """Where the key and the value at ``path`` stand."""
    [document] = documents(text)
    return [document.key_place(path).span, document.value_place(path).span]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: 1\nb: [x, 'y', {c: d}]\n", {"a": 1, "b": ["x", "y", {"c": "d"}]}),
        ("a:\n- 1\n- - 2\n  - 3\n", {"a": [1, [2, 3]]}),
        ("a: |\n  x\n   y\nb: >-\n  x\n  y\n", {"a": "x\n y\n", "b": "x y"}),
        ("a: \"\\u4e2d\\n\"\nb: 'it''s'\n", {"a": "中\n", "b": "it's"}),
        ("a: &x {b: 1}\nc: *x\n", {"a": {"b": 1}, "c": {"b": 1}}),
        ("1: a\nyes: b\n", {"1": "a", "true": "b"}),
        ("? a\n: b\n", {"a": "b"}),
        ("a:\nb: ~\n", {"a": None, "b": None}),
        ("a: # 注释\n  b\n", {"a": "b"}),
        ("a: x\n  y\n", {"a": "x y"}),
        ("{}", {}),
        ("a: !!str 1\nb: !!int '1'\n", {"a": "1", "b": 1}),
    ],
)
def test_value(text: str, meant: Json) -> None:
    assert value(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n", {"b": 1, "c": 2}),
        ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n", {"b": 1, "c": 3}),
        ("a: &x {b: 1, c: 2}\nd:\n  c: 3\n  <<: *x\n", {"b": 1, "c": 3}),
        ("a: &x {b: 1}\ne: &y {b: 2, c: 4}\nd:\n  <<: [*x, *y]\n", {"b": 1, "c": 4}),
        ("d:\n  '<<': x\n", {"<<": "x"}),
    ],
)
def test_merge_key(text: str, meant: Json) -> None:
    merged = value(text)
    assert isinstance(merged, dict)
    assert merged["d"] == meant


@pytest.mark.parametrize(
    ("text", "path", "key", "at"),
    [
        ("a: b\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 5)),
        ("a:\n  b: 'c d'\n", ("a", "b"), (2, 3, 2, 4), (2, 6, 2, 11)),
        ("a:\n  - x\n  - y: z\n", ("a", 1), (3, 5, 3, 6), (3, 5, 3, 6)),
        ("a:\n  - x\n  - k: z\n", ("a", 1, "k"), (3, 5, 3, 6), (3, 8, 3, 9)),
        ("a: {b: [1, 22]}\n", ("a", "b", 1), (1, 12, 1, 14), (1, 12, 1, 14)),
        ("a: {b: [1, 22]}\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 16)),
        ("名字: 值 # 注\n", ("名字",), (1, 1, 1, 3), (1, 5, 1, 6)),
        ("a: 😀 b\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 7)),
        ("{a: 中文, b: 1}\n", ("b",), (1, 9, 1, 10), (1, 12, 1, 13)),
        ("a: |\n  x\n  y\nb: 1\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 5)),
        ("a: x\n  y\n", ("a",), (1, 1, 1, 2), (1, 4, 2, 4)),
        ('a: "x\n  y"\n', ("a",), (1, 1, 1, 2), (1, 4, 2, 5)),
        ("a:\n  b: 1\n  c: 2\n", ("a",), (1, 1, 1, 2), (2, 3, 2, 4)),
        ("a:\nb: 1\n", ("a",), (1, 1, 1, 2), (1, 1, 1, 2)),
        ("a: &x {b: 1}\nc: *x\n", ("c", "b"), (1, 8, 1, 9), (1, 11, 1, 12)),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", ("c", "b"), (1, 8, 1, 9), (1, 11, 1, 12)),
        ("a: 1\nb: 2\na: 3\n", ("a",), (3, 1, 3, 2), (3, 4, 3, 5)),
        ("1: a\n", ("1",), (1, 1, 1, 2), (1, 4, 1, 5)),
        ("# 注\n\na: 1\n", (), (3, 1, 3, 2), (3, 1, 3, 2)),
        ("a:\n  b: 1\n", ("a", "c"), (1, 1, 1, 2), (2, 3, 2, 4)),
        ("a: [1]\n", ("a", 7), (1, 1, 1, 2), (1, 4, 1, 7)),
    ],
)
def test_places_of_key_and_value(text: str, path: Path, key: tuple[int, ...], at: tuple[int, ...]) -> None:
    assert places(text, path) == [key, at]


def test_several_documents_keep_their_lines() -> None:
    first, second = documents("a: 1\n---\n# 空\n---\nb:\n  c: 2\n")
    assert (first.value, second.value) == ({"a": 1}, {"b": {"c": 2}})
    assert second.value_place(("b", "c")).span == (6, 6, 6, 7)


def test_a_broken_document_does_not_hide_the_others() -> None:
    items = list(load("a: [1\n---\nb: 2\n---\nc: 'x\n---\nd: 4\n", FileMap("a.yaml")))
    assert [item.value if isinstance(item, Document) else type(item) for item in items] == [
        Unreadable,
        {"b": 2},
        Unreadable,
        {"d": 4},
    ]


def test_every_object_of_a_block_is_checked() -> None:
    wrong = CONFIG_MAP + "dat: {}\n"
    right, last = CONFIG_MAP.replace("web", "api"), wrong.replace("web", "last")
    text = fenced(f"{wrong}---\n# 说明\n---\n{right}---\n{last}")
    assert told(text) == [("unknown-field", 6, "dat"), ("unknown-field", 19, "dat")]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("data:\n  a: x\n  b: w\n  a: z\n", 8, "a"),
        ("data: {a: x, a: z}\n", 5, "a"),
        ("data:\n  1: x\n  '1': z\n", 7, "1"),
        ("data:\n  a: x\ndata:\n  b: z\n", 7, "data"),
    ],
)
def test_a_key_given_twice(text: str, line: int, field: str) -> None:
    [finding] = findings(CONFIG_MAP + text, "a.yaml")
    assert (finding.rule, finding.span.line, finding.field) == ("duplicate-key", line, field)
    [before] = finding.related
    assert before.place.span < finding.span


@pytest.mark.parametrize(
    ("annotations", "line"),
    [
        ("    <<: *labels\n    app: other\n", 9),
        ("    app: other\n    <<: *labels\n", 8),
        ("    <<: [*labels, {app: other}]\n", 8),
        ("    <<: *labels\n    <<: {app: other}\n", 9),
    ],
)
def test_a_merged_key_is_not_given_again(annotations: str, line: int) -> None:
    text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: &labels\n    app: web\n  annotations:\n"
    [finding] = findings(text + annotations, "a.yaml")
    assert (finding.rule, finding.span.line, finding.field) == ("duplicate-key", line, "app")
    assert "merging" in finding.text.en
    assert told(text + "    <<: *labels\n    team: other\n", "a.yaml") == []


@pytest.mark.parametrize(
    "text",
    [
        "x-web: &web {image: web:1, hostname: a}\nservices:\n  a: *web\n  b:\n    <<: *web\n    hostname: b\n",
        "stages: [test]\n.job: &job {stage: test, script: [a]}\none:\n  <<: *job\n  script: [b]\n",
    ],
    ids=["compose", "gitlab-ci"],
)
def test_what_overrides_a_merged_key_is_right_where_something_else_reads_it(text: str) -> None:
    assert "duplicate-key" not in rules(fenced(text))
    assert rules(fenced(text + "x-last: {image: a, image: b}\n")).count("duplicate-key") == 1


def test_a_key_given_twice_deep_inside_is_found_where_it_stands() -> None:
    text = DEPLOYMENT + "          image: registry.example.com/web:2.0.0\n"
    assert told(text, "a.yaml") == [("duplicate-key", 18, "image")]


def test_two_objects_without_a_separator_are_said_to_be_that() -> None:
    text = fenced(CONFIG_MAP + "\n" + DEPLOYMENT)
    [finding] = findings(text)
    assert (finding.rule, finding.span.line) == ("missing-separator", 7)
    assert "---" in finding.text.en
    assert [related.place.span.line for related in finding.related] == [2]


@pytest.mark.parametrize("written", ["? [a]\n: b", "? {a: b}\n: c", "<<: 1", "<<: [1]"])
def test_keys_that_json_does_not_have(written: str) -> None:
    assert "unrepresentable" in [rule for rule, *_ in told(f"{CONFIG_MAP}{written}\n", "a.yaml")]
