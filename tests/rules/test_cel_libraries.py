"""The functions of the API server's libraries: which there are, and what they take."""

from dataclasses import FrozenInstanceError, fields
from typing import TypeGuard, get_args

import pytest

from kubefence import cel
from kubefence.cel import types
from kubefence.cel.nodes import Node
from kubefence.cel.syntax import parse
from kubefence.rules.admission.environment import AUTHORIZER, BASE
from kubefence.rules.extensions.celtypes import declared

ITEM = {"type": "object", "properties": {"key": {"type": "string"}}}
FIELDS = {"name": {"type": "string"}, "items": {"type": "array", "items": ITEM}}
SCOPE = {
    **BASE,
    **AUTHORIZER,
    "a": cel.DYN,
    "self": declared({"type": "object", "properties": FIELDS}) or types.DYN,
}

GOOD = [
    "quantity('1') == quantity('2') && authorizer.group('') != null",
    "quantity(a).add(quantity('1')).sub(1).asInteger() > 0 && sign(quantity('-1')) < 0",
    "semver('1.2.3').isLessThan(semver('v2', true)) && semver(a).major() == 1",
    "url('https://a').getHost() == 'a' && string(ip('10.0.0.1')) == '10.0.0.1'",
    "cidr('10.0.0.0/8').containsIP(ip('10.0.0.1')) && cidr(a).ip().family() == 4",
    "authorizer.group('').resource('pods').namespace('x').check('get').allowed()",
    "authorizer.path('/x').check('get').reason() == '' && authorizer.requestResource.check('x').errored()",
    "self.items.first().hasValue() && self.items.first().key == 'x' && [3, 1].sort().distinct() == [1]",
    "lists.range(3).reverse().slice(0, 1) == [2] && strings.quote(self.name) == 'x'",
    "'%s'.format([self.name]).startsWith('x')",
    "sets.contains([1], [1]) && format.named('uuid').hasValue()",
    "namespaceObject.status.conditions.exists(c, c.type == 'x' && c.lastTransitionTime < timestamp(a))",
]
BAD = [
    "math.greatest(1, 2) == 2",
    "base64.encode(b'x') == ''",
    "cel.bind(x, a, x == 1)",
    "regex.extract(a, 'x').hasValue()",
    "quantity('1').sign() == 1",
    "quantity('1')",
    "quantity('1').isLessThan('2')",
    "quantity('1') == '1'",
    "[quantity('1'), '2'].size() == 2",
    "quantity('1').isLessThan(semver('1.0.0'))",
    "semver(1).major() == 1",
    "string(quantity('1')) == '1'",
    "url('https://a').host() == 'a'",
    "ip('10.0.0.1').containsIP('10.0.0.1')",
    "cidr('10.0.0.0/8').containsIP(10)",
    "authorizer.resource('pods').check('get').allowed()",
    "authorizer.group('').resource('pods').allowed()",
    "authorizer.group('').check('get').allowed()",
    "self.name.hasValue()",
    "self.name.orValue('x') == 'x'",
    "self.name.reverse() == 'x'",
    "self.items.flatten(1).hasValue()",
    "self.items.sort() == self.items",
    "['a', 'b'].sum() == 'ab'",
    "[[1], [2]].min() == [1]",
    "'%s'.format(self.name) == 'x'",
    "self.name.isURL()",
    "contains(self.name, 'x')",
    "isURL(self.name, 1)",
    "namespaceObject.status.conditions.exists(c, c.kind == 'x')",
    "sets.contains(1, [1])",
    "sets.equivalent([1])",
    "sets.intersects([1], [1]) == 'x'",
    "strings.quote(1) == 'x'",
    "lists.range('3') == [0]",
    "lists.range(3) == 3",
    "ip.isCanonical(ip('10.0.0.1'))",
    "format.named(1).hasValue()",
]


@pytest.mark.parametrize("text", GOOD)
def test_compiles(text: str) -> None:
    assert cel.mistake(text, SCOPE, (cel.BOOL,)) is None


@pytest.mark.parametrize("text", BAD)
def test_does_not_compile(text: str) -> None:
    assert cel.mistake(text, SCOPE, (cel.BOOL,)) is not None


def test_devices_can_give_names_to_values() -> None:
    assert cel.mistake("cel.bind(x, a.b, x == 1)", SCOPE, (cel.BOOL,), bindings=True) is None
    assert cel.mistake("cel.bind(x, self.name, x > 1)", SCOPE, (cel.BOOL,), bindings=True) is not None


def test_keys_of_patches_are_escaped_as_text() -> None:
    assert cel.mistake("jsonpatch.escapeKey(self.name)", SCOPE, (cel.STRING,), mutation=True) is None
    found = cel.mistake("jsonpatch.escapeKey(1)", SCOPE, (cel.STRING,), mutation=True)
    assert found is not None
    assert found.text.en == "there is no jsonpatch.escapeKey(int)"
    assert cel.mistake("jsonpatch.escapeKey(self.name)", SCOPE, (cel.STRING,)) is not None


def test_what_only_devices_and_mutations_have_is_of_no_known_type_elsewhere() -> None:
    assert cel.type_of("cel.bind(x, 1, x)", {}) is cel.DYN
    assert cel.type_of("Object{}", {}) is cel.DYN
    assert cel.type_of("1 + 1", {}).name == "int"


@pytest.mark.parametrize(("count", "more"), [(7, False), (8, False), (9, True)])
def test_eight_of_many_names_are_told(count: int, more: bool) -> None:
    found = cel.mistake("none", {f"v{number}": cel.BOOL for number in range(count)})
    assert found is not None
    assert found.text.en.endswith(", …") is more
    assert [f"v{number}" in found.text.en for number in range(count)] == [number < 8 for number in range(count)]


def test_a_result_of_the_wrong_type_is_told_at_the_beginning() -> None:
    found = cel.mistake("1 + 1", SCOPE, (cel.BOOL,))
    assert found is not None
    assert found.at == 0
    assert found.text.en == "it has to yield a bool, but yields an int"
    unknown = cel.mistake("x", {"x": cel.ANY}, (cel.BOOL,))
    assert unknown is not None
    assert unknown.text.en == "it has to yield a bool, but yields a dyn"


ORDERED = ["1", "1u", "1.5", "true", "duration('1h')", "timestamp('2026-01-31T12:00:00Z')", "'a'", "b'a'"]
SUMMED = ["1", "1u", "1.5", "duration('1h')"]


@pytest.mark.parametrize("value", [*ORDERED, "[1]", "{'a': 1}"])
def test_what_can_be_ordered_and_added_up(value: str) -> None:
    for function in ("min", "max", "sort", "isSorted"):
        assert (cel.mistake(f"[{value}].{function}()", {}) is None) is (value in ORDERED), function
    assert (cel.mistake(f"[{value}].sum()", {}) is None) is (value in SUMMED)


def test_a_parsed_expression_cannot_change() -> None:
    """It is kept, and asked about again by others."""
    left = [parse("f(a.b[0], [1], T{c: 'd'})")]
    kinds = set()
    while left:
        node = left.pop()
        kinds.add(type(node))
        with pytest.raises(FrozenInstanceError):
            setattr(node, "at", 0)  # noqa: B010  (a type checker would refuse it)
        values = (getattr(node, field.name) for field in fields(node))
        left += [
            each for value in values for each in (value if isinstance(value, tuple) else (value,)) if is_node(each)
        ]
    assert kinds == set(get_args(Node))


def is_node(value: object) -> TypeGuard[Node]:
    return isinstance(value, get_args(Node))


@pytest.mark.parametrize("value", ["timestamp('2026-01-31T12:00:00Z')", "duration('1h')", "null", "quantity('1')"])
def test_what_can_be_compared_with_null(value: str) -> None:
    assert cel.mistake(f"{value} == null", {}) is None
    assert cel.mistake("1 == null", {}) is not None
