"""The word that was probably meant: one of those that are possible, close to the one that is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from kubefence.findings import Text


def suggestion(word: str, options: Iterable[str], cutoff: float) -> Text:
    """What to append to a message on ``word``: whether the nearest option was meant; empty where none is near."""
    near = nearest(word, options, cutoff)
    return Text(f"；是不是 {near}？", f"; did you mean {near}?") if near else Text("", "")


def nearest(word: str, options: Iterable[str], cutoff: float) -> str | None:
    """The option most alike ``word`` (``difflib`` measures it, 1 is the same), None below ``cutoff``.

    The same slip tends to come back, on a page and in a repository, so the answers are kept.
    """
    return next(iter(_alike(word, tuple(options), cutoff)), None)


def alike(word: str, options: Iterable[str], cutoff: float) -> tuple[str, ...]:
    """Up to three of the options that are alike ``word``, the nearest first."""
    return _alike(word, tuple(options), cutoff)


@lru_cache(maxsize=4096)
def _alike(word: str, options: tuple[str, ...], cutoff: float) -> tuple[str, ...]:
    possible = list(_may_be_near(word, options, cutoff))
    if not possible:
        return ()
    import difflib  # only needed once something is wrong

    return tuple(difflib.get_close_matches(word, possible, n=3, cutoff=cutoff))


def _may_be_near(word: str, options: tuple[str, ...], cutoff: float) -> Iterator[str]:
    """The options that are not ruled out by counting, which takes a hundredth of the time of a comparison.

    What is in one word only cannot agree with the other, nor can more characters than the shorter one has.
    """
    size, bits, alone = len(word), _bits(word), 1 - cutoff
    for option, length, letters in _letters(options):
        most = (size + length) * alone + 1e-9
        if -most <= size - length <= most and (bits ^ letters).bit_count() <= most:
            yield option


@lru_cache(maxsize=256)
def _letters(options: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    return tuple((option, len(option), _bits(option)) for option in options)


@lru_cache(maxsize=4096)
def _bits(word: str) -> int:
    """The characters that occur, as bits of a number; several share one, which only makes words more alike."""
    bits = 0
    for character in set(word):
        bits |= 1 << (ord(character) & 127)
    return bits
