"""Code between shortcodes of Hugo and tags of Jekyll, which is no fence: ``{{< highlight yaml >}}``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kubefence.blocks import CARRIERS, folded, is_checked


def _tag(inner: str) -> re.Pattern[str]:
    """A line with nothing but a tag of Hugo, ``{{< … >}}`` or ``{{% … %}}``, or of Jekyll, ``{% … %}``."""
    return re.compile(rf"\s*(?:\{{\{{[<%]|\{{%-?)\s*{inner}\s*(?:[>%]\}}\}}|-?%\}})\s*")


_NAME = r"""["']?(?P<language>[\w#+.-]+)["']?"""
_HIGHLIGHT = _tag(rf"highlight\s+{_NAME}(?P<rest>(?:\s[^>%]*)?)")
_END = _tag(r"(?:/\s*(?P<name>[A-Za-z][\w-]*)|end(?P<jekyll>highlight))")
_TABS, _TABS_END = _tag(r"tabpane\b(?P<rest>[^>%]*)"), _tag(r"/\s*tabpane")
_ANY = _tag(r"(?P<name>[A-Za-z][\w-]*)\b(?P<rest>[^>%]*)")
_LANG = re.compile(rf"\blang\s*=\s*{_NAME}")


class Code(NamedTuple):
    """Code between two tags: the line of the first, and those of the code (0-based, end exclusive)."""

    opener: int
    start: int
    end: int
    language: str
    rest: str
    """What else the first tag says."""


def found(lines: Sequence[str]) -> Iterator[Code]:
    """The code between shortcodes, in the order of the page."""
    ends, fences = _ends(lines), [n for n, line in enumerate(lines) if "```" in line or "~~~" in line]
    number, inherited = 0, ""
    while number < len(lines):
        line = lines[number]
        if "{" in line:
            if tabs := _TABS.fullmatch(line):
                inherited = _language(tabs["rest"])
            elif _TABS_END.fullmatch(line):
                inherited = ""
            opened = _opened(line, inherited)
            end = _next(ends.get(opened.name, ()), number) if opened else None
            if opened and end is not None and (opened.name == _OWN or (_next(fences, number) or end) >= end):
                yield Code(number, number + 1, end, opened.language, opened.rest)
                number = end
        number += 1


class _Opened(NamedTuple):
    name: str
    language: str
    rest: str


_OWN = "highlight"
"""The tag for code, whatever stands in it; around what others hold there may be fences."""


def _opened(line: str, inherited: str) -> _Opened | None:
    own = _HIGHLIGHT.fullmatch(line)
    if own:
        return _Opened(_OWN, own["language"], own["rest"])
    tag = _ANY.fullmatch(line)
    language = (_language(tag["rest"]) or (inherited if tag["name"] == "tab" else "")) if tag else ""
    if tag is None or not (is_checked(language) or folded(language) in CARRIERS):
        return None  # what is around a language of people, say, is text
    return _Opened(tag["name"], language, tag["rest"])


def _ends(lines: Sequence[str]) -> dict[str, list[int]]:
    """For the name of each tag the lines that close one."""
    ends: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        closed = _END.fullmatch(line) if "{" in line else None
        if closed:
            ends.setdefault(closed["name"] or closed["jekyll"], []).append(number)
    return ends


def _next(numbers: Sequence[int], after: int) -> int | None:
    at = bisect_right(numbers, after)
    return numbers[at] if at < len(numbers) else None


def _language(rest: str) -> str:
    given = _LANG.search(rest)
    return given["language"] if given else ""
