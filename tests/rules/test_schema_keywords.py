"""Each keyword of the schemas in custom resource definitions: where it may stand, and of which type it is."""

import json
from collections.abc import Callable

import pytest
from definition_manifests import SCHEMA, A, field, judged, schema

AT_ROOT = {
    "description": "a",
    "type": "object",
    "format": "a",
    "title": "a",
    "maximum": 1,
    "exclusiveMaximum": True,
    "minimum": 1,
    "exclusiveMinimum": True,
    "maxLength": 1,
    "minLength": 1,
    "pattern": "a",
    "maxItems": 1,
    "minItems": 1,
    "multipleOf": 2,
    "required": ["spec"],
    "properties": {"spec": {"type": "object"}},
    "externalDocs": {"url": "https://example.com"},
    "example": {"spec": {}},
    "x-kubernetes-preserve-unknown-fields": True,
    "x-kubernetes-validations": [{"rule": "has(self.metadata)"}],
}
"""What the outermost schema may say beside a status subresource (``ValidateCustomResourceDefinitionOpenAPISchema``)."""
NOT_AT_ROOT = {
    "maxProperties": 1,
    "minProperties": 1,
    "enum": [{}],
    "allOf": [{"required": ["spec"]}],
    "anyOf": [{"required": ["spec"]}],
    "oneOf": [{"required": ["spec"]}],
    "not": {"required": ["spec"]},
    "x-kubernetes-map-type": "atomic",
}


@pytest.mark.parametrize(("keyword", "value"), [*AT_ROOT.items(), *NOT_AT_ROOT.items()])
def test_each_keyword_at_the_root_with_a_status_subresource(keyword: str, value: object) -> None:
    text = json.dumps({"type": "object", "properties": {"spec": {"type": "object"}}, keyword: value})
    refused = {f"forbidden-field {SCHEMA}.{keyword}"} if keyword in NOT_AT_ROOT else set()
    assert judged(schema(text, ", subresources: {status: {}}")) == refused
    assert judged(schema(text)) == set()


KEYWORDS = {
    "a text": ("id", "$schema", "$ref", "description", "type", "format", "title", "pattern"),
    "a text, too": ("x-kubernetes-list-type", "x-kubernetes-map-type"),
    "a boolean": ("nullable", "uniqueItems", "exclusiveMaximum", "exclusiveMinimum"),
    "a boolean, too": (
        "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-embedded-resource",
        "x-kubernetes-int-or-string",
    ),
    "a number": ("maximum", "minimum", "multipleOf"),
    "an integer": ("maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"),
    "a list": ("enum", "required", "allOf", "anyOf", "oneOf", "x-kubernetes-list-map-keys", "x-kubernetes-validations"),
    "a mapping": ("properties", "not", "patternProperties", "definitions", "externalDocs"),
}
VALUES: dict[str, object] = {
    "a text": "a",
    "a boolean": True,
    "an integer": 1,
    "a number": 1.5,
    "a list": [],
    "a mapping": {},
}


@pytest.mark.parametrize(("kind", "keyword"), [(kind, each) for kind, names in KEYWORDS.items() for each in names])
def test_each_keyword_has_a_type(kind: str, keyword: str) -> None:
    """Below ``items`` no published schema says so, only the server's decoder does."""
    own = kind.removesuffix(", too")
    fitting = {own, "an integer"} if own == "a number" else {own}
    for name, value in VALUES.items():
        text = json.dumps({"type": "array", "items": {"type": "string", keyword: value}})
        assert (f"wrong-type {A}.items.{keyword}" in judged(field(text))) is (name not in fitting), name


NO_CONSTRAINTS: dict[str, object] = {
    "type": "string",
    "default": "a",
    "title": "a",
    "description": "a",
    "nullable": True,
    "additionalProperties": {"minLength": 1},
    "x-kubernetes-preserve-unknown-fields": True,
    "x-kubernetes-embedded-resource": True,
    "x-kubernetes-int-or-string": True,
    "x-kubernetes-list-map-keys": ["a"],
    "x-kubernetes-list-type": "atomic",
    "x-kubernetes-map-type": "atomic",
    "x-kubernetes-validations": [{"rule": "self != ''"}],
}
"""What is structure or documentation: nothing that a junction may say (``validateNestedValueValidation``)."""
JUNCTIONS: dict[str, Callable[[object], dict[str, object]]] = {
    "allOf[0]": lambda part: {"allOf": [part]},
    "anyOf[0]": lambda part: {"anyOf": [part]},
    "oneOf[0]": lambda part: {"oneOf": [part]},
    "not": lambda part: {"not": part},
}
WITHIN: dict[str, Callable[[object], dict[str, object]]] = {
    **JUNCTIONS,
    "items": lambda part: {"items": part},
    "properties.b": lambda part: {"properties": {"b": part}},
}


@pytest.mark.parametrize("outer", JUNCTIONS)
@pytest.mark.parametrize("inner", ["", *WITHIN])
@pytest.mark.parametrize(("keyword", "value"), NO_CONSTRAINTS.items())
def test_what_a_junction_may_not_say(outer: str, inner: str, keyword: str, value: object) -> None:
    part: dict[str, object] = {keyword: value}
    whole = JUNCTIONS[outer](WITHIN[inner](part) if inner else part)
    at = ".".join((A, *filter(None, (outer, inner)), keyword))
    assert f"schema-not-structural {at}" in judged(field(json.dumps({"type": "object", **whole})))


@pytest.mark.parametrize("outer", JUNCTIONS)
@pytest.mark.parametrize("inner", WITHIN)
def test_patterns_are_read_wherever_they_stand(outer: str, inner: str) -> None:
    whole = JUNCTIONS[outer](WITHIN[inner]({"pattern": "("}))
    assert f"invalid-format {A}.{outer}.{inner}.pattern" in judged(field(json.dumps({"type": "object", **whole})))


@pytest.mark.parametrize(
    ("keyword", "right", "wrong"),
    [
        *((keyword, "a", 1) for keyword in ("required", "x-kubernetes-list-map-keys")),
        *((keyword, {}, "a") for keyword in ("allOf", "anyOf", "oneOf", "x-kubernetes-validations")),
    ],
)
def test_each_list_has_entries_of_one_type(keyword: str, right: object, wrong: object) -> None:
    text = json.dumps({"type": "array", "items": {"type": "object", keyword: [right, None, wrong]}})
    lines = {line for line in judged(field(text)) if line.startswith(f"wrong-type {A}.items.{keyword}")}
    assert lines == {f"wrong-type {A}.items.{keyword}[2]"}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a__b", "a__underscores__b"),
        ("a.b", "a__dot__b"),
        ("a-b", "a__dash__b"),
        ("a/b", "a__slash__b"),
        ("namespace", "__namespace__"),
        ("a_b", "a_b"),
    ],
)
def test_how_a_rule_names_a_field(name: str, written: str) -> None:
    parts = {"type": "object", "properties": {name: {"type": "string"}}}
    for used, right in ((written, True), (f"{written}x", False)):
        text = json.dumps({**parts, "x-kubernetes-validations": [{"rule": f"self.{used} != ''"}]})
        assert any(line.startswith("invalid-expression") for line in judged(field(text))) is not right


@pytest.mark.parametrize(
    ("kind", "empty", "one", "size"),
    [
        ("string", "''", "a", "Length"),
        ("array, items: {type: string}", "[]", "[a]", "Items"),
        ("object, additionalProperties: {type: string}", "{}", "{a: b}", "Properties"),
    ],
)
def test_how_large_a_default_may_be(kind: str, empty: str, one: str, size: str) -> None:
    def fits(value: str, limit: str, number: int) -> bool:
        return judged(field(f"{{type: {kind}, default: {value}, {limit}{size}: {number}}}")) == set()

    assert [fits(empty, "max", number) for number in (-1, 0, 1)] == [False, True, True]
    assert [fits(one, "max", number) for number in (-1, 0, 1)] == [False, False, True]
    assert [fits(empty, "min", number) for number in (-1, 0, 1)] == [True, True, False]
    assert [fits(one, "min", number) for number in (0, 1, 2)] == [True, True, False]


@pytest.mark.parametrize(
    ("default", "fits"), [(-(2**31) - 1, False), (-(2**31), True), (2**31 - 1, True), (2**31, False)]
)
def test_a_default_of_32_bits(default: int, fits: bool) -> None:
    assert (judged(field(f"{{type: integer, format: int32, default: {default}}}")) == set()) is fits
    assert judged(field(f"{{type: integer, default: {default}}}")) == set()


@pytest.mark.parametrize(("limit", "fits"), [(2**63 - 1, True), (2**63, False)])
def test_a_limit_of_64_bits(limit: int, fits: bool) -> None:
    """The published schema sees limits of a field, but not those below its ``items``."""
    text = f"{{type: string, maxLength: {limit}}}"
    assert judged(field(text)) == (set() if fits else {f"out-of-range {A}.maxLength"})
    below = judged(field(f"{{type: array, items: {text}}}"))
    assert below == (set() if fits else {f"wrong-type {A}.items.maxLength"})


@pytest.mark.parametrize("junction", ["allOf", "anyOf", "oneOf"])
def test_types_in_the_parts_of_a_junction_that_the_published_schema_does_not_see(junction: str) -> None:
    items = f"{{type: string, {junction}: [{{minLength: 1}}, {{minLength: a}}]}}"
    expected = {f"wrong-type {A}.items.{junction}[1].minLength"}
    assert judged(field(f"{{type: array, items: {items}}}")) == expected
