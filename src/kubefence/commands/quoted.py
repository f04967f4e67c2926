"""Commands in the words of others: ``sh -c '…'``, ``ssh host '…'``, ``eval '…'``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kubefence.commands.callers import called
from kubefence.commands.fault import Stretch
from kubefence.commands.words import Word

_SHELLS = frozenset({"sh", "bash", "dash", "ash", "zsh"})
_RUNNING = frozenset({"eval", "ssh", "trap", "watch"})
"""Programs that run a word of theirs."""
_FLAG = re.compile(r"-[a-z]*c")


def scripts(words: Sequence[Word]) -> Iterator[Word]:
    """The words of a line that a shell runs, of which each sign stands where it is read."""
    for at, word in enumerate(words[2:], 2):
        of_shell = called(words[at - 2]) in _SHELLS and _FLAG.fullmatch(words[at - 1].text)
        if of_shell and _is_as_written(word):
            yield word
    if called(words[0]) in _RUNNING:
        yield from [word for word in words[1:] if _is_as_written(word)][:1]


def _is_as_written(word: Word) -> bool:
    """Whether all of a word stands in one pair of quotes, on one line, with nothing that a shell replaces."""
    place = word.place
    return word.quoted and word.known and place.line == place.end_line and _width(place) == len(word.text) + len("''")


def _width(place: Stretch) -> int:
    return place.end_column - place.column


def outer(place: Stretch, word: Word) -> Stretch:
    """Where a place in the text of a word lies in that of its line."""
    start = word.place.column + 1
    return Stretch(word.place.line, start + place.column, word.place.line, start + place.end_column)
