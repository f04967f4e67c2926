"""Which tests concern a line of the rules: those that run it, else those that speak of the same things."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from run_lines import Lines

FIRST = 6
"""How many test files are asked before the others."""
MANY = 200
"""Tests of one file, which then comes after those with fewer."""
OF_ALL = ("tests/rules/test_all_rules.py", "tests/rules/test_examples.py")
"""Files that ask what every module defines: what runs when it is imported concerns them, whoever imports it first."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")


class Batch(NamedTuple):
    """Tests that are run together."""

    files: Sequence[str]
    only: Collection[str] | None = None
    """The tests in the files that are run, None for all."""


class Nearest:
    """Ranks the tests of some files; ``ran`` says which lines they run."""

    def __init__(self, files: Sequence[Path], ran: Lines, root: Path) -> None:
        self._ran = ran
        self._words = {path.relative_to(root).as_posix(): words(path.read_text(encoding="utf-8")) for path in files}
        files_with = Counter(word for found in self._words.values() for word in found)
        self._weight = {word: math.log(len(files) / count) for word, count in files_with.items()}

    def batches(self, path: Path, lines: range, about: str, *, thorough: bool) -> Iterator[Batch]:
        """Tests that concern lines of a file, the likeliest first; ``about``: what is said there.

        No lines are those that run when the file is imported; they concern the tests that run anything of it. What is
        remembered from one test for the next (plans, verdicts on names) is run by the first of them only, so after
        those come the files that share the rarest words with the lines; ``thorough``: all files.
        """
        by_line = self._ran.contexts_by_lineno(str(path))
        if lines and len({test for line in lines for test in by_line.get(line, ("",))} - {""}) < 2:
            lines = range(0)  # the import calls it, or what it returns is remembered: others rely on it too
        tests = _by_file(test for line in lines or by_line for test in by_line.get(line, ()))
        ranked = self.ranked(words(about))
        running = sorted(tests, key=lambda file: (len(tests[file]) > MANY, ranked.index(file)))
        for files in (running[:FIRST], running[FIRST:]):
            if files:
                yield Batch(files, sorted({test for file in files for test in tests[file]}))
        if thorough or not lines:
            yield Batch([*ranked[:FIRST], *(file for file in OF_ALL if file not in ranked[:FIRST])])
        if thorough:
            yield Batch(ranked[FIRST:])

    def ranked(self, sought: Collection[str]) -> list[str]:
        """The test files, those first that share the rarest words with what is sought."""
        shared = {file: sum(map(self._weight.__getitem__, found & set(sought))) for file, found in self._words.items()}
        return sorted(shared, key=lambda file: (-shared[file], file))


def _by_file(tests: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for test in tests:
        found[test.partition("::")[0]].add(test)
    found.pop("", None)  # of what runs when the tests are collected
    return found


def words(text: str) -> set[str]:
    """What identifiers, field names and sentences are made of."""
    return {word.lower() for word in _WORD.findall(text) if len(word) > 2}
