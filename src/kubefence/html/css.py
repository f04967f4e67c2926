"""What a style sheet would load: the addresses in it, found by a parser, with escapes and in any case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

_TAKES_ADDRESSES = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
_WITHIN_STRINGS = 3
"""How deep a style may stand in strings: in the settings of a diagram it does in one or two."""


def addresses(css: str, within_strings: int = _WITHIN_STRINGS) -> Iterator[str]:
    """The addresses that ``css`` loads from, those in strings that are themselves CSS included."""
    waiting: list[tuple[Any, bool]] = [(_parsed(css), False)]
    while waiting:
        tokens, loading = waiting.pop()
        importing = False
        for token in tokens:
            if token.type == "url":
                yield token.value
            elif token.type == "string":
                if loading or importing:
                    yield token.value
                elif within_strings and token.value != css:
                    yield from addresses(token.value, within_strings - 1)
            elif inner := _inside(token):
                waiting.append((inner, token.type == "function" and token.lower_name in _TAKES_ADDRESSES))
            if token.type not in ("whitespace", "comment"):
                importing = token.type == "at-keyword" and token.lower_value == "import"


def _parsed(css: str) -> Iterable[Any]:
    return list(tinycss2.parse_component_value_list(css))


def _inside(token: Any) -> Iterable[Any]:
    """The tokens of a function or of a block in brackets."""
    return list(getattr(token, "arguments", None) or getattr(token, "content", None) or ())
