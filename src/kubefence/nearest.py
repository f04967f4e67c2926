"""The word that was probably meant: one of those that are possible, close to the one that is written."""

from __future__ import annotations

from collections.abc import Iterable
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
    import difflib  # only needed once something is wrong

    # No more characters can agree than the shorter word has, which rules most options out at once.
    few, many = cutoff / (2 - cutoff) * len(word), (2 - cutoff) / cutoff * len(word)
    possible = [option for option in options if few - 1 <= len(option) <= many + 1]
    return tuple(difflib.get_close_matches(word, possible, n=3, cutoff=cutoff))
