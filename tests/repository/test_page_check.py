"""What is asked of a page besides its examples: told at its place, for the pages that are asked for alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from check_pages import ALL
from kubefence.config import Config
from kubefence.edge import files
from kubefence.edge.run import Run
from kubefence.engine import Page
from kubefence.findings import Finding
from studybook.page_check import PageCheck
from tests.helpers import CONFIG_MAP, covered, fenced
from tests.site.conftest import ROOT, small_site

BODY = f"{fenced(CONFIG_MAP)}\n## 节 {{#section}}\n"
PAGE = f"# 题\n\n{BODY}\n见[首页](index.md)、[本节](#section)、[另一节](other.md#section)。\n"
OTHER = f"# 另一页\n\n{BODY}\n[错](gone.md)，[也错](page.md#gone)，门控 `NoSuchGate`。\n"
DRAWN = "```mermaid\nflowchart LR\n  accTitle: 图\n  accDescr: 图\n  a --> b\n```\n"

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Checks one page of a site of three, by its name below the folder of pages."""
    monkeypatch.setenv("CHROME_PATH", "/nowhere")  # there is no browser, unless a test brings one
    small_site(tmp_path, {"index.md": f"# 首页\n\n{fenced(CONFIG_MAP)}", "page.md": PAGE, "other.md": OTHER})
    monkeypatch.chdir(tmp_path)

    def check(text: str, name: str = "page.md") -> list[Finding]:
        file = tmp_path / "docs" / name
        file.write_text(text, encoding="utf-8")
        loaded = files.load(files.Input(file), files.shown_path(file))
        assert isinstance(loaded, Page)
        return sorted(PageCheck(tmp_path)(Run([loaded], (), Config())), key=lambda finding: finding.order)

    return check


def test_a_page_that_is_right_has_no_findings_though_others_are_wrong(check: Check) -> None:
    assert check(PAGE) == []


@pytest.mark.parametrize(
    ("text", "rule", "place", "said"),
    [
        ("门控 `NoSuchGate`。", "feature-gate", "门控 `NoSuchGate`。", "there is no feature gate NoSuchGate"),
        (fenced("kubectl get svc b", "bash"), "named-object", "kubectl get svc b", "has an object called b"),
        ("又见[页](gone.md)。", "mkdocs", "gone.md", "the target is not found"),
        ("又见[节](#gone)。", "mkdocs", "#gone", "there is no such anchor on this page"),
        ("又见[节](other.md#gone)。", "mkdocs", "other.md#gone", "does not contain an anchor '#gone'"),
    ],
    ids=["gate", "object", "page", "anchor here", "anchor elsewhere"],
)
def test_what_is_wrong_is_told_at_its_place(check: Check, text: str, rule: str, place: str, said: str) -> None:
    page = f"{PAGE}\n{text}\n"
    [finding] = check(page)
    assert (finding.rule, finding.path, covered(page, finding)) == (rule, "docs/page.md", place)
    assert said in finding.text.en


def test_front_matter(check: Check) -> None:
    page = f"---\ntitle: 题\nauthor: a\n---\n{PAGE}"
    [finding] = check(page)
    assert (finding.rule, covered(page, finding)) == ("mkdocs", "author: a")
    assert finding.text.en.startswith("there is no 'author'")


def test_a_page_that_nothing_leads_to(check: Check) -> None:
    [finding] = check(PAGE, "new.md")
    assert (finding.rule, finding.path, finding.span.line) == ("mkdocs", "docs/new.md", 1)
    assert 'not included in the "nav"' in finding.text.en


def test_a_diagram_is_left_to_readers_where_there_is_no_browser(check: Check) -> None:
    assert check(PAGE + DRAWN.replace("-->", "--[")) == []


@pytest.mark.browser
def test_a_diagram_that_cannot_be_drawn(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROME_PATH")
    page = f"{PAGE}\n{DRAWN}\n- 项\n\n    {DRAWN.replace('-->', '--[').replace(chr(10), chr(10) + '    ').rstrip()}\n"
    [finding] = check(page)
    assert (finding.rule, finding.span.line) == ("diagram", page.splitlines().index("    flowchart LR") + 1)


def test_what_is_no_page_of_the_site_is_not_asked(tmp_path: Path) -> None:
    pages = [Page("README.md", "门控 `NoSuchGate`。"), Page("docs/a.yaml", "# 门控 `NoSuchGate`\n", markdown=False)]
    assert list(PageCheck(tmp_path)(Run(pages, (), Config()))) == []


def test_a_site_that_cannot_be_rendered_is_told(check: Check, tmp_path: Path) -> None:
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("theme: {name: nothing}\n")
    [finding] = check(PAGE)
    assert (finding.rule, finding.path) == ("not-rendered", "mkdocs.yml")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "check_pages.py"), "--lang", "en", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_script(tmp_path: Path) -> None:
    right = run("docs/about.md", "README.md")
    assert (right.returncode, right.stderr) == (0, ""), right.stdout
    assert "2 files" in right.stdout
    wrong = run("docs/about.md", "docs/nothing.md")
    assert wrong.returncode == 2
    assert wrong.stderr == "kubefence: docs/nothing.md: no such file or folder\n"


def test_what_is_read_besides_the_pages_passes() -> None:
    done = run(*(name for name in ALL if name != "docs"))
    assert done.returncode == 0, done.stdout
