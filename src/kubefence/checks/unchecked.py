"""What could not be checked: an error where the author promised a check, else a note.

Findings of this kind are made as notes. A check is promised by the option ``strict`` of a site, by ``--strict``, and by
naming a file of manifests, of which kubectl would not take what cannot be identified either. Who asks what a finished
site shows has promised that all of that is verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kubefence.findings import Finding, PageReport, Severity


def graded(findings: Iterable[Finding], *, promised: bool) -> Iterator[Finding]:
    """The findings, as severe as they are where a check was ``promised`` or not."""
    if not promised:
        yield from findings
        return
    for finding in findings:
        yield finding._replace(severity=Severity.ERROR) if finding.severity is Severity.NOTE else finding


def as_shown(report: PageReport) -> PageReport:
    """The report on a page whose finished form is looked at as well: what nobody has verified is an error there."""
    findings = (each for finding in report.findings for each in graded((finding,), promised=finding.rule == _SHOWN))
    return report._replace(findings=tuple(findings))


_SHOWN = "not-verified"
