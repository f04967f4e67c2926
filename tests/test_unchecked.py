"""What cannot be checked is told; it is an error only where somebody has promised a check."""

from pathlib import Path

import pytest

from kubefence import Config, Page, verify
from kubefence.edge import cli
from kubefence.findings import Severity
from tests.helpers import fenced

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


MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n"
NEVER_CHECKED = {
    # what nobody has promised to be checked, and the rules that speak of it
    "a manifest that is called text": (fenced(MANIFEST, "text"), ["not-verified"]),
    "a manifest in no block": (f"# a\n\n{MANIFEST}", ["not-verified"]),
    "a manifest without a language": (fenced(MANIFEST, ""), ["untagged-manifest"]),
    "a template": (fenced("{{- if .Values.a }}\nkind: Pod\n{{- end }}\n"), ["yaml-syntax"]),
    "commands": (fenced("kubectl get pods\n"), ["not-identified"]),
    "nothing but comments": (fenced("# kind: Pod\n"), ["empty-block"]),
    "a drawing": (
        fenced("flowchart LR\n  a --> b\n", "mermaid"),
        ["diagram-without-description", "diagram-without-title"],
    ),
}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(("page", "rules"), NEVER_CHECKED.values(), ids=NEVER_CHECKED.keys())
def test_what_is_no_yaml_is_an_error_only_where_checks_are_promised(
    page: str, rules: list[str], *, strict: bool
) -> None:
    severity = Severity.ERROR if strict else Severity.NOTE
    assert severities(Page("a.md", page), strict=strict) == [(rule, severity) for rule in rules]


def test_what_is_wrong_is_an_error_without_any_promise() -> None:
    page = Page("a.md", "```yaml\napiVersion: v1\nkind: Pot\nmetadata: {name: a}\n```\n")
    assert severities(page) == [("unknown-kind", Severity.ERROR)]


def test_a_skip_is_of_use_where_something_cannot_be_checked() -> None:
    assert severities(Page("a.md", ON_A_PAGE.replace("yaml", 'yaml skip="values of a chart"'))) == []


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_the_command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    status: int,
) -> None:
    monkeypatch.chdir(tmp_path)  # a path is told as it looks from here
    Path("a.md").write_text(ON_A_PAGE, encoding="utf-8")
    assert cli.main(["a.md", "--no-cache", "--lang", "en", *options]) == status
    said = capsys.readouterr().out
    assert f"a.md:2:1: {'error' if status else 'note'}: neither apiVersion nor kind" in said
