"""The engine judges: what it says of a manifest in every version that is checked is the answer."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache, lru_cache

from kubefence.config import Config
from kubefence.engine import Page, Verifier
from kubefence.findings import Finding, PageReport, Severity
from kubefence.rules.engine import registry
from studybook.study.quiz.lines import answers
from studybook.study.quiz.model import Candidate, Change, Found, Manifest

NAME = "manifest.yaml"
STYLE = "yamllint:"


@lru_cache(maxsize=4)
def _verifier(versions: str) -> Verifier:
    return Verifier(Config(k8s=versions))


@lru_cache(maxsize=4096)  # while serving, most manifests are what they were
def judged(candidate: Candidate, versions: str) -> Manifest | None:
    """The manifest with its answer; None where that is not the same in all versions, or not sure."""
    report = _verifier(versions).verify(Page(NAME, candidate.text, markdown=False))
    if report.unasked or not all(_is_sure(finding, report) for finding in report.findings):
        return None
    found = tuple(_said(finding) for finding in report.findings if finding.rule in _rules())
    changes = tuple(_changes(candidate.text, candidate.mended)) if candidate.mended else ()
    made = Manifest(candidate, found, (), changes)
    if made.taken:
        return made
    lines = answers(candidate.text, candidate.mended, report, lambda text: _refused(text, versions))
    return made._replace(lines=lines)


@cache
def _rules() -> frozenset[str]:
    """Those of the API server; the others are about style, or say that something could not be checked."""
    return frozenset(rule.id for rule in registry.rules())


def _is_sure(finding: Finding, report: PageReport) -> bool:
    """Whether it holds in all versions, and is a rule of the API server; of style nothing is said."""
    whole = not finding.versions or set(finding.versions) == set(report.versions)
    return whole and (finding.rule in _rules() or finding.rule.startswith(STYLE))


def _said(finding: Finding) -> Found:
    span = finding.span
    last = span.end_line if span.end_column > 1 else max(span.line, span.end_line - 1)
    refused = finding.severity is Severity.ERROR
    return Found(finding.rule, refused, span.line, last, finding.field, finding.text.zh)


def _refused(text: str, versions: str) -> bool:
    report = _verifier(versions).verify(Page(NAME, text, markdown=False))
    return any(finding.severity is Severity.ERROR for finding in report.findings)


def _changes(wrong: str, right: str) -> Iterator[Change]:
    """What is changed, with one line before and behind; an empty sign and line between two places."""
    groups = difflib.SequenceMatcher(None, wrong.splitlines(), right.splitlines(), autojunk=False)
    before, after = wrong.splitlines(), right.splitlines()
    for number, group in enumerate(groups.get_grouped_opcodes(1)):
        if number:
            yield Change("", "")
        for tag, i, j, k, m in group:
            if tag == "equal":
                yield from (Change(" ", line) for line in before[i:j])
            else:
                yield from (Change("-", line) for line in before[i:j])
                yield from (Change("+", line) for line in after[k:m])
