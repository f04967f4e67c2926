"""The engine judges: what it says of a manifest in every version that is checked is the answer."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kubefence.config import Config
from kubefence.engine import Page, Verifier
from kubefence.findings import Finding, PageReport, Severity
from kubefence.rules.engine import registry
from studybook.study.quiz.model import Candidate, Change, Found, Manifest

NAME = "manifest.yaml"
STYLE = "yamllint:"
_VALUE = re.compile(r" +[\w./\"-]+: +\S.*")
"""A line with a key and its value, which is no first one of a list."""


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
    lines = {*_told(report), *_changed(candidate), *_too_much(candidate, versions)}
    return made._replace(lines=tuple(sorted(lines)))


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


def _told(report: PageReport) -> Iterator[int]:
    """Where the engine points."""
    for finding in report.findings:
        if finding.severity is Severity.ERROR:
            yield finding.span.line
            yield from (related.place.span.line for related in finding.related)


def _changed(candidate: Candidate) -> Iterator[int]:
    """What has to be changed: where something is missing, what stands around it."""
    wrong, right = candidate.text.splitlines(), candidate.mended.splitlines()
    if not right:
        return
    for tag, begin, end, _, _ in difflib.SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
        if tag == "insert":
            yield from (line for line in (begin, begin + 1) if 1 <= line <= len(wrong))
        elif tag != "equal":
            yield from range(begin + 1, end + 1)


def _too_much(candidate: Candidate, versions: str) -> Iterator[int]:
    """Of two that do not go together either is the mistake: a key with its value without which all is taken."""
    lines = candidate.text.splitlines()
    for number, line in enumerate(lines):
        if _VALUE.fullmatch(line):
            without = "\n".join([*lines[:number], *lines[number + 1 :]]) + "\n"
            report = _verifier(versions).verify(Page(NAME, without, markdown=False))
            if not any(finding.severity is Severity.ERROR for finding in report.findings):
                yield number + 1


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
