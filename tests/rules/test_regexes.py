"""Regular expressions are accepted and refused as Go does; google-re2, from which Go's syntax comes, is the oracle."""

import pytest
import re2 as oracle
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kubefence.formats import unicode_classes
from kubefence.formats.regex_reader import DEEPEST, MOST_STEPS
from kubefence.formats.regexes import re2

OPTIONS = oracle.Options()
OPTIONS.log_errors = False
OPTIONS.max_mem = 1 << 30  # what the library would not match in its usual memory is no mistake in the expression

SIGNS = [
    *"abzé(){}[]|*+?^$.-,:<>\\=!\n",
    *("(?:", "(?i)", "(?-i)", "(?i-s:", "(?-", "(?", "(?P<n>", "(?<m>", "(?P<", "(?=", "(?<!", "(?P=n)"),
    *(
        "{2}",
        "{2,}",
        "{2,5}",
        "{5,2}",
        "{0}",
        "{0,}",
        "{01}",
        "{,3}",
        "{30}",
        "{40}",
        "{1000}",
        "{1001}",
    ),
    *(r"\d", r"\W", r"\b", r"\B", r"\A", r"\z", r"\Z", r"\n", r"\a", r"\e", r"\-", r"\_", r"\]", r"\Q", r"\E"),
    *(r"\0", r"\1", r"\8", r"\12", r"\018", r"\x41", r"\x4", r"\x{41}", r"\x{}", r"\x{10FFFF}", r"\x{110000}"),
    *(
        r"\pL",
        r"\PN",
        r"\pX",
        r"\p{Greek}",
        r"\p{^Lu}",
        r"\P{Nope}",
        r"\p{",
        "[:alpha:]",
        "[[:^word:]]",
        "[:nope:]",
        ":]",
    ),
]
"""What expressions are put together of; not ``\\C``, ``{0}`` and names that only one of the two has."""


def accepted(pattern: str) -> bool:
    try:
        oracle.compile(pattern, OPTIONS)
    except oracle.error:
        return False
    return True


@settings(max_examples=2000, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
@example("(a{1000}){1000}")
@example("[[:nope:]]")
@example(r"\pX")
@example(r"[a-\d]")
@example(r"[\d-z]")
@example(r"[\Qa\E]")
@example("((a{10}){10}){10}")
@example("(((a{10}){10}){10}){2}")
@example("(a{1000}|b{2}){1}")
@example("(a{1000}b){0}")
@example("(?:a{1000}){0,}")
@example("(?:a{0,}){1000}")
@example("(?:a{500,}){2,}")
@example("(?:a{501}){2,}")
@example("(?:a{0,1000}){0,2}")
@example("a(?i)*")
@example("a*(?i)*")
@example("(?i)*")
@example("a|*")
@example(r"a\Q\E*")
@example(r"a*\Q\E*")
@example(r"\Q\E*")
@example(r"[\x41-\x{40}]")
@example(r"[\101-\x{41}]")
@example(r"[\n-\t]")
@example(r"[\t-\n]")
@example("[[:alpha:")
@example("[[:]")
@example("[--a]")
@example("[a-")
def test_as_the_library_of_this_syntax(pattern: str) -> None:
    assert (re2(pattern) is None) is accepted(pattern)


def test_where_go_and_the_library_differ() -> None:
    """The library counts what ``{0}`` leaves out, and a number that it cannot hold is no count to it."""
    assert re2("((a{1000}){0}){1000}") is None
    assert re2("a{99999999999}") is not None
    assert re2("a{1,99999999999}") is not None


@pytest.mark.parametrize(
    ("pattern", "part", "said"),
    [
        ("(?=a)b", "(?=a", "no such group"),
        ("(?!a)", "(?!a", "no such group"),
        ("(?P<a-b>c)", "(?P<", "no such group"),
        (r"(a)\1", r"\1", "no such escape"),
        (r"\C", r"\C", "no such escape"),
        (r"[\C]", r"\C", "no such escape"),
        (r"\u0041", r"\u", "no such escape"),
        ("\\", "\\", "no such escape"),
        (r"\pX", r"\pX", "no such class"),
        (r"\p{Nope}+", r"\p{Nope}", "no such class"),
        ("[[:nope:]]", "[:nope:]", "no such class"),
        ("x[z-a]", "z-a", "runs backwards"),
        ("x[a", "[a", "never closed"),
        ("(a", "(a", "never closed"),
        ("ab)c", "ab)", "no ( before it"),
        ("*a", "*", "nothing to repeat"),
        ("a|+?", "+?", "nothing to repeat"),
        ("a**", "*", "cannot itself be repeated"),
        ("a{2}{3}?", "{3}?", "cannot itself be repeated"),
        ("a{3,2}", "{3,2}", "least count is greater"),
        ("a{1001}", "{1001}", "1000 times at most"),
        ("(a{1000}){1000}", "{1000}", "nested ones multiplied"),
        ("[" + "a" * 80, "[" + "a" * 19 + "…", "never closed"),
    ],
)
def test_what_is_wrong_is_named(pattern: str, part: str, said: str) -> None:
    fault = re2(pattern)
    assert fault is not None
    assert f"at {part} " in fault.en
    assert said in fault.en
    assert f"“{part}”" in fault.zh


def test_the_classes_of_characters_are_those_of_the_library() -> None:
    names = f"{unicode_classes._CATEGORIES}{unicode_classes._SCRIPTS}".split()
    only_in_go = {"Cn", "LC", "ASCII", "Assigned"}
    assert [name for name in names if not accepted(rf"\p{{{name}}}")] == sorted(only_in_go, key=names.index)
    assert [name for name in names if re2(rf"\p{{{name}}}")] == []


@pytest.mark.parametrize(
    "name", ["letter", "Lowercase_Letter", "uppercase letter", "GREEK", "lc", "any", "Digit", "punct"]
)
def test_long_names_that_go_has_since_1_25(name: str) -> None:
    assert re2(rf"\p{{{name}}}\P{{^{name}}}") is None


def nested(depth: int, around: str) -> str:
    opening, closing = around.split("a")
    return opening * depth + "a" + closing * depth


@pytest.mark.parametrize(
    ("most", "around"),
    [
        (DEEPEST - 1, "(a)"),
        (DEEPEST // 2 - 1, "b(a)"),
        *((DEEPEST // 2 - 1, f"(a){end}") for end in ("*", "+", "?", "{0,}", "{1,}", "{0,1}", "{1}")),
        (50 * DEEPEST, "(?:a)"),
    ],
)
def test_how_deep_an_expression_may_be(most: int, around: str) -> None:
    assert re2(nested(most, around)) is None
    if most < DEEPEST:
        fault = re2(nested(most + 1, around))
        assert fault is not None
        assert "nests too deeply" in fault.en


def test_the_step_that_an_open_end_takes() -> None:
    part = f"(?:{'a' * (MOST_STEPS // 819)})"
    assert MOST_STEPS % 819 == 0
    assert re2(part + "{819}") is None
    assert re2(part + "{819,}") is not None


@pytest.mark.parametrize("brackets", ["[a-]", "[-a]", "[-]", "[a-c-]", "[a\\-c]", "[]-a]", "[^-]"])
def test_a_dash_that_stands_for_itself(brackets: str) -> None:
    assert re2(brackets) is None


@pytest.mark.parametrize("brackets", ["[a-", "[a", "[", "[]", "[^]", "[c-a]", "[a-\\d]"])
def test_brackets_that_do_not_end_or_run_backwards(brackets: str) -> None:
    assert re2(brackets) is not None


@pytest.mark.parametrize(
    ("part", "count", "steps"),
    [
        ("(?:{})", "{1000}", lambda size: 1000 * size),
        ("(?:{})", "{999,}", lambda size: 999 * size + 1),
        ("(?:{})", "{500,1000}", lambda size: 1000 * size + 500),
        ("({})", "{1000}", lambda size: 1000 * (size + 2)),
        ("(?:(?:{})*)", "{1000}", lambda size: 1000 * (size + 2)),
        ("(?:(?:{})+)", "{1000}", lambda size: 1000 * (size + 1)),
        ("(?:{}|b|[c-e])", "{1000}", lambda size: 1000 * (size + 4)),
        ("(?:{}{{0,}})", "{1000}", lambda size: 1000 * (size + 2)),
    ],
)
def test_how_large_an_expression_may_become(part: str, count: str, steps: object) -> None:
    assert callable(steps)
    most = next(size for size in range(MOST_STEPS // 999 + 2, 0, -1) if steps(size) <= MOST_STEPS)
    assert re2(part.format("a" * most) + count) is None
    fault = re2(part.format("a" * (most + 1)) + count)
    assert fault is not None
    assert "becomes too large" in fault.en
