"""Expressions and patterns: what compiles, and what surely does not."""

import pytest

from kubefence import cel
from kubefence.cel import types
from kubefence.cel.nodes import Literal
from kubefence.cel.syntax import parse
from kubefence.rules.extensions.celtypes import declared

SCOPE = {
    "object": cel.DYN,
    "a": cel.DYN,
    "b": cel.DYN,
    "self": declared(
        {
            "type": "object",
            "properties": {
                "name": {"type": "string"},
                "count": {"type": "integer"},
                "ratio": {"type": "number"},
                "on": {"type": "boolean"},
                "port": {"x-kubernetes-int-or-string": True},
                "namespace": {"type": "string"},
                "a-b": {"type": "string"},
                "items": {"type": "array", "items": {"type": "object", "properties": {"key": {"type": "string"}}}},
                "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                "free": {"x-kubernetes-preserve-unknown-fields": True},
            },
        },
        resource=True,
    )
    or types.DYN,
}

GOOD = [
    "object.spec.replicas <= 5 && !(a in [1, 2, 3])",
    "has(object.spec.x) ? object.spec.x : b",
    "object.spec.?template[?'x'].orValue({}).size() > 0 // why",
    "a.all(i, i.name.startsWith('web')) || a.exists_one(i, v, i == v)",
    "a.map(i, i > 1, i.x + 'y').filter(x, x != '').size() == 1",
    "a.transformMap(k, v, k + v)",
    "optional.of(a).hasValue() && optional.none().orValue(true)",
    "r'\\d' == a && b'x' == b && '''two\nlines''' == a",
    "quantity(a).isLessThan(quantity('1Gi')) && ip.isCanonical('10.0.0.1')",
    "format.dns1123Label().validate(a).hasValue()",
    "optional.of(a).optMap(x, x + 1).hasValue() || optional.of(a).optFlatMap(x, optional.of(x)).hasValue()",
    "type(a) == string || type(a) == google.protobuf.Timestamp",
    "-a < -1 || - -1 < 2.5 || !!b",
    "[a, b,] == [] || {'x': 1,} == {}",
    "a.namespace == b.x__dash__y",
    "self.count < self.ratio && self.name + 'x' == self.__namespace__ + self.a__dash__b",
    "self.items.all(i, i.key != '') && self.labels.app == self.labels['app']",
    "self.port == 80 || self.port == 'http'",
    "self.metadata.name.size() < 10 && self.on",
    "self.items.map(i, i.key).exists(k, k.contains('x'))",
    "self.labels.all(k, k.startsWith('a')) && self.labels.exists(k, v, k == v)",
    "self.items.all(i, x, i >= 0 && x.key != '') && self.items[0].key == ''",
    "size(self.name) + self.items.size() + size(self.labels) > 1",
    "'app' in self.labels && self.name in ['a', 'b']",
    "self.name.split(',').all(p, p.matches('^[a-z]+$')) && self.name.replace('a', 'b', 1) != ''",
    "duration('1h30m') > duration('5m') && timestamp('2026-01-31T12:00:00Z') < timestamp(a)",
    "timestamp(a) + duration(b) > timestamp(b) && timestamp(a) - timestamp(b) < duration('1h')",
    "self.items[0] == null || self.metadata == null",
    "[1, 2].sum() > 1 && ['b'].indexOf('b') == 0 && 'abc'.indexOf('b', 0) == 1",
    "string(self.count) == '1' && int(self.name) > 1 && double('1.5') > self.ratio",
    "self.on ? self.name == 'x' : self.count > 1",
    "[] == [1] && {} == {'a': 1}",
    "{'a': 1, 'b': 2, 'c': 3}['b'] == 2 && [1, 2, 3][1] == 2",
    "'%s-%d'.format([self.port, self.count]) == self.name",
    "'%s-%d'.format([self.name, self.count]) == self.name",
    "'%s-%s'.format([[1, 'a'], {'a': self.name, 'b': self.port}]) == self.name",
    "self.items[0] == self.items[1] && self.items == self.items",
    "[self.port, self.port].size() == 2",
]
BAD = [
    "",
    "size(?a)",
    "a.b(?c)",
    "size(a,)",
    "optional.of(a).optMap(x)",
    "optional.of(a).optMap(x, y, z)",
    "optional.of(a).optFlatMap(x)",
    "optional.of(a).optFlatMap(x, y, z)",
    "object.spec.replicas <=",
    "object.spec.replicas <= 5)",
    "(object",
    "a = b",
    "a & b",
    "a b",
    "'open",
    "'\\q'",
    "“a”",
    "!-a",
    "a ? b ? a : b : b",
    "a.all(1, true)",
    "a.all(i)",
    "has(a)",
    "for",
    "a.`x-y`",
    "99999999999999999999",
    "unknown.field",
    "a.all(i, j)",
    "a.noSuchFunction()",
    "noSuchFunction(a)",
    "1 == '1'",
    "1 == 1.0",
    "'a' - 'b'",
    "1 && a",
    "!'x'",
    "'x' ? a : b",
    "'x'.y",
    "self.missing",
    "self.free",
    "self.metadata.labels",
    "self.items.all(i, i.value == '')",
    "self.name == 1",
    "self.ratio == 1",
    "self.count + self.name",
    "self.namespace == 'x'",
    "self.name.startsWith()",
    "self.name.startsWith(1)",
    "self.name.replace('a')",
    "size()",
    "size(self.count)",
    "self.count.size() > 1",
    "self.labels.all(k, k > 1)",
    "self.items['a'].key == ''",
    "self.name[0] == 'a'",
    "self.name.all(c, c == 'a')",
    "self.metadata.all(k, true)",
    "self.items.all(i, i.key)",
    "self.items.filter(i, 1).size() == 0",
    "1 in self.labels",
    "1 in ['a']",
    "'a' in self.name",
    "self.name == null",
    "self.items == null",
    "self.items == 'a'",
    "self.items[0] == {'key': 'a'}",
    "self.items[0] == self.metadata",
    "self.items > self.items",
    "self.metadata > 1",
    "self.on < null",
    "[1, 'a'].size() == 2",
    "{'a': 1, 2: 1}.size() == 2",
    "{'a': 1, 'b': ''}.size() == 2",
    "self.on ? 1 : 'a'",
    "-self.name == 'a'",
    "duration('1 day') > duration('1s')",
    "timestamp('2026-01-31') < timestamp(a)",
    "self.name.matches('(?=a)')",
    "self.name.find('[') == ''",
    "timestamp(a).year == 1",
    "[self.port, 80].size() == 2",
    "timestamp(a) + timestamp(b) > timestamp(a)",
]


@pytest.mark.parametrize("text", GOOD)
def test_compiles(text: str) -> None:
    assert cel.mistake(text, SCOPE) is None


@pytest.mark.parametrize("text", BAD)
def test_does_not_compile(text: str) -> None:
    assert cel.mistake(text, SCOPE) is not None


RESULTS: list[tuple[str, list[cel.Type], bool]] = [
    ("self.count > 1", [cel.BOOL], True),
    ("object.x", [cel.BOOL], True),
    ("self.count", [cel.BOOL], False),
    ("'no ' + string(self.count)", [cel.STRING], True),
    # what is surely dyn is no answer, although it could be one
    ("loose.x", [cel.BOOL], False),
    ("loose.x == true", [cel.BOOL], True),
    ("loose.items.exists(i, i.on)", [cel.BOOL], True),
    ("loose[0]['a']", [cel.STRING, cel.NULL], False),
    ("null", [cel.STRING, cel.NULL], True),
    ("self.on ? loose.x : true", [cel.BOOL], True),
    ("[loose.x]", [types.listing(cel.STRING)], False),
    ("self.items.map(i, i.key)", [types.listing(cel.STRING)], True),
    ("self.items.filter(i, i.key == '')", [cel.BOOL], False),
]


@pytest.mark.parametrize(("text", "results", "sound"), RESULTS)
def test_result(text: str, results: list[cel.Type], sound: bool) -> None:
    assert (cel.mistake(text, {**SCOPE, "loose": cel.ANY}, results) is None) is sound


MADE: list[tuple[str, list[cel.Type], bool]] = [
    ("Object{spec: Object.spec{replicas: 1}}", [cel.OBJECT], True),
    ("Object{}", [cel.OBJECT], True),
    ("Object.spec{}", [cel.OBJECT], True),  # not told apart from Object
    ("{}", [cel.OBJECT], False),
    ("[]", [types.listing(cel.PATCH)], True),
    ("[JSONPatch{op: 'add', path: '/a', value: 1}]", [types.listing(cel.PATCH)], True),
    ("[JSONPatch{op: 'add', path: '/a', val: 1}]", [types.listing(cel.PATCH)], False),
    ("[JSONPatch{op: 1, path: '/a'}]", [types.listing(cel.PATCH)], False),
    ("[1]", [types.listing(cel.PATCH)], False),
    ("JSONPatch{}", [types.listing(cel.PATCH)], False),
    ("Thing{a: 1}", [], False),
]


@pytest.mark.parametrize(("text", "results", "sound"), MADE)
def test_what_mutations_make(text: str, results: list[cel.Type], sound: bool) -> None:
    assert (cel.mistake(text, SCOPE, results, mutation=True) is None) is sound


def test_objects_are_made_by_mutations_only() -> None:
    assert cel.mistake("Object{} == a", SCOPE) is not None
    assert cel.mistake("google.protobuf.Timestamp{seconds: 1} == a", SCOPE) is None


def test_what_a_string_says() -> None:
    found = [parse(text) for text in (r"'a\\n\u00e9\101'", r"r'\d'", "'''x'y'''", "1", "'\\U00110000'")]
    assert [node.value for node in found if isinstance(node, Literal)] == ["a\\né" + "A", r"\d", "x'y", None, ""]


@pytest.mark.parametrize("text", ["(" * 5000 + "a" + ")" * 5000, "a" + ".b" * 5000, "a" + "+a" * 5000])
def test_what_is_too_deep_is_let_pass(text: str) -> None:
    assert cel.mistake(text, SCOPE) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [("a +", "1:4"), ("\na +", "2:4"), ("1 == 'a'", "1:3"), ("\n\n  1 == 'a'", "3:5"), ("a &&\n  b +\n", "3:1")],
)
def test_a_mistake_is_placed_in_its_text(text: str, place: str) -> None:
    mistake = cel.mistake(text, SCOPE)
    assert mistake is not None
    spoken = mistake.spoken("rule", text)
    assert spoken.en.startswith(f"rule does not compile ({place}): ")
    line, column = place.split(":")
    assert spoken.zh.startswith(f"rule 无法编译（第 {line} 行第 {column} 列）：")
