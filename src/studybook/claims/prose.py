"""The prose of a page: its lines outside of fences, and what is written as code in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"\s*(?:> ?)*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def lines(page: str) -> Iterator[tuple[int, str]]:
    """Number, from 1, and text of each line that is in no fence and no front matter."""
    return ((number, line) for number, line, fenced in _told_apart(page) if not fenced)


def fenced(page: str) -> Iterator[str]:
    """The lines of all fences, their own included."""
    return (line for _, line, fenced in _told_apart(page) if fenced)


def _told_apart(page: str) -> Iterator[tuple[int, str, bool]]:
    """Number and text of each line behind the front matter, and whether it is one of a fence."""
    text = page.splitlines()
    first, fence = _front_matter(text), ""
    for number, line in enumerate(text[first:], first + 1):
        mark = _FENCE.match(line)
        yield number, line, bool(fence or mark)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""


def code(page: str) -> Iterator[tuple[int, str]]:
    """Line and text of all that is written in backticks."""
    for number, line in lines(page):
        for found in _CODE.finditer(line):
            yield number, found[2].strip()


def _front_matter(text: list[str]) -> int:
    """How many lines the front matter has."""
    return text.index("---", 1) + 1 if text[:1] == ["---"] and "---" in text[1:] else 0
