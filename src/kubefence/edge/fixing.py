"""``--fix``: what is sure is written into the files, and holds only if the finding is gone and nothing new has come.

A finding has a fix where advice was tried and is the only one left; rules about lines have theirs in `line_fixes`.
Whatever else a fix changes shows in the values of the blocks: those that are only about style must change none.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from kubefence.blocks import is_yaml
from kubefence.checks import syntax
from kubefence.checks.readers import Reader
from kubefence.edge import indented, line_fixes
from kubefence.edge.edited import Text, apart
from kubefence.engine import Page
from kubefence.errors import Unusable
from kubefence.findings import Finding, Fix, PageReport
from kubefence.positions import FileMap, Place, TextMap
from kubefence.severities import STYLE

_INDENTATION = f"{STYLE}indentation"
_ROUNDS = 8
"""A mistake may hide another one."""
_TRIES = 120
"""How often a file is verified anew."""

Verify = Callable[[Page], PageReport]
_Key = tuple[str, str, str, str]


class Fixed(NamedTuple):
    """A file before and after."""

    path: str
    before: Text
    after: Text
    report: PageReport
    """That on what it is now."""
    total: int

    @property
    def diff(self) -> str:
        """The change as ``git apply`` and ``patch`` take it."""
        before, after = (list(filter(None, text.lines)) for text in (self.before, self.after))
        lines = difflib.unified_diff(before, after, f"a/{self.path}", f"b/{self.path}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fixed(path: str, report: PageReport, page: Page, verify: Verify, reader: Reader) -> Fixed | None:
    """The file of a page with all that is sure mended, None where that is nothing."""
    try:
        text = Text(Path(path).read_bytes())
    except (OSError, UnicodeDecodeError):
        return None
    if text.read != page.text:  # it has changed meanwhile, or was never a file
        return None
    bench = _Bench(page, report, text, verify, reader)
    bench.mend()
    return Fixed(path, text, bench.text, bench.report, bench.count) if bench.count else None


class _Bench:
    """Where one file is mended."""

    def __init__(self, page: Page, report: PageReport, text: Text, verify: Verify, reader: Reader) -> None:
        self.text, self.report, self.count = text, report, 0
        self._page, self._verify, self._reader = page, verify, reader
        self._refused: Counter[_Key] = Counter()
        self._tries = _TRIES

    def mend(self) -> None:
        """Mend all that can be, in rounds."""
        for _ in range(_ROUNDS):
            found = list(self._possible())
            of_style = [each for each in found if each[0].rule.startswith(STYLE)]
            others = [each for each in found if each not in of_style]
            if not (self._tried(others) or self._tried(of_style)):
                return

    def _possible(self) -> Iterator[tuple[Finding, Fix]]:
        """Findings with what would mend them, those left out for which it was tried in vain."""
        refused = self._refused.copy()
        lines = self.text.read.split("\n")
        for finding in self.report.findings:
            fix = finding.fix or line_fixes.fix(finding, lines)
            if finding.rule == _INDENTATION:
                fix = self._indented(finding)
            if fix is None or any(each.place.path != self._page.path for each in fix.replacements):
                continue
            key = _key(finding)
            if refused[key]:
                refused[key] -= 1
            else:
                yield finding, fix

    def _indented(self, finding: Finding) -> Fix | None:
        """All of the block that a finding lies in, indented alike."""
        for text, source in self._texts():
            last = text.count("\n")
            around = source.place(0, 0, 0, 1), source.place(last, 0, last, 1)
            if Place(around[0].path, around[0].span.through(around[1].span)).holds(finding.place):
                return indented.fix(text, source)
        return None

    def _texts(self) -> Iterator[tuple[str, TextMap]]:
        """The texts of YAML in the file, and where they are."""
        if not self._page.markdown:
            yield self._page.text, FileMap(self._page.path)
            return
        blocks = self._reader.extract(self._page.path, self._page.text).blocks
        yield from ((block.text, block.map) for block in blocks if is_yaml(block.language))

    def _tried(self, possible: Sequence[tuple[Finding, Fix]]) -> bool:
        """Mend as many as go together, halving what does not; whether any did."""
        kept = {id(fix) for fix in apart([fix for _, fix in possible])}
        waiting = [chosen] if (chosen := [each for each in possible if id(each[1]) in kept]) else []
        while waiting and self._tries > 0:
            chosen = waiting.pop(0)
            if self._taken(chosen):
                return True
            if len(chosen) == 1:
                self._refused[_key(chosen[0][0])] += 1
            else:
                half = len(chosen) // 2
                waiting += [chosen[:half], chosen[half:]]
        return False

    def _taken(self, chosen: Sequence[tuple[Finding, Fix]]) -> bool:
        self._tries -= 1
        text = self.text.with_(fix for _, fix in chosen)
        page = self._page._replace(text=text.read)
        try:
            report = self._verify(page)
        except Unusable:
            return False
        gone = [finding for finding, _ in chosen]
        if not _better(self.report.findings, report.findings, gone):
            return False
        if gone[0].rule.startswith(STYLE) and not self._means_the_same(page):
            return False
        self.text, self.report, self.count = text, report, self.count + len(chosen)
        self._page = page
        return True

    def _means_the_same(self, page: Page) -> bool:
        return list(self._values(page)) == list(self._values(self._page))

    def _values(self, page: Page) -> Iterator[object]:
        """What a page says, but for its style: the values of its YAML, and the texts of other blocks."""
        if not page.markdown:
            yield from (document.value for document in syntax.read(page.text, FileMap(page.path)).documents)
            return
        for block in self._reader.extract(page.path, page.text).blocks:
            if is_yaml(block.language):
                yield [document.value for document in syntax.read(block.text, block.map).documents]
            else:
                yield block.text


def _key(finding: Finding) -> _Key:
    """What a finding is known by, wherever its line is."""
    return finding.path, finding.rule, finding.field, finding.text.en


def _better(before: Iterable[Finding], after: Iterable[Finding], gone: Iterable[Finding]) -> bool:
    """Whether these findings are gone, and nothing has come."""
    left = Counter(map(_key, before))
    left.subtract(map(_key, gone))
    return all(count <= left[key] for key, count in Counter(map(_key, after)).items())
