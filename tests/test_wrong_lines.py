"""Where a wrong example breaks its rule: the engine says at which lines of the block, the page marks them."""

from __future__ import annotations

import pytest

from kubefence import Config, Page, verify
from kubefence.edge.wrong_lines import marked
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, indented

EXPECTED = fenced(WRONG_CONFIG_MAP).replace("```yaml", '```yaml expect="unknown-field"', 1)
CODE = '<span class="nt">a</span>:\n<span class="nt">b</span>:\nc\n'
HTML = f'<div class="highlight"><pre><span></span><code>{CODE}</code></pre></div>'


def lines(markdown: str) -> list[tuple[int, ...]]:
    (page,) = verify([Page("a.md", markdown)], Config()).pages
    return [block.wrong for block in page.blocks]


@pytest.mark.parametrize(
    ("markdown", "wrong"),
    [
        (EXPECTED, [(4,)]),
        (f"# 题\n\n- 项\n\n{indented(EXPECTED, 4)}", [(4,)]),
        (EXPECTED.replace("dat: {}", "dat: {}\nbinary: {}"), [(4, 5)]),
        (f"{EXPECTED}\n{fenced(CONFIG_MAP)}", [(4,), ()]),
        (fenced(WRONG_CONFIG_MAP), [()]),  # nobody has said that it is wrong on purpose
        (EXPECTED.replace("unknown-field", "wrong-type"), [()]),
    ],
)
def test_lines_are_counted_in_the_block(markdown: str, wrong: list[tuple[int, ...]]) -> None:
    assert lines(markdown) == wrong


def test_a_line_is_marked_as_pygments_does_it() -> None:
    assert marked(HTML, (1,)) == HTML.replace(
        '<span class="nt">b</span>:\n', '<span class="hll"><span class="nt">b</span>:\n</span>'
    )
    assert marked(HTML, (0, 2)).count('<span class="hll">') == 2


@pytest.mark.parametrize(
    "html",
    [
        HTML.replace("c\n", '<span class="hll">c\n</span>'),  # its author has marked what is to be seen
        HTML.replace("a</span>:\n", "a:\n</span>"),  # a line is an element of its own
        "<p>drawn</p>",
    ],
)
def test_what_has_other_lines_is_left_as_it_is(html: str) -> None:
    assert marked(html, (1,)) == html
    assert marked(HTML, ()) == HTML


def test_an_empty_line_shows_no_mark() -> None:
    assert marked(HTML, (3,)) == HTML
