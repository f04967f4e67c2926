"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from kubefence.findings import Finding, Report
from kubefence.versions import spoken


def dumps(report: Report, lang: str) -> str:
    """One ``::error`` or ``::warning`` line for each finding."""
    return "".join(_command(finding, lang) for finding in report.findings)


def _command(finding: Finding, lang: str) -> str:
    span = finding.span
    properties = {"file": finding.path, "line": span.line, "endLine": span.end_line, "title": finding.rule}
    if span.line == span.end_line:
        # GitHub ignores an annotation whose columns go with several lines. Its end column is inclusive.
        properties |= {"col": span.column, "endColumn": max(span.end_column - 1, span.column)}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    details = "; ".join(part for part in (finding.field, spoken(finding.versions)) if part)
    message = finding.text.in_(lang) + (f" ({details})" if details else "")
    return f"::{finding.severity.value} {written}::{_escaped(message)}\n"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
