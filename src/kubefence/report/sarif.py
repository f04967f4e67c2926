"""Findings as SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): for code scanning, editors and other tools."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from kubefence.findings import Finding, Fix, Report, Severity, Text
from kubefence.fingerprints import fingerprint
from kubefence.letters import json_escaped, visible
from kubefence.positions import Place
from kubefence.report.formats import About, Context

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "kubefence/v1"
"""Name and version of what `kubefence.fingerprints` makes; another way to make them gets another version."""
_ROOT = "%SRCROOT%"
"""What paths are relative to, as tools that read SARIF call it."""
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_WRONG, _RIGHT = Text("错误示例", "Wrong"), Text("正确写法", "Right")


def render(report: Report, context: Context) -> str:
    """The report as one run of SARIF: lines and columns count from 1 in code points, ends are exclusive."""
    findings = report.findings
    rules = list(dict.fromkeys(finding.rule for finding in findings))
    seen: Counter[tuple[str, str]] = Counter()
    run = {
        "tool": {"driver": _driver(rules, context)},
        "columnKind": "unicodeCodePoints",
        "language": "zh-CN" if context.lang == "zh" else "en",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder in which kubefence ran"}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": _message(note, context.lang)} for note in report.notes
                ],
            }
        ],
        "results": [_result(finding, rules.index(finding.rule), context, seen) for finding in findings],
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _driver(rules: Sequence[str], context: Context) -> dict[str, Any]:
    return {
        "name": "kubefence",
        **({"semanticVersion": context.version} if context.version else {}),
        "rules": [_rule(rule, context.about(rule), context.lang) for rule in rules],
    }


def _rule(name: str, about: About | None, lang: str) -> dict[str, Any]:
    """The descriptor of a rule: what it is about, why there is one, and what to write instead."""
    if about is None:
        return {"id": name}
    title, why, fix = (text.in_(lang) for text in (about.title, about.why, about.fix))
    examples = [(_WRONG.in_(lang), about.wrong), (_RIGHT.in_(lang), about.right)]
    shown = "".join(f"\n\n{head}:\n\n{_indented(text)}" for head, text in examples if text)
    rule = {
        "id": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\n{fix}{shown}", "markdown": f"{why}\n\n{fix}{shown}"},
        "defaultConfiguration": {"level": _LEVELS[about.severity]},
    }
    return rule | ({"helpUri": about.source} if about.source.startswith("https://") else {})


def _indented(text: str) -> str:
    """An example as Markdown shows code, whatever fences are in it."""
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def _result(finding: Finding, index: int, context: Context, seen: Counter[tuple[str, str]]) -> dict[str, Any]:
    known = str(fingerprint(finding, context.lines(finding.path)))
    seen[finding.path, known] += 1
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _message(finding.text, context.lang),
        "locations": [_location(finding.place) | _logical(finding.field)],
        "partialFingerprints": {FINGERPRINT: f"{known}:{seen[finding.path, known]}"},
        "properties": {"versions": [str(version) for version in finding.versions]},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.place), "message": _message(related.text, context.lang)}
            for number, related in enumerate(finding.related, 1)
        ]
    return result | ({"fixes": [_fix(finding.fix, context.lang)]} if finding.fix else {})


def _message(text: Text, lang: str) -> dict[str, str]:
    """A message, in which a brace is written twice and what only looks like a link is none (§ 3.11.5 and 3.11.6)."""
    doubled = visible(text.in_(lang)).replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\[", doubled)}


def _logical(field: str) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": visible(field), "kind": "member"}]} if field else {}


def _location(place: Place) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(place.path), "region": _region(place)}}


def _artifact(path: str) -> dict[str, str]:
    """A file as SARIF names it: relative to where the command ran, unless it lies on another drive."""
    name = path.replace("\\", "/")
    if _DRIVE.match(path):
        return {"uri": f"file:///{name[:2]}{_quoted(name[2:])}"}
    if name.startswith("/"):
        return {"uri": f"file://{_quoted(name)}"}
    return {"uri": _quoted(name), "uriBaseId": _ROOT}


def _quoted(name: str) -> str:
    return quote(name.encode("utf-8", "surrogateescape"), safe="/")


def _region(place: Place) -> dict[str, int]:
    span = place.span
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(fix: Fix, lang: str) -> dict[str, Any]:
    files = dict.fromkeys(replacement.place.path for replacement in fix.replacements)
    return {
        "description": _message(fix.text, lang),
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": [
                    {"deletedRegion": _region(each.place), "insertedContent": {"text": each.text}}
                    for each in fix.replacements
                    if each.place.path == path
                ],
            }
            for path in files
        ],
    }
