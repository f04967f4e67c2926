"""What cannot be checked is told; it is an error only where somebody has promised a check."""

from pathlib import Path

import pytest

from kubefence import Config, Page, verify
from kubefence.edge import cli
from kubefence.findings import Severity

UNKNOWN = "a: b\n"
ON_A_PAGE = f"```yaml\n{UNKNOWN}```\n"


def severities(page: Page, *, strict: bool = False) -> list[tuple[str, Severity]]:
    return [(each.rule, each.severity) for each in verify([page], Config(strict=strict)).findings]


@pytest.mark.parametrize(
    ("page", "strict", "severity"),
    [
        (Page("a.md", ON_A_PAGE), False, Severity.NOTE),
        (Page("a.md", ON_A_PAGE), True, Severity.ERROR),
        (Page("found.yaml", UNKNOWN, markdown=False, found=True), False, Severity.NOTE),
        (Page("found.yaml", UNKNOWN, markdown=False, found=True), True, Severity.ERROR),
        (Page("named.yaml", UNKNOWN, markdown=False), False, Severity.ERROR),
    ],
)
def test_a_promise_makes_it_an_error(page: Page, *, strict: bool, severity: Severity) -> None:
    assert severities(page, strict=strict) == [("not-identified", severity)]


def test_what_is_wrong_is_an_error_without_any_promise() -> None:
    page = Page("a.md", "```yaml\napiVersion: v1\nkind: Pot\nmetadata: {name: a}\n```\n")
    assert severities(page) == [("unknown-kind", Severity.ERROR)]


def test_a_skip_is_of_use_where_something_cannot_be_checked() -> None:
    assert severities(Page("a.md", ON_A_PAGE.replace("yaml", 'yaml skip="values of a chart"'))) == []


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], status: int) -> None:
    page = tmp_path / "a.md"
    page.write_text(ON_A_PAGE, encoding="utf-8")
    assert cli.main([str(page), "--no-cache", "--lang", "en", *options]) == status
    said = capsys.readouterr().out
    assert f"{page}:2:1: {'error' if status else 'note'}: neither apiVersion nor kind" in said
