"""The beginning of an answer as plain text, from its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

import markdown

_FENCE = re.compile(r"\s*(?P<mark>`{3,}|~{3,})")
_TAG = re.compile(r"<[^>]*>")
_CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_ITEM = re.compile(r"</li>")
_SPACE = re.compile(r"\s+")
_NO_PROSE = ("|", "<", ":::", "!!!", "???", "#")
"""How a block begins that is a table, HTML, a box or a heading."""


def fenced(lines: Sequence[str]) -> Iterator[bool]:
    """For every line whether it belongs to a block of code."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        yield bool(fence or mark)
        if not fence:
            fence = mark["mark"] if mark else ""
        elif mark and mark["mark"].startswith(fence) and line.strip() == mark["mark"]:
            fence = ""


def prose(lines: Sequence[str], *, code: bool = False) -> Iterator[str]:
    """Its paragraphs and lists, each as plain text on one line.

    With ``code`` that stands between backticks, and each item of a list on a line of its own.
    """
    block: list[str] = []
    for line, is_code in zip([*lines, ""], [*fenced(lines), False], strict=True):
        if line.strip() and not is_code:
            block.append(line)
        elif block:
            if not block[0].lstrip().startswith(_NO_PROSE):
                yield _marked(block) if code else _text(block)
            block = []


def inline(text: str) -> str:
    """A line of Markdown as plain text."""
    return _text([text]) if "`" in text else _bare(text)  # few need to be read


def _text(block: Sequence[str]) -> str:
    return _bare(markdown.markdown("\n".join(block)))


def _marked(block: Sequence[str]) -> str:
    html = _CODE.sub(
        lambda found: f"`{found[1]}`" if "`" not in found[1] else found[1], markdown.markdown("\n".join(block))
    )
    return "\n".join(filter(None, map(_bare, _ITEM.split(html))))


def _bare(html: str) -> str:
    return _SPACE.sub(" ", unescape(_TAG.sub("", html))).strip()
