"""What unquoted values mean to Kubernetes: neither YAML 1.1 nor 1.2, but what sigs.k8s.io/yaml makes of them."""

import math

import pytest

from kubefence.yamldoc.scalars import Scalar, key, plain
from tests.helpers import CONFIG_MAP, told

BOOLEANS = {
    True: "y Y yes Yes YES true True TRUE on On ON",
    False: "n N no No NO false False FALSE off Off OFF",
}
VALUES: dict[str, Scalar] = {
    **{word: value for value, words in BOOLEANS.items() for word in words.split()},
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    # integers
    "0": 0,
    "-0": 0,
    "7": 7,
    "+7": 7,
    "-7": -7,
    "1_000": 1000,
    "010": 8,
    "0644": 420,
    "0o644": 420,
    "0O644": 420,
    "-010": -8,
    "0x1F": 31,
    "0X1f": 31,
    "0b101": 5,
    "9223372036854775807": 2**63 - 1,
    "18446744073709551615": 2**64 - 1,
    "-9223372036854775808": -(2**63),
    # numbers that are not written as integers, and reach the server as integers where they are whole
    "08": 8,
    "1.0": 1,
    "1.": 1,
    "1e3": 1000,
    "1E3": 1000,
    "1e-3": 0.001,
    ".5": 0.5,
    "-.5": -0.5,
    "0.25": 0.25,
    "1_0.5": 10.5,
    "18446744073709551616": 2**64,
    "1e300": 1e300,
    # strings that other readers take for something else
    "yEs": "yEs",
    "tRUE": "tRUE",
    "nULL": "nULL",
    "none": "none",
    "1:30": "1:30",
    "12:30:45": "12:30:45",
    "2001-12-14": "2001-12-14",
    "2001-12-14T21:59:43Z": "2001-12-14T21:59:43Z",
    "1.2.3": "1.2.3",
    "0x": "0x",
    "0xZZ": "0xZZ",
    "0b12": "0b12",
    "1e": "1e",
    "1e400": "1e400",
    "100m": "100m",
    "1Gi": "1Gi",
    "_1": "_1",
    "+": "+",
    "-": "-",
    ".": ".",
    "...x": "...x",
    "=": "=",
    "inf": "inf",
    "nan": "nan",
    "-.nan": "-.nan",
}


@pytest.mark.parametrize(("written", "meant"), VALUES.items())
def test_plain_scalar(written: str, meant: Scalar) -> None:
    value = plain(written)
    assert (type(value), value) == (type(meant), meant)


@pytest.mark.parametrize(("written", "meant"), [(".inf", math.inf), ("+.Inf", math.inf), ("-.INF", -math.inf)])
def test_infinity(written: str, meant: float) -> None:
    assert plain(written) == meant


@pytest.mark.parametrize("written", [".nan", ".NaN", ".NAN"])
def test_not_a_number(written: str) -> None:
    value = plain(written)
    assert isinstance(value, float)
    assert math.isnan(value)


def test_a_huge_number_is_read_at_once() -> None:
    assert plain("9" * 1_000_000) == "9" * 1_000_000  # beyond any double: it stays text


@pytest.mark.parametrize(
    ("written", "name"),
    [("1", "1"), ("010", "8"), ("yes", "true"), ("n", "false"), ("1.5", "1.5"), ("1e3", "1000"), ("a b", "a b")],
)
def test_unquoted_keys_become_the_names_that_json_has(written: str, name: str) -> None:
    assert key(written) == name


@pytest.mark.parametrize("word", ["y", "on", "1e3", "0o17", "1.0", "08", "007"])
def test_a_value_that_only_looks_like_text_is_found_in_a_manifest(word: str) -> None:
    text = f"{CONFIG_MAP}data:\n  a: {word}\n"
    assert told(text, "a.yaml") == [("wrong-type", 6, word)]


@pytest.mark.parametrize("word", ["1:30", "2001-12-14", "'yes'", '"010"', "!!str 1", "100m", "yEs", "!custom a"])
def test_text_that_other_readers_take_for_something_else_is_fine(word: str) -> None:
    assert told(f"{CONFIG_MAP}data:\n  a: {word}\n", "a.yaml") == []


@pytest.mark.parametrize("word", [".inf", "-.INF", ".nan"])
def test_what_json_cannot_hold_is_a_finding(word: str) -> None:
    assert told(f"{CONFIG_MAP}data:\n  a: {word}\n", "a.yaml") == [("unrepresentable", 6, word)]


@pytest.mark.parametrize("written", ["null", "~"])
def test_a_key_cannot_be_null(written: str) -> None:
    found = told(f"{CONFIG_MAP}data:\n  {written}: a\n", "a.yaml")
    assert ("unrepresentable", 6) in [finding[:2] for finding in found]


@pytest.mark.parametrize(("tagged", "rules"), [("aGVsbG8=", []), ("a", ["unrepresentable"])])
def test_a_binary_tag_is_decoded(tagged: str, rules: list[str]) -> None:
    assert [rule for rule, *_ in told(f"{CONFIG_MAP}data:\n  a: !!binary {tagged}\n", "a.yaml")] == rules
