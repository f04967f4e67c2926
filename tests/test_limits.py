"""Text that would hang or crash a parser: it is refused before, with a finding that says where and why.

Nothing here measures time; without the limits these tests would take minutes or end the whole process.
"""

import json
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kubefence import Config, Page, Severity, Verifier
from kubefence.markdown import extract
from kubefence.markdown.effort import MAX_NESTING
from kubefence.yamldoc.limits import MAX_BLOCK, MAX_CHARACTERS, MAX_DEPTH, too_deep
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, covered, fenced, findings, indented, rules, told

MANY = 100_000
NESTED = {
    "lists in brackets": "a: " + "[" * MANY,
    "lists in brackets, all closed": "a: " + "[" * MANY + "]" * MANY,
    "objects in braces": "{a: " * MANY,
    "brackets over many lines": "a:\n" + " [\n" * MANY,
    "lists on one line": "- " * MANY + "a",
    "keys of keys": "? " * MANY + "a",
    "both in turn": "- ? " * MANY + "a",
    "objects by indentation": "\n".join(" " * n + "a:" for n in range(1_000)),
    "lists by indentation": "\n".join(" " * n + "-" for n in range(1_000)),
    "lists at the column of their key": "\n".join(f"{' ' * n}a:\n{' ' * n}-" for n in range(500)),
    "in the second document": CONFIG_MAP + "---\n" + "[" * MANY,
    "with tags": "!x [" * MANY,
    "with anchors": "&x [" * MANY,
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED.keys())
def test_deep_nesting(text: str) -> None:
    for found in (findings(text, "a.yaml"), findings(fenced(text))):
        deep = [finding for finding in found if finding.rule != "too-intricate"]  # to colour, which is told as well
        assert [finding.rule for finding in deep] == ["too-deep"]
        assert str(MAX_DEPTH) in deep[0].text.en
        assert str(MAX_DEPTH) in deep[0].text.zh


def test_deep_nesting_is_found_at_the_bracket_that_is_one_too_many() -> None:
    assert told("a: " + "[" * 500, "a.yaml") == [("too-deep", 1, "[")]
    [finding] = findings("a: " + "[" * 500, "a.yaml")
    assert finding.span.column == len("a: ") + MAX_DEPTH  # the object around them is a level as well


def test_what_is_too_deep_does_not_hide_the_documents_around_it() -> None:
    deep = "a: " + "[" * 500
    assert rules(f"{WRONG_CONFIG_MAP}---\n{deep}\n---\n{WRONG_CONFIG_MAP}", "a.yaml") == [
        *rules(WRONG_CONFIG_MAP, "a.yaml"),
        "too-deep",
        *rules(WRONG_CONFIG_MAP, "a.yaml"),
    ]


def test_a_colon_without_a_key_is_no_nesting() -> None:
    assert rules(": " * MANY, "a.yaml") == ["yaml-syntax"]


@pytest.mark.parametrize("closing", ["", "]" * MANY])
def test_deep_nesting_in_the_front_matter(closing: str) -> None:
    assert told(f"---\na: {'[' * MANY}{closing}\n---\n# 页\n") == [("too-deep", 1, "---")]


CONFIG = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}}
LARGE = f"{CONFIG_MAP}# {'x' * (MAX_CHARACTERS // 2)}\n"
HUGE = f"{CONFIG_MAP}data:\n  a: {'x' * MAX_CHARACTERS}\n"


def several(*documents: str) -> str:
    """Documents in one file, each of which has a name of its own."""
    return "---\n".join(text.replace("name: web", f"name: web-{number}") for number, text in enumerate(documents))


def test_a_file_is_judged_by_its_documents_whatever_its_size() -> None:
    assert rules(several(*[LARGE] * 4), "a.yaml") == []
    assert told(several(LARGE, WRONG_CONFIG_MAP, LARGE), "a.yaml") == [("unknown-field", 11, "dat")]


def test_a_document_that_is_too_large_does_not_hide_the_others() -> None:
    assert [found[:2] for found in told("---\n".join([WRONG_CONFIG_MAP, HUGE, WRONG_CONFIG_MAP]), "a.yaml")] == [
        ("unknown-field", 5),
        ("too-large", 7),
        ("unknown-field", 18),
    ]


def test_objects_of_json_that_follow_one_another() -> None:
    large, wrong = (json.dumps(value) for value in (CONFIG | {"data": {"a": "x" * 10**6}}, CONFIG | {"dat": {}}))
    huge = json.dumps(CONFIG | {"data": {"a": "x" * MAX_CHARACTERS}})
    each = [large.replace('"web"', f'"web-{number}"') for number in range(6)]
    assert rules("\n".join(each), "a.json") == []
    assert [found[:2] for found in told("\n".join([large, huge, wrong]), "a.json")] == [
        ("too-large", 2),
        ("unknown-field", 3),
    ]


def test_the_style_of_a_large_file_is_not_judged_and_that_is_told() -> None:
    page = Page("a.yaml", several(f"{CONFIG_MAP}#x\n", LARGE, LARGE, LARGE), markdown=False)
    [finding] = Verifier(Config()).verify(page).findings
    assert (finding.rule, finding.severity, finding.span[:2]) == ("too-large", Severity.WARNING, (1, 1))


def bomb(levels: int, width: int) -> str:
    """Each level holds the one before ``width`` times."""
    lines = ["l0: &l0 [x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


MERGES = "l0: &l0 {a: b}\n" + "".join(f"l{n}: &l{n} {{<<: [*l{n - 1}, *l{n - 1}]}}\n" for n in range(1, 60))
TOO_MUCH = {
    "merges of merges": (MERGES, "alias-bomb", "aliases of the front matter"),
    "aliases of aliases": (bomb(60, 2) + "\n", "alias-bomb", "aliases of the front matter"),
    "a circle": ("a: &a [*a]\n", "alias-bomb", "aliases of the front matter"),
    "a number to the base 60": (f"a: 1{':1' * 30_000}\n", "too-large", "at most 64 KiB"),
    "a long text": (f"a: {'x' * 64 * 1024}\n", "too-large", "at most 64 KiB"),
}


@pytest.mark.parametrize(("text", "rule", "reason"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_front_matter_that_takes_long_to_read(text: str, rule: str, reason: str) -> None:
    first, second = findings(f"---\n{text}---\n\n{fenced(WRONG_CONFIG_MAP)}")
    assert (first.rule, first.span, second.rule) == (rule, (1, 1, 1, 4), "unknown-field")
    assert reason in first.text.en


def test_lines_of_metadata_without_end() -> None:
    assert rules("a: b\n" + "    c\n" * 20_000) == ["too-large"]


def test_aliases_in_front_matter_that_are_merely_some() -> None:
    text = "---\na: &a [1, 2]\nb: [*a, *a]\nc: &c {d: e}\nf: {<<: *c, k8s: x}\nk8s: '1.36'\n---\n"
    assert rules(text + fenced(WRONG_CONFIG_MAP)) == ["unknown-field"]


@pytest.mark.parametrize("opener", ["- ", "1. ", "> "])
@pytest.mark.parametrize(
    ("levels", "expected"), [(MAX_NESTING, []), (MAX_NESTING + 1, ["too-deep"]), (3_000, ["too-deep"])]
)
def test_deep_nesting_of_the_page_itself(opener: str, levels: int, expected: list[str]) -> None:
    assert rules(opener * levels + "a\n\n" + fenced("a: b", "yaml title=x")) == [*expected, "refused-fence"]


@pytest.mark.parametrize(("levels", "expected"), [(MAX_NESTING, []), (MAX_NESTING + 1, ["too-deep"])])
def test_deep_nesting_line_by_line(levels: int, expected: list[str]) -> None:
    assert rules("".join(f"{'    ' * level}- a\n" for level in range(levels))) == expected


def test_a_page_that_could_not_be_read_leaves_nothing_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as context:
        context.setattr(extract, "excess", lambda _: None)
        assert rules("- " * 3_000 + "a\n\n" + fenced("a: b", "yaml title=x")) == ["too-deep"]
    in_a_list = "-   外\n\n    -   内\n\n" + indented(fenced(WRONG_CONFIG_MAP), 8)
    in_code = "-   外\n\n" + indented(fenced(WRONG_CONFIG_MAP), 8)
    assert (rules(in_a_list), rules(in_code)) == (["unknown-field"], [])


def test_as_deep_as_allowed() -> None:
    text = f"{CONFIG_MAP}x: {'[' * (MAX_DEPTH - 1)}{']' * (MAX_DEPTH - 1)}\n"
    assert rules(text, "a.yaml") == ["unknown-field"]


@pytest.mark.parametrize(
    ("text", "path"),
    [(fenced(CONFIG_MAP + "data:\n  a: " + "x" * 10 * 2**20), "a.md"), (CONFIG_MAP + "#" * 10 * 2**20, "a.yaml")],
)
def test_ten_megabytes(text: str, path: str) -> None:
    [finding] = findings(text, path)
    assert finding.rule == "too-large"
    assert "10.0 MiB" in finding.text.en


@pytest.mark.parametrize("end", ["", "```\n"])
def test_a_page_is_not_read_for_a_block_of_so_many_lines(end: str) -> None:
    """Superfences needs ten microseconds for each of them."""
    page = f"文\n\n```yaml title='a'\n{CONFIG_MAP}data:\n" + "  k: v\n" * 1_000_000
    assert told(page + end) == [("too-large", 3, "```yaml title='a'")]


@pytest.mark.parametrize("info", ["bash", "console"])
def test_ten_megabytes_in_a_here_document(info: str) -> None:
    body = CONFIG_MAP + "data:\n  a: " + "$x" * 5 * 2**20
    assert rules(fenced(f"cat <<EOF\n{body}\nEOF", info)) == ["too-large"]


@pytest.mark.parametrize(
    ("limit", "path", "opening"), [(MAX_BLOCK, "a.md", "```yaml\n"), (MAX_CHARACTERS, "a.yaml", "")]
)
@pytest.mark.parametrize(("over", "expected"), [(0, []), (1, ["too-large"])])
def test_the_limit_itself_is_allowed(limit: int, path: str, opening: str, over: int, expected: list[str]) -> None:
    text = f"{opening}{CONFIG_MAP}#"
    text += "x" * (limit + len(opening) - len(text) + over)
    assert rules(text + ("\n```\n" if opening else ""), path) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (bomb(10, 10), "nearly all"),
        (bomb(2_000, 2), f"{MAX_DEPTH} levels|nearly all"),
        ("a: &a [*a]", "contains it"),
        ("a: &a {b: {c: *a}}", "contains it"),
        ("a: &a\n  <<: *a", "contains it"),
        ("\n".join(f"l{n}: &l{n} {'[' * 150}{f'*l{n - 1}' if n else 'x'}{']' * 150}" for n in range(9)), "levels"),
    ],
)
def test_aliases_that_unfold_without_end(text: str, reason: str) -> None:
    for found in (findings(text, "a.yaml"), findings(fenced(text))):
        assert [finding.rule for finding in found] == ["alias-bomb"]
        assert any(part in found[0].text.en for part in reason.split("|"))


def test_an_alias_bomb_is_found_where_it_has_become_too_large() -> None:
    text = bomb(10, 10)
    [finding] = findings(text, "a.yaml")
    assert (finding.span.line, covered(text, finding)) == (4, "&")  # l3: &l3 [*l2, …


def test_aliases_that_are_merely_many_are_fine() -> None:
    entries = "".join(f"  k{n}: *a\n" for n in range(1_000))
    assert rules(f"{CONFIG_MAP}  labels:\n    app: &a web\ndata:\n{entries}", "a.yaml") == []


PIECES = ["a", "-", " ", "\n", "?", "- ", "[", "{", " a:\n", "&x ", "? - ", "\x85", "\u2028"]


def depth(text: str) -> int:
    """How deep a text nests, counted from the parser's own events, up to its first error."""
    deepest = level = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            deepest = max(deepest, level)
    return deepest


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES)), st.integers(1, 60))
def test_the_cheap_count_that_spares_a_second_parse_never_errs(parts: list[str], times: int) -> None:
    text = "".join(part * times for part in parts)
    assert (too_deep(text) is not None) == (depth(text) > MAX_DEPTH)


@pytest.mark.parametrize("line", ["<!-- x", "<script>", "<style>", "<div>", "a\x02", "> a\x03", "[^1]: a"])
def test_many_of_what_makes_reading_a_page_difficult(line: str) -> None:
    text = f"{line}\n" * 20_000 + "\n" + "一\n\n" * 20_000 + fenced(WRONG_CONFIG_MAP)
    assert rules(text) == ["unknown-field"]
