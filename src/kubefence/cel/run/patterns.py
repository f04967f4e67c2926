"""``find`` and ``findAll`` (``regex.go`` of the library), with RE2: their time grows with the text, not faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from cel_expr_python import cel

from kubefence.errors import in_extra
from kubefence.formats import regexes

with in_extra("re2", "cel"):
    import re2

_S, _I = cel.Type.STRING, cel.Type.INT
_LONGEST = 10_000
"""Each match may have to look at the rest of the text, so the search for all of them is not begun in a longer one."""


class TooLong(ValueError):
    """A text in which the search is not begun: its rule then counts as one that was not asked."""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    wrong = regexes.re2(pattern)  # what Go refuses, and RE2 itself may take
    if wrong:
        raise ValueError(wrong.en)
    return re2.compile(pattern)


def _find(text: str, pattern: str) -> str:
    found = _compiled(pattern).search(text)
    return found.group() if found else ""


def _find_all(text: str, pattern: str, most: int = -1) -> list[str]:
    """``regexp.FindAllString``; fewer than no match are all."""
    if len(text) > _LONGEST:
        raise TooLong(f"a text of more than {_LONGEST} characters is not searched")
    found: list[str] = []
    for match in _matches(text, pattern):
        if len(found) == most:
            break
        found.append(match)
    return found


def _matches(text: str, pattern: str) -> Iterator[str]:
    """The matches after each other; an empty one right behind another is none to Go."""
    end = -1
    for match in _compiled(pattern).finditer(text):
        if match.end() > match.start() or match.start() != end:
            yield match.group()
        end = match.end()


FUNCTIONS: tuple[tuple[str, str, tuple[Any, ...], Any, Callable[..., Any]], ...] = (
    ("find", "member", (_S, _S), _S, _find),
    ("findAll", "member", (_S, _S), cel.Type.List(_S), _find_all),
    ("findAll", "member", (_S, _S, _I), cel.Type.List(_S), _find_all),
)
