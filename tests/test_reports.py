"""The forms of a report: for people, for programs, for GitHub. Pure functions of a report and its source."""

import json
import pkgutil
from collections.abc import Sequence
from typing import Any

import pytest

from kubefence import BlockReport, Finding, PageReport, Place, Related, Report, Severity, Span, Text, Version
from kubefence import report as package
from kubefence.report import json_object, text, workflow_commands
from kubefence.report.formats import FORMATS, Context

V = tuple(Version(1, minor) for minor in (35, 36, 37))


HERE = Span(2, 3, 2, 6)


def finding(span: Span = HERE, path: str = "a.md", zh: str = "错", en: str = "wrong", **more: Any) -> Finding:
    given = {"rule": "some-rule", "severity": Severity.ERROR, **more}
    return Finding(place=Place(path, span), text=Text(zh, en), **given)


def report(*findings: Finding, kinds: Sequence[str] = ()) -> Report:
    blocks = tuple(BlockReport(kind, "yaml", "", Place("a.md", Span(1, 1, 1, 1))) for kind in kinds)
    return Report((PageReport("a.md", findings, blocks),))


def plain(what: Report, *source: str, lang: str = "en") -> list[str]:
    return text.render(what, Context(lang, lambda _: list(source), 1.234)).splitlines()


def test_lines_of_text() -> None:
    assert plain(report(finding(versions=V, field="spec.x"), kinds=["manifest"]), "a", "  bcd: e") == [
        "a.md:2:3: error: wrong [some-rule] (spec.x; 1.35–1.37)",
        "    2 |   bcd: e",
        "      |   ^^^",
        "1 error, 0 warnings; 1 file (1 manifest), 1.23 s",
    ]
    assert plain(report(finding(severity=Severity.WARNING), kinds=["manifest", "manifest", "command"]), lang="zh") == [
        "a.md:2:3: 警告: 错 [some-rule]",
        "0 个错误，1 个警告；1 个文件（1 个命令，2 个清单），1.23 秒",
    ]


def test_nothing_found() -> None:
    assert plain(report()) == ["nothing found; 1 file (no blocks), 1.23 s"]
    assert plain(Report(), lang="zh") == ["没有发现问题；0 个文件（没有代码块），1.23 秒"]


def test_what_was_only_noted_is_no_nothing() -> None:
    noted = report(finding(severity=Severity.NOTE), kinds=["manifest"])
    assert plain(noted)[-1] == "nothing wrong, 1 note; 1 file (1 manifest), 1.23 s"
    assert plain(noted, lang="zh")[-1] == "没有发现错误，1 处提示；1 个文件（1 个清单），1.23 秒"
    both = report(finding(), finding(severity=Severity.NOTE), kinds=["manifest"])
    assert plain(both)[-1] == "1 error, 0 warnings, 1 note; 1 file (1 manifest), 1.23 s"


@pytest.mark.parametrize(
    ("span", "line", "shown", "marked"),
    [
        (Span(1, 1, 1, 2), "abc", "abc", "^"),
        (Span(1, 4, 1, 4), "abc", "abc", "   ^"),
        (Span(1, 4, 1, 6), "中文 中 x", "中文 中 x", "     ^^^"),
        (Span(1, 3, 1, 4), "e\u0301 x", "e\u0301 x", " ^"),
        (Span(1, 2, 1, 4), "\ta\tb", " a b", " ^^"),
        (Span(1, 2, 3, 4), "abcd", "abcd", " ^^^"),
        (Span(1, 3, 1, 4), "a\x1b[31m", "a\\x1b[31m", "     ^"),
        (Span(1, 1, 1, 2), "x" * 200, "x" * 160, "^"),
        (Span(1, 301, 1, 303), "x" * 500, "…" + "x" * 160, " " * 60 + "^^"),
        (Span(1, 301, 1, 399), "x" * 302, "…" + "x" * 61, " " * 60 + "^^"),
    ],
)
def test_the_place_is_marked_under_its_line(span: Span, line: str, shown: str, marked: str) -> None:
    _, excerpt, below, _ = plain(report(finding(span)), line)
    assert excerpt == "    1 | " + shown
    assert below == "      | " + marked


@pytest.mark.parametrize("source", [[], ["a"], ["a", "   "]])
def test_no_excerpt_where_there_is_nothing_to_see(source: list[str]) -> None:
    assert len(plain(report(finding()), *source)) == 2


def test_other_places_follow() -> None:
    related = (Related(Place("b.md", Span(7, 8, 7, 9)), Text("这里", "here")),)
    assert plain(report(finding(related=related)))[1] == "    b.md:7:8: here"
    assert plain(report(finding(related=related)), lang="zh")[1] == "    b.md:7:8: 这里"


def test_text_of_a_page_does_not_steer_the_terminal() -> None:
    what = report(finding(en="no field a\x1b[2J\nb\x07", field="a\x1b", path="a\nb.md"))
    first, _ = plain(what)
    assert first == r"a\x0ab.md:2:3: error: no field a\x1b[2J\x0ab\x07 [some-rule] (a\x1b)"


def test_findings_are_in_the_order_of_their_places() -> None:
    spans = [Span(10, 1, 10, 2), Span(2, 5, 2, 6), Span(2, 1, 2, 2)]
    pages = (PageReport("b.md", tuple(finding(span, "b.md") for span in spans)), PageReport("a.md", (finding(),)))
    placed = [(f["path"], f["line"], f["column"]) for f in loaded(Report(pages))["findings"]]
    assert placed == [("a.md", 2, 3), ("b.md", 2, 1), ("b.md", 2, 5), ("b.md", 10, 1)]


def loaded(what: Report, lang: str = "en") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json_object.render(what, Context(lang, seconds=1.2345)))
    return document


def test_json() -> None:
    document = loaded(report(finding(versions=V[1:], field="a[0].b"), kinds=["other", "manifest"]))
    assert document == {
        "findings": [
            {
                "path": "a.md",
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 6,
                "rule": "some-rule",
                "severity": "error",
                "message": "wrong",
                "field": "a[0].b",
                "versions": ["1.36", "1.37"],
                "related": [],
            }
        ],
        "notes": [],
        "summary": {
            "pages": 1,
            "blocks": {"manifest": 1, "other": 1},
            "findings": {"error": 1, "warning": 0, "note": 0},
            "seconds": 1.234,
        },
    }
    assert loaded(report(finding()), "zh")["findings"][0]["message"] == "错"


def test_json_has_chinese_as_it_is() -> None:
    assert "错" in json_object.render(report(finding()), Context("zh"))


@pytest.mark.parametrize(
    ("what", "line"),
    [
        (finding(), "::error file=a.md,line=2,endLine=2,title=some-rule,col=3,endColumn=5::wrong"),
        (
            finding(severity=Severity.WARNING, versions=V, field="x"),
            "::warning file=a.md,line=2,endLine=2,title=some-rule,col=3,endColumn=5::wrong (x; 1.35–1.37)",
        ),
        (finding(Span(2, 3, 4, 5)), "::error file=a.md,line=2,endLine=4,title=some-rule::wrong"),
        (finding(Span(2, 3, 2, 3)), "::error file=a.md,line=2,endLine=2,title=some-rule,col=3,endColumn=3::wrong"),
        (
            finding(path="a,b:c%.md", en="50% of\r\n::error::x, y"),
            "::error file=a%2Cb%3Ac%25.md,line=2,endLine=2,title=some-rule,col=3,endColumn=5::"
            "50%25 of%0D%0A::error::x, y",
        ),
    ],
)
def test_github(what: Finding, line: str) -> None:
    assert workflow_commands.render(report(what), Context()) == line + "\n"


def test_github_names_the_place_of_what_it_shows_in_the_log_only() -> None:
    many = [finding(Span(number, 1, number, 2)) for number in range(1, 13)]
    warned = [finding(Span(number, 1, number, 2), severity=Severity.WARNING) for number in range(20, 31)]
    messages = [
        line.rpartition("::")[2] for line in workflow_commands.render(report(*many, *warned), Context()).splitlines()
    ]
    assert messages == ["wrong"] * 10 + ["a.md:11:1: wrong", "a.md:12:1: wrong"] + ["wrong"] * 10 + ["a.md:30:1: wrong"]


def test_github_has_nothing_to_say_of_a_clean_report() -> None:
    assert workflow_commands.render(report(kinds=["manifest"]), Context()) == ""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_writes_any_report(name: str, lang: str) -> None:
    render = FORMATS[name].render
    assert isinstance(render(Report(), Context(lang)), str)
    written = render(report(finding(related=(Related(Place("b.md", HERE), Text("这里", "here")),))), Context(lang))
    assert "some-rule" in written
    assert "错" in written if lang == "zh" else "wrong" in written
    assert written.endswith("\n")


def test_every_module_is_in_the_table_or_is_the_table() -> None:
    modules = {entry.name for entry in pkgutil.iter_modules(package.__path__)}
    assert modules == {format.module for format in FORMATS.values()} | {"formats"}


def test_a_finding_in_one_line() -> None:
    assert text.line(finding(versions=V, field="spec.x"), "en") == (
        "a.md:2:3: error: wrong [some-rule] (spec.x; 1.35–1.37)"
    )
    assert text.line(finding(), "zh") == "a.md:2:3: 错误: 错 [some-rule]"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_was_not_checked(name: str) -> None:
    noted = Report(notes=(Text("没有核对格式", "style was not checked"),))
    assert "style was not checked" in FORMATS[name].render(noted, Context())
    assert "没有核对格式" in FORMATS[name].render(noted, Context("zh"))
