"""``make question``: a page that has its place at once, and that nobody can publish before it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studybook.study.questions.bank import gather
from studybook.study.questions.started import NoPlace, in_list, in_navigation
from tests.helpers import loaded_script
from tests.study.pages import DNS, INDEX, PAGES, STUDY, bank, told

LIST = "| 问题 | 先记住的一句 |\n| --- | --- |\n| [名字](dns.md) | 问 DNS |\n"
NAV = "nav:\n  - 首页: index.md\n  - 网络:\n      - net/index.md\n      - net/dns.md\n  - 参考:\n      - about.md\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    pages = {**PAGES, "net/index.md": f"{INDEX}\n{LIST}\n文字 [名字](dns.md)\n"}
    for name, text in {"mkdocs.yml": NAV, "study.toml": STUDY, **{f"docs/{n}": t for n, t in pages.items()}}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def run(root: Path, slug: str, **options: str) -> int:
    arguments = [word for name, value in options.items() for word in (f"--{name.strip('_')}", value)]
    return int(loaded_script("new_question").main([*arguments, "--", slug], root))


def of(root: Path) -> list[str]:
    """What is wrong with the questions there."""
    docs = root / "docs"
    pages = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}
    return [told(finding) for finding in gather(pages, (root / "study.toml").read_text(encoding="utf-8")).faults]


def test_a_question_is_started(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "dns-cache", in_="net", title="缓存在哪里，“TTL”: 多久？") == 0
    said = capsys.readouterr().out
    assert "written: docs/net/dns-cache.md" in said
    assert 'make check FILES="docs/net/dns-cache.md docs/net/index.md"' in said
    page = (root / "docs/net/dns-cache.md").read_text(encoding="utf-8")
    assert "title: '缓存在哪里，“TTL”: 多久？'\n" in page
    assert "\n# 缓存在哪里，“TTL”: 多久？\n" in page
    assert "topics: [networking]" in page
    assert "      - net/dns.md\n      - net/dns-cache.md\n  - 参考" in (root / "mkdocs.yml").read_text(encoding="utf-8")
    index = (root / "docs/net/index.md").read_text(encoding="utf-8")
    assert f"{LIST}| [缓存在哪里，“TTL”: 多久？](dns-cache.md) | 待写 |\n\n文字" in index


def test_all_that_is_wrong_with_it_is_that_it_is_not_written(root: Path) -> None:
    run(root, "dns-cache", in_="net", title="缓存在哪里？")
    assert of(root)
    assert {line.partition(" ")[2] for line in of(root)} == {"this has not been written yet: write it, and delete 待写"}
    assert {line.partition(":")[0] for line in of(root)} == {"docs/net/dns-cache.md", "docs/net/index.md"}


def test_once_it_is_written_it_is_right(root: Path) -> None:
    run(root, "dns-cache", in_="net", title="缓存在哪里？")
    page = root / "docs/net/dns-cache.md"
    text = re.sub(r"level: 待写.*", "level: senior", page.read_text(encoding="utf-8"))
    text = re.sub(r"reviewed: 待写.*", "reviewed: 2026-11-02", text).replace('data-level="待写"', 'data-level="expert"')
    page.write_text(text.replace("待写", "写好"), encoding="utf-8")
    index = root / "docs/net/index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("待写", "写好"), encoding="utf-8")
    assert of(root) == []


def test_a_follow_up_is_started(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "how-long", page="docs/net/dns.md", title="多久？") == 0
    assert "written: docs/net/dns.md" in capsys.readouterr().out
    text = (root / "docs/net/dns.md").read_text(encoding="utf-8")
    opening = '</details>\n\n<details markdown="1" id="how-long" data-level="待写">\n<summary>多久？</summary>\n'
    assert f"{opening}\n待写：答案。\n\n</details>\n\n## 参考资料" in text
    assert len(of(root)) == 2


REFUSED: list[tuple[str, dict[str, str], str]] = [
    ("", {"in_": "net"}, "name the question in English words, as in: make question SLUG=dns-cache IN=networking"),
    ("DNS cache", {"in_": "net"}, "'DNS cache' cannot be an id"),
    ("../x", {"in_": "net"}, "'../x' cannot be an id"),
    (
        "default-policy",
        {"in_": "net"},
        "there is a question default-policy already: “默认的 dnsPolicy 是什么？” in docs/net/dns.md",
    ),
    ("dns", {"in_": "net"}, "docs/net/dns.md is there already"),
    ("dns-cache", {}, "say in which section the question stands"),
    ("dns-cache", {"in_": "nett"}, "docs has no section 'nett'; did you mean net?"),
    ("dns-cache", {"in_": "../net"}, "docs has no section '../net'"),
    ("dns-cache", {"in_": "net", "page": "net/dns.md"}, "say either IN"),
    ("dns-cache", {"page": "net/dn.md"}, "docs has no page 'net/dn.md'; did you mean net/dns.md?"),
    ("dns-cache", {"page": "net/proxy.md"}, "the page has no section 追问"),
    ("old-one", {"in_": "net"}, "old-one was the id of another question, see study.toml"),
]


@pytest.mark.parametrize(("slug", "options", "said"), REFUSED)
def test_what_cannot_be_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], slug: str, options: dict[str, str], said: str
) -> None:
    with (root / "study.toml").open("a", encoding="utf-8") as file:
        file.write('old-one = "proxy"\n')
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(root, slug, **options) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"new_question: {said}")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_the_row_has_the_columns_of_the_others() -> None:
    rows = "| 现象 | 停在哪里 | 先做 |\n| --- | --- | --- |\n| `a \\| b` | 调度 | [甲](a.md)：先看 |\n"
    assert in_list(f"# 题\n\n{rows}\n末", "b", "乙 | 丙") == f"# 题\n\n{rows}| 待写 | 待写 | [乙 \\| 丙](b.md) |\n\n末"


def test_a_section_without_a_list_is_told() -> None:
    with pytest.raises(NoPlace, match="no table of its questions"):
        in_list(INDEX, "b", "乙")
    with pytest.raises(NoPlace, match="has no page of other/"):
        in_navigation(NAV, "other", "b")


def test_what_is_left_to_write_counts_where_lists_stand_and_on_pages_of_questions() -> None:
    assert [told(finding) for finding in bank(index=f"{INDEX}待写\n").faults] == [
        "docs/net/index.md:5:1: this has not been written yet: write it, and delete 待写"
    ]
    assert bank(about="# 怎么写\n\n待写的地方\n").faults == ()
    assert len(bank(dns=DNS.replace("都能。", "待写")).faults) == 1
