"""Findings as test results in the XML of JUnit: a suite for each file, a test for each block or object in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as xml

from kubefence.findings import BlockReport, Finding, PageReport, Report, Severity, Text
from kubefence.letters import escape, visible
from kubefence.report.formats import Context
from kubefence.report.text import line

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold in any form."""
_WHOLE = Text("整个文件", "the file as a whole")
_NOTE = Text("没有核对的", "what was not checked")


class _Test(NamedTuple):
    name: str
    findings: Sequence[Finding]
    skip: str | None = None


def render(report: Report, context: Context) -> str:
    """The report as XML: a test fails that has an error, or a warning where those make the run fail; the rest of what
    was found is its output. What was skipped or not checked is a skipped test."""
    suites = xml.Element("testsuites", name="kubefence", time=f"{context.seconds:.3f}")
    for page in (*report.pages, *_elsewhere(report.extra)):
        _suite(suites, page.path, _tests(page, context.lang), context)
    notes = [_Test(_NOTE.in_(context.lang), (), note.in_(context.lang)) for note in report.notes]
    if notes:
        _suite(suites, "kubefence", notes, context)
    for count in ("tests", "failures", "errors", "skipped"):
        suites.set(count, str(sum(int(suite.get(count, 0)) for suite in suites)))
    xml.indent(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{xml.tostring(suites, encoding="unicode")}\n'


def _elsewhere(extra: Iterable[Finding]) -> Iterator[PageReport]:
    """Findings that belong to no page, by their file."""
    by_path: dict[str, list[Finding]] = {}
    for finding in extra:
        by_path.setdefault(finding.path, []).append(finding)
    return (PageReport(path, tuple(found)) for path, found in by_path.items())


def _tests(page: PageReport, lang: str) -> list[_Test]:
    blocks = sorted(page.blocks, key=lambda block: block.place.span)
    starts = [block.place.span[:2] for block in blocks]
    found: dict[int, list[Finding]] = {}
    for finding in page.findings:
        number = bisect_right(starts, finding.span[:2]) - 1
        found.setdefault(number if number >= 0 and _lies_in(finding, blocks[number]) else -1, []).append(finding)
    whole = _Test(_WHOLE.in_(lang), found.get(-1, ()))
    return [whole, *(_Test(_name(block), found.get(n, ()), block.skip) for n, block in enumerate(blocks))]


def _lies_in(finding: Finding, block: BlockReport) -> bool:
    """Whether a finding is about a block; of an object in a file of manifests only the beginning is known."""
    return block.place.holds(finding.place) or (not block.digest and block.place.path == finding.path)


def _name(block: BlockReport) -> str:
    return f"{block.place.span.line}: {block.language or 'text'} ({block.kind})"


def _suite(parent: xml.Element, path: str, tests: Sequence[_Test], context: Context) -> None:
    suite = xml.SubElement(parent, "testsuite", name=_clean(path))
    failed = sum([_case(suite, path, test, context) for test in tests])
    skipped = len(suite.findall("testcase/skipped"))
    counts = {"tests": len(tests), "failures": failed, "errors": 0, "skipped": skipped}
    suite.attrib |= {name: str(count) for name, count in counts.items()}


def _case(suite: xml.Element, path: str, test: _Test, context: Context) -> bool:
    """Add a test; whether it fails."""
    case = xml.SubElement(suite, "testcase", classname=_clean(path), name=_clean(test.name))
    failing = {Severity.ERROR, Severity.WARNING} if context.strict else {Severity.ERROR}
    wrong = [finding for finding in test.findings if finding.severity in failing]
    other = [finding for finding in test.findings if finding.severity not in failing]
    if test.skip is not None and not wrong:
        xml.SubElement(case, "skipped", message=_clean(test.skip))
    if wrong:
        first = _clean(wrong[0].text.in_(context.lang))
        failure = xml.SubElement(case, "failure", message=first, type=wrong[0].rule)
        failure.text = _lines(wrong, context.lang)
    if other:
        xml.SubElement(case, "system-out").text = _lines(other, context.lang)
    return bool(wrong)


def _lines(findings: Iterable[Finding], lang: str) -> str:
    return "\n".join(_NO_XML.sub(lambda found: escape(found[0]), line(finding, lang)) for finding in findings)


def _clean(text: str) -> str:
    return _NO_XML.sub(lambda found: escape(found[0]), visible(text))
