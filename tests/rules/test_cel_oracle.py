"""Expressions are accepted and refused as cel-cpp does it, the reference implementation, where the API server agrees.

The API server adds functions of its own and compares numbers of different kinds; that is tested without the oracle.
"""

from itertools import product

import pytest
from cel_expr_python import cel as oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from kubefence import cel
from kubefence.cel import types
from kubefence.cel.syntax import parse
from kubefence.cel.tokens import SyntaxMistake

KINDS = {
    "i": (oracle.Type.INT, types.INT),
    "u": (oracle.Type.UINT, types.UINT),
    "d": (oracle.Type.DOUBLE, types.DOUBLE),
    "s": (oracle.Type.STRING, types.STRING),
    "y": (oracle.Type.BYTES, types.BYTES),
    "b": (oracle.Type.BOOL, types.BOOL),
    "t": (oracle.Type.TIMESTAMP, types.TIMESTAMP),
    "r": (oracle.Type.DURATION, types.DURATION),
    "l": (oracle.Type.List(oracle.Type.INT), types.listing(types.INT)),
    "m": (oracle.Type.Map(oracle.Type.STRING, oracle.Type.INT), types.mapping(types.INT)),
    "x": (oracle.Type.DYN, types.DYN),
}
ENVIRONMENT = oracle.NewEnv(variables={name: theirs for name, (theirs, _) in KINDS.items()})
SCOPE = {name: ours for name, (_, ours) in KINDS.items()}
NUMBERS = {"i", "u", "d"}


def compiles(expression: str) -> bool:
    try:
        ENVIRONMENT.compile(expression)
    except RuntimeError:
        return False
    return True


def is_right(expression: str) -> bool:
    return cel.mistake(expression, SCOPE) is None


@pytest.mark.parametrize("sign", ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "in"])
def test_binary_operators(sign: str) -> None:
    for left, right in product(KINDS, KINDS):
        expression = f"{left} {sign} {right}"
        if sign in ("<", "<=", ">", ">=") and {left, right} <= NUMBERS:
            assert is_right(expression), "the API server compares numbers of different kinds"
        else:
            assert is_right(expression) is compiles(expression), expression


@pytest.mark.parametrize("form", ["!{}", "-{}", "{}.a", "{}[0]", "{}['a']", "{} ? 1 : 2", "has({}.a)"])
def test_operators_of_one(form: str) -> None:
    for name in KINDS:
        expression = form.format(name)
        assert is_right(expression) is compiles(expression), expression


@pytest.mark.parametrize(
    "form",
    [
        "size({})",
        "{}.size()",
        "int({})",
        "uint({})",
        "double({})",
        "string({})",
        "bytes({})",
        "bool({})",
        "timestamp({})",
    ]
    + [
        "duration({})",
        "type({}) == int",
        "{}.contains('a')",
        "'a'.contains({})",
        "{}.startsWith('a')",
        "'a'.endsWith({})",
    ]
    + [
        "{}.matches('a')",
        "'a'.matches({})",
        "{}.all(v, true)",
        "{}.exists(v, true)",
        "{}.map(v, v)",
        "{}.filter(v, true)",
    ]
    + ["{}.exists_one(v, true)", "[1].all(v, {})", "[1].filter(v, {})", "[1].exists(v, {})", "[1].map(v, {}, v)"]
    + [
        f"{{}}.get{part}()"
        for part in ("FullYear", "Month", "Date", "DayOfWeek", "Hours", "Minutes", "Seconds", "Milliseconds")
    ],
)
def test_functions_of_the_standard(form: str) -> None:
    for name in KINDS:
        expression = form.format(name)
        assert is_right(expression) is compiles(expression), expression


TOKENS = [
    *("i", "s", "b", "l", "m", "x", "1", "1u", "1.5", "1e3", "0x1F", ".5", "'a'", '"a"', "r'\\d'", "b'a'", "'''a'''"),
    *(
        "true",
        "false",
        "null",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "?",
        ".",
        "+",
        "-",
        "*",
        "/",
        "%",
        "!",
        "&&",
        "||",
    ),
    *(
        "==",
        "!=",
        "<",
        "<=",
        " in ",
        " ",
        "has",
        "size",
        ".size()",
        ".all(v,",
        "'\\q'",
        "'\\n'",
        "'\\u00e9'",
        "'\\x41'",
        "&",
        "=",
    ),
    *(
        "// a",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551615u",
        "18446744073709551616u",
        "as",
        "if",
    ),
]


INTEGERS = {
    "9223372036854775807": True,
    "9223372036854775808": False,
    "-9223372036854775808": True,
    "-9223372036854775809": False,
    "--9223372036854775808": False,
    "1 - 9223372036854775808": False,
    "!-9223372036854775808": False,
    "0x7fffffffffffffff": True,
    "0x8000000000000000": False,
    "-0x8000000000000000": True,
    "-0x8000000000000001": False,
    "18446744073709551615u": True,
    "18446744073709551616u": False,
    "0xffffffffffffffffu": True,
    "0x10000000000000000u": False,
    "1" * 40: False,
}


@pytest.mark.parametrize("expression", ["!-1", "!-1.5", "!-1u", "!-a", "-!a", "!-'a'", "!-true", "!(-1)"])
def test_a_minus_after_a_not_is_part_of_a_number(expression: str) -> None:
    assert is_syntax(expression) is (not is_parsed(expression))


def is_parsed(expression: str) -> bool:
    """Whether it is an expression, of whatever types."""
    try:
        parse(expression)
    except SyntaxMistake:
        return False
    return True


@pytest.mark.parametrize(("expression", "is_one"), INTEGERS.items())
def test_integers_of_64_bits(expression: str, is_one: bool) -> None:
    assert compiles(expression) == is_one
    assert is_right(expression) == is_one


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=7).map("".join))
def test_syntax(expression: str) -> None:
    """What is no expression for one is none for the other; of types only what is sure is said."""
    if compiles(expression):
        assert is_right(expression)
    elif is_right(expression):
        assert not is_syntax(expression)


def is_syntax(expression: str) -> bool:
    """Whether it is the syntax that the oracle minds."""
    with pytest.raises(RuntimeError) as raised:
        ENVIRONMENT.compile(expression)
    return "Syntax error" in str(raised.value)
