"""How long Markdown will take over a page, told before it is asked.

For every bracket that opens, Python-Markdown looks for the one that closes it, up to the end of the paragraph, and
for every ``<`` up to the end of the page. With thousands that are never closed that takes hours; here they are
matched once, and what Markdown would look at is added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown.preprocessors import Preprocessor

LIMIT = 5_000_000
"""Characters to be looked at, about a second. Pages that people write stay far below it."""
_BRACKETS = re.compile(r"\[|\]\(|[\])]|<(?=[A-Za-z/!?])|>|\n[ \t]*\n")
_PAIRS = {"]": "[", ")": "](", ">": "<"}


class Laborious(Exception):
    """Reading the page would take too long; the argument is the line in which something opens once too often."""


class Guard(Preprocessor):
    """Raises `Laborious`; it belongs behind superfences, so that code does not count."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are."""
        text = "\n".join(lines)
        total = 0
        for start, length in _searches(text):
            total += length
            if total > LIMIT:
                raise Laborious(text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0])
        return lines


def _searches(text: str) -> Iterator[tuple[int, int]]:
    """Where something opens, and how far one has to look for its end."""
    open_: dict[str, list[int]] = {"[": [], "](": [], "<": []}
    for match in _BRACKETS.finditer(text):
        mark = match[0]
        if mark in ("[", "<"):
            open_[mark].append(match.start())
        elif mark in _PAIRS:
            yield from _closed(open_[_PAIRS[mark]], match.start(), all_=mark == ">")
        elif mark == "](":
            yield from _closed(open_["["], match.start())
            open_[mark].append(match.start())
        else:
            for kind in ("[", "]("):
                yield from _closed(open_[kind], match.start(), all_=True)
    for starts in open_.values():
        yield from _closed(starts, len(text), all_=True)


def _closed(starts: list[int], end: int, *, all_: bool = False) -> Sequence[tuple[int, int]]:
    """The last of the marks that are open, or all of them, each with the way to its end."""
    taken = starts[:] if all_ else starts[-1:]
    del starts[len(starts) - len(taken) :]
    return [(start, end - start) for start in taken]
