"""Numbers that follow from a seed: mulberry32, in ten lines the same in Python and in TypeScript.

A library would have to be the same one in both languages; there is none that promises its numbers for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")
WORD = 2**32


class Chance:
    """A stream of numbers; ``web/common/chance.ts`` has the same."""

    def __init__(self, seed: int) -> None:
        self._state = seed % WORD

    def below(self, end: int) -> int:
        """One of 0, 1 … ``end`` - 1, of at most 2 ** 21: more than that a number of JavaScript does not hold."""
        self._state = (self._state + 0x6D2B79F5) % WORD
        mixed = _times(self._state ^ (self._state >> 15), self._state | 1)
        mixed ^= (mixed + _times(mixed ^ (mixed >> 7), mixed | 61)) % WORD
        return (mixed ^ (mixed >> 14)) * end // WORD

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Fisher and Yates, from the last place to the first."""
        found = list(things)
        for place in range(len(found) - 1, 0, -1):
            other = self.below(place + 1)
            found[place], found[other] = found[other], found[place]
        return found

    def weighted(self, things: Sequence[Thing], weights: Sequence[int]) -> Thing:
        """One of them, each as likely as it weighs."""
        left = self.below(sum(weights))
        for thing, weight in zip(things, weights, strict=True):
            if left < weight:
                return thing
            left -= weight
        raise ValueError("nothing to choose from")


def _times(one: int, other: int) -> int:
    return (one * other) % WORD
