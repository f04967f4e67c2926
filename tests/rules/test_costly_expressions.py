"""What the validation rules of a CustomResourceDefinition may cost with the largest values that its schema allows."""

import pytest
from definition_manifests import SCHEMA, A, field, judged, schema

from kubefence.cel import at_least
from kubefence.cel.types import INT, Type, listing
from kubefence.rules.extensions import sizes

AT = f"{A}.x-kubernetes-validations[0].rule"
TEXTS = '{{type: array{most}, items: {{type: string{longest}}}, x-kubernetes-validations: [{{rule: "{rule}"}}]}}'


def texts(rule: str, most: str = "", longest: str = "") -> set[str]:
    """The findings about a list of texts with a rule."""
    return judged(field(TEXTS.format(rule=rule, most=most, longest=longest)))


@pytest.mark.parametrize(
    "rule",
    [
        "self.all(a, a.contains('.'))",
        "self.exists(a, a.matches('^[a-z]+$'))",
        "self.all(a, self.exists_one(b, b == a))",
        "self.filter(a, a.startsWith('x')).all(a, a.size() < self.filter(b, b == a).size())",
        "self.all(a, self.all(b, a != b || a == 'x'))",
        "size(self) == 0 ? true : self.map(a, a.lowerAscii()).all(a, a.contains('.'))",
    ],
)
def test_long_lists_of_long_texts(rule: str) -> None:
    assert texts(rule) == {f"costly-expression {AT}"}
    assert texts(rule, ", maxItems: 8", ", maxLength: 20") == set()


@pytest.mark.parametrize(
    "rule", ["size(self) < 5", "self.all(a, a.size() > 2)", "self.all(a, a == 'x')", "'x' in self"]
)
def test_what_is_cheap_with_any_value(rule: str) -> None:
    assert texts(rule) == set()


def test_one_limit_may_do() -> None:
    rule = "self.all(a, a.contains('.'))"
    assert texts(rule, ", maxItems: 10") == set()
    assert texts(rule, longest=", maxLength: 10") == set()
    assert texts(rule, longest=", maxLength: 20") == {f"costly-expression {AT}"}
    assert texts(rule, ", maxItems: 100000", ", maxLength: 100000") == {f"costly-expression {AT}"}


def test_rules_count_once_for_each_item() -> None:
    item = "{type: string, x-kubernetes-validations: [{rule: \"self.contains('.')\"}]}"
    at = f"{A}.items.x-kubernetes-validations[0].rule"
    assert judged(field(f"{{type: array, items: {item}}}")) == {f"costly-expression {at}"}
    assert judged(field(f"{{type: array, maxItems: 10, items: {item}}}")) == set()
    link = "{type: string, x-kubernetes-validations: [{rule: \"self == '' || isURL(self)\"}]}"
    assert judged(field(f"{{type: array, items: {link}}}")) == set()
    inside = f"{{type: array, maxItems: 1000, items: {{type: array, maxItems: 1000, items: {item}}}}}"
    deep = at.replace(".items", ".items.items")
    assert judged(field(inside)) == {f"costly-expression {deep}"}


@pytest.mark.parametrize(("longest", "costs"), [(25, 11), (26, 12)])
def test_how_many_items_there_may_be(longest: int, costs: int) -> None:
    """Each takes three bytes of the three MiB of a request: two quotes and a comma."""
    rule = "self.trim() == 'x'"
    assert at_least(rule, {"self": Type("string", size=4 * longest)}) == costs
    item = f'{{type: string, maxLength: {longest}, x-kubernetes-validations: [{{rule: "{rule}"}}]}}'
    expected = (
        {f"costly-expression {A}.items.x-kubernetes-validations[0].rule"} if costs * 2**20 > 12_500_000 else set()
    )
    assert judged(field(f"{{type: array, items: {item}}}")) == expected


def test_rules_count_once_for_each_entry_of_a_map() -> None:
    value = "{type: string, x-kubernetes-validations: [{rule: \"self.contains('.')\"}]}"
    at = f"{A}.additionalProperties.x-kubernetes-validations[0].rule"
    assert judged(field(f"{{type: object, additionalProperties: {value}}}")) == {f"costly-expression {at}"}
    assert judged(field(f"{{type: object, maxProperties: 9, additionalProperties: {value}}}")) == set()


def test_all_rules_of_a_schema_have_one_limit() -> None:
    rule = "{rule: \"self.all(a, a.contains('.'))\"}"
    item = "{type: array, maxItems: 200, items: {type: string, maxLength: 100000}, x-kubernetes-validations: [%s]}"
    one = item % rule
    assert judged(field(one)) == set()
    assert judged(field(item % ", ".join([rule] * 12))) == set()
    assert judged(field(item % ", ".join([rule] * 16))) == {f"costly-expression {SCHEMA}"}
    fields = ", ".join(f"a{number}: {one}" for number in range(30))
    assert judged(schema(f"{{type: object, properties: {{{fields}}}}}")) == {f"costly-expression {SCHEMA}"}


def test_what_one_rule_and_all_together_may_cost() -> None:
    """A loop over n items costs 3n + 2; ten million are the limit, a hundred for all, and a quarter is let pass."""
    most = "{type: array, maxItems: 4166666, items: {type: string}, x-kubernetes-validations: [%s]}"
    loop = "{rule: 'self.all(a, true)'}"
    assert judged(field(most % loop)) == set()
    assert judged(field(most.replace("66,", "67,") % loop)) == {f"costly-expression {AT}"}
    assert judged(field(most % ", ".join([loop] * 10))) == set()
    assert judged(field(most % ", ".join([*[loop] * 10, "{rule: 'self != []'}"]))) == {f"costly-expression {SCHEMA}"}


def test_messages_cost_as_well() -> None:
    costly = "self.all(a, a.contains('.')) ? 'a' : 'b'"
    rule = f'{{rule: "size(self) < 5", messageExpression: "{costly}"}}'
    text = f"{{type: array, items: {{type: string}}, x-kubernetes-validations: [{rule}]}}"
    assert judged(field(text)) == {f"costly-expression {A}.x-kubernetes-validations[0].messageExpression"}


def test_fields_are_there_once() -> None:
    rule = "x-kubernetes-validations: [{rule: \"self.contains('.')\"}]"
    assert judged(field(f"{{type: string, {rule}}}")) == set()


def test_a_rule_that_does_not_compile_is_told_once() -> None:
    assert texts("self.all(a, a.contains(1))") == {f"invalid-expression {AT}"}


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("1", 0),
        ("a", 1),
        ("a + a", 2 + 20),
        ("l + l", 2 + 1),
        ("a == 'abc'", 1 + 1),
        ("a == ''", 1),
        ("a == '' || isURL(a)", 1 + 2),
        ("isQuantity(a)", 2),
        ("url(a).getHost() == 'a'", 1 + 10 + 1),
        ("a.replace('b', 'c') == 'd'", 1 + 20),
        ("a.trim().size() > 1", 1 + 10 + 1),
        ("a.find('[0-9]+') == ''", 1 + 11 * 2),
        ("a.contains('abc')", 1 + 10),
        ("a.startsWith(a)", 2 + 10),
        ("a.matches('^[a-z]*$')", 1 + 11 * 2),
        ("l.all(x, x > 1)", 1 + 5 * (3 + 1) + 1),
        ("1 in l", 1 + 5),
        ("has(a.b) ? a : a + a", 22),
        ("l[0] == -1", 2),
        ("[1, 2]", 10),
        ("{'a': a}", 31),
        ("l[0]", 2),
        ("a ==", 0),
    ],
)
def test_costs(text: str, cost: int) -> None:
    assert at_least(text, {"a": Type("string", size=100), "l": Type("list", item=INT, size=5)}) == cost
    assert listing(INT).size is None


def test_sizes() -> None:
    required = {"type": "object", "required": ["ab"], "properties": {"ab": {"type": "boolean"}}}
    assert [sizes.least({"type": kind}) for kind in ("string", "integer", "array", "object")] == [2, 1, 2, 2]
    assert sizes.least(required) == 2 + 2 + 4 + 4
    assert sizes.least({"type": "string", "format": "date"}) == 12
    assert sizes.text({"type": "string", "maxLength": 5}) == 20
    assert sizes.text({"type": "string", "enum": ["a", "abc"]}) == 3
    assert sizes.text({"type": "string", "maxLength": -1}) == 0
    assert sizes.count({"type": "array", "items": {"type": "integer"}}) == (sizes.REQUEST - 2) // 2
    assert sizes.count({"type": "object", "additionalProperties": {"type": "integer"}}) == (sizes.REQUEST - 2) // 7
