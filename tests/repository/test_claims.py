"""What the pages claim beside their examples is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from studybook import claims
from studybook.claims import pictures, tables, terms
from studybook.errors import StudybookError

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {path.relative_to(DOCS.parent).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}


@pytest.mark.parametrize("claim", claims.CLAIMS)
def test_it_is_so(claim: str) -> None:
    look = claims.CLAIMS[claim]
    wrong = [f"{page}:{line}: {fault.en}" for page in sorted(PAGES) for line, fault in look(PAGES[page])]
    assert not wrong, "\n".join(wrong)


def test_all_that_is_not_so_is_told_by_line() -> None:
    page = "要开门控 `NoSuchGate`。\n\n```bash\nkubectl get service nothing\n```\n\n门控 `NoOtherGate`。\n"
    told = [(line, claim) for line, claim, _ in claims.problems(page)]
    assert told == [(1, "feature-gate"), (4, "named-object"), (7, "feature-gate")]


def test_a_translation_that_is_not_used_is_told_outside_of_titles_and_code() -> None:
    page = "[存储类](https://kubernetes.io/)、`存储类`。\n\n默认的存储类。\n"
    told = [(line, fault.en) for line, fault in terms.problems(page)]
    assert told == [(3, '"存储类" is "StorageClass" here: see the glossary')]


def test_the_table_of_translations() -> None:
    head = f"{terms.HEADING}\n\n| 不写 | 写 | 说明 |\n| --- | --- | --- |\n"
    table = f"{head}| 甲、乙 | 丙 | 为什么 |\n\n## 别的\n\n| 丁 | 戊 |\n"
    assert terms.read(table) == {"甲": "丙", "乙": "丙"}
    with pytest.raises(StudybookError, match="has no section"):
        terms.read("# 术语表\n")


def test_an_empty_cell_in_the_head_of_a_table_is_told() -> None:
    rule = "| --- | :-: |"
    empty, full = f"|| 甲 |\n{rule}\n| | 乙 |\n", f"| 丙 | 丁 |\n{rule}\n"
    page = f"{empty}\n{full}\n```text\n{empty}```\n\n| 己 | |\n{rule}\n"
    told = [(line, fault.en.partition(":")[0]) for line, fault in tables.problems(page)]
    assert told == [(1, "cell 1 of the head is empty"), (14, "cell 2 of the head is empty")]


def test_a_question_without_a_diagram_is_told_at_its_id() -> None:
    drawn = "\n```mermaid\nflowchart TB\n  a --> b\n```\n"
    question = "---\ntitle: 题\nid: a-b\n---\n\n文字 mermaid。\n"
    assert [line for line, _ in pictures.problems(question)] == [3]
    assert list(pictures.problems(question + drawn)) == []
    assert list(pictures.problems("---\ntitle: 页\n---\n\nid: 文字\n")) == []
