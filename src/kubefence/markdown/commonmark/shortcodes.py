"""Code between shortcodes of Hugo and tags of Jekyll, which is no fence: ``{{< highlight yaml >}}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kubefence.blocks import CARRIERS, folded, is_checked


def _tag(inner: str) -> re.Pattern[str]:
    """A line with nothing but a tag of Hugo, ``{{< … >}}`` or ``{{% … %}}``, or of Jekyll, ``{% … %}``."""
    return re.compile(rf"\s*(?:\{{\{{[<%]|\{{%-?)\s*{inner}\s*(?:[>%]\}}\}}|-?%\}})\s*")


_NAME = r"""["']?(?P<language>[\w#+.-]+)["']?"""
_HIGHLIGHT = _tag(rf"highlight\s+{_NAME}(?P<rest>(?:\s[^>%]*)?)")
_HIGHLIGHT_END = _tag(r"(?:/\s*highlight|endhighlight)")
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
    number, inherited = 0, ""
    while number < len(lines):
        line = lines[number]
        if "{" not in line:
            number += 1
            continue
        if tabs := _TABS.fullmatch(line):
            inherited = _language(tabs["rest"])
        elif _TABS_END.fullmatch(line):
            inherited = ""
        code = _code(lines, number, inherited)
        if code:
            yield code
        number = code.end + 1 if code else number + 1


def _code(lines: Sequence[str], number: int, inherited: str) -> Code | None:
    opened = _HIGHLIGHT.fullmatch(lines[number])
    if opened:
        return _closed(lines, number, _HIGHLIGHT_END, opened["language"], opened["rest"])
    tag = _ANY.fullmatch(lines[number])
    language = (_language(tag["rest"]) or (inherited if tag["name"] == "tab" else "")) if tag else ""
    if tag is None or not (is_checked(language) or folded(language) in CARRIERS):
        return None  # what is around a language of people, say, is text
    code = _closed(lines, number, _tag(rf"/\s*{re.escape(tag['name'])}"), language, tag["rest"])
    return code if code and not any("```" in line or "~~~" in line for line in lines[code.start : code.end]) else None


def _closed(lines: Sequence[str], number: int, closing: re.Pattern[str], language: str, rest: str) -> Code | None:
    end = next((n for n in range(number + 1, len(lines)) if closing.fullmatch(lines[n])), None)
    return None if end is None else Code(number, number + 1, end, language, rest)


def _language(rest: str) -> str:
    given = _LANG.search(rest)
    return given["language"] if given else ""
