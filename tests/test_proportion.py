"""What superfences and Python-Markdown do in one go here comes out as they do it themselves.

Nothing here measures time; `benchmarks/growth.py` does.
"""

from collections import deque
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor

from kubefence.markdown.fences import FenceExtension
from kubefence.markdown.proportion import MANY, Paragraphs
from tests.helpers import fenced

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
EXTENSIONS += ["pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"]

KINDS = {
    "sentences": "a\n\n",
    "comments": "<!-- a -->\n",
    "elements": "<div></div>\n\n",
    "elements with Markdown": "<div markdown>\n\na\n\n</div>\n\n",
    "headings and rules": "# a\nb\n\n---\nc\n\n",
    "lists": "- a\n\n    b\n\n- c\n\n文\n\n",
    "definitions": "a\n\n:   b\n\n    c\n\n",
    "notes": "!!! note\n    a\n\n    b\n\n??? note\n    c\n\n",
    "content tabs": '=== "a"\n\n    b\n\n',
    "footnotes": "[^1]: a\n\n    b\n\n",
    "quotes": "> a\n\n> b\n\n文\n\n",
    "tables": "a | b\n- | -\nc | d\n\n",
    "indented code": "    a\n\n\n    b\n\n文\n\n",
    "blank lines": "\n",
}


def html(text: str, *more: FenceExtension) -> str:
    return Markdown(extensions=[*EXTENSIONS, *more]).convert(text)


@pytest.mark.parametrize("unit", KINDS.values(), ids=KINDS.keys())
def test_very_many_paragraphs_are_read_as_ever(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kubefence.markdown.proportion.MANY", 3)
    text = f"甲[^1]\n\n{unit * 20}\n\n乙\n"
    assert html(text, FenceExtension()) == html(text)


@pytest.mark.parametrize(("paragraphs", "expected"), [(MANY, list), (MANY + 1, Paragraphs)])
def test_only_where_there_are_very_many_are_they_no_list(paragraphs: int, expected: type) -> None:
    seen = set[type]()

    class Watching(BlockProcessor):
        def test(self, parent: Element, block: str) -> bool:
            return True

        def run(self, parent: Element, blocks: list[str]) -> bool:
            seen.add(type(blocks))
            blocks.pop(0)
            return True

    md = Markdown(extensions=["pymdownx.superfences", FenceExtension()])
    md.parser.blockprocessors.register(Watching(md.parser), "watching", 1_000)
    given = ["a"] * paragraphs
    md.parser.parseBlocks(Element("div"), given)
    assert (seen, given) == ({expected}, [])


def test_paragraphs_are_a_list_to_who_takes_and_puts_back() -> None:
    for paragraphs in (["a", "b", "c", "d"], Paragraphs("abcd")):
        assert (paragraphs.pop(0), paragraphs.pop(1), paragraphs.pop()) == ("a", "c", "d")
        paragraphs.insert(0, "x")
        assert (paragraphs[0], paragraphs[-1], paragraphs[:1], list(paragraphs)) == ("x", "b", ["x"], ["x", "b"])
    assert issubclass(Paragraphs, deque)  # its first leaves without moving the others


RANGES = ["2", "1-2", "3 1", "1-3 2-4", "2-3 2-3", "0 1", "0-1", "4-2", "4-2 3", "9", "3-9", "1-2\t4", "4-4 1-4 2"]


@pytest.mark.parametrize("ranges", RANGES)
def test_highlighted_lines(ranges: str) -> None:
    text = fenced("a: 1\nb: 2\nc: 3\nd: 4", f'yaml hl_lines="{ranges}"')
    assert html(text, FenceExtension()) == html(text)


def test_a_line_is_highlighted_once_however_many_ranges_it_is_in() -> None:
    md = Markdown(extensions=["pymdownx.superfences", FenceExtension()])
    superfences: Any = md.preprocessors["fenced_code_block"]
    superfences.line_count = 100
    lines = superfences.parse_hl_lines(" ".join(f"{n}-100" for n in range(1, 100)))
    assert lines == list(range(1, 101))
