"""A page as the search reads it: cut at headings, so each follow-up becomes a section beside the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FOLLOW_UP = re.compile(
    r'<details\b(?=[^>]*\sdata-level=)[^>]*\sid="(?P<id>[^"]*)"[^>]*>\s*'
    r"<summary\b[^>]*>\s*<h3\b[^>]*>(?P<question>.*?)</h3>\s*</summary>\s*"
    r'(?:<a class="headerlink"[^>]*>[^<]*</a>)?',
    re.DOTALL,
)
_FOLD = re.compile(r"<(?P<end>/?)details\b[^>]*>")


def flattened(html: str) -> str:
    """The content of a page with each follow-up unfolded: a heading with its id, then the answer."""
    return "".join(_unfolded(html))


def _unfolded(html: str) -> Iterator[str]:
    at = 0
    for found in _FOLLOW_UP.finditer(html):
        if found.start() < at:  # within an answer
            continue
        end = _end(html, found.end())
        if end is None:  # it never ends
            break
        yield html[at : found.start()]
        yield f'<h3 id="{found["id"]}">{found["question"]}</h3>{html[found.end() : end.start()]}'
        at = end.end()
    yield html[at:]


def _end(html: str, at: int) -> re.Match[str] | None:
    """The end of what is folded here; something in it may be folded too."""
    depth = 1
    for tag in _FOLD.finditer(html, at):
        depth += -1 if tag["end"] else 1
        if not depth:
            return tag
    return None
