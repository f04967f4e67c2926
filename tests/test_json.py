"""JSON is read as JSON: what kubectl's decoder makes of it, and every key and value at its place."""

import json
import random

import pytest

from kubefence.blocks import Kind
from kubefence.config import DEFAULT_LINT
from kubefence.engine import Page, Verifier
from kubefence.findings import Severity
from kubefence.positions import FileMap
from kubefence.yamldoc.document import Document, Json
from kubefence.yamldoc.limits import MAX_DEPTH
from kubefence.yamldoc.load import load
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, report, rules, verifier
from tests.manifests import KINDS, manifest
from tests.test_properties import checked

HEAD = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}'
OBJECT = f"{HEAD}}}\n"
FIRST, LAST = OBJECT.replace("web", "first"), OBJECT.replace("web", "last")
WRONG = f'{HEAD},\n "dat": {{}}}}\n'
"""Breaks ``unknown-field`` in its second line, columns 2 to 6."""


def config_map(value: str) -> str:
    """An object whose second line has ``value``, JSON or not, from column 16 on."""
    return f'{HEAD},\n "data": {{"a": {value}}}}}\n'


def values(text: str) -> list[Json]:
    items = list(load(text, FileMap("a.json"), json=True))
    assert all(isinstance(item, Document) and item.json for item in items), items
    return [item.value for item in items if isinstance(item, Document)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r'"https:\/\/example.com\/"', "https://example.com/"),
        (r'"\ud83d\udcaf \u4e2d \b\f\n\r\t\"\\"', '\U0001f4af 中 \b\f\n\r\t"\\'),
        ('"\U0001f4af\u2028\x85\x7f"', "\U0001f4af\u2028\x85\x7f"),
        (r'"\ud83d"', "\ufffd"),
        (r'"\udcaf\ud83d x"', "\ufffd\ufffd x"),
        ("[true, false, null, {}, []]", [True, False, None, {}, []]),
        ("[0, -0, 7, 9223372036854775807, -9223372036854775808]", [0, 0, 7, 2**63 - 1, -(2**63)]),
        ("[1.0, 1e3, 1.5E-1, 0.25]", [1, 1000, 0.15, 0.25]),
        ("9223372036854775809", 2**63),
        ("123456789012345678901234567890", 123456789012345678901234567890.0),
        ('"yes"', "yes"),
        ('{"<<": {"a": 1}, "1": 2, "~": 3}', {"<<": {"a": 1}, "1": 2, "~": 3}),
        ('{"a": 1, "a": 2}', {"a": 2}),
    ],
)
def test_values(written: str, meant: Json) -> None:
    [value] = values(f" \n\t{written}\r\n")
    assert json.dumps(value) == json.dumps(meant)  # tells 1 from 1.0


def test_values_of_every_kind_are_those_that_were_written() -> None:
    for kind in KINDS:
        whole = manifest(kind, 3)
        for indent in (None, 2):
            assert values(json.dumps(whole, indent=indent, ensure_ascii=indent is None)) == [whole]


def test_keys_and_values_stand_where_they_are_written() -> None:
    text = '{\n  "a": [1, {"中\\n": "x"}],\n  "b\\u0063": null, "😀": -1.5e3\n}\n'
    [document] = load(text, FileMap("a.json"), json=True)
    assert isinstance(document, Document)
    for path, key, value in [
        (("a",), (2, 3, 2, 6), (2, 8, 2, 25)),
        (("a", 0), (2, 9, 2, 10), (2, 9, 2, 10)),
        (("a", 1, "中\n"), (2, 13, 2, 18), (2, 20, 2, 23)),
        (("bc",), (3, 3, 3, 12), (3, 14, 3, 18)),
        (("😀",), (3, 20, 3, 23), (3, 25, 3, 31)),
    ]:
        assert (document.key_place(path).span, document.value_place(path).span) == (key, value), path
    assert document.value_place(()).span == (1, 1, 1, 2)


class TestStreams:
    """Values follow one another; where JSON ends after one of them, YAML may follow."""

    @pytest.mark.parametrize("between", ["", "\n", " \t\n\n"])
    def test_one_after_the_other(self, between: str) -> None:
        text = FIRST.rstrip() + between + WRONG.rstrip() + between + LAST
        [finding] = findings(text, "a.json")
        assert (finding.rule, covered(text, finding)) == ("unknown-field", '"dat"')

    @pytest.mark.parametrize("name", ["a.yaml", "stdin", "a.json"])
    def test_what_begins_like_json_is_json_wherever_it_stands(self, name: str) -> None:
        text = "\ufeff \n" + config_map(r'"\/"')
        assert rules(text, name) == []

    def test_yaml_in_a_page_too(self) -> None:
        assert rules(fenced(config_map(r'"\/"'))) == []

    def test_an_object_of_json_before_documents_of_yaml(self) -> None:
        text = f"{FIRST}---\n{WRONG_CONFIG_MAP}---\n{WRONG.replace('web', 'last')}"
        assert [covered(text, each) for each in findings(text, "a.yaml")] == ["dat", '"dat"']

    def test_from_there_on_it_is_yaml(self) -> None:
        assert rules(f"{OBJECT}---\n" + config_map(r'"\/"'), "a.yaml") == ["yaml-syntax"]
        assert rules("---\n" + config_map(r'"\/"'), "a.yaml") == ["yaml-syntax"]

    def test_after_two_objects_nothing_but_json_can_follow(self) -> None:
        text = f"{OBJECT}{OBJECT}---\n{WRONG_CONFIG_MAP}"
        [finding] = findings(text, "a.yaml")
        assert (finding.rule, finding.severity, finding.span[:2]) == ("json-syntax", Severity.ERROR, (3, 1))

    def test_the_rest_of_a_line_may_be_yaml(self) -> None:
        text = f"{FIRST.rstrip()} # 注释\n---\n{WRONG_CONFIG_MAP}"
        assert [(each.rule, each.span.line) for each in findings(text, "a.yaml")] == [("unknown-field", 7)]

    def test_another_value_is_no_object(self) -> None:
        assert rules(f"{OBJECT}[1]", "a.yaml") == ["not-identified"]
        assert rules("[1]", "a.json") == ["not-identified"]


BROKEN: dict[str, tuple[str, int, int, str, str]] = {
    # name: text, line, column, words of the message
    "trailing comma": ('{\n "a": "\\/",\n}', 2, 11, "comma", "逗号"),
    "trailing comma in a list": ('{"a": ["\\/", 2 , ]}', 1, 16, "comma", "逗号"),
    "comment": ('{\n // 注释\n "a": 1}', 2, 2, "comments", "注释"),
    "comment in between": ('{"a": /* 注 */ 1}', 1, 7, "comments", "注释"),
    "comment after a value": ('{"a": 1 // b\n}', 1, 9, "comments", "注释"),
    "single quotes": ("{'a': \"b\"} '", 1, 2, "double quotes", "双引号"),
    "key without quotes": ('{a: "b", "c": \'', 1, 2, "key", "键"),
    "value without quotes": ('{"a": b, c: "}', 1, 7, "value", "值"),
    "true of Python": ('{"a": True, "b": "}', 1, 7, "value", "值"),
    "NaN": ('{"a": [1, NaN], "b": "\\/"}', 1, 11, "NaN", "NaN"),
    "leading zero": ('{"a": 01, b: "}', 1, 8, "number", "数"),
    "plus": ('{"a": +1, b: "}', 1, 7, "number", "数"),
    "fraction alone": ('{"a": .5, b: "}', 1, 7, "number", "数"),
    "fraction without digits": ('{"a": 1., b: "}', 1, 8, "number", "数"),
    "hexadecimal": ('{"a": 0x1F, b: "}', 1, 8, "number", "数"),
    "colon missing": ('{"a" "b"}', 1, 6, "colon", "冒号"),
    "comma missing": ('{"a": 1\n "b": 2}', 2, 2, "comma", "逗号"),
    "line break in a string": ('{"a": "b\nc", d: "}', 1, 9, "control character", "控制字符"),
    "tab in a string": ('{"a": "b\tc", d: "}', 1, 9, "control character", "控制字符"),
    "escape": (r'{"a": "\q"}', 1, 8, "escape", "转义"),
    "escape too short": (r'{"a": "x\u12"}', 1, 9, "escape", "转义"),
    "string not closed": ('{"a": "b}', 1, 7, "never closed", "没有结束"),
    "bracket not closed": ('{"a": [1, {"b": 2}\n', 2, 1, "too early", "没有写完"),
    "value missing": ('{"a": , "b": "}', 1, 7, "value", "值"),
    "too much": (f"{OBJECT.rstrip()}}}", 1, 71, "ended before", "已经结束"),
}


@pytest.mark.parametrize(("text", "line", "column", "en", "zh"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_is_said_in_terms_of_json(text: str, line: int, column: int, en: str, zh: str) -> None:
    [finding] = findings(text, "a.json")
    assert (finding.rule, finding.severity, finding.span[:2]) == ("json-syntax", Severity.ERROR, (line, column))
    assert en in finding.text.en
    assert zh in finding.text.zh


YAML_ALL_THE_SAME = {
    "trailing comma": (f"{HEAD},}}\n", 1, 70),
    "trailing comma in a list": (config_map('"b", "c": "d",'), 2, 29),
    "key without quotes": (f'{HEAD},\n data: {{"a": "b"}}}}\n', 2, 2),
    "value without quotes": (config_map("b"), 2, 16),
    "single quotes": (config_map("'b'"), 2, 16),
    "comment of YAML": (config_map('"b" # 注释\n'), 2, 20),
    "separator": (f"{OBJECT}---\n{LAST}", 2, 1),
    "no JSON at all": (CONFIG_MAP, 1, 1),
}


@pytest.mark.parametrize(("text", "line", "column"), YAML_ALL_THE_SAME.values(), ids=YAML_ALL_THE_SAME.keys())
def test_what_kubectl_can_read_as_yaml_is_a_warning_in_a_file_of_json(text: str, line: int, column: int) -> None:
    [finding] = findings(text, "a.json")
    assert (finding.rule, finding.severity, finding.span[:2]) == ("json-syntax", Severity.WARNING, (line, column))
    assert "kubectl reads it as YAML" in finding.text.en
    assert "当作 YAML" in finding.text.zh
    assert findings(text, "a.yaml") == []
    assert "unknown-field" in rules(text.replace('"metadata"', '"dat": {}, "metadata"'), "a.json") or text == CONFIG_MAP


def test_a_template_is_told_to_be_one() -> None:
    for text in ('{"a": {{ .Values.a }}}', "{{ .Values.a }}\n", '{"a": "b"{{ if .x }}, "c": 1{{ end }}}'):
        for name in ("a.json", "a.yaml"):
            [finding] = findings(text, name)
            assert "template" in finding.text.en


def test_a_key_given_twice() -> None:
    text = f'{HEAD}, "data": {{\n "a": "b",\n "c": "d",\n "a": "e"}}, "kind": "ConfigMap"}}'
    first, second = findings(text, "a.json")
    assert [(each.rule, covered(text, each), each.span.line) for each in (first, second)] == [
        ("duplicate-key", '"a"', 4),
        ("duplicate-key", '"kind"', 4),
    ]
    assert [related.place.span[:2] for related in first.related] == [(2, 2)]


def test_half_a_pair_is_a_warning() -> None:
    text = config_map(r'"\ud83d", "b": "\ud83d\udcaf", "c": "\\ud83d"')
    [finding] = findings(text, "a.json")
    assert (finding.rule, finding.severity, covered(text, finding)) == (
        "json-syntax",
        Severity.WARNING,
        r'"\ud83d"',
    )


@pytest.mark.parametrize("number", ["1e400", "-1e999", "9" * 400])
def test_a_number_that_nothing_can_hold(number: str) -> None:
    text = f'{HEAD}, "x": [{number}]}}'
    [finding] = findings(text, "a.json")
    assert (finding.rule, covered(text, finding)) == ("unrepresentable", number)


def test_a_number_of_a_million_digits_is_read_at_once() -> None:
    assert rules(f'{HEAD}, "x": {"9" * 1_000_000}}}', "a.json") == ["unrepresentable"]


@pytest.mark.parametrize("much", [MAX_DEPTH + 1, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a": ', "}")])
def test_deep_nesting(much: int, opening: str, closing: str) -> None:
    for closed in (closing * (much - 1), ""):
        text = f'{{"x": {opening * (much - 1)}1{closed}}}'
        for name in ("a.json", "a.yaml"):
            assert rules(text, name) in (["too-deep"], ["json-syntax"]), closed
    assert rules(f'{{"x": {opening * (much - 1)}1{closing * (much - 1)}}}', "a.json") == ["too-deep"]


def test_as_deep_as_allowed() -> None:
    text = f'{HEAD}, "x": {"[" * (MAX_DEPTH - 1)}{"]" * (MAX_DEPTH - 1)}}}'
    assert rules(text, "a.json") == ["unknown-field"]


def test_the_style_of_json_is_nobodys_business() -> None:
    for name in ("a.json", "a.yaml"):
        assert report('{  "apiVersion":"v1","kind":"ConfigMap" ,"metadata":{"name":"web"}}   ', name).findings == ()
        assert report(WRONG.replace(" ", "   "), name, lint=DEFAULT_LINT).findings[0].rule == "unknown-field"


def test_changed_characters_never_lead_to_an_exception_or_a_place_outside() -> None:
    rng = random.Random("json")
    pieces = [
        *'{}[],:"\\/\n\t #1-.eE',
        "\\u",
        "\\ud83d",
        "\ud83d",
        "\u2028",
        "NaN",
        "---\n",
        "...\n",
        "//",
        '"a": ',
        "😀",
    ]
    for kind in KINDS[::3]:
        text = json.dumps(manifest(kind, 1), indent=rng.choice([None, 1]))
        for _ in range(6):
            at = rng.randrange(len(text))
            changed = text[:at] + rng.choice(pieces) + text[at + rng.randrange(3) :]
            checked(changed)
            verifier().verify(Page("a.json", changed, markdown=False))


class TestFilesThatAreMet:
    """A file of JSON that lies in a folder is for Kubernetes only if it says so."""

    @staticmethod
    def kinds(text: str, name: str = "a.json") -> tuple[list[str], list[str]]:
        page: Verifier = verifier()
        told = page.verify(Page(name, text, markdown=False, found=True))
        return [finding.rule for finding in told.findings], [block.kind for block in told.blocks]

    @pytest.mark.parametrize(
        "text",
        [
            '{"name": "web", "version": "1.0.0", "dependencies": {}}',
            '{\n  // 注释\n  "compilerOptions": {"strict": true,},\n}',
            '{"kind": "calendar#events", "items": []}',
            '{"apiVersion": "1.0", "swaggerVersion": "1.2", "apis": []}',
            '{"definitions": {"a": {"properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}}}}}',
            '{"kind": {"a": "b"}, "apiVersion": 1}',
            f"[{OBJECT}]",
            "[]",
            "",
            "version https://git-lfs.example.com/spec/v1\n",
            '{"a": "' + "x" * 4 * 2**20 + '"}',
            '{"kind": {"a": "' + "x" * 4 * 2**20 + '"}}',
        ],
    )
    def test_others_are_counted_and_left_alone(self, text: str) -> None:
        assert self.kinds(text) == ([], [Kind.UNRELATED])

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            (OBJECT, []),
            (WRONG, ["unknown-field"]),
            (OBJECT.replace('"kind": "ConfigMap", ', ""), ["missing-field"]),
            (OBJECT.replace('"apiVersion": "v1", ', ""), ["missing-field"]),
            (f'{{"a": 1}}{OBJECT}', ["not-identified"]),
            (config_map("["), ["json-syntax"]),
            (WRONG.replace("}}", "},}"), ["json-syntax", "unknown-field"]),
            (config_map('"' + "x" * 4 * 2**20 + '"'), ["too-large"]),
        ],
    )
    def test_manifests_are_verified(self, text: str, found: list[str]) -> None:
        rules_, kinds = self.kinds(text)
        assert sorted(rules_) == found
        assert Kind.UNRELATED not in kinds

    def test_what_is_named_is_verified_whatever_it_is(self) -> None:
        assert rules('{"name": "web"}', "package.json") == ["not-identified"]

    @pytest.mark.parametrize("text", ["", "\n", "---\n", "# a\n"])
    def test_an_empty_file_of_yaml_in_a_folder_is_nothing(self, text: str) -> None:
        assert self.kinds(text, "a.yaml") == ([], [])


@pytest.mark.parametrize("text", ["# 换成了脚本\n", "---\n# a\n---\n# b\n", "\n  # a"])
def test_a_file_with_nothing_but_comments_is_as_it_is_meant(text: str) -> None:
    assert rules(text, "a.yaml") == []


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
@pytest.mark.parametrize("text", ["", "\n", "null"])
def test_an_empty_file_that_is_named_is_a_mistake(text: str, name: str) -> None:
    assert rules(text, name) == ["empty-block"]
