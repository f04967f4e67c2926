"""HTML that takes a parser long, or makes it build far more than is written: known before it is parsed.

Browsers nest no deeper than 512 elements, whatever a page says. A parser that does looks through all that are open
again and again; and what formats text and is never ended is made anew in every block that follows.
"""

from __future__ import annotations

import re
from collections import Counter

from kubefence.html.names import names

MAX_NESTING = 500
MAX_CODE = 20
"""Nesting of what shows code or draws: the text of each is looked at."""
MAX_ATTRIBUTES = 2000
"""Of one element; each is compared with those before it."""
MAX_COPIES = 100_000
"""Elements that are made of formatting which is never ended."""

_FORMATTING = names("b big code em font i nobr s small strike strong tt u")
_CLOSED_BY_NEXT = names("dd dt h1 h2 h3 h4 h5 h6 li p td th tr")
"""Blocks that end where the next begins, so that they cannot nest by themselves."""
_NESTING = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header "
    "hgroup listing main menu nav ol pre search section summary table ul xmp"
)
_FOREIGN = names("foreignobject math svg text tspan")
_CODE = _FOREIGN | names("code kbd listing pre samp tt")
_ALL = _FORMATTING | _CLOSED_BY_NEXT | _NESTING | _CODE
_TAG = re.compile(rf"<(/?)({'|'.join(sorted(_ALL))})(?=[\s/>])[^<>]*", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{8192,}")


def is_unreasonable(html: str) -> bool:
    """Whether reading it takes long, or more memory than there may be."""
    depth = code = copies = active = 0
    open_ = Counter[str]()
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if name in _FOREIGN and found[0].endswith("/"):
            continue  # it begins and ends at once
        step = -1 if found[1] else 1
        if name in _FORMATTING:
            step = max(step, -open_[name])
            open_[name] += step
            active += step
        elif step > 0:
            copies += active
        depth = max(0, depth + step) if name in _NESTING else depth
        code = max(0, code + step) if name in _CODE else code
        if depth > MAX_NESTING or code > MAX_CODE or copies > MAX_COPIES:
            return True
    return any(len(found[0].split()) > MAX_ATTRIBUTES for found in _LONG_TAG.finditer(html))
