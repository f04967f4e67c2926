"""The fences of a text, found by markdown-it, each line of them with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from kubefence.markdown.effort import MAX_NESTING

_OPENER = re.compile(r"(?:`{3,}(?=[^`]*$)|~{3,})", re.MULTILINE)
_LITERAL = re.compile(r"\s*<(?:!--|\?|!\[CDATA\[|!|(?:pre|script|style|textarea)\b)", re.IGNORECASE)
"""HTML in which nothing is read as Markdown, whatever makes the page."""
_JSX = re.compile(r"</?[A-Za-z>]|\{/\*|\{?<|/?>\s*$|[A-Za-z][\w-]*=.*>\s*$")
"""How a line begins that is a tag, or the rest of one."""
_HOLDS_MARKDOWN = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===|:::)[ \t]*\S")
"""Lines behind which some programs read what is indented as Markdown: notes and tabs."""


class Fence(NamedTuple):
    """A fence. Lines count from 0; ``end`` is exclusive and behind its closing."""

    info: str
    mark: str
    text: str
    start: int
    end: int
    starts: tuple[tuple[int, int], ...]
    """For each line of its text the line and column where that begins."""
    closed: bool


class Reading(NamedTuple):
    """What stands where in a text."""

    fences: tuple[Fence, ...]
    literal: tuple[tuple[int, int], ...]
    """Ranges of lines that are shown as they are or not at all: indented code, comments."""
    hidden: tuple[tuple[int, int], ...]
    """Those of them that nobody sees."""


def read(lines: Sequence[str], *, mdx: bool) -> Reading:
    """The fences of a text. ``mdx``: as MDX has it, without indented code and with tags around Markdown."""
    fences: list[Fence] = []
    literal: list[tuple[int, int]] = []
    hidden: list[tuple[int, int]] = []
    for token in _parser(mdx).parse("\n".join(lines)):
        if token.map is None:
            continue
        start, end = token.map
        if token.type == "fence":
            fences.append(_fence(token, lines, start, end))
        elif token.type in ("html_block", "code_block"):
            inner = _inside(token, lines, start, end)
            fences += inner
            literal += [] if inner else [(start, end)]
            hidden += [(start, end)] if token.content.lstrip().startswith("<!--") else []
    return Reading(tuple(sorted(fences, key=lambda fence: fence.start)), tuple(literal), tuple(hidden))


@cache
def _parser(mdx: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.core.ruler.enableOnly(["normalize", "block"])  # what stands within a line matters to nobody here
    if mdx:
        parser.disable(["code", "html_block"])
        parser.block.ruler.before("paragraph", "jsx", _tag, {"alt": ["paragraph"]})
    return parser


def _tag(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of JSX stands for itself: what follows, however indented, is no part of a paragraph with it."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not _JSX.match(line):
        return False
    if not silent:
        state.line = start + 1
    return True


def _inside(token: Token, lines: Sequence[str], start: int, end: int) -> list[Fence]:
    """The fences in HTML or in indented code, where programs beside CommonMark read Markdown."""
    if not _OPENER.search(token.content):
        return []
    if token.type == "html_block" and _LITERAL.match(token.content):
        return []
    if token.type == "code_block" and not _HOLDS_MARKDOWN.match(_above(lines, start)):
        return []
    inner = read(lines[start:end], mdx=True).fences
    return [_shifted(fence, start) for fence in inner] if any(fence.closed for fence in inner) else []


def _above(lines: Sequence[str], start: int) -> str:
    return next((line for line in reversed(lines[:start]) if line.strip() and not line.startswith("    ")), "")


def _shifted(fence: Fence, by: int) -> Fence:
    starts = tuple((line + by, column) for line, column in fence.starts)
    return fence._replace(start=fence.start + by, end=fence.end + by, starts=starts)


def _fence(token: Token, lines: Sequence[str], start: int, end: int) -> Fence:
    content = token.content.removesuffix("\n").split("\n") if token.content else []
    last = lines[end - 1].lstrip(" \t>") if end - 1 > start else ""
    closed = bool(re.fullmatch(rf"{re.escape(token.markup[0])}{{{len(token.markup)},}}[ \t]*", last))
    starts = tuple((start + 1 + n, _column(lines[start + 1 + n], line)) for n, line in enumerate(content))
    return Fence(token.info, token.markup, "\n".join(content), start, end, starts, closed)


def _column(written: str, line: str) -> int:
    """Where in a line of the page a line of a fence begins, behind the signs of lists and quotes."""
    if written.endswith(line):
        return len(written) - len(line)
    bare = line.lstrip(" ")  # a tab before it became several blanks
    return max(0, len(written) - len(bare) - (len(line) - len(bare))) if written.endswith(bare) else 0
