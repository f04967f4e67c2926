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
_TAG = re.compile(r"<[^>]*>")


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


def code_blocks(html: str) -> Iterator[Shown]:
    """The blocks of code with a known language, in order."""
    position = 0
    while found := _BLOCK.search(html, position):
        opening = found if found["tag"].lower() == "code" else _CODE.search(html, found.end())
        if opening is None:
            return
        close = html.find("</code>", opening.end())
        if close < 0:
            return
        inline = found["tag"].lower() == "code" and not html[: found.start()].rstrip().endswith(">")
        if not inline:
            text = unescape(_TAG.sub("", html[opening.end() : close]))
            yield Shown(found["language"] or "mermaid", text, found.start(), close + len("</code>"))
        position = close


def unproven(html: str, proven: frozenset[str]) -> Iterator[Shown]:
    """The YAML blocks of a page that nobody has verified."""
    if "language-y" not in html and "language-Y" not in html:
        return
    for block in code_blocks(html):
        if is_yaml(block.language) and block.digest not in proven:
            yield block
