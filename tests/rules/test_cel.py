"""Expressions and patterns: what compiles, and what surely does not."""

import pytest

from kubefence.rules.extensions.celtypes import declared
from kubefence.rules.formats import cel
from kubefence.rules.formats.cel import types
from kubefence.rules.formats.regexes import re2

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
    "object.spec.replicas <= 5 && !(a in [1, 2u, 3.0])",
    "has(object.spec.x) ? object.spec.x : b",
    "object.spec.?template[?'x'].orValue({}).size() > 0 // why",
    "a.all(i, i.name.startsWith('web')) || a.exists_one(i, v, i == v)",
    "a.map(i, i > 1, i.x + 'y').filter(x, x != '').size() == 1",
    "a.transformMap(k, v, k + v)",
    "cel.bind(x, a.b, x + x)",
    "optional.of(a).hasValue() && optional.none().orValue(true)",
    "r'\\d' == a && b'x' == b && '''two\nlines''' == a",
    "quantity(a).isLessThan(quantity('1Gi')) && ip.isCanonical('10.0.0.1')",
    "format.dns1123Label().validate(a).hasValue()",
    "type(a) == string || type(a) == google.protobuf.Timestamp",
    "-a < -1 || - -1 < 2.5 || !!b",
    "[a, b,] == [] || {'x': 1,} == {}",
    "a.namespace == b.`x-y`",
    "self.count < self.ratio && self.name + 'x' == self.__namespace__ + self.a__dash__b",
    "self.items.all(i, i.key != '') && self.labels.app == self.labels['app']",
    "self.port == 80 || self.port == 'http'",
    "self.metadata.name.size() < 10 && self.on",
    "self.items.map(i, i.key).exists(k, k.contains('x'))",
]
BAD = [
    "",
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
]


@pytest.mark.parametrize("text", GOOD)
def test_compiles(text: str) -> None:
    assert cel.mistake(text, SCOPE) is None


@pytest.mark.parametrize("text", BAD)
def test_does_not_compile(text: str) -> None:
    assert cel.mistake(text, SCOPE) is not None


def test_result() -> None:
    assert cel.mistake("self.count > 1", SCOPE, cel.BOOL) is None
    assert cel.mistake("object.x", SCOPE, cel.BOOL) is None
    assert cel.mistake("self.count", SCOPE, cel.BOOL) is not None
    assert cel.mistake("'no ' + string(self.count)", SCOPE, cel.STRING) is None


@pytest.mark.parametrize("text", ["(" * 5000 + "a" + ")" * 5000, "a" + ".b" * 5000, "a" + "+a" * 5000])
def test_what_is_too_deep_is_let_pass(text: str) -> None:
    assert cel.mistake(text, SCOPE) is None


PATTERNS = {
    True: [
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        r"^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$",
        r"[\w.-]+@[[:alpha:]]+",
        "(?i)abc|(?P<name>x)|(?<other>y)",
        r"\pL\p{Greek}\x{41}\Q*+\E",
        "a{,2}{",
        "[]a]|[^]b]|[a-]",
        "a{1000}",
        "^*",
        "",
    ],
    False: [
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        r"(a)\1",
        "[z-a]",
        "[a",
        "(",
        "a)",
        "*a",
        "a**",
        "a++",
        "a{2}{3}",
        "a{1001}",
        "a{3,2}",
        r"\Z",
        r"\u0041",
        "\\",
    ],
}


@pytest.mark.parametrize(("sound", "pattern"), [(sound, text) for sound, texts in PATTERNS.items() for text in texts])
def test_patterns(sound: bool, pattern: str) -> None:
    assert (re2(pattern) is None) is sound
