"""Paths into custom resources, rules of what has no type, and forms of default values."""

import pytest
import verdicts
from definition_manifests import SCHEMA, A, field, judged, schema

from kubefence import Config, Page, verify

LISTED = "{type: array, items: {type: object, properties: {c: {type: string}}}}"
INSIDE = "{type: object, properties: {b: {type: string}, l: " + LISTED + ", 'd.e': {type: string}}%s}"
RULE = f"{A}.x-kubernetes-validations[0]"
FIELD_PATHS: list[tuple[str, bool]] = [
    (".b", True),
    ("['b']", True),
    ("['d.e']", True),
    ("['d\\\\x']", False),
    ("['b'", False),
    ("b", False),
    (" .b", False),
    (".b\\n", False),
    (".x", False),
    (".l", True),
    (".l.c", False),
    (".l[0].c", False),
    ("[b]", False),
    ("..b", False),
    (".", False),
]


@pytest.mark.parametrize(("path", "good"), FIELD_PATHS)
def test_paths_of_rules(path: str, good: bool) -> None:
    rule = f", x-kubernetes-validations: [{{rule: 'true', fieldPath: \"{path}\"}}]"
    assert judged(field(INSIDE % rule)) == (set() if good else {f"invalid-format {RULE}.fieldPath"})


SPEC = (
    "{type: object, properties: {spec: {type: object, properties: {s: {type: string}, l: " + LISTED + ", "
    "m: {type: object, additionalProperties: {type: integer}}, any: {type: object, additionalProperties: true}, "
    "1x: {type: boolean}, 'a b': {type: string}}}}}"
)
SELECTABLE: list[tuple[str, bool]] = [
    (".spec.s", True),
    (".spec.m.key", True),
    (".spec.1x", True),
    (".spec.a b", True),
    (".spec['s']", False),
    (".spec.m['key']", False),
    (".spec.l.c", False),
    (".spec.any.c", False),
    (".spec.s.c", False),
]


@pytest.mark.parametrize(("path", "good"), SELECTABLE)
def test_paths_to_what_is_selected(path: str, good: bool) -> None:
    at = "spec.versions[0].selectableFields[0].jsonPath"
    found = judged(schema(SPEC, f', selectableFields: [{{jsonPath: "{path}"}}]'))
    assert found == (set() if good else {f"invalid-format {at}"})


ALWAYS = "x-kubernetes-validations: [{rule: 'true'}]"
OPEN = "x-kubernetes-preserve-unknown-fields: true"
UNTYPED: list[tuple[str, bool]] = [
    (f"type: object, {OPEN}", True),
    (OPEN, False),
    ("x-kubernetes-int-or-string: true", True),
    (f"type: array, items: {{{OPEN}}}", False),
    (f"type: array, items: {{type: object, {OPEN}}}", True),
    (f"type: object, additionalProperties: {{{OPEN}}}", False),
    ("type: object, additionalProperties: true", True),
]


@pytest.mark.parametrize(("text", "good"), UNTYPED)
def test_rules_need_a_type(text: str, good: bool) -> None:
    assert judged(field(f"{{{text}, {ALWAYS}}}")) == (set() if good else {f"invalid-value {RULE}"})


def test_rules_of_a_root_without_a_type() -> None:
    assert judged(schema(f"{{{OPEN}, {ALWAYS}}}")) == {f"invalid-value {SCHEMA}.x-kubernetes-validations[0]"}


def test_an_embedded_resource_that_says_all_of_itself() -> None:
    named = "name: {type: string}, generateName: {type: string}, labels: {type: object, additionalProperties: %s}"
    metadata = "{type: object, properties: {" + named % "{type: string}" + "}}"
    rule = "x-kubernetes-validations: [{rule: 'has(self.metadata.labels)'}]"
    embedded = "{type: object, x-kubernetes-embedded-resource: true, %s, properties: {%s metadata: %s}}"
    itself = "kind: {type: string}, apiVersion: {type: string},"
    assert judged(field(embedded % (rule, itself, metadata))) == set()
    assert judged(field(embedded % (rule, "", metadata))) == {f"invalid-expression {RULE}.rule"}


def test_lines_of_rules_end_as_on_any_system() -> None:
    rules = 'type: string, x-kubernetes-validations: [{rule: "true\\r&& true"}, {rule: "true", message: "a\\rb"}]'
    assert judged(field(f"{{{rules}}}")) == {
        f"missing-field {RULE}.message",
        f"invalid-format {A}.x-kubernetes-validations[1].message",
    }


FORMS: list[tuple[str, str, bool]] = [
    ("duration", "1h30m", True),
    ("duration", "3 days", True),
    ("duration", "2wk", True),
    ("duration", "soon", False),
    ("duration", "3", False),
    ("mac", "00:00:5e:00:53:01", True),
    ("mac", "00-00-5E-00-53-01", True),
    ("mac", "0000.5e00.5301", True),
    ("mac", "00:00:5e:00:5301", False),
    ("mac", "00:00-5e:00:53:01", False),
    ("uuid4", "123e4567-e89b-42d3-a456-426614174000", True),
    ("uuid4", "123e4567-e89b-12d3-a456-426614174000", False),
    ("hexcolor", "#0aF", True),
    ("hexcolor", "#0aF0", False),
    ("k8s-short-name", "a-b", True),
    ("k8s-short-name", "a.b", False),
    ("k8s-long-name", "a.b", True),
    ("k8s-long-name", "A.b", False),
    ("colour", "anything", True),
]


@pytest.mark.parametrize(("form", "value", "good"), FORMS)
def test_forms_of_defaults(form: str, value: str, good: bool) -> None:
    found = judged(field(f'{{type: string, format: {form}, default: "{value}"}}'))
    assert found == (set() if good else {f"schema-default {A}.default"})


def test_forms_that_earlier_versions_ignore() -> None:
    text = field("{type: string, format: k8s-short-name, default: A}")
    for k8s, found in (("1.33", set()), ("1.34", {f"schema-default {A}.default"})):
        assert verdicts.judged(text, k8s) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{type: string, enum: [a, b], default: c}", 'the default "c" is not in enum, one of: a, b'),
        ("{type: integer, enum: [1, 2], default: 3}", 'the default "3" is not in enum, one of: 1, 2'),
        ("{type: array, items: {type: string, enum: [a]}, default: [b]}", 'the default at [0] "b" is not in enum'),
        ("{type: array, items: {type: string, enum: [a]}, default: [1]}", 'at [0] "1" should be of type string'),
        ("{type: string, maxLength: 2, default: abc}", 'the default "abc" does not meet maxLength: 2'),
        ("{type: object, required: [b], properties: {b: {type: string}}, default: {}}", "lacks the required field b"),
    ],
)
def test_a_default_outside_of_its_schema_says_why(text: str, told: str) -> None:
    [finding] = verify([Page("x.yaml", field(text), markdown=False)], Config(lint=None)).findings
    assert finding.rule == "schema-default"
    assert told in finding.text.en


def test_numbers_of_defaults() -> None:
    assert judged(field("{type: integer, format: int32, default: 2147483648}")) == {f"schema-default {A}.default"}
    assert judged(field("{type: integer, format: int32, default: -2147483648}")) == set()
    assert judged(field("{type: integer, format: int64, default: 2147483648}")) == set()


STATUS = ", subresources: {status: {}}"
KEYWORDS: list[tuple[str, str, set[str]]] = [
    ("{type: object, required: [null]}", "", set()),
    ("{type: object, minProperties: 0}", STATUS, {f"forbidden-field {SCHEMA}.minProperties"}),
    ("{type: object, default: {}}", STATUS, {f"forbidden-field {SCHEMA}.default"}),
    ("{type: object, x-kubernetes-int-or-string: false}", STATUS, set()),
    ("{type: object, additionalItems: {}}", "", {f"forbidden-field {SCHEMA}.additionalItems"}),
    ("{type: object, not: {additionalProperties: false}}", "", set()),
    (
        "{type: object, not: {additionalProperties: true}}",
        "",
        {f"schema-not-structural {SCHEMA}.not.additionalProperties"},
    ),
]


@pytest.mark.parametrize(("text", "more", "expected"), KEYWORDS)
def test_what_counts_as_given(text: str, more: str, expected: set[str]) -> None:
    assert judged(schema(text, more)) == expected


OLD: list[tuple[str, bool]] = [
    ("!oldSelf.hasValue() || self == oldSelf.value()", True),
    ("oldSelf.orValue('x') == self && oldSelf.optMap(o, self == o).orValue(true)", True),
    ("oldSelf == optional.none() || oldSelf == optional.of(self)", True),
    ("self == oldSelf", False),
    ("oldSelf.startsWith('x')", False),
    ("size(oldSelf) > 1", False),
]


@pytest.mark.parametrize(("rule", "good"), OLD)
def test_old_values_that_may_be_missing(rule: str, good: bool) -> None:
    text = f'{{type: string, x-kubernetes-validations: [{{rule: "{rule}", optionalOldSelf: true}}]}}'
    assert judged(field(text)) == (set() if good else {f"invalid-expression {RULE}.rule"})


RESOURCE = "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true%s}"


def test_resources_in_defaults_say_what_they_are() -> None:
    assert judged(field(RESOURCE % ", default: {apiVersion: v1, kind: Pod, spec: {}}")) == set()
    assert judged(field(RESOURCE % ", default: {kind: Pod}")) == {f"schema-default {A}.default.apiVersion"}
    listed = f"{{type: array, items: {RESOURCE % ''}, default: [{{apiVersion: v1, kind: ''}}]}}"
    assert judged(field(listed)) == {f"schema-default {A}.default[0].kind"}
