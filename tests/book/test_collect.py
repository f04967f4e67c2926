"""The date of the book, and what the command says when it cannot make one."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError

from studybook.book.collect import Collection, date_of
from studybook.command import collected, main


def commit(folder: Path) -> None:
    """An empty commit late in the evening far in the west, when it is already tomorrow in UTC."""
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    environment = {"GIT_COMMITTER_DATE": "2024-02-29T23:30:00-08:00", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    subprocess.run(["git", "init", "-q", str(folder)], check=True, env=environment)
    subprocess.run(
        ["git", *identity, "-C", str(folder), "commit", "-q", "--allow-empty", "-m", "x"], check=True, env=environment
    )


def test_the_environment_says_the_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert date_of(tmp_path) == "2023-11-14"


def test_else_the_commit_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(tmp_path)
    assert date_of(tmp_path) == "2024-03-01"


def test_else_the_last_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    pages: list[Any] = [SimpleNamespace(meta={"reviewed": day}) for day in ("2026-01-02", "2026-11-23")]
    assert date_of(tmp_path, pages) == "2026-11-23"


@pytest.mark.parametrize("value", ["yesterday", "99999999999999"])
def test_a_date_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(PluginError, match=f"“{value}”; it must be a number of seconds"):
        date_of(tmp_path)


def test_a_page_that_is_made_for_studying_is_no_part_of_the_book() -> None:
    collection = Collection()
    pages: list[Any] = [
        SimpleNamespace(meta=meta, file=SimpleNamespace(src_uri=name))
        for name, meta in {"a.md": {}, "review.md": {"study": "review"}}.items()
    ]
    for page in pages:
        collection.add(page, "<p>a</p>")
    assert collection.html.keys() == {"a.md"}


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pdf", "--config", str(tmp_path / "none.yml")]) == 1
    assert "The book was not made: Config file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pdf", "-o", "."], ". is a folder; name the file in it"),
        (["epub", "--check"], "--check is for the PDF"),
        (["epub", "--paper", "phone"], "--paper and --large-print are for the PDF"),
        (["epub", "--large-print"], "--paper and --large-print are for the PDF"),
        (["pdf", "--paper", "a3"], "invalid choice: 'a3'"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_built(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert said in capsys.readouterr().err


def test_a_site_that_knows_nothing_of_a_book(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\ntheme: mkdocs\nplugins: []\n", encoding="utf-8")
    manuscript = collected(tmp_path / "mkdocs.yml")
    assert manuscript.title == "A"
    assert [source.short for source in manuscript.pages.values()] == ["A"]
