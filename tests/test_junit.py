"""The XML of JUnit: a suite for each file, a test for each block; what fails the run fails a test."""

from typing import Any
from xml.etree import ElementTree as xml

import pytest

from kubefence import BlockReport, Finding, PageReport, Place, Report, Severity, Span, Text
from kubefence.report import junit
from kubefence.report.formats import Context
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, report


def block(line: int, end: int, **more: Any) -> BlockReport:
    return BlockReport(**{"kind": "manifest", "language": "yaml", "digest": "x", "place": at(line, end)} | more)


def at(line: int, end: int = 0) -> Place:
    return Place("a.md", Span(line, 1, end or line, 4))


def finding(line: int, severity: Severity = Severity.ERROR, en: str = "wrong") -> Finding:
    return Finding("some-rule", severity, at(line), Text("错", en))


BLOCKS = (block(3, 6), block(10, 12), block(20, 22, kind="skipped", skip="原因"))


def suites(what: Report, **more: Any) -> xml.Element:
    return xml.fromstring(junit.render(what, Context(**more)))


def page(*found: Finding, blocks: tuple[BlockReport, ...] = BLOCKS) -> Report:
    return Report((PageReport("a.md", found, blocks),))


def failed(root: xml.Element) -> list[str]:
    return [case.get("name", "") for case in root.iter("testcase") if case.find("failure") is not None]


def test_a_block_is_a_test() -> None:
    root = suites(page())
    [suite] = root
    assert suite.get("name") == "a.md"
    names = ["the file as a whole", "3: yaml (manifest)", "10: yaml (manifest)", "20: yaml (skipped)"]
    assert [case.get("name") for case in suite] == names
    assert {case.get("classname") for case in suite} == {"a.md"}
    assert not failed(root)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (1, "the file as a whole"),
        (3, "3: yaml (manifest)"),
        (6, "3: yaml (manifest)"),
        (7, "the file as a whole"),
        (11, "10: yaml (manifest)"),
        (20, "20: yaml (skipped)"),
        (99, "the file as a whole"),
    ],
)
def test_an_error_fails_the_test_that_it_lies_in(line: int, name: str) -> None:
    assert failed(suites(page(finding(line)))) == [name]


def test_the_objects_of_a_file_are_tests() -> None:
    of_file = report(f"{CONFIG_MAP}---\n{WRONG_CONFIG_MAP}---\n{CONFIG_MAP}", "a.yaml")
    assert failed(suites(Report((of_file,)))) == ["6: yaml (manifest)"]


def test_a_failure_says_all_that_is_wrong_there() -> None:
    [failure] = suites(page(finding(4, en="one"), finding(5, en="two"))).iter("failure")
    assert failure.get("message") == "one"
    assert failure.get("type") == "some-rule"
    assert failure.text == "a.md:4:1: error: one [some-rule]\na.md:5:1: error: two [some-rule]"


def test_warnings_and_notes_are_output_and_warnings_fail_where_they_fail_the_run() -> None:
    found = page(finding(4, Severity.WARNING), finding(11, Severity.NOTE))
    outputs = [output.text for output in suites(found).iter("system-out")]
    assert outputs == ["a.md:4:1: warning: wrong [some-rule]", "a.md:11:1: note: wrong [some-rule]"]
    assert not failed(suites(found))
    assert failed(suites(found, strict=True)) == ["3: yaml (manifest)"]


def test_what_was_skipped_is_skipped_unless_that_is_wrong() -> None:
    [skipped] = suites(page()).iter("skipped")
    assert skipped.get("message") == "原因"
    assert not list(suites(page(finding(20))).iter("skipped"))


def test_everything_is_counted() -> None:
    root = suites(Report((PageReport("a.md", (finding(4),), BLOCKS), PageReport("b.md", ()))), seconds=1.5)
    counts = {name: root.get(name) for name in ("tests", "failures", "errors", "skipped", "time")}
    assert counts == {"tests": "5", "failures": "1", "errors": "0", "skipped": "1", "time": "1.500"}
    assert [suite.get("tests") for suite in root] == ["4", "1"]


def test_what_belongs_to_no_page_and_what_was_not_checked() -> None:
    root = suites(Report(extra=(finding(1)._replace(place=Place("mkdocs.yml", Span(1, 1, 1, 2))),),
                         notes=(Text("没有核对格式", "no style"),)))  # fmt: skip
    assert [suite.get("name") for suite in root] == ["mkdocs.yml", "kubefence"]
    assert failed(root) == ["the file as a whole"]
    assert [each.get("message") for each in root.iter("skipped")] == ["no style"]


def test_no_text_breaks_the_xml() -> None:
    odd = "\x00\x1b[2J\ud800\ufffe <&\"' ]]>\n中"
    what = page(finding(4, en=odd), blocks=(block(3, 6, language=odd),))
    [failure] = suites(what).iter("failure")
    assert failure.get("message") == "\\x00\\x1b[2J\\ud800\\ufffe <&\"' ]]>\\x0a中"


def test_in_chinese() -> None:
    [failure] = suites(page(finding(4)), lang="zh").iter("failure")
    assert failure.text == "a.md:4:1: 错误: 错 [some-rule]"


def test_a_page_as_it_is_checked() -> None:
    made = report(fenced(WRONG_CONFIG_MAP) + "\n" + fenced(CONFIG_MAP), "a.md")
    assert failed(suites(Report((made,)))) == ["1: yaml (manifest)"]
