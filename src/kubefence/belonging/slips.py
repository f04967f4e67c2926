"""Names of which one letter is wrong, among many: each name is looked for once, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kubefence.commands.slips import one_slip

_SHORTEST = 4
"""Letters of a name that can be told to be a slip of another."""
_WORD = re.compile(r"[-.]")
_DIGITS = re.compile(r"\d+")
_LONGEST = 64
"""Letters of the names that are compared."""


class Slips:
    """The names of objects by what is left of them without any one of their letters."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._by_rest: dict[tuple[str, str], list[str]] = {}
        for kind, name in names:
            for rest in _rests(name):
                self._by_rest.setdefault((kind, rest), []).append(name)

    def near(self, kind: str, name: str) -> str | None:
        """The first name of a kind that ``name`` is a slip of, None where there is none."""
        for rest in _rests(name):
            for known in self._by_rest.get((kind, rest), ()):
                if one_slip(name, known) and not _are_two(name, known):
                    return known
        return None


def _rests(name: str) -> Iterator[str]:
    if _SHORTEST <= len(name) <= _LONGEST:
        yield from dict.fromkeys((name, *(name[:at] + name[at + 1 :] for at in range(len(name)))))


def _are_two(one: str, other: str) -> bool:
    """Whether names differ as those of two objects do: in a number, or in a word that is a single letter."""
    if _DIGITS.sub("0", one) == _DIGITS.sub("0", other):
        return True
    words, others = _WORD.split(one), _WORD.split(other)
    if len(words) != len(others):
        return bool(_DIGITS.search(one)) != bool(_DIGITS.search(other))
    return any(a != b and min(len(a), len(b)) <= 1 for a, b in zip(words, others, strict=True))
