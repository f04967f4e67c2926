"""A page as the search reads it: cut at headings, so each follow-up becomes a section beside the others."""

from __future__ import annotations

import re

_FOLLOW_UP = re.compile(
    r'<details\b(?=[^>]*\sdata-level=)[^>]*\sid="(?P<id>[^"]*)"[^>]*>\s*'
    r"<summary\b[^>]*>\s*<h3\b[^>]*>(?P<question>.*?)</h3>\s*</summary>\s*"
    r'(?:<a class="headerlink"[^>]*>[^<]*</a>)?(?P<answer>.*?)</details>',
    re.DOTALL,
)


def flattened(html: str) -> str:
    """The content of a page with each follow-up unfolded: a heading with its id, then the answer."""
    return _FOLLOW_UP.sub(r'<h3 id="\g<id>">\g<question></h3>\g<answer>', html)
