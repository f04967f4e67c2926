"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kubefence.findings import Finding, Report, Severity
from kubefence.letters import visible
from kubefence.report.formats import Context
from kubefence.versions import spoken

SHOWN = 10
"""Errors, and warnings, of one step that GitHub puts beside their lines (docs.github.com/en/rest/checks/runs).

The rest is in the log of the step only, which shows messages without their properties.
"""


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report, context: Context) -> str:
    """One ``::error``, ``::warning`` or ``::notice`` for each finding, and a ``::notice`` of what is not checked."""
    count = Counter[Severity]()
    lines = []
    for finding in report.findings:
        count[finding.severity] += 1
        lines.append(_command(finding, context.lang, in_log=count[finding.severity] > SHOWN))
    notes = (f"::notice::{_escaped(note.in_(context.lang), _IN_MESSAGE)}\n" for note in report.notes)
    return "".join((*lines, *notes))


def _command(finding: Finding, lang: str, *, in_log: bool) -> str:
    span = finding.span
    properties = {"file": finding.path, "line": span.line, "endLine": span.end_line, "title": finding.rule}
    if span.line == span.end_line:
        # GitHub ignores an annotation whose columns go with several lines. Its end column is inclusive.
        properties |= {"col": span.column, "endColumn": max(span.end_column - 1, span.column)}
    written = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in properties.items())
    details = "; ".join(part for part in (finding.field, spoken(finding.versions)) if part)
    message = finding.text.in_(lang) + (f" ({details})" if details else "")
    if in_log:
        message = f"{finding.path}:{span.line}:{span.column}: {message}"
    return f"::{_COMMANDS[finding.severity]} {written}::{_escaped(message, _IN_MESSAGE)}\n"


_IN_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}
"""What GitHub has an escape for; all else that nobody sees is written out."""


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return visible("".join(escapes.get(character, character) for character in text))
