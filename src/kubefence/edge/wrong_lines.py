"""The lines of a wrong example that are wrong, as Pygments marks lines that an author names with ``hl_lines``."""

from __future__ import annotations

import re
from collections.abc import Collection

_CODE = re.compile(r"(<pre\b[^>]*>(?:<span></span>)?<code\b[^>]*>)(.*?)(</code></pre>)", re.DOTALL)
_TAG = re.compile(r"<(/?)span\b[^>]*>")
START, END = '<span class="hll">', "</span>"


def marked(html: str, wrong: Collection[int]) -> str:
    """The HTML of a fence with these lines marked, counted from 0; unchanged where its lines cannot be told apart."""
    found = _CODE.search(html) if wrong else None
    if found is None or START in found[2]:  # the author has marked what is to be seen
        return html
    lines = found[2].split("\n")
    if not all(map(_whole, lines)):  # the site gives each line an element of its own
        return html
    shown = "".join(_line(line, number in wrong, number == len(lines) - 1) for number, line in enumerate(lines))
    return html[: found.start()] + found[1] + shown + found[3] + html[found.end() :]


def _line(line: str, wrong: bool, last: bool) -> str:
    text = line if last else f"{line}\n"
    return f"{START}{text}{END}" if wrong and line.strip() else text


def _whole(line: str) -> bool:
    """Whether every element that begins in the line ends in it, and none that began before."""
    depth = 0
    for tag in _TAG.finditer(line):
        depth += -1 if tag[1] else 1
        if depth < 0:
            return False
    return depth == 0
