"""What is wrong with something published is told where its author wrote it, as far as that can be known."""

from __future__ import annotations

import pytest

from kubefence.findings import BlockReport, Finding, PageReport, Severity, Text
from kubefence.html import published
from kubefence.positions import Place, Span
from studybook import second_look
from studybook.second_look import Origin

PAGE = """\
---
short: <iframe>
---
# 题

```html
<iframe src="a"></iframe>
```

[甲](b.md) <b>粗</b>

<iframe src="a"></iframe> <b onclick="c">丙</b>
"""
FENCE = BlockReport("other", "html", "", Place("docs/a.md", Span(6, 1, 7, 26)))
REPORT = PageReport("docs/a.md", (), (FENCE,))


def told(html: str, origin: Origin) -> list[tuple[int, str]]:
    found = second_look.of_elements(published.of_content(html), lambda: origin)
    return [(finding.span.line, finding.rule) for finding in found]


@pytest.mark.parametrize(
    ("html", "line", "rule"),
    [
        ('<iframe src="a"></iframe>', 12, "raw-html"),
        ('<b onclick="c">丙</b>', 12, "script-in-page"),
        ('<b onclick="other">粗</b>', 1, "script-in-page"),
        ('<b onmouseover="c">粗</b>', 1, "script-in-page"),
        ('<a href="javascript:a">甲</a>', 1, "script-in-page"),
        ("<form></form>", 1, "raw-html"),
    ],
    ids=str,
)
def test_a_line_is_told_where_the_author_wrote_what_is_wrong(html: str, line: int, rule: str) -> None:
    assert told(html, second_look.page("docs/a.md", PAGE, REPORT)) == [(line, rule)]


def test_nobody_knows_which_lines_are_code_where_no_page_was_verified() -> None:
    assert told('<iframe src="a"></iframe>', second_look.page("docs/a.md", PAGE, None)) == [(1, "raw-html")]


def test_what_was_told_at_a_line_is_not_told_again() -> None:
    finding = Finding("raw-html", Severity.ERROR, Place("docs/a.md", Span(12, 1, 12, 9)), Text("", ""))
    before = REPORT._replace(findings=(finding,))
    html = '<iframe src="a"></iframe><b onclick="c">丙</b>'
    assert told(html, second_look.page("docs/a.md", PAGE, before)) == [(12, "script-in-page")]


def test_a_drawing_and_a_style_sheet_have_lines() -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'>\n<g\nonload='a'/>\n</svg>"
    [found] = second_look.of_elements(published.of_drawing(drawing), lambda: second_look.file("a.svg", drawing))
    assert found.span == Span(3, 1, 3, 11)
    [found] = second_look.of_sheet(second_look.file("a.css", "p {}\n q { background: url(//other.example/a) }"))
    assert (found.rule, found.span) == ("other-host", Span(2, 22, 2, 39))
    [found] = second_look.of_sheet(second_look.file("a.css", "p {}\n q { background: url(\\2f/other.example/a) }"))
    assert found.span.line == 1


def test_the_element_is_shown_in_both_languages() -> None:
    [found] = second_look.of_elements(published.of_content(f'<b onclick="{"a" * 99}">'), lambda: Origin("a.md"))
    shown = f'<b onclick="{"a" * 80}">'
    assert found.text.zh.endswith(f"（{shown}）")
    assert found.text.en.endswith(f" ({shown})")


def test_what_is_nested_too_deeply_is_told() -> None:
    [found] = second_look.of_elements(published.of_content("<div>" * 100_000), lambda: Origin("a.md"))
    assert "nested too deeply" in found.text.en
