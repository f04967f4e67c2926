"""Custom resources whose CRD is on the page: judged as the API server judges them, mistakes at their places."""

import pytest

from tests.custom_resources import ROCKETS, crd, rocket
from tests.helpers import covered, fenced, findings, report

OBJECT = "type: object\nproperties:\n"


def spoken(schema: str, spec: str) -> list[tuple[str, str, str]]:
    """Rule, field and covered text of what is wrong with a Rocket of this spec; its CRD comes behind it."""
    text = fenced(rocket(spec)) + "\n" + fenced(crd(schema))
    found = findings(text)
    return [(finding.rule, finding.field, covered(text, finding)) for finding in found]


def field(schema: str) -> str:
    """The schema of a spec with one field, ``a``."""
    return f"{OBJECT}  a: {schema}\n"


RIGHT = [
    ("{type: string}", "x"),
    ("{type: string, nullable: true}", "null"),
    ("{type: string}", "null"),  # a null that cannot be is dropped
    ("{type: integer}", "1.0"),
    ("{type: number}", "1"),
    ("{x-kubernetes-int-or-string: true}", "50%"),
    ("{x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}", "3"),
    ("{type: object, x-kubernetes-preserve-unknown-fields: true}", "{b: {c: [1]}}"),
    ("{x-kubernetes-preserve-unknown-fields: true}", "[1, a]"),
    ("{type: object, additionalProperties: {type: string}}", "{b: c}"),
    ("{type: object, additionalProperties: true}", "{b: 1}"),
    ("{type: string, enum: [x, w]}", "w"),
    ("{type: string, enum: [x, w], nullable: true}", "null"),
    ("{type: string, pattern: '^[a-z]+$'}", "abc"),
    ("{type: string, pattern: '(?i)^abc$'}", "ABC"),
    ("{type: string, format: ipv4}", "10.0.0.1"),
    ("{type: string, format: something-else}", "x"),
    ("{type: array, items: {type: string}, x-kubernetes-list-type: set}", "[b, c]"),
    ("{type: array, items: {type: string}}", "[b, b]"),
    ("{type: object, required: [b], properties: {b: {type: string, default: c}}}", "{}"),
    ("{type: string, default: c}", "null"),
    ("{type: integer, minimum: 0, exclusiveMaximum: true, maximum: 3}", "2"),
    (
        "{type: object, oneOf: [{required: [b]}, {required: [c]}], properties: {b: {type: string}, c: {type: string}}}",
        "{b: x}",
    ),
    (
        "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}",
        "{apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {}}",
    ),
]


@pytest.mark.parametrize(("schema", "value"), RIGHT)
def test_what_the_schema_allows(schema: str, value: str) -> None:
    assert spoken(field(schema), f"a: {value}") == []


LIST_MAP = (
    "{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: {type: object, "
    "required: [name], properties: {name: {type: string}, p: {type: string}}}}"
)
EITHER = "{type: object, oneOf: [{required: [b]}, {required: [c]}], properties: {b: {type: string}, c: {type: string}}}"

WRONG = [
    ("{type: string}", "1", "wrong-type", "spec.a", "1"),
    ("{type: integer}", "x", "wrong-type", "spec.a", "x"),
    ("{type: array, items: {type: integer}}", "[1, x]", "wrong-type", "spec.a[1]", "x"),
    ("{type: array, items: {type: string}}", "[null]", "wrong-type", "spec.a[0]", "null"),
    ("{type: object, properties: {b: {type: string}}}", "{c: d}", "unknown-field", "spec.a.c", "c"),
    ("{type: object}", "{c: d}", "unknown-field", "spec.a.c", "c"),
    ("{type: object, required: [b], properties: {b: {type: string}}}", "{}", "missing-field", "spec.a.b", "a"),
    ("{type: object, required: [b], properties: {b: {type: string}}}", "{b: null}", "missing-field", "spec.a.b", "a"),
    ("{type: string, enum: [x, w]}", "z", "invalid-value", "spec.a", "z"),
    ("{type: string, pattern: '^[a-z]+$'}", "A1", "invalid-format", "spec.a", "A1"),
    ("{type: string, pattern: '^\\d+$'}", "٣", "invalid-format", "spec.a", "٣"),
    ("{type: string, format: ipv4}", "10.0.0.300", "invalid-format", "spec.a", "10.0.0.300"),
    ("{type: string, format: date-time}", "yesterday", "invalid-format", "spec.a", "yesterday"),
    ("{type: integer, minimum: 3}", "2", "out-of-range", "spec.a", "2"),
    ("{type: integer, maximum: 3, exclusiveMaximum: true}", "3", "out-of-range", "spec.a", "3"),
    ("{type: integer, format: int32}", "2147483648", "out-of-range", "spec.a", "2147483648"),
    ("{type: number, multipleOf: 0.5}", "0.3", "out-of-range", "spec.a", "0.3"),
    ("{type: string, maxLength: 2}", "abc", "out-of-range", "spec.a", "abc"),
    ("{type: array, minItems: 1, items: {type: string}}", "[]", "out-of-range", "spec.a", "[]"),
    (
        "{type: object, maxProperties: 1, additionalProperties: {type: string}}",
        "{b: x, c: z}",
        "out-of-range",
        "spec.a",
        "{b: x, c: z}",
    ),
    (
        "{type: array, items: {type: string}, x-kubernetes-list-type: set}",
        "[b, c, b]",
        "duplicate-entry",
        "spec.a[2]",
        "b",
    ),
    (LIST_MAP, "[{name: b}, {name: c}, {name: b}]", "duplicate-entry", "spec.a[2]", "{name: b}"),
    (EITHER, "{b: x, c: z}", "mutually-exclusive", "spec.a", "{b: x, c: z}"),
    (EITHER, "{}", "missing-field", "spec.a", "{}"),
    ("{x-kubernetes-int-or-string: true}", "[1]", "wrong-type", "spec.a", "[1]"),
    ("{x-kubernetes-int-or-string: true, pattern: '^[0-9]+%$'}", "half", "invalid-format", "spec.a", "half"),
    (
        "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}",
        "{apiVersion: v1, metadata: {name: b}}",
        "missing-field",
        "spec.a.kind",
        "a",
    ),
    (
        "{type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}",
        "{apiVersion: v1, kind: B, metadata: {nme: b}}",
        "unknown-field",
        "spec.a.metadata.nme",
        "nme",
    ),
]


@pytest.mark.parametrize(("schema", "value", "rule", "named", "place"), WRONG)
def test_what_the_schema_refuses(schema: str, value: str, rule: str, named: str, place: str) -> None:
    assert spoken(field(schema), f"a: {value}") == [(rule, named, place)]


RULE = "{type: integer, x-kubernetes-validations: [{rule: self > 2, message: at least three}]}"
NUMBERED = '{type: string, x-kubernetes-validations: [{rule: \'self.find("[0-9]+") != ""\'}]}'
INDEXED = "{type: array, items: {type: integer}, x-kubernetes-validations: [{rule: 'self.all(i, v, i == v)'}]}"
SPAN = """\
type: object
properties:
  from: {type: string, format: date}
  to: {type: string, format: date-time}
  least: {type: string, format: duration}
x-kubernetes-validations: [{rule: self.to - self.from >= self.least, fieldPath: .least}]
"""
RULES = [
    (field(RULE), "a: 3", None, ""),
    (field(RULE), "a: 2", "spec.a", "a"),
    (
        OBJECT + "  a: {type: integer, default: 1, x-kubernetes-validations: [{rule: self > 2}]}\n",
        "{}",
        "spec.a",
        "spec",
    ),
    (
        OBJECT + "  a: {type: string}\n  b: {type: string}\nx-kubernetes-validations:\n"
        "  - {rule: 'self.a == self.b', messageExpression: '\"a is \" + self.a', fieldPath: .b}\n",
        "a: x\nb: z",
        "spec.b",
        "b",
    ),
    (
        field(
            "{type: string, x-kubernetes-validations: [{rule: 'isURL(self) && url(self).getHost() == \"a.example\"'}]}"
        ),
        "a: https://a.example/b",
        None,
        "",
    ),
    (
        field("{type: string, x-kubernetes-validations: [{rule: 'quantity(self).isGreaterThan(quantity(\"1Gi\"))'}]}"),
        "a: 500Mi",
        "spec.a",
        "a",
    ),
    (field("{type: integer, x-kubernetes-validations: [{rule: self == oldSelf}]}"), "a: 1", None, ""),
    (field(NUMBERED), "a: b2", None, ""),
    (field(NUMBERED), "a: b", "spec.a", "a"),
    (field(INDEXED), "a: [0, 1]", None, ""),
    (field(INDEXED), "a: [1, 0]", "spec.a", "a"),
    (SPAN, "{from: '2026-01-31', to: '2026-01-31T00:00:01Z', least: 1s}", None, ""),
    (SPAN, "{from: '2026-01-31', to: '2026-01-31T00:00:01Z', least: 1.1s}", "spec.least", "least"),
    (
        OBJECT + "  a-b: {type: integer}\nx-kubernetes-validations: [{rule: self.a__dash__b > 2}]\n",
        "a-b: 1",
        "spec",
        "spec",
    ),
    (
        OBJECT + "  a: {type: integer}\n  b: {type: integer}\nx-kubernetes-validations: [{rule: self.b > 2}]\n",
        "a: 1",
        "spec",
        "spec",
    ),
]


@pytest.mark.parametrize(("schema", "spec", "named", "place"), RULES)
def test_rules_of_the_definition_are_asked(schema: str, spec: str, named: str | None, place: str) -> None:
    assert spoken(schema, spec) == ([("unmet-validation", named, place)] if named else [])


def test_rules_are_not_asked_of_a_value_of_the_wrong_type() -> None:
    assert spoken(field(RULE), "a: x") == [("wrong-type", "spec.a", "x")]


def test_the_message_of_a_rule_is_told() -> None:
    [finding] = findings(fenced(crd(field(RULE)) + "---\n" + rocket("a: 1")))
    assert finding.text.en == "a rule of the CRD is not met: at least three"
    assert finding.text.zh == "不满足 CRD 的规则：at least three"


def test_a_definition_makes_its_kind_known_in_blocks_before_and_behind_it_and_in_its_own() -> None:
    wrong = rocket("stages: 0")
    for text in (
        fenced(ROCKETS) + "\n" + fenced(wrong),
        fenced(wrong) + "\n" + fenced(ROCKETS),
        fenced(f"{ROCKETS}---\n{wrong}"),
    ):
        [finding] = findings(text)
        assert (finding.rule, covered(text, finding)) == ("out-of-range", "0")
    [finding] = findings(f"{ROCKETS}---\n{wrong}", "a.yaml")
    assert finding.rule == "out-of-range"


def test_items_of_a_list_are_known_too() -> None:
    items = (
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: space.example.com/v1\n  kind: Rocket\n"
        "  metadata: {name: a}\n  spec: {stages: x}\n"
    )
    [finding] = findings(f"{ROCKETS}---\n{items}", "a.yaml")
    assert (finding.rule, finding.field) == ("wrong-type", "items[0].spec.stages")


def test_a_list_of_one_kind_lends_its_items_what_they_are() -> None:
    text = "apiVersion: space.example.com/v1\nkind: RocketList\nitems:\n- metadata: {name: a}\n  spec: {stages: x}\n"
    [finding] = findings(f"{ROCKETS}---\n{text}", "a.yaml")
    assert (finding.rule, finding.field) == ("wrong-type", "items[0].spec.stages")


def test_a_rule_that_would_take_long_is_not_asked_and_that_is_told() -> None:
    rule = "self.all(a, self.all(b, self.all(c, self.all(d, self.all(e, a + b + c + d + e >= 0)))))"
    schema = field(f"{{type: array, items: {{type: integer}}, x-kubernetes-validations: [{{rule: '{rule}'}}]}}")
    for size, told in ((3, False), (100, True)):
        page = report(fenced(rocket(f"a: {[*range(size)]}")) + "\n" + fenced(crd(schema)))
        assert [each.kind for each in page.unasked] == (["Rocket (space.example.com/v1)"] if told else [])


def test_a_rule_about_a_duration_that_may_be_read_otherwise_is_not_asked_and_that_is_told() -> None:
    spec = "{from: '2026-01-31', to: '2026-01-31T00:00:01Z', least: 3 days}"
    page = report(fenced(rocket(spec)) + "\n" + fenced(crd(SPAN)))
    assert [each.kind for each in page.unasked] == ["Rocket (space.example.com/v1)"]


def test_a_version_that_is_not_served_names_those_that_are() -> None:
    text = f"{ROCKETS}---\n" + rocket("stages: 1", version="v2")
    [finding] = findings(fenced(text))
    assert (finding.rule, finding.severity, covered(fenced(text), finding)) == (
        "wrong-api-version",
        "error",
        "space.example.com/v2",
    )
    assert finding.text.en.endswith("write apiVersion: space.example.com/v1")


def test_objects_of_the_cluster_have_no_namespace() -> None:
    text = crd("type: object", "Cluster") + "---\n" + rocket("{}", "{name: saturn, namespace: sky}")
    [finding] = findings(fenced(text))
    assert (finding.rule, covered(fenced(text), finding)) == ("namespace-on-cluster-scoped", "sky")
    assert "Rocket" in finding.text.en


def test_a_status_that_is_dropped_may_lack_anything_but_has_no_unknown_field() -> None:
    more = "status:\n  type: object\n  required: [b]\n  properties: {a: {type: integer}, b: {type: string}}\n"
    for status, expected in ((True, []), (False, ["missing-field", "wrong-type"])):
        text = crd("type: object", status=status, more=more) + "---\n" + rocket("{}", more="status: {a: x}\n")
        assert sorted(finding.rule for finding in findings(text, "a.yaml")) == expected
    text = crd("type: object", status=True, more=more) + "---\n" + rocket("{}", more="status: {c: x}\n")
    assert [finding.rule for finding in findings(text, "a.yaml")] == ["unknown-field"]


def test_metadata_is_as_strict_as_the_definition_says() -> None:
    more = "metadata: {type: object, properties: {name: {type: string, maxLength: 3}}}\n"
    [finding] = findings(crd("type: object", more=more) + "---\n" + rocket("{}"), "a.yaml")
    assert (finding.rule, finding.field) == ("out-of-range", "metadata.name")


def test_a_misspelt_field_names_the_right_one() -> None:
    text = f"{ROCKETS}---\n" + rocket("stage: 1")
    [finding] = findings(text, "a.yaml")
    assert finding.text.en == "there is no field stage; did you mean stages?"


@pytest.mark.parametrize("schema", ["{type: [a]}", "{required: a}", "{enum: 1}", "{pattern: '('}", "[]", "{items: []}"])
def test_a_broken_schema_breaks_nothing_else(schema: str) -> None:
    """That the CRD is wrong is said of the CRD."""
    text = fenced(crd(field(schema))) + "\n" + fenced(rocket("a: {b: c}"))
    assert all(finding.rule != "internal-error" for finding in report(text).findings)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ("{type: string, default: x}", "z"),
        ("{type: object, default: {}, properties: {b: {type: string, default: x}}}", "{b: y}"),
        ("{type: object, default: {b: x}, properties: {b: {type: string}}}", "{b: y}"),
        ("{type: string}", "z"),
    ],
)
def test_a_slip_is_told_where_the_server_fills_in_what_was_meant(schema: str, value: str) -> None:
    text = fenced(rocket(f"altitud: {value}")) + "\n" + fenced(crd(f"{OBJECT}  altitude: {schema}\n"))
    [found] = findings(text)
    assert found.text.en == "there is no field altitud; did you mean altitude?"


def test_a_slip_beside_what_was_written_is_no_slip_of_that() -> None:
    schema = f"{OBJECT}  altitude: {{type: string, default: x}}\n"
    [found] = findings(fenced(rocket("altitude: x\naltitud: z")) + "\n" + fenced(crd(schema)))
    assert "did you mean" not in found.text.en
