"""Pages that would take minutes to read as Markdown: told at the place, and large ordinary pages are none of them."""

import pytest

from kubefence import Config, Page, Verifier
from kubefence.markdown.effort import MAX_PAGE, excess
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings, indented, rules

SIZE = 130_000
"""Characters."""


def many(unit: str) -> str:
    return unit * (SIZE // len(unit))


LONG = {
    "brackets that stay open": (many("["), "brackets"),
    "links in links": (many("[a ["), "brackets"),
    "pictures that stay open": (many("!["), "brackets"),
    "brackets in brackets": ("[" * 5_000 + "]" * 5_000, "brackets"),
    "sections of another language": (many("<![CDATA["), "brackets"),
    "destinations that stay open": (many("[a]("), "parentheses"),
    "tags that stay open": (many("<a "), "tags"),
    "attributes that stay open": (many('<div a="'), "tags"),
    "code in one paragraph": (many("`a` "), "paragraph"),
    "emphasis in one paragraph": (many("**a* "), "paragraph"),
    "line breaks in one paragraph": (many("a  \n"), "paragraph"),
    "escapes in one paragraph": (many("\\\\"), "paragraph"),
    "escaped pipes in a table": ("| a | b |\n| - | - |\n| " + many("\\|"), "paragraph"),
    "code in a table": ("| a | b |\n| - | - |\n| " + many("`|` "), "row of a table"),
    "headings without blank lines": (many("# a\n"), "headings"),
    "underlined headings without blank lines": (many("a\n===\n"), "headings"),
    "rules without blank lines": (many("---\n"), "headings"),
    "attributes of a heading": ("# " + many("{: "), "braces"),
    "classes of a heading": ("# a {: " + many(".a ") + "}", "classes"),
    "code of a language in a sentence": ("`#!java " + many("a ") + "`", "in sentences"),
    "code of a language between many back-ticks": ("```` :::make " + "x" * 40_000 + " ```` `a`", "in sentences"),
    "elements that stay open": ("<div markdown>\n" + "<b>a\n\n" * 15_000, "elements of HTML"),
    "tabs": (many('=== "a"\n\n'), "tabs"),
    "footnotes": ("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(5_000)), "footnotes"),
    "uses of a footnote": (many("a[^1]\n\n"), "footnotes"),
}


@pytest.mark.parametrize(("text", "reason"), LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("before", ["", fenced(CONFIG_MAP), "> "], ids=["alone", "behind a block", "quoted"])
def test_what_would_take_minutes(text: str, reason: str, before: str) -> None:
    if before == "> " and "\n" in text:
        text = indented(text, before)
    [finding, *_] = [each for each in findings(f"# 题\n\n{before}{text}\n") if each.rule == "too-intricate"]
    assert reason in finding.text.en
    assert finding.text.zh


def test_the_place_is_where_it_begins_to_take_long() -> None:
    text = f"# 题\n\n[a]\n\n{fenced(CONFIG_MAP)}\n- 甲\n- 乙 {'[' * 5_000}\n\n[b]\n"
    [finding] = findings(text)
    line = text.split("\n").index("- 乙 " + "[" * 5_000) + 1
    assert (finding.rule, finding.span.line) == ("too-intricate", line)
    assert 4 < finding.span.column < 5_000


def test_examples_are_checked_all_the_same() -> None:
    assert rules(f"{'[' * 5_000}\n\n{fenced(WRONG_CONFIG_MAP)}") == ["too-intricate", "unknown-field"]


def test_such_a_page_is_not_rendered() -> None:
    verifier = Verifier(Config(lint=None, page_rules=("raw-html",)))
    [finding] = verifier.verify(Page("a.md", f"<blink>\n\n{'[' * 5_000}\n")).findings
    assert finding.rule == "too-intricate"


def test_code_does_not_count() -> None:
    for text in ("[" * 50_000, "<a " * 50_000, "# a\n" * 50_000, "`a` " * 50_000):
        assert rules(fenced(text, "text")) == []


ORDINARY = {
    "prose": many("一句话，有 `code`、**重点** 和 [链接](a.md)。\n\n"),
    "a list of links": many("- [链接](https://example.com/a_b) 说明 `x`\n"),
    "a wide table": many("| `a` | [b](c.md) | **d** | e |\n"),
    "a table of code": many("| `#!yaml a: b` | ``:::java A b = new A();`` |\n"),
    "code without a language": "`" + many("a ") + "`",
    "a table of HTML": many('<tr><td class="a">x</td><td>&lt;y&gt;</td></tr>\n'),
    "elements with Markdown": many("<div markdown>\n\na<br>\n\n</div>\n\n"),
    "references": "".join(f"[a{n}]: https://example.com/{n}\n" for n in range(4_000)),
    "headings": many("## 标题 {#a}\n\n文\n\n"),
    "rules": many("文\n\n---\n\n"),
    "footnotes": "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(1_000)),
    "one footnote": "[^1]: a\n\n" + "a[^1]\n\n" * 1_000,
    "tabs": '=== "a"\n\n    文\n\n' * 1_000,
    "a page of its own size": "文\n" * 60_000,
    "indented code": many("    a[0] = b < {\n"),
    "nested lists": ("- a\n    - b\n        - c\n" * 4_000),
    "blanks": " " * SIZE + "\n" + "\t" * SIZE + "a\n",
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY.keys())
def test_large_ordinary_pages(text: str) -> None:
    assert excess(text.split("\n")) is None


MOST = {
    "brackets": ("[", 3_463),
    "parentheses": ("[a](", 3_162),
    "tags": ("<a ", 5_163),
    "braces": ("{: ", 8_164),
    "paragraph": ("\\", 44_721),
    "row of a table": ("`|", 10_000),
    "elements of HTML": ("<div markdown>\n\n", 14_141),
    "headings": ("# a\n", 5_000),
    "tabs": ('=== "a"\n\n', 4_999),
    "footnotes": ("[^{n}]\n\n", 6_324),
    "many footnotes": ("[^1]\n\n", 2_000),
}
"""How many of each may follow one another: steps are counted, so it is the same on every machine."""


@pytest.mark.parametrize(("reason", "unit", "most"), [(reason, *rest) for reason, rest in MOST.items()])
def test_the_limit_itself_is_allowed(reason: str, unit: str, most: int) -> None:
    allowed, found = (
        excess("".join(unit.replace("{n}", str(n)) for n in range(count)).strip("\n").split("\n"))
        for count in (most, most + 1)
    )
    assert allowed is None
    assert found is not None
    assert reason in found.text.en


@pytest.mark.parametrize(("over", "expected"), [(0, []), (1, ["too-large"])])
def test_the_size_of_a_page(over: int, expected: list[str]) -> None:
    assert rules("文" * (MAX_PAGE + over)) == expected
