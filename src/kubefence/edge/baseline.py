"""The baseline: what is wrong today, listed so that only what is new is told.

An entry is a file, a rule and a `kubefence.fingerprints.Fingerprint`, so it holds when lines move. A finding takes the
entry that is its own, else one of the same line in other surroundings; each entry is taken once. What only a finished
site shows has a part of its own, which runs that see no site leave alone.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kubefence.edge import baseline_file
from kubefence.edge.baseline_file import SITE, SOURCES, Entries
from kubefence.edge.files import shown_path
from kubefence.findings import Finding, Severity, Text
from kubefence.fingerprints import fingerprint
from kubefence.report.formats import Lines
from kubefence.severities import FIXED

_TOLD = 3
"""Entries that no longer occur and are named."""

Found = Mapping[str, Sequence[Finding]]
"""What was found, by the file that it is told of; a finding may lie in another one, which that includes."""


class _Key(NamedTuple):
    path: str
    rule: str


class Baseline:
    """The entries of a file, and which of them a run has met."""

    def __init__(self, file: Path, parts: Mapping[str, Entries], lines: Lines) -> None:
        self._file, self._lines, self._parts = file, lines, dict(parts)
        self._left = {name: _by_key(entries) for name, entries in parts.items()}
        """Entries that nothing has taken yet."""
        self._seen: set[str] = set()
        """Files that the run has looked at."""
        self.saw_site = False
        """Whether it has looked at the whole finished site."""
        self._count = 0

    def new(self, path: str, findings: Iterable[Finding], part: str = SOURCES) -> list[Finding]:
        """Of what was found in a file, what is not in the baseline."""
        file = self._relative(path)
        if part == SOURCES:
            self._seen.add(file)
        groups: dict[_Key, list[tuple[int, str]]] = {}
        found = list(findings)
        for number, finding in enumerate(found):
            if _counts(finding):
                groups.setdefault(_Key(file, finding.rule), []).append((number, self._mark(finding)))
        taken = {number for key, group in groups.items() for number in _taken(group, self._left[part].get(key, []))}
        self._count += len(taken)
        return [finding for number, finding in enumerate(found) if number not in taken]

    @property
    def notes(self) -> tuple[Text, ...]:
        """How much is in the baseline, and which entries no longer occur in what the run has looked at."""
        gone = Counter[_Key]()
        for part, entries in self._left.items():
            for key, marks in entries.items():
                looked_at = self.saw_site if part == SITE else key.path in self._seen or self._is_gone(key.path)
                if marks and looked_at:
                    gone[key] += len(marks)
        name = shown_path(self._file)
        many = f"{self._count} findings are" if self._count > 1 else "1 finding is"
        in_it = Text(f"{name} 里已有的 {self._count} 处没有列出", f"{many} in {name} and not told")
        return (*([in_it] if self._count else []), *([_gone(name, gone)] if gone else []))

    def write(self, found: Found, part: str = SOURCES) -> int:
        """Write what is wrong now instead of what was, for the files in ``found``, or for the whole finished site;
        returns how many entries there are.

        Raises `kubefence.errors.ConfigError`.
        """
        marks: dict[str, dict[str, list[str]]] = {}
        for path, findings in found.items():
            rules = marks.setdefault(self._relative(path), {})
            for finding in filter(_counts, findings):
                rules.setdefault(finding.rule, []).append(self._mark(finding))
        before = self._parts[part] if part == SOURCES else {}
        kept = {path: rules for path, rules in before.items() if path not in marks and not self._is_gone(path)}
        self._parts[part] = kept | {path: rules for path, rules in marks.items() if rules}
        self._left[part] = _by_key(self._parts[part])
        baseline_file.write(self._file, self._parts)
        return sum(len(each) for rules in self._parts[part].values() for each in rules.values())

    def _mark(self, finding: Finding) -> str:
        return str(fingerprint(finding, self._lines(finding.path)))

    def _relative(self, path: str) -> str:
        try:
            return Path(os.path.relpath(os.path.abspath(path), self._file.parent)).as_posix()
        except ValueError:  # another drive
            return path

    def _is_gone(self, path: str) -> bool:
        return not os.path.lexists(self._file.parent / path)


def _by_key(entries: Entries) -> dict[_Key, list[str]]:
    return {_Key(path, rule): [*marks] for path, rules in entries.items() for rule, marks in rules.items()}


def _counts(finding: Finding) -> bool:
    """Whether it can be in a baseline: notes fail no run, and of what was not looked at nobody knows what it hides."""
    return finding.severity is not Severity.NOTE and finding.rule not in FIXED


def _taken(group: list[tuple[int, str]], left: list[str]) -> Iterator[int]:
    """The numbers of the findings of one file and rule that take an entry, which is no longer left then."""
    others = []
    for number, mark in group:
        if mark in left:
            left.remove(mark)
            yield number
        else:
            others.append((number, _line(mark)))
    for number, line in others:
        alike = next((each for each in left if _line(each) == line), None)
        if alike is not None:
            left.remove(alike)
            yield number


def _line(mark: str) -> str:
    return mark.partition(".")[0]


def _gone(name: str, gone: Counter[_Key]) -> Text:
    total = gone.total()
    named = ", ".join(f"{path} {rule}" for path, rule in sorted(gone)[:_TOLD]) + (", …" if len(gone) > _TOLD else "")
    many = f"{total} entries of {name} no longer occur" if total > 1 else f"1 entry of {name} no longer occurs"
    return Text(
        f"{name} 里有 {total} 处已经改好（{named}）；用 --write-baseline 去掉",
        f"{many} ({named}): remove that with --write-baseline",
    )


def read(file: Path, lines: Lines, *, new: bool = False) -> Baseline:
    """The baseline in a file; raises `ConfigError` where it is none. A ``new`` one need not be there yet."""
    absent = new and not os.path.lexists(file)
    return Baseline(file, {SOURCES: {}, SITE: {}} if absent else baseline_file.read(file), lines)
