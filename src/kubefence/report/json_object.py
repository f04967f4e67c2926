"""Findings for programs: one JSON object with ``findings``, ``notes`` and ``summary``."""

from __future__ import annotations

import json
from typing import Any

from kubefence.findings import Finding, Report, Severity
from kubefence.letters import json_escaped
from kubefence.positions import Place
from kubefence.report.formats import Context


def render(report: Report, context: Context) -> str:
    """The report as JSON; lines and columns count from 1 in code points, ends are exclusive."""
    document = {
        "findings": [_finding(finding, context.lang) for finding in report.findings],
        "notes": [note.in_(context.lang) for note in report.notes],
        "summary": {
            "pages": len(report.pages),
            "blocks": dict(sorted(report.blocks.items())),
            "findings": {severity.value: report.count(severity) for severity in Severity},
            "seconds": round(context.seconds, 3),
        },
    }
    return json_escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    return {
        **_place(finding.place),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.text.in_(lang),
        "field": finding.field,
        "versions": [str(version) for version in finding.versions],
        "related": [{**_place(r.place), "message": r.text.in_(lang)} for r in finding.related],
    }


def _place(place: Place) -> dict[str, Any]:
    span = place.span
    return {
        "path": place.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
