"""Schemas of custom resource definitions: what the API server refuses and accepts."""

import pytest
from definition_manifests import SCHEMA, A, field, judged, schema

ROOTS: list[tuple[str, set[str]]] = [
    ("{}", {f"schema-without-type {SCHEMA}.type"}),
    ("{type: string}", {f"invalid-value {SCHEMA}.type"}),
    ("{type: object, nullable: true}", {f"forbidden-field {SCHEMA}.nullable"}),
    ("{type: object, additionalProperties: true}", {f"forbidden-field {SCHEMA}.additionalProperties"}),
    ("{x-kubernetes-preserve-unknown-fields: true, type: object}", set()),
    ("{type: object, properties: {kind: {type: string}, metadata: {type: object}}}", set()),
    ("{type: object, properties: {metadata: {type: object, properties: {name: {type: string, maxLength: 9}}}}}", set()),
    (
        "{type: object, properties: {metadata: {type: object, properties: {labels: {type: object}}}}}",
        {f"forbidden-field {SCHEMA}.properties.metadata"},
    ),
    *(
        (
            f"{{type: object, properties: {{metadata: {{type: object, {extra}}}}}}}",
            {f"forbidden-field {SCHEMA}.properties.metadata"} if refused else set(),
        )
        for extra, refused in (
            ("maxProperties: 1", True),
            ("nullable: true", True),
            ("nullable: false", False),
            ("description: ''", False),
            ("description: a", True),
        )
    ),
    ("{type: object, properties: {kind: {type: integer}}}", {f"invalid-value {SCHEMA}.properties.kind.type"}),
    (
        "{type: object, properties: {kind: {type: string, default: Order}}}",
        {f"forbidden-field {SCHEMA}.properties.kind.default"},
    ),
    (
        "{type: object, properties: {apiVersion: {type: string, default: v1}}}",
        {f"forbidden-field {SCHEMA}.properties.apiVersion.default"},
    ),
    (
        "{type: object, properties: {metadata: {type: object, default: {}}}}",
        {f"forbidden-field {SCHEMA}.properties.metadata.default"},
    ),
    ("{type: object, properties: {spec: {type: object, default: {}}}}", set()),
    (
        "{type: object, anyOf: [{required: [a]}], properties: {a: {type: string}}}",
        set(),
    ),
    *(
        (
            "{type: object, properties: {a: {type: array, items: {type: object, properties: {b: {type: string}}}}}, "
            f"{junction}: {parts % (items % inner)}}}",
            {f"schema-not-structural {A}.items.{missing}"} if missing else set(),
        )
        for junction, parts in (("anyOf", "[%s]"), ("not", "%s"))
        for items in ("{properties: {a: {items: %s}}}", "{properties: {a: {items: {allOf: [%s]}}}}")
        for inner, missing in (
            ("{properties: {b: {minLength: 1}}}", ""),
            ("{properties: {c: {minLength: 1}}}", "properties.c"),
            ("{properties: {b: {items: {minLength: 1}}}}", "properties.b.items"),
        )
    ),
    (
        "{type: object, anyOf: [{properties: {a: {minimum: 1}}}]}",
        {f"schema-not-structural {SCHEMA}.a"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROOTS)
def test_roots(text: str, expected: set[str]) -> None:
    assert judged(schema(text)) == expected


def test_the_root_says_less_with_a_status_subresource() -> None:
    text = "{type: object, oneOf: [{required: [a]}]}"
    assert judged(schema(text, ", subresources: {status: {}}")) == {f"forbidden-field {SCHEMA}.oneOf"}
    assert judged(schema(text)) == set()


FIELDS: list[tuple[str, set[str]]] = [
    ("{type: integer, format: int32, minimum: 1}", set()),
    ("{}", {f"schema-without-type {A}.type"}),
    ("null", {f"schema-without-type {A}.type"}),
    ("{x-kubernetes-preserve-unknown-fields: true}", set()),
    (
        "{x-kubernetes-preserve-unknown-fields: false, type: object}",
        {f"invalid-value {A}.x-kubernetes-preserve-unknown-fields"},
    ),
    ("{type: text}", {f"invalid-value {A}.type"}),
    ("{type: 'null'}", {f"invalid-value {A}.type"}),
    ("{type: string, pattern: '(?=a)'}", {f"invalid-format {A}.pattern"}),
    ("{type: string, pattern: '(', default: a}", {f"invalid-format {A}.pattern"}),
    ("{type: string, pattern: '[a', default: a}", {f"invalid-format {A}.pattern"}),
    ("{type: string, id: a}", {f"forbidden-field {A}.id"}),
    ("{type: object, $ref: '#/a'}", {f"forbidden-field {A}.$ref"}),
    ("{type: object, patternProperties: {a: {type: string}}}", {f"forbidden-field {A}.patternProperties"}),
    ("{type: object, additionalProperties: {type: string}}", set()),
    ("{type: object, additionalProperties: true, properties: {b: {type: string}}}", set()),
    (
        "{type: object, additionalProperties: false, properties: {b: {type: string}}}",
        {f"mutually-exclusive {A}.additionalProperties"},
    ),
    ("{type: object, additionalProperties: {}}", {f"schema-without-type {A}.additionalProperties.type"}),
    # int or string
    ("{x-kubernetes-int-or-string: true}", set()),
    ("{x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}], pattern: a}", set()),
    ("{x-kubernetes-int-or-string: true, allOf: [{anyOf: [{type: integer}, {type: string}]}]}", set()),
    (
        "{x-kubernetes-int-or-string: true, anyOf: [{type: string}]}",
        {f"schema-not-structural {A}.anyOf[0].type"},
    ),
    (
        "{x-kubernetes-int-or-string: true, x-kubernetes-preserve-unknown-fields: true}",
        {f"forbidden-field {A}.x-kubernetes-preserve-unknown-fields"},
    ),
    # junctions
    ("{type: integer, oneOf: [{minimum: 1}, {enum: [0]}], not: {maximum: -1}}", set()),
    ("{type: integer, allOf: [{default: 1}]}", {f"schema-not-structural {A}.allOf[0].default"}),
    (
        "{type: object, not: {properties: {b: {nullable: true}}}}",
        {f"schema-not-structural {A}.not.properties.b.nullable"},
    ),
    # lists
    ("{type: array}", {f"missing-field {A}.items"}),
    ("{type: array, items: {}}", {f"schema-without-type {A}.items.type"}),
    ("{type: array, items: [{type: string}]}", {f"wrong-type {A}.items"}),
    ("{type: array, items: {type: boolean, default: true, unknown: true}}", set()),
    ("{type: array, items: {type: string, maxLength: true}}", {f"wrong-type {A}.items.maxLength"}),
    ("{type: array, items: {type: 1}}", {f"wrong-type {A}.items.type"}),
    ("{type: array, items: {type: object, properties: {b: 1}}}", {f"wrong-type {A}.items.properties.b"}),
    (
        "{type: object, additionalProperties: {type: object, properties: {b: []}}}",
        {f"wrong-type {A}.additionalProperties.properties.b"},
    ),
    ("{type: array, uniqueItems: true, items: {type: string}}", {f"forbidden-field {A}.uniqueItems"}),
    ("{type: array, x-kubernetes-list-type: set, items: {type: string}}", set()),
    ("{type: array, x-kubernetes-list-type: set, items: {type: object}}", {f"invalid-value {A}.items"}),
    ("{type: array, x-kubernetes-list-type: set, items: {type: object, x-kubernetes-map-type: atomic}}", set()),
    (
        "{type: array, x-kubernetes-list-type: bag, items: {type: string}}",
        {f"invalid-value {A}.x-kubernetes-list-type"},
    ),
    ("{type: object, x-kubernetes-list-type: atomic}", {f"invalid-value {A}.type"}),
    ("{type: string, x-kubernetes-map-type: atomic}", {f"invalid-value {A}.type"}),
    # embedded resources
    ("{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}", set()),
    ("{type: object, x-kubernetes-embedded-resource: true}", {f"missing-field {A}.properties"}),
    (
        "{x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}",
        {f"schema-without-type {A}.type"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_fields(text: str, expected: set[str]) -> None:
    assert judged(field(text)) == expected


KEYED = "type: array, x-kubernetes-list-type: map"
ITEM = "type: object, properties: {name: {type: string}"
MAPS: list[tuple[str, set[str]]] = [
    (f"{{{KEYED}, x-kubernetes-list-map-keys: [name], items: {{{ITEM}}}, required: [name]}}}}", set()),
    (
        f"{{{KEYED}, x-kubernetes-list-map-keys: [name], items: {{{ITEM}}}}}}}",
        {f"list-map-key {A}.items.properties.name"},
    ),
    (f"{{{KEYED}, items: {{{ITEM}}}, required: [name]}}}}", {f"missing-field {A}.x-kubernetes-list-map-keys"}),
    (
        f"{{{KEYED}, x-kubernetes-list-map-keys: [id], items: {{{ITEM}}}, required: [name]}}}}",
        {f"unknown-reference {A}.x-kubernetes-list-map-keys[0]"},
    ),
    (f"{{{KEYED}, x-kubernetes-list-map-keys: [name], items: {{type: string}}}}", {f"invalid-value {A}.items.type"}),
    (
        "{type: array, x-kubernetes-list-map-keys: [name], items: {type: string}}",
        {f"invalid-value {A}.x-kubernetes-list-map-keys"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), MAPS)
def test_lists_with_keys(text: str, expected: set[str]) -> None:
    assert judged(field(text)) == expected


OPEN: list[tuple[str, set[str]]] = [
    ("{type: object, additionalProperties: 'true'}", {f"wrong-type {A}.additionalProperties"}),
    ("{type: object, additionalProperties: []}", {f"wrong-type {A}.additionalProperties"}),
    ("{type: object, additionalProperties: null}", set()),
    ("{type: array, items: text}", {f"missing-field {A}.items"}),
    ("{type: string, $ref: ''}", {f"forbidden-field {A}.$ref"}),
    # below items the published schema says nothing
    ("{type: array, items: {type: object, required: [1]}}", {f"wrong-type {A}.items.required[0]"}),
    ("{type: array, items: {type: object, required: [null]}}", set()),
    ("{type: array, items: {type: string, allOf: [text]}}", {f"wrong-type {A}.items.allOf[0]"}),
    ("{type: array, items: {type: string, externalDocs: text}}", {f"wrong-type {A}.items.externalDocs"}),
    ("{type: array, items: {type: string, maxLength: 9223372036854775808}}", {f"wrong-type {A}.items.maxLength"}),
    ("{type: array, items: {type: string, maxLength: 2.0}}", set()),
    ("{type: array, items: {type: string, maxLength: 2.5}}", {f"wrong-type {A}.items.maxLength"}),
]


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_types_that_the_published_schema_leaves_open(text: str, expected: set[str]) -> None:
    assert judged(field(text)) == expected


DEFAULTS: list[tuple[str, set[str]]] = [
    ("{type: string, default: x, enum: [x, z]}", set()),
    ("{type: string, default: w, enum: [x, z]}", {f"schema-default {A}.default"}),
    ("{type: string, default: w, enum: []}", set()),
    ("{type: string, default: 1}", {f"schema-default {A}.default"}),
    ("{type: string, default: null}", set()),
    ("{x-kubernetes-int-or-string: true, default: 80%}", set()),
    ("{type: object, default: {b: 1}, properties: {b: {type: integer}}}", set()),
    ("{type: object, default: {c: 1}, properties: {b: {type: integer}}}", {f"schema-default {A}.default.c"}),
    ("{type: object, default: {c: 1}, x-kubernetes-preserve-unknown-fields: true}", set()),
    ("{type: string, format: ipv4, default: 10.0.0.1}", set()),
    ("{type: string, format: ipv4, default: 10.0.0}", {f"schema-default {A}.default"}),
    ("{type: string, format: ipv6, default: 10.0.0.1}", {f"schema-default {A}.default"}),
    ("{type: string, format: cidr, default: 10.0.0.0}", {f"schema-default {A}.default"}),
    ("{type: string, format: date, default: '2026-02-29'}", {f"schema-default {A}.default"}),
    ("{type: string, format: date, default: '2028-02-29'}", set()),
    ("{type: string, format: date-time, default: '2026-01-31T12:00:00Z'}", set()),
    ("{type: string, format: date-time, default: '2026-01-31T24:00:00Z'}", {f"schema-default {A}.default"}),
    ("{type: string, format: date-time, default: '2026-01-31 12:00:00Z'}", {f"schema-default {A}.default"}),
    ("{type: string, format: uuid, default: 00000000-0000-4000-8000-00000000000g}", {f"schema-default {A}.default"}),
    ("{type: string, format: byte, default: YQ}", {f"schema-default {A}.default"}),
    ("{type: string, format: byte, default: YQ==}", set()),
    ("{type: string, format: unknown, default: anything}", set()),
    ("{type: array, items: {type: string, format: ipv4}, default: [a]}", {f"schema-default {A}.default[0]"}),
    ("{type: integer, default: 0, minimum: 0, exclusiveMinimum: true}", {f"schema-default {A}.default"}),
    ("{type: string, default: '', maxLength: -1}", {f"schema-default {A}.default"}),
    ("{type: array, items: {type: string}, default: [], maxItems: -1}", {f"schema-default {A}.default"}),
    ("{type: object, default: {}, maxProperties: -1}", {f"schema-default {A}.default"}),
    ("{type: string, default: '', minLength: -1, maxLength: 0}", set()),
    ("{type: integer, default: 4, multipleOf: 0}", {f"schema-default {A}.default"}),
    ("{type: integer, default: 4, multipleOf: -2}", {f"schema-default {A}.default"}),
    ("{type: number, default: 4, multipleOf: 0.5}", set()),
    ("{type: string, maxLength: -1}", set()),
]


@pytest.mark.parametrize(("text", "expected"), DEFAULTS)
def test_defaults(text: str, expected: set[str]) -> None:
    assert judged(field(text)) == expected


RULE = f"{A}.x-kubernetes-validations[0]"
INNER = "properties: {b: {type: integer}}"
VALIDATIONS: list[tuple[str, str, set[str]]] = [
    ("type: integer", "{rule: self > 0, message: no zero}", set()),
    *(
        ("type: integer", f"{{rule: self > oldSelf, reason: FieldValue{reason}}}", set[str]())
        for reason in ("Invalid", "Forbidden", "Required", "Duplicate")
    ),
    ("type: integer", "{rule: self > 'a'}", {f"invalid-expression {RULE}.rule"}),
    ("type: integer", "{rule: self}", {f"invalid-expression {RULE}.rule"}),
    ("type: integer", "{rule: ''}", {f"missing-field {RULE}.rule"}),
    ("type: integer", '{rule: "self >\\n 0"}', {f"missing-field {RULE}.message"}),
    ("type: integer", "{rule: self > 0, messageExpression: '1'}", {f"invalid-expression {RULE}.messageExpression"}),
    ("type: integer", "{rule: self > 0, reason: Wrong}", {f"invalid-value {RULE}.reason"}),
    ("type: integer", "{rule: self > 0, optionalOldSelf: true}", {f"forbidden-field {RULE}.optionalOldSelf"}),
    (f"type: object, {INNER}", "{rule: self.b > 0, fieldPath: .b}", set()),
    (f"type: object, {INNER}", "{rule: self.b > 0, fieldPath: .c}", {f"invalid-format {RULE}.fieldPath"}),
    (f"type: object, {INNER}", "{rule: has(self.c)}", {f"invalid-expression {RULE}.rule"}),
]


@pytest.mark.parametrize(("kind", "rule", "expected"), VALIDATIONS)
def test_validations(kind: str, rule: str, expected: set[str]) -> None:
    assert judged(field(f"{{{kind}, x-kubernetes-validations: [{rule}]}}")) == expected


def test_old_items_are_matched_in_maps_only() -> None:
    item = "{type: integer, x-kubernetes-validations: [{rule: self > oldSelf}]}"
    at = f"{A}.items.x-kubernetes-validations[0].rule"
    assert judged(field(f"{{type: array, items: {item}}}")) == {f"forbidden-field {at}"}
    keyed = "{type: object, required: [k], properties: {k: {type: string}}, x-kubernetes-validations: [{rule: %s}]}"
    kinds = "type: array, maxItems: 9, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k]"
    assert judged(field(f"{{{kinds}, items: {keyed % 'self.k == oldSelf.k'}}}")) == set()


def test_old_fields_are_matched_in_any_object() -> None:
    """A field may be called ``items``, and is none of a list."""
    item = "{type: integer, x-kubernetes-validations: [{rule: self > oldSelf}]}"
    assert judged(field(f"{{type: object, properties: {{items: {item}}}}}")) == set()
    atomic = f"{{type: object, x-kubernetes-map-type: atomic, properties: {{items: {item}}}}}"
    assert judged(field(atomic)) == set()


def test_reserved_words_are_escaped() -> None:
    text = "{{type: object, properties: {{namespace: {{type: string}}}}, x-kubernetes-validations: [{{rule: {}}}]}}"
    assert judged(field(text.format("self.__namespace__ != ''"))) == set()
    assert judged(field(text.format("self.namespace != ''"))) == {f"invalid-expression {RULE}.rule"}


@pytest.mark.parametrize("nullable", ["", "nullable: true,"])
def test_null_is_not_compared_with_text(nullable: str) -> None:
    """A field that is null counts as missing: ``has`` tells, whether or not it can be null."""
    text = f"{{type: string, {nullable} x-kubernetes-validations: [{{rule: self %s null}}]}}"
    assert judged(field(text % "==")) == {f"invalid-expression {RULE}.rule"}
    assert judged(field(text % "!=")) == {f"invalid-expression {RULE}.rule"}


def test_names_that_start_with_a_sign() -> None:
    text = "{{type: object, properties: {{-a: {{type: string}}, __b: {{type: string}}}}, {}}}"
    rule = 'x-kubernetes-validations: [{{rule: "{}"}}]'
    for good in ("self.__dash__a != ''", "self.__underscores__b != ''"):
        assert judged(field(text.format(rule.format(good)))) == set()
    assert judged(field(text.format(rule.format("self.__b != ''")))) == {f"invalid-expression {RULE}.rule"}
