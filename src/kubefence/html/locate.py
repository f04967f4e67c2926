"""From a fault in the HTML of a page to its place in the Markdown.

Neither Markdown nor a browser keeps track of places. What is wrong is known from the HTML; here the source is
searched for what can have made it: tags, attributes in tags and in braces, and addresses of links. The first fault
of a kind stands at the first such place, the second at the second. Code is left out, as it makes no elements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from kubefence.html.addresses import cleaned
from kubefence.html.faults import UNCLOSED, Fault
from kubefence.html.names import VOID

_REACH = 4000
"""Characters in which the attributes of a tag are looked for."""
_TICKS = re.compile(r"(?<!\\)`+")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>}]*))"""
_BRACES = re.compile(r"\{[^{}\n]*\}")
_DESTINATION = re.compile(
    r"\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)|^[ ]{0,3}\[[^\]\n]*\]:\s*<?(\S*)", re.MULTILINE
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TARGETS = {"a": "href", "img": "src"}
"""What links and images of Markdown become."""


class _Places(NamedTuple):
    """Where an element or an attribute is written, from and to which character."""

    all: list[tuple[int, int]]
    by_value: dict[str, list[tuple[int, int]]]


class Stretch(NamedTuple):
    """Part of the text of a page: line and column, both from 0, ends exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Source:
    """The text of a page, searched for what made its HTML; ``code`` are the ranges of lines that show text only."""

    def __init__(self, lines: Iterable[str], code: Iterable[tuple[int, int]] = (), *, markdown: bool = True) -> None:
        kept = list(lines)
        for start, end in code:
            kept[start:end] = [" " * len(line) for line in kept[start:end]]
        text = "\n".join(kept)
        self._text = _without_spans(text) if markdown else text
        self._starts = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._turns: Counter[tuple[str, str, str]] = Counter()
        self._known: dict[tuple[str, str], _Places] = {}

    def place(self, fault: Fault) -> Stretch | None:
        """Where the fault stands; None where nothing is found that can have made it, or nothing more."""
        if fault.tag.startswith(UNCLOSED):
            return self._unclosed(fault.tag.removeprefix(UNCLOSED))
        key = fault.tag, fault.attribute
        if key not in self._known:
            named = self._attributes(*key) if fault.attribute else None
            self._known[key] = named if named and named.all else _Places(list(self._tags(fault.tag)), {})
        places, same = self._known[key]
        found = same.get(cleaned(fault.value), places)
        turn = self._turns[(*key, fault.value)]
        self._turns[(*key, fault.value)] += 1
        if turn >= len(found) and not (found and fault.certain):
            return None
        return self._stretch(*found[min(turn, len(found) - 1)])

    def text(self, wanted: str) -> Stretch:
        """Where a text stands first, as far as its first line goes; the first line of all where it does not."""
        start = self._text.find(wanted) if wanted else -1
        end = self._text.find("\n", max(start, 0))
        end = len(self._text) if end < 0 else end
        return self._stretch(start, min(start + len(wanted), end)) if start >= 0 else self._stretch(0, end)

    def _tags(self, tag: str) -> Iterator[tuple[int, int]]:
        for match in re.finditer(rf"<{re.escape(tag)}(?![\w-])", self._text, re.IGNORECASE):
            end = self._text.find(">", match.end(), match.end() + _REACH) + 1
            yield match.start(), end or match.end()

    def _attributes(self, tag: str, attribute: str) -> _Places:
        """The places of an attribute, as far as the source shows it: in tags, in braces, as target of a link."""
        name = re.compile(rf"""(?<=[\s"'/{{]){re.escape(attribute)}(?:{_VALUE}|(?![\w:-]))""", re.IGNORECASE)
        within = [*self._tags(tag), *(match.span() for match in _BRACES.finditer(self._text))]
        matches = (match for start, end in within for match in name.finditer(self._text, start, end))
        found = [(match.span(), cleaned(unescape(match[1] or match[2] or match[3] or ""))) for match in matches]
        if attribute == _TARGETS.get(tag):
            found += [(match.span(match.lastindex or 0), _link(match)) for match in _DESTINATION.finditer(self._text)]
        same: dict[str, list[tuple[int, int]]] = {}
        for span, value in sorted(found):
            same.setdefault(value, []).append(span)
        return _Places(sorted(span for span, _ in found), same)

    def _unclosed(self, tag: str) -> Stretch | None:
        """The tag that is never closed; with "" the end tag that closes nothing."""
        open_: list[tuple[str, tuple[int, int]]] = []
        names = Counter[str]()
        for match in _TAG.finditer(self._text):
            name = match[2].lower()
            if name in VOID:
                continue
            if not match[1]:
                open_.append((name, match.span()))
                names[name] += 1
            elif names[name]:
                while (ended := open_.pop()[0]) != name:
                    names[ended] -= 1
                names[name] -= 1
            elif not tag:
                return self._stretch(*match.span())
        left = [span for name, span in open_ if name == tag]
        return self._stretch(*left[-1]) if left else None

    def _stretch(self, start: int, end: int) -> Stretch:
        first, last = (bisect_right(self._starts, position) - 1 for position in (start, end))
        return Stretch(first, start - self._starts[first], last, end - self._starts[last])


def _link(match: re.Match[str]) -> str:
    """The destination of a link in Markdown, as it comes out."""
    return cleaned(unescape(_ESCAPE.sub(r"\1", match[1] or match[2] or "")))


def _without_spans(text: str) -> str:
    """The text with blanks for code in sentences: from a run of back-ticks to the next that is as long."""
    parts, position = [], 0
    runs = list(_TICKS.finditer(text))
    following: dict[tuple[int, int], int] = {}
    paragraph = [0, *(match.end() for match in re.finditer(r"\n[ \t]*\n", text))]
    partner: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        key = bisect_right(paragraph, runs[number].start()), len(runs[number][0])
        if key in following:
            partner[number] = following[key]
        following[key] = number
    number = 0
    while number < len(runs):
        if number not in partner:
            number += 1
            continue
        start, end = runs[number].end(), runs[partner[number]].start()
        parts += [text[position:start], re.sub(r"[^\n]", " ", text[start:end])]
        position, number = end, partner[number] + 1
    return "".join((*parts, text[position:]))
