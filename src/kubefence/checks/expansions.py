"""What a shell replaces in an unquoted here-document: ``$a``, ``${a}``, ``$(a)``, ```` `a` ````.

Such a text is not a program, so no grammar of the shell is needed to read it: only inside of ``$(``, ``${`` and
back-ticks does the shell look at quotes and brackets. It is read once, from left to right, whatever is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"""\\.|\$(?:[A-Za-z_]\w*|[0-9@*#?$!-]|[({])|[`'"()}]""", re.DOTALL | re.ASCII)
_OPENED = {"$(": ")", "${": "}", "`": "`"}
"""What begins an expansion, and what ends it."""
_INSIDE: dict[str, dict[str, str]] = {
    ")": {**_OPENED, "(": ")", "'": "'", '"': '"'},
    "`": {**_OPENED, "(": ")", "'": "'", '"': '"'},
    "}": {**_OPENED, '"': '"'},
    '"': _OPENED,
    "'": {},
}
"""By what has to end next: what begins something else before that, and how that ends."""


def found(text: str) -> Iterator[tuple[int, int]]:
    """Where each expansion begins and ends, those inside of others left out.

    Of one that never ends only its beginning is known; to the shell the whole rest belongs to it.
    """
    begin = 0
    ends: list[str] = []
    for token in _TOKEN.finditer(text):
        written = token[0]
        if not ends:
            begin = token.start()
            if written in _OPENED:
                ends = [_OPENED[written]]
            elif written[0] == "$":
                yield token.span()
            continue
        if written == ends[-1] or (ends[-1] == "'" and written == "\\'"):  # no escape inside of single quotes
            ends.pop()
            if not ends:
                yield begin, token.end()
        elif written in _INSIDE[ends[-1]]:
            ends.append(_INSIDE[ends[-1]][written])
    if ends:
        yield begin, begin + 1 + (text[begin] == "$")
