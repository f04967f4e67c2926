"""How pages are read: as the flag says, else the configuration, else by whether there is a site of MkDocs."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.helpers import CONFIG_MAP, fenced

PAGE = "- a step\n" + "".join(f"  {line}\n" for line in fenced(CONFIG_MAP, "yaml {1,3-4} copy").splitlines())
"""A fence that CommonMark reads and superfences refuses."""


@pytest.fixture(autouse=True)
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/a.md").write_text(PAGE, encoding="utf-8")


def test_without_a_site_pages_are_read_as_commonmark(run: Run) -> None:
    assert run("docs").status == 0
    assert run("docs", "--markdown", "mkdocs").status == 1


def test_those_of_a_site_as_mkdocs_reads_them(run: Run) -> None:
    Path("mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    assert run("docs").status == 1
    assert run("docs", "--markdown", "auto").status == 1
    assert run("docs", "--markdown", "commonmark").status == 0


def test_the_configuration_says_it_too(run: Run) -> None:
    Path("kubefence.toml").write_text('markdown = "mkdocs"\n', encoding="utf-8")
    assert run("docs").status == 1
    assert run("docs", "--markdown", "commonmark").status == 0


def test_pages_of_mdx_are_met_in_a_folder(run: Run) -> None:
    Path("docs/b.mdx").write_text(fenced(f"{CONFIG_MAP}dat: {{}}"), encoding="utf-8")
    assert run("docs").status == 1
    assert run("docs", "--markdown", "mkdocs", "--lang", "en").out.count("b.mdx") == 0
