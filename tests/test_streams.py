"""Streams and their documents are read as kubectl reads them.

What is expected here is what ``YAMLOrJSONDecoder`` of apimachinery 1.37 makes of the same texts, with
go.yaml.in/yaml/v2 v2.4.4 behind it.
"""

import pytest

from kubefence.findings import Severity
from kubefence.positions import FileMap
from kubefence.yamldoc.document import Document, Json
from kubefence.yamldoc.load import load
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, findings, rules

DATA = f"{CONFIG_MAP}data:\n"


def values(text: str) -> list[Json]:
    """The documents that hold something; everything can be read."""
    items = list(load(text, FileMap("a.yaml")))
    assert all(isinstance(item, Document) for item in items), items
    return [item.value for item in items if isinstance(item, Document) and item.value is not None]


def spots(text: str) -> list[tuple[str, Severity, int, int]]:
    return [(f.rule, f.severity, f.span.line, f.span.column) for f in findings(text, "a.yaml")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("---\na: b\n", [{"a": "b"}]),
        ("---\n---\na: b\n---\n\n---\nc: d", [{"a": "b"}, {"c": "d"}]),
        ("--- # 注释\na: b\n---\t \n---   # x\nc: d\n", [{"a": "b"}, {"c": "d"}]),
        ("a: b\n---# c\nc: d\n", [{"a": "b"}, {"c": "d"}]),
        ("a: b\n...\n", [{"a": "b"}]),
        ("a: b\n... # 完\n# c\n\n---\nc: d\n", [{"a": "b"}, {"c": "d"}]),
        ("a: b\n...\n%YAML 1.1\n---\nc: d\n", [{"a": "b"}, {"c": "d"}]),
        ("a: |\n  x\n  ...\n  ---\n", [{"a": "x\n...\n---\n"}]),
        ("a: |\n  x", [{"a": "x\n"}]),
        ("\ufeffa: b\nc: d\n", [{"a": "b", "c": "d"}]),
        ("a: b\n---\n\ufeffc: d\ne: f\n", [{"a": "b"}, {"c": "d", "e": "f"}]),
        ("a: \ufeffb\n", [{"a": "\ufeffb"}]),
    ],
)
def test_documents_of_a_stream(text: str, meant: Json) -> None:
    assert values(text) == meant


@pytest.mark.parametrize("line", ["--- {a: b}", "--- a", "---a: b", "----", "--- |", "-----BEGIN CERTIFICATE-----"])
@pytest.mark.parametrize("before", ["", CONFIG_MAP, f"---\n{CONFIG_MAP}---\n"])
def test_nothing_but_a_comment_can_stand_behind_a_separator(before: str, line: str) -> None:
    text = f"{before}{line}\nx: [\n---\n{WRONG_CONFIG_MAP}"
    first, second = findings(text, "a.yaml")
    assert (first.rule, first.severity, covered(text, first)) == ("yaml-syntax", Severity.ERROR, line)
    assert (second.rule, covered(text, second)) == ("unknown-field", "dat")


@pytest.mark.parametrize(
    "directive", ["%YAML 1.1", "%YAML 1.2", "%YAML 2.0", "%YAML", "%TAG ! tag:a.example,2026:", "%A"]
)
@pytest.mark.parametrize(("before", "line"), [("", 1), ("# web\n\n", 3), (f"{CONFIG_MAP}---\n", 6)])
def test_directives_are_refused_because_the_text_is_cut_behind_them(before: str, line: int, directive: str) -> None:
    text = f"{before}{directive}\n%YAML 1.1\n---\n{CONFIG_MAP}"
    [finding] = findings(text, "a.yaml")
    assert (finding.rule, finding.severity, finding.span[:2]) == ("yaml-syntax", Severity.ERROR, (line, 1))
    assert "directives" in finding.text.en


def test_an_object_behind_the_end_of_a_document_is_lost_and_that_is_told() -> None:
    last = CONFIG_MAP.replace("web", "last")
    [finding] = findings(f"{CONFIG_MAP}...\n\n# 第二个\n{WRONG_CONFIG_MAP}---\n{last}", "a.yaml")
    assert (finding.rule, finding.severity, finding.span[:2]) == ("ignored-document", Severity.WARNING, (8, 1))
    assert "---" in finding.text.en
    assert "---" in finding.text.zh


def test_what_is_wrong_before_the_end_of_a_document_is_told_as_well() -> None:
    text = f"{WRONG_CONFIG_MAP}...\n{{'apiVersion': v1, 'kind': ConfigMap}}\n"
    assert [rule for rule, *_ in spots(text)] == ["unknown-field", "ignored-document"]


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
class TestInvisibleLineBreaks:
    """Characters that end a line for the server's parser, and for hardly any editor."""

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("a: 'x%y'\n", "x y"),
            ('a: "x%y"\n', "x y"),
            ("a: x%  y\n", "x y"),
            ("a: # 注释%  x\n", "x"),
            ("a:%  b: c%  d: e\n", {"b": "c", "d": "e"}),
        ],
    )
    def test_they_end_the_line(self, mark: str, text: str, meant: Json) -> None:
        assert values(text.replace("%", mark)) == [{"a": meant if mark == "\x85" or meant != "x y" else f"x{mark}y"}]

    def test_that_is_told_where_it_changes_nothing(self, mark: str) -> None:
        assert spots(f"# 一{mark}{CONFIG_MAP}") == [("yaml-syntax", Severity.WARNING, 1, 4)]

    def test_places_are_those_of_the_lines_that_an_editor_shows(self, mark: str) -> None:
        text = f"{DATA}  a: b{mark}  c: [d]\n  e:\n    - f\n---\n{WRONG_CONFIG_MAP.replace('web', 'api')}"
        wrong = {covered(text, finding): finding.span[:2] for finding in findings(text, "a.yaml")}
        assert wrong == {mark: (6, 7), "[d]": (6, 13), "f": (8, 7), "dat": (14, 1)}

    def test_an_object_begins_where_it_is_shown(self, mark: str) -> None:
        [item] = load(f"# 一{mark}\n{CONFIG_MAP}", FileMap("a.yaml"))
        assert isinstance(item, Document)
        assert item.value_place(()).span == item.key_place(("apiVersion",)).span == (2, 1, 2, 11)

    def test_one_that_makes_a_text_unreadable_is_told_and_nothing_else(self, mark: str) -> None:
        assert spots(f"---\n---\n{DATA}  a: 值{mark}c\n") == [("yaml-syntax", Severity.ERROR, 8, 7)]

    def test_a_document_that_begins_behind_one_is_lost(self, mark: str) -> None:
        text = f"{CONFIG_MAP}# x{mark}---\n{WRONG_CONFIG_MAP}"
        assert [rule for rule, *_ in spots(text)] == ["yaml-syntax", "ignored-document"]


def test_a_mark_in_the_middle_of_a_file_is_no_beginning() -> None:
    [finding] = findings(f"{CONFIG_MAP}\ufeffdata:\n  a: b\n", "a.yaml")
    assert (finding.rule, finding.span[:2]) == ("yaml-syntax", (5, 1))
    assert "U+FEFF" in finding.text.en


def test_a_mark_at_the_beginning_moves_no_place() -> None:
    text = f"\ufeff{WRONG_CONFIG_MAP}---\n\ufeffdat: {{}}\n{CONFIG_MAP.replace('web', 'api')}"
    assert [(covered(text, each), each.span[:2]) for each in findings(text, "a.yaml")] == [
        ("dat", (5, 1)),
        ("dat", (7, 2)),
    ]


@pytest.mark.parametrize("text", ["# 只有注释", "# a\n---\n# b\n", "---\n---\n# a\n"])
def test_comments_alone_are_nothing_to_kubectl(text: str) -> None:
    assert values(text) == []


class TestAnchors:
    """An anchor that is defined again: aliases mean the last definition before them."""

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("a: &x 1\nb: &x 2\nc: *x\n", {"a": 1, "b": 2, "c": 2}),
            ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", {"a": 1, "b": 1, "c": 2, "d": 2}),
            ("a: &x {b: &x 1, c: *x}\nd: *x\n", {"a": {"b": 1, "c": 1}, "d": 1}),
            ("a: &x [&x b, *x]\nc: *x\n", {"a": ["b", "b"], "c": "b"}),
            ("&x a: 1\n*x : 2\nb: &x yes\nc: [*x]\n", {"a": 2, "b": True, "c": [True]}),
            ("a: &x {b: 1}\nc: &x {d: 2}\ne:\n  <<: *x\n", {"a": {"b": 1}, "c": {"d": 2}, "e": {"d": 2}}),
            ("a: &x !!str 1\nb: &x '2'\nc: &x |\n  y\nd: *x\n", {"a": "1", "b": "2", "c": "y\n", "d": "y\n"}),
            ("a: &x\nb: &x\nc: *x\n", {"a": None, "b": None, "c": None}),
        ],
    )
    def test_values(self, text: str, meant: Json) -> None:
        assert values(text) == [meant]

    def test_each_document_has_its_own(self) -> None:
        assert values("a: &x 1\nb: &x 2\n---\nc: &x 3\nd: *x\n") == [{"a": 1, "b": 2}, {"c": 3, "d": 3}]
        [finding] = findings(f"{DATA}  a: &x b\n  c: &x d\n---\n{DATA}  e: *x\n", "a.yaml")
        assert (finding.rule, finding.span[:2]) == ("yaml-syntax", (14, 6))
        assert "anchor" in finding.text.en

    def test_places_lead_to_the_definition_that_is_meant(self) -> None:
        [item] = load("a: &x b\nc: &x {d: e}\nf: *x\n", FileMap("a.yaml"))
        assert isinstance(item, Document)
        assert item.value_place(("a",)).span == (1, 4, 1, 8)
        assert item.value_place(("f", "d")).span == item.value_place(("c", "d")).span == (2, 11, 2, 12)

    @pytest.mark.parametrize(
        "text", ["a: &x 1\nb: &x {c: *x}\n", "a: &x 1\nb: &x [[*x]]\n", "a: &x 1\nb: &x\n  <<: *x\n"]
    )
    def test_one_that_contains_itself(self, text: str) -> None:
        assert rules(text, "a.yaml") == ["alias-bomb"]

    def test_what_unfolds_without_end(self) -> None:
        lines = ["a: &x [1, 2]", *(f"a{n}: &x [{', '.join(['*x'] * 9)}]" for n in range(9))]
        assert rules("\n".join(lines), "a.yaml") == ["alias-bomb"]

    def test_a_large_document_without_an_alias_is_none(self) -> None:
        many = 210_000
        assert values(f"a: !!str 1\nb: [{'1,' * many}]\n") == [{"a": "1", "b": [1] * many}]

    def test_a_sequence_is_merged_where_it_is_written_not_from_an_alias(self) -> None:
        assert values("a: &x {b: 1}\nc: {<<: [*x, {d: 2}]}\n") == [{"a": {"b": 1}, "c": {"b": 1, "d": 2}}]
        assert "unrepresentable" in rules("a: &x [{b: 1}]\nc: {<<: *x}\n", "a.yaml")


FITTING = {
    "!!int 5": 5,
    "!!int '5'": 5,
    "!!int 0x1F": 31,
    "!!float 5": 5,
    "!!float '0.5'": 0.5,
    "!!bool on": True,
    "!!bool 'no'": False,
    "!!null": None,
    "!!null ''": None,
    "!!null ~": None,
    "!!str 5": "5",
    "!!str": "",
    "!!str yes": "yes",
    "!!timestamp 2026-02-28": "2026-02-28",
    "!!timestamp 2026-2-1T7:05:09.5Z": "2026-2-1T7:05:09.5Z",
    "!!timestamp 2026-02-28 07:05:09": "2026-02-28 07:05:09",
    "!!timestamp 2024-02-29t07:05:09+08:00": "2024-02-29t07:05:09+08:00",
    "!!binary aGk=": "hi",
    "!!binary |\n    aG\n    k=": "hi",
    "!<tag:yaml.org,2002:int> 5": 5,
    "! 5": "5",
    "! '5'": "5",
    "!web 5": "5",
    "!!web 5": "5",
    "!!map x": "x",
    "!!int {x: z}": {"x": "z"},
    "!!str [x]": ["x"],
    "!web {x: !web y}": {"x": "y"},
}
UNFITTING = [
    "!!int web",
    "!!int 5.0",
    "!!int yes",
    "!!int ''",
    "!!int '5 '",
    "!!int 2026-02-28",
    "!!float web",
    "!!float nan",
    "!!float 18446744073709551615",
    "!!bool maybe",
    "!!bool 1",
    "!!null web",
    "!!null 0",
    "!!timestamp web",
    "!!timestamp 2026-02-29",
    "!!timestamp 2026-13-01",
    "!!timestamp 2026-02-28 25:00:00",
    "!!timestamp 2026-02-28 07:05:09 -5",
    "!<tag:yaml.org,2002:int> web",
]


class TestTags:
    """A tag of the core schema has to fit; all others mean nothing, and what has one is a string."""

    @pytest.mark.parametrize(("written", "meant"), FITTING.items())
    def test_fitting(self, written: str, meant: Json) -> None:
        assert values(f"a: {written}\n") == [{"a": meant}]

    @pytest.mark.parametrize("written", UNFITTING)
    def test_unfitting(self, written: str) -> None:
        for text in (f"{CONFIG_MAP}spec: {{replicas: [{written}]}}\n", f"{DATA}  ? {written}\n  : x\n"):
            [finding] = findings(text, "a.yaml")
            assert (finding.rule, finding.severity) == ("wrong-tag", Severity.ERROR)
            assert covered(text, finding).startswith("!")

    @pytest.mark.parametrize("written", ["aGk", "aGkh=", "'aG k='", "中", "aG\n    k="])
    def test_binary_that_is_none(self, written: str) -> None:
        assert rules(f"{DATA}  a: !!binary {written}\n", "a.yaml") == ["unrepresentable"]

    @pytest.mark.parametrize(
        ("written", "name"),
        [("!!int 5", "5"), ("!!str 5", "5"), ("!!bool yes", "true"), ("!!binary aGk=", "hi"), ("!web yes", "yes")],
    )
    def test_keys(self, written: str, name: str) -> None:
        assert values(f"{written}: x\n") == [{name: "x"}]

    def test_the_place_of_a_key_with_a_tag(self) -> None:
        [item] = load("a:\n  !!bool yes: [x]\n", FileMap("a.yaml"))
        assert isinstance(item, Document)
        assert item.value_place(("a", "true")).span == (2, 15, 2, 18)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("1e6", "1e+06"),
        ("100000.0", "100000"),
        ("3.10", "3.1"),
        ("1.23456789", "1.2345679"),
        (".inf", ".inf"),
        ("-1e300", "-.inf"),
        (".nan", ".nan"),
        ("0.00001", "1e-05"),
        ("9223372036854775807", "9223372036854775807"),
    ],
)
def test_numbers_as_keys(written: str, name: str) -> None:
    assert values(f"{written}: x\n") == [{name: "x"}]


def test_a_number_that_is_too_large_for_a_key() -> None:
    assert rules(f"{DATA}  9223372036854775808: x\n", "a.yaml") == ["unrepresentable"]


@pytest.mark.parametrize(
    ("written", "meant"), [(".1_0", 0.1), ("._1", "._1"), ("0b-101", -5), ("0b+1", 1), ("-0b11", -3), ("-0.0", 0)]
)
def test_numbers_written_as_nobody_would(written: str, meant: Json) -> None:
    assert values(f"a: {written}\n") == [{"a": meant}]
