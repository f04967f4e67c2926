"""What expressions cost, as ``checker/cost.go`` of cel-go counts, and how large values are when nothing says so."""

import pytest

from kubefence.cel import at_least
from kubefence.cel.types import BOOL, INT, STRING, Type, record
from kubefence.rules.extensions import sizes
from kubefence.schema.custom.tree import Schema

SCOPE = {
    "n": INT,
    "b": BOOL,
    "s": Type("string", size=100),
    "l": Type("list", item=Type("string", size=10), size=20),
    "m": Type("map", item=INT, key=STRING, size=5),
    "o": record(a=INT),
}
COSTS = {
    # what is written down is for nothing, a variable and a step into it cost 1
    "1": 0,
    "-1": 0,
    "n": 1,
    "o.a": 2,
    "l[0]": 2,
    "has(o.a)": 0,
    # what is made
    "[1,2]": 10,
    "[n]": 11,
    "{'a': n}": 31,
    "Object{}": 40,
    "Object{a: n}": 41,
    # operators: the dearer branch, the shorter text where two are compared, both where they are put together
    "-n": 2,
    "!b": 2,
    "n + 1": 2,
    "b && b": 2,
    "b ? n : [n]": 12,
    "b ? [n] : n": 12,
    "n == 1": 1,
    "n < n": 2,
    "'a' == s": 2,
    **{f"s {sign} s": 12 for sign in ("==", "!=", "<", "<=", ">", ">=")},
    "s + 'abcde'": 12,
    "s + s": 22,
    "l + l": 3,
    "1 in l": 21,
    "'a' in l": 21,
    "'a' in m": 2,
    # functions that go through a text: a tenth of it, a quarter of a pattern for each tenth
    "s.size()": 2,
    "size(s)": 2,
    "isURL(s)": 2,
    "url(s)": 11,
    "s.startsWith('abcdefghij')": 2,
    "s.startsWith('abcdefghijk')": 3,
    "s.endsWith(s)": 12,
    "s.contains('abcdefghij')": 11,
    "s.contains('abcdefghijk')": 21,
    "s.contains(s)": 102,
    "s.matches('abcd')": 12,
    "s.matches('abcde')": 23,
    "s.find('a')": 12,
    "s.findAll('a', 1)": 12,
    "s.lowerAscii()": 11,
    "s.upperAscii()": 11,
    "s.trim()": 11,
    "s.substring(1)": 11,
    "s.replace('a', 'b')": 21,
    "s.split(',')": 21,
    # what stands before the dot belongs to the name of some: it is no value
    "strings.quote(s)": 2,
    "sets.contains([1], [1])": 21,
    "ip.isCanonical('10.0.0.1')": 1,
    # loops: what comes of a turn, what is done in it, one for what comes out; lists and maps begin with an empty one
    "l.all(x, true)": 62,
    "l.all(x, x == 'a')": 102,
    "l.all(i, x, x == 'a')": 102,
    "m.all(k, true)": 17,
    "l.exists(x, true)": 82,
    "l.exists_one(x, true)": 42,
    "l.existsOne(i, x, true)": 42,
    "l.map(x, x)": 272,
    "l.map(x, true, x)": 272,
    "l.filter(x, x != 'a')": 312,
    "l.transformList(i, x, x)": 272,
    "l.transformList(i, x, i > 2, x)": 292,
    "l.transformMap(i, x, x)": 112,
    "m.transformMapEntry(k, x, {x: k})": 202,
    "[1,2,3].all(x, x > 1)": 15,
    # a function that lacks what it needs does not compile, which is told elsewhere
    "s.matches()": 2,
    "s.contains()": 2,
    "s.startsWith()": 2,
    "s.find()": 2,
    "contains()": 1,
    # nothing is said of what does not compile
    "(": 0,
    "n +": 0,
}


@pytest.mark.parametrize(("expression", "cost"), COSTS.items())
def test_costs(expression: str, cost: int) -> None:
    assert at_least(expression, SCOPE) == cost


REQUEST = 3 * 1024 * 1024
TEXT: Schema = {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "least"),
    [
        ({"type": "string"}, 2),
        ({"type": "string", "format": "date"}, 12),
        ({"type": "string", "format": "date-time"}, 21),
        ({"type": "string", "format": "duration"}, 3),
        ({"type": "string", "format": "uuid"}, 2),
        ({"type": "integer"}, 1),
        ({"type": "number"}, 1),
        ({"type": "boolean"}, 4),
        ({"type": "array", "items": TEXT}, 2),
        ({"type": "object"}, 2),
        ({}, 1),
        ({"type": "object", "required": ["ab"], "properties": {"ab": TEXT, "c": TEXT}}, 2 + 2 + 4 + 2),
        ({"type": "object", "required": ["ab"], "properties": {"ab": {**TEXT, "default": ""}}}, 2),
    ],
)
def test_the_least_that_a_value_has(schema: Schema, least: int) -> None:
    assert sizes.least(schema) == least


@pytest.mark.parametrize(
    ("schema", "longest"),
    [({}, REQUEST - 2), ({"maxLength": 5}, 20), ({"maxLength": 0}, 0), ({"enum": ["a", "abc"]}, 3)],
)
def test_the_longest_text(schema: Schema, longest: int) -> None:
    assert sizes.text({**TEXT, **schema}) == longest


@pytest.mark.parametrize(
    ("schema", "most"),
    [
        ({"items": {"type": "integer"}}, (REQUEST - 2) // 2),
        ({"items": {"type": "boolean"}}, (REQUEST - 2) // 5),
        ({"items": TEXT, "maxItems": 7}, 7),
        ({"additionalProperties": {"type": "integer"}}, (REQUEST - 2) // 7),
        ({"additionalProperties": TEXT, "maxProperties": 7}, 7),
        ({"additionalProperties": TEXT, "maxProperties": -1}, 0),
        ({"type": "object"}, (REQUEST - 2) // 7),
    ],
)
def test_the_most_entries(schema: Schema, most: int) -> None:
    assert sizes.count(schema) == most


@pytest.mark.parametrize(
    ("schema", "many", "step", "times"),
    [
        ({"maxItems": 3}, 2, "items", 6),
        ({}, 2, "items", None),
        ({"maxItems": 3}, None, "items", None),
        ({"maxProperties": 3}, 2, "additionalProperties", 6),
        ({"maxItems": 3}, 2, "additionalProperties", None),
        ({"maxItems": 3}, 2, "properties", 2),
        ({}, None, "properties", None),
    ],
)
def test_how_often_there_is_what_lies_below(schema: Schema, many: int | None, step: str, times: int | None) -> None:
    assert sizes.times(schema, many, step) == times
