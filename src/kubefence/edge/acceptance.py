"""What the configuration accepts: files that are left out, rules that weigh less, and what a baseline lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kubefence.config import Config
from kubefence.edge.excluded import Excluded, home
from kubefence.errors import ConfigError
from kubefence.findings import Finding, PageReport, Text
from kubefence.report.formats import Lines
from kubefence.severities import weighed

SOURCES, SITE = "sources", "site"
"""The parts of a baseline: what files hold, and what only the finished site shows."""


class Acceptance:
    """What one run accepts, and what it has met of that; raises `kubefence.errors.ConfigError`.

    A verifier weighs what it finds itself. ``lines`` are those of files as they are read in the run.
    """

    def __init__(self, config: Config, lines: Lines, *, writing: bool = False) -> None:
        """``writing`` says that the baseline is about to be written."""
        self.excluded = Excluded(config)
        self.accepted: list[Finding] = []
        """Findings that the baseline has."""
        self._levels = dict(config.severity)
        self._baseline = None
        if config.baseline is not None:
            from kubefence.edge import baseline  # most runs have none

            self._baseline = baseline.read(Path(home(config)) / config.baseline, lines, new=writing)

    def page(self, report: PageReport) -> PageReport:
        """The report on a file without what the baseline has."""
        if self._baseline is None:
            return report
        return report._replace(findings=tuple(self._new(report.path, report.findings, SOURCES)))

    def others(self, findings: Iterable[Finding]) -> list[Finding]:
        """What was found beside the files, as severe as it is, without what the baseline has."""
        return self._weighed(findings, SOURCES)

    def site(self, findings: Iterable[Finding], *, whole: bool) -> list[Finding]:
        """The same of what a finished site shows, or a part of it."""
        if self._baseline is not None:
            self._baseline.saw_site = whole
        return self._weighed(findings, SITE)

    def write(self, reports: Iterable[PageReport], beside: Iterable[Finding]) -> int:
        """Write into the baseline what the files have, and what was found beside them; returns how much that is."""
        found: dict[str, list[Finding]] = {}
        for report in reports:
            found.setdefault(report.path, []).extend(report.findings)
        return self._write(found, beside, SOURCES)

    def write_site(self, findings: Iterable[Finding]) -> int:
        """Write into the baseline what the whole finished site shows."""
        return self._write({}, findings, SITE)

    @property
    def notes(self) -> tuple[Text, ...]:
        """What was accepted, as far as nobody sees it otherwise, and what need not be accepted any more."""
        return (*self.excluded.notes, *(self._baseline.notes if self._baseline else ()))

    def _write(self, found: dict[str, list[Finding]], beside: Iterable[Finding], part: str) -> int:
        if self._baseline is None:
            raise _NO_BASELINE
        for finding in weighed(beside, self._levels):
            found.setdefault(finding.path, []).append(finding)
        return self._baseline.write(found, part)

    def _weighed(self, findings: Iterable[Finding], part: str) -> list[Finding]:
        found = list(weighed(findings, self._levels))
        if self._baseline is None:
            return found
        paths = dict.fromkeys(finding.path for finding in found)
        return [new for path in paths for new in self._new(path, [each for each in found if each.path == path], part)]

    def _new(self, path: str, findings: Sequence[Finding], part: str) -> list[Finding]:
        new = self._baseline.new(path, findings, part) if self._baseline else list(findings)
        self.accepted += (finding for finding in findings if finding not in new)
        return new


_NO_BASELINE = ConfigError(
    '没有写明基线是哪个文件；在 kubefence.toml 里写 baseline = "kubefence-baseline.json"，或运行 kubefence init',
    'no file is named for the baseline; write baseline = "kubefence-baseline.json" into kubefence.toml, '
    "or run kubefence init",
)
