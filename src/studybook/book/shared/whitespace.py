"""White space of inline content, as a browser shows it."""

from __future__ import annotations

import re

from studybook.book.shared.tree import Inline, Picture, Text, plain

_BLANK = re.compile(r"[ \t\r\n\f]+")


def collapsed(text: str) -> str:
    """The text with one blank for each stretch of white space."""
    return _BLANK.sub(" ", text)


def tidy(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Without blanks at either end, and with neighbouring texts as one; nothing where there is nothing to see."""
    joined: list[Inline] = []
    for child in children:
        if isinstance(child, Text) and joined and isinstance(before := joined[-1], Text):
            joined[-1] = Text(collapsed(before.text + child.text))
        else:
            joined.append(child)
    if joined and isinstance(first := joined[0], Text):
        joined[0] = Text(first.text.lstrip(" "))
    if joined and isinstance(last := joined[-1], Text):
        joined[-1] = Text(last.text.rstrip(" "))
    kept = tuple(child for child in joined if child != Text(""))
    return kept if plain(kept).strip() or any(isinstance(child, Picture) for child in kept) else ()
