"""The command says what is wrong before it builds, and takes its moment from the content."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from studybook import dates
from studybook.command import main

PLAIN = "site_name: A\ntheme: mkdocs\nplugins: []\n"


def test_a_folder_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["anki", "-o", "."])
    assert ". is a folder; name the file in it" in capsys.readouterr().err


def test_options_of_the_book_are_not_for_the_deck(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["anki", "--paper", "phone"])
    assert "unrecognized arguments: --paper phone" in capsys.readouterr().err


def test_without_a_configuration_there_is_no_deck(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["anki", "--config", str(tmp_path / "none.yml")]) == 1
    assert "The deck was not made: Config file" in capsys.readouterr().err


def test_a_site_that_knows_nothing_of_questions_has_no_deck(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    assert main(["anki", "--config", str(tmp_path / "mkdocs.yml")]) == 1
    told = "no page has a question; study.toml and front matter say which there are"
    assert capsys.readouterr().err == f"The deck was not made: {told}\n"
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("told", "reviewed", "moment"),
    [
        ("1700000000", ["2026-11-23"], 1_700_000_000),
        ("", ["2026-11-23", "2026-01-02", "soon"], 1_795_392_000),
        ("", [], 315_532_800),
    ],
)
def test_when_the_content_is_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, reviewed: list[str], moment: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", told)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert dates.moment(tmp_path, reviewed) == moment


def test_a_commit_says_when_it_is_from_to_the_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two decks of one day are an older and a newer one."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-30T05:06:07+00:00")
    who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run(["git", *who, "-C", str(tmp_path), "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert dates.moment(tmp_path) == 1_796_015_167
