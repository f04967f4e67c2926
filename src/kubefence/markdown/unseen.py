"""Stretches of raw HTML in a page that no browser shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

START = re.compile(r"<(!--|(?:script|style)\b)", re.IGNORECASE)
"""Where something begins that is not shown. A template is: a browser may make a shadow root of it."""
_END = {
    "!--": re.compile("--!?>"),
    **{tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style")},
}
_EMPTY_COMMENT = re.compile("-?>")
"""Right behind its beginning, this ends a comment."""


def unseen(html: str) -> Iterator[tuple[int, int]]:
    """Start and end of what is not shown: comments, scripts, styles. One that does not end is none."""
    position = 0
    endless: set[str] = set()
    while found := START.search(html, position):
        position = found.end()
        kind = found[1].lower()
        end = _EMPTY_COMMENT.match(html, position) if kind == "!--" else None
        if end is None and kind not in endless:
            end = _END[kind].search(html, position)
        if end is None:
            endless.add(kind)
        else:
            position = end.end()
            yield found.start(), position
