"""The other end of the proof: the code blocks that a finished HTML page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from kubefence.blocks import digest, is_yaml

_CLASS = r"""class\s*=\s*(?:"[^"]*?|'[^']*?|[^\s>"']*?)"""
_BLOCK = re.compile(
    rf"<(?P<tag>div|pre|code)\b[^>]*?{_CLASS}(?<![\w-])(?:language-(?P<language>[\w.+#-]+)|mermaid)(?![\w-])[^>]*>",
    re.IGNORECASE,
)
_CODE = re.compile(r"<code\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<span\b[^>]*\blinenos\b[^>]*>[^<]*</span>|<[^>]*>", re.IGNORECASE)
"""A tag, or a line number with its tags: neither belongs to the code."""
UNSEEN_START = re.compile(r"<(!--|(?:script|style|template)\b)", re.IGNORECASE)
"""Where something begins that a browser does not show."""
_UNSEEN_END = {
    "!--": re.compile("-->"),
    **{tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style", "template")},
}


class Shown(NamedTuple):
    """A block of code in HTML."""

    language: str
    text: str
    start: int
    end: int
    """Where its outermost known element begins and its code ends, as offsets in the HTML."""

    @property
    def digest(self) -> str:
        """The same as that of the block's source, see `kubefence.blocks.digest`."""
        return digest(self.text)


def unseen(html: str) -> Iterator[tuple[int, int]]:
    """Start and end of what a browser does not show of HTML: comments, scripts, styles, templates."""
    position = 0
    endless: set[str] = set()
    while found := UNSEEN_START.search(html, position):
        position = found.end()
        kind = found[1].lower()
        end = _UNSEEN_END[kind].search(html, position) if kind not in endless else None
        if end is None:
            endless.add(kind)
        else:
            position = end.end()
            yield found.start(), position


def _shown(html: str) -> str:
    """The HTML with blanks in the place of what is not shown."""
    parts, position = [], 0
    for start, end in unseen(html):
        parts += [html[position:start], " " * (end - start)]
        position = end
    return "".join((*parts, html[position:]))


def code_blocks(html: str) -> Iterator[Shown]:
    """The blocks of code with a known language, in order."""
    html = _shown(html)
    position = 0
    while found := _BLOCK.search(html, position):
        position = found.end()
        tag, language = found["tag"].lower(), found["language"] or "mermaid"
        if tag == "code" and html.rfind("<pre", 0, found.start()) <= html.rfind("</pre", 0, found.start()):
            continue  # in the middle of a sentence
        opening = found if tag == "code" else _CODE.search(html, position)
        following = _BLOCK.search(html, position)
        if (
            opening
            and following
            and following.start() <= opening.start()
            and following["language"] != found["language"]
        ):
            opening = None  # that code belongs to another block
        inner = opening or found
        close = html.find("</code>" if opening else f"</{tag}>", inner.end())
        close = len(html) if close < 0 else close
        text = unescape(_TAG.sub("", html[inner.end() : close]))
        position = close
        yield Shown(language, text, found.start(), html.find(">", close) + 1 or len(html))


def unproven(html: str, proven: frozenset[str]) -> Iterator[Shown]:
    """The YAML blocks of a page that nobody has verified."""
    if "language-y" not in html and "language-Y" not in html:
        return
    for block in code_blocks(html):
        if is_yaml(block.language) and block.digest not in proven:
            yield block
