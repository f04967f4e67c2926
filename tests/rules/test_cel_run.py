"""What expressions come to: the examples of the API server's libraries, and values that expressions see as times."""

import pytest
from cel_expr_python import cel as oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from kubefence.cel.run.evaluate import Kind, evaluate
from kubefence.cel.run.rewriting import runnable
from kubefence.schema.custom.seen import Unwritten, seen
from kubefence.schema.custom.tree import Schema
from kubefence.yamldoc.document import Json

TRUE = [
    # patterns; an empty match right behind another one is none to Go
    "'abc 123'.find('[0-9]+') == '123'",
    "'abc 123'.find('xyz') == ''",
    "'123 abc 456'.findAll('[0-9]+') == ['123', '456']",
    "'123 abc 456'.findAll('[0-9]+', 1) == ['123']",
    "'123 abc 456'.findAll('[0-9]+', 0) == []",
    "'123 abc 456'.findAll('[0-9]+', -1).size() == 2",
    "'123 abc 456'.findAll('xyz') == []",
    "'aba'.findAll('b*') == ['', 'b', '']",
    "'a1é2'.findAll('[[:alpha:]é]([0-9])') == ['a1', 'é2']",
    # two variables
    "[1, 2, 3].all(i, j, i < j) && !{'hello': 'world', 'taco': 'taco'}.all(k, v, k != v)",
    "[1, 2, 4].exists(i, v, v == 4 && i == 2)",
    "[1, 1, 2].existsOne(i, v, i == 2 && v == 2) && ![1, 1].exists_one(i, v, v == 1)",
    "[1, 2, 3].transformList(i, v, i * v + v) == [1, 4, 9]",
    "[1, 2, 3].transformList(i, v, i % 2 == 0, i * v + v) == [1, 9]",
    "{'greeting': 'hello'}.transformList(k, v, k + v) == ['greetinghello']",
    "[1, 2, 3].transformMap(i, v, i * v + v) == {0: 1, 1: 4, 2: 9}",
    "[1, 2, 3].transformMap(i, v, i % 2 == 0, v) == {0: 1, 2: 3}",
    "{'greeting': 'hello'}.transformMap(k, v, v + '!') == {'greeting': 'hello!'}",
    "{'greeting': 'hello'}.transformMapEntry(k, v, {v: k}) == {'hello': 'greeting'}",
    "[1, 2].transformMapEntry(i, v, v > 1, {v: i}) == {2: 1}",
    "{'a': [1]}.transformMap(k, v, v.transformMap(i, x, x + 1)) == {'a': {0: 2}}",
    # lists
    "[3, 1, 1].sort() == [1, 1, 3] && [1, 1].distinct() == [1] && [[1], [2]].flatten() == [1, 2]",
    "[1, 2, 3].slice(1, 2) == [2] && lists.range(2) == [0, 1] && [1, 2].reverse() == [2, 1]",
    "[{'n': 2}, {'n': 1}].sortBy(e, e.n)[0].n == 1 && [1, 2].first().value() == 1",
    "[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2 && ['a'].indexOf('b') == -1 && [1].indexOf(true) == -1",
    "'tacocat'.indexOf('ac') == 1 && 'tacocat'.lastIndexOf('t') == 6 && 'tacocat'.indexOf('a', 2) == 5",
    # formats by name
    "!format.dns1123Label().validate('my-label-name').hasValue()",
    "format.dns1123Label().validate('My label').value().size() == 1",
    "!format.dns1123LabelPrefix().validate('my-label-').hasValue() && format.dns1123Label().validate('a-').hasValue()",
    "!format.qualifiedName().validate('apiextensions.k8s.io/v1beta1').hasValue()",
    "format.uri().validate('no url').hasValue() && !format.uri().validate('http://example.com').hasValue()",
    "!format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()",
    "!format.byte().validate('aGVsbG8=').hasValue() && format.byte().validate('*').hasValue()",
    "!format.date().validate('2021-01-01').hasValue() && format.datetime().validate('2021-01-01').hasValue()",
    "format.named('uuid').hasValue() && !format.named('hello').hasValue()",
    "format.named('date').value().validate('x').orValue([]).join('') == 'invalid date'",
    "!format.named('none').optMap(f, f.validate('x')).hasValue()",
    # URLs
    "url('https://example.com:80/p?a=1&a=2').getHost() == 'example.com:80' && url('/p').getPort() == ''",
    "url('https://[::1]:80/p%20q?a=1').getHostname() == '::1' && url('/p%20q').getEscapedPath() == '/p%20q'",
    # addresses, as strict as net/netip
    "isIP('127.0.0.1') && isIP('::1') && !isIP('127.0.0.256') && !isIP('010.0.0.1') && !isIP('::ffff:1.2.3.4')",
    "ip('::1') == ip('0:0::1') && ip.isCanonical('::1') && !ip.isCanonical('0::1')",
    "ip('0.0.0.0').isUnspecified() && ip('127.0.0.1').isLoopback() && !ip('192.168.0.1').isLoopback()",
    "ip('224.0.0.1').isLinkLocalMulticast() && !ip('224.0.1.1').isLinkLocalMulticast()",
    "ip('ff02::1').isLinkLocalMulticast() && !ip('fd00::1').isLinkLocalMulticast()",
    "ip('169.254.169.254').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast()",
    "ip('192.168.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast()",
    "ip('2001:db8::abcd').isGlobalUnicast() && !ip('ff00::1').isGlobalUnicast()",
    "cidr('192.168.0.0/24').containsIP('192.168.0.1') && !cidr('192.168.0.0/24').containsIP(ip('192.168.1.1'))",
    "cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24')",
    "!cidr('192.168.0.0/24').containsCIDR(cidr('192.168.0.0/16'))",
    "cidr('192.168.0.1/24').masked() == cidr('192.168.0.0/24') && cidr('192.168.0.1/24') != cidr('192.168.0.0/24')",
    "cidr('::1/128').ip() == ip('::1') && cidr('::1/128').prefixLength() == 128 && !isCIDR('10.0.0.0/08')",
    # versions and quantities
    "semver('1.2.3').compareTo(semver('2.0.0')) == -1 && semver('1.2.3').minor() == 2 && !isSemver('v1.0')",
    "isSemver('v1.0', true) && semver('v01.1', true) == semver('1.1.0') && semver('1.0.0-a.2').patch() == 0",
    "semver('1.0.0').isGreaterThan(semver('1.0.0-rc.1')) && semver('1.0.0+a') == semver('1.0.0+b')",
    "quantity('50k').add(20) == quantity('50020') && quantity('50k').sub(quantity('1k')).asInteger() == 49000",
]
FAILING = [
    "'a'.find('(') == ''",
    "'a'.findAll('(?=a)') == []",
    "{'a': 1, 'b': 1}.transformMapEntry(k, v, {v: k}) == {}",
    "ip('127.0.0.256') == ip('::1')",
    "cidr('::ffff:1.2.3.4/120') == cidr('::/0')",
    "semver('1.0').major() == 1",
    "format.dns1123Label().validate('a').value() == []",
]


@pytest.mark.parametrize("expression", TRUE)
def test_what_is_true(expression: str) -> None:
    assert evaluate(expression, None) == (Kind.VALUE, True, "")


@pytest.mark.parametrize("expression", FAILING)
def test_what_has_no_value(expression: str) -> None:
    assert evaluate(expression, None).kind is Kind.FAILED


def test_all_matches_in_a_very_long_text_are_not_looked_for() -> None:
    assert evaluate("self.findAll('a').size() > 1", "a" * 10_000).value is True
    assert evaluate("self.findAll('a').size() > 1", "a" * 10_001).kind is Kind.UNASKED


def test_what_cannot_be_handed_back_is_not_asked() -> None:
    assert evaluate("{'a': duration('1s')}.transformMap(k, v, v).size() == 1", None).kind is Kind.UNASKED


@given(st.dictionaries(st.text("ab", max_size=3), st.integers(-9, 9), max_size=5))
@settings(max_examples=40, deadline=None)
def test_maps_are_made_as_a_list_of_their_entries_is(value: dict[str, int]) -> None:
    """What cel-cpp itself makes of the keys and of the values, one by one."""
    environment = oracle.NewEnv(variables={"self": oracle.Type.DYN})
    each = environment.compile("self.map(k, [dyn(k), dyn(self[k] * 2)])").eval(data={"self": value}).plain_value()
    assert evaluate("self.transformMap(k, v, v * 2)", value).value == dict(map(tuple, each))


@pytest.mark.parametrize(
    "text",
    ["a.transformMap(k, v", "transformMap(k, v, v)", "a.transformMap", "a.transformMap(k)", "'transformMap(", "a.b(1)"],
)
def test_what_is_no_such_macro_is_left_alone(text: str) -> None:
    assert runnable(text) == text


TIME: Schema = {"type": "string", "format": "date-time"}
FIELDS: Schema = {
    "type": "object",
    "properties": {
        "time": TIME,
        "day": {"type": "string", "format": "date"},
        "long": {"type": "string", "format": "duration"},
        "raw": {"type": "string", "format": "byte"},
        "a-b": {"type": "string"},
        "each": {"type": "array", "items": {"type": "object", "properties": {"time": TIME, "n": {"type": "number"}}}},
        "named": {"type": "object", "additionalProperties": {"type": "string", "format": "duration"}},
    },
}
VALUE: Json = {
    "time": "2026-01-31T12:00:00.123456789+01:00",
    "day": "2026-02-01",
    "long": "1h30m",
    "raw": "AP8=",
    "a-b": '"\\é\n',
    "each": [{"time": "2026-01-31t00:00:00z", "n": 1}, {"n": 2}],
    "named": {"it's": "3s"},
}
TIMES = [
    "string(self.time) == '2026-01-31T11:00:00.123456789Z' && self.time.getHours() == 11",
    "self.time < self.day && self.day - self.time > self.long && self.day.getMonth() == 1",
    "self.long == duration('90m') && self.long.getMinutes() == 90",
    "self.raw == b'\\x00\\xff' && self.raw.size() == 2",
    "self.a__dash__b == '\"\\\\é\\n'",
    "self.each.all(e, !has(e.time) || e.time < self.time) && self.each[1].n == 2.0",
    "self.named[\"it's\"] == duration('3s') && self.named.all(k, v, v < self.long)",
    "type(self.time) == google.protobuf.Timestamp && self.time.getHours('Asia/Shanghai') == 19",
]


@pytest.mark.parametrize("expression", TIMES)
def test_times_are_times(expression: str) -> None:
    shown = seen(VALUE, FIELDS)
    assert evaluate(shown.over(expression), shown.value) == (Kind.VALUE, True, "")


def test_a_text_does_not_end_at_a_zero() -> None:
    shown = seen({"a-b": "a\0b"}, FIELDS)
    assert evaluate(shown.over("self.a__dash__b == 'a\\x00b'"), shown.value).value is True


def test_a_value_without_times_is_handed_over_as_it_is() -> None:
    assert seen({"a-b": "x"}, FIELDS).over("E") == "E"


@pytest.mark.parametrize(
    "value",
    [
        {"time": "2026-01-31T12:00:00,5Z"},
        {"time": "2026-01-31T12:00:00+99:00"},
        {"time": "x"},
        {"day": "2026-02-30"},
        {"long": "3 days"},
        {"raw": "+/=="},
    ],
)
def test_what_the_server_may_see_otherwise_is_not_said(value: Json) -> None:
    with pytest.raises(Unwritten):
        seen(value, FIELDS)
