"""`python -m studybook paper`: the paper that the page of the site draws, in two files; what cannot be wished for."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from studybook.command import main
from studybook.exam.sheet import texts
from studybook.study.interview.draw import Wish, drawn, sign
from studybook.study.questions.bank import gather
from tests.site.conftest import small_site
from tests.site.interviewing import PAGES
from tests.site.studied import NAMES

PAPER = ("paper", "--level", "senior", "--count", "4", "--seed", "7")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with five questions, and its configuration."""
    root = tmp_path_factory.mktemp("project")
    (root / "study.toml").write_text(NAMES, encoding="utf-8")
    return small_site(root, PAGES) / "mkdocs.yml"


def set_paper(site: Path, folder: Path, *more: str) -> list[Path]:
    file = folder / "paper.pdf"
    assert main([*PAPER, "--config", str(site), "-o", str(file), *more]) == 0
    return [file, folder / "paper-key.pdf"]


def words(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_questions_are_apart_from_how_to_mark_them(site: Path, tmp_path: Path) -> None:
    paper = drawn(gather(PAGES, NAMES).pages, Wish("senior", count=4, seed=7))
    questions, key = map(words, set_paper(site, tmp_path))
    titles = [each.title for asked in paper for each in (asked.question, *asked.follow_ups)]
    places = [questions.index(title) for title in titles]
    assert places == sorted(places)
    assert [title for title in titles if title not in key] == []
    for text in (questions, key):
        assert "全部主题 · 45 分钟 · 4 题、8 个追问" in text
        assert f"7 号卷，校验码 {sign(paper)}" in text
    assert "姓名" in questions
    assert "的答案" not in questions
    assert key.count("的答案，见存储") == 4


def test_addresses_are_there_where_the_site_is_public(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://k8s.example/")
    questions, key = map(words, set_paper(site, tmp_path, "--topics", "storage,networking"))
    page = "https://k8s.example/interview/?level=senior&minutes=45&topic=networking,storage&count=4&seed=7"
    assert page in questions.replace("\r\n", "")
    assert "https://k8s.example/volumes/" in key


def test_elsewhere_nothing_leads_to_this_machine(site: Path, tmp_path: Path) -> None:
    assert not any("127.0.0.1" in words(file) for file in set_paper(site, tmp_path))


def test_the_same_bytes(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = [file.read_bytes() for file in set_paper(site, tmp_path)]
    assert [file.read_bytes() for file in set_paper(site, tmp_path)] == first
    assert [file.read_bytes() for file in set_paper(site, tmp_path, "--seed", "8")] != first
    assert "2023-11-14" in words(tmp_path / "paper.pdf")


def test_where_no_file_is_named_its_name_says_which_paper(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PAPER, "--config", str(site)]) == 0
    there = sign(drawn(gather(PAGES, NAMES).pages, Wish("senior", count=4, seed=7)))
    names = sorted(file.name for file in (site.parent / "dist").iterdir())
    assert names == [f"interview-senior-7-{there}-key.pdf", f"interview-senior-7-{there}.pdf"]
    assert names[1] in capsys.readouterr().out


WRONG: dict[tuple[str, ...], str] = {
    ("--level", "boss"): "invalid choice: 'boss'",
    ("--count", "0"): "'0' is no number from 1 to 40",
    ("--count", "41"): "'41' is no number from 1 to 40",
    ("--minutes", "4.5"): "'4.5' is no number from 5 to 240",
    ("--seed", "-1"): "'-1' is no number from 0 to 4294967295",
    ("--seed", "٣"): "is no number",
    ("--count", "9" * 5000): "999 is no number from 1 to 40",
    ("-o", "."): ". is a folder; name the file in it",
}
IMPOSSIBLE: dict[tuple[str, ...], str] = {
    ("--count", "6"): "6 questions are not there for the level senior: say --count 5, or another level",
    ("--topics", "storage"): "4 questions on storage are not there for the level senior: say --count 3, or",
    ("--level", "expert"): "there is no question for the level expert; name other topics or another level",
    ("--topics", "storag"): "no topic 'storag'; did you mean storage? (study.toml has networking, storage)",
    ("--config", "nowhere.yml"): "'nowhere.yml' does not exist",
}  # fmt: skip


@pytest.mark.parametrize("more", WRONG, ids=" ".join)
def test_a_wish_that_is_none(site: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*PAPER, "--config", str(site), *more])
    assert ended.value.code == 2
    assert WRONG[more] in capsys.readouterr().err


@pytest.mark.parametrize("more", IMPOSSIBLE, ids=" ".join)
def test_a_wish_that_cannot_be(site: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PAPER, "--config", str(site), *more]) == 1
    told = capsys.readouterr().err
    assert told.startswith("No paper was set: ")
    assert IMPOSSIBLE[more] in told


def broken(tmp_path: Path, page: str, names: str | None = NAMES) -> Path:
    if names is not None:
        (tmp_path / "study.toml").write_text(names, encoding="utf-8")
    return small_site(tmp_path, {**PAGES, "dns.md": page}) / "mkdocs.yml"


def test_a_mistake_in_a_question_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = broken(tmp_path, PAGES["dns.md"].replace("level: senior", "level: boss"))
    assert main([*PAPER, "--config", str(config)]) == 1
    assert "docs/dns.md:4:1: there is no level boss" in capsys.readouterr().err


def test_a_character_that_cannot_be_printed_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = broken(tmp_path, PAGES["dns.md"].replace("dns 怎样", "🦄 怎样"))
    assert main([*PAPER, "--count", "5", "--config", str(config)]) == 1
    assert "docs/dns.md: the fonts of the book have no “🦄” U+1F984" in capsys.readouterr().err


def test_a_title_that_cannot_be_printed_is_told_where_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = broken(tmp_path, PAGES["dns.md"])
    config.write_text(f"{config.read_text(encoding='utf-8')}\nsite_name: 手册 🦄\n", encoding="utf-8")
    assert main([*PAPER, "--config", str(config)]) == 1
    assert "mkdocs.yml: the fonts of the book have no “🦄” U+1F984" in capsys.readouterr().err


def test_a_site_without_questions_has_no_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*PAPER, "--config", str(broken(tmp_path, PAGES["dns.md"], names=None))]) == 1
    assert "study.toml is missing: this site has no questions" in capsys.readouterr().err


def test_every_text_is_looked_up_code_as_code() -> None:
    said = {"a": ["b", ["code", "c"]], "d": [{"e": "f"}], "g": [1]}
    assert list(texts(said)) == [("b", False), ("c", True), ("f", False)]
