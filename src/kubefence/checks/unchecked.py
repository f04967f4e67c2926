"""What could not be checked: an error where the author promised a check, else a note.

Findings of this kind are made as notes. A check is promised by the option ``strict`` of a site, by ``--strict``, and by
naming a file of manifests, of which kubectl would not take what cannot be identified either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kubefence.findings import Finding, Severity


def graded(findings: Iterable[Finding], *, promised: bool) -> Iterator[Finding]:
    """The findings, as severe as they are where a check was ``promised`` or not."""
    if not promised:
        yield from findings
        return
    for finding in findings:
        yield finding._replace(severity=Severity.ERROR) if finding.severity is Severity.NOTE else finding
