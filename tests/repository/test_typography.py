"""Chinese and Latin letters, punctuation and spaces stand beside each other as Chinese typography has it."""

from __future__ import annotations

from pathlib import Path

import autocorrect_py
import pytest

from studybook.claims import prose

DOCS = Path(__file__).parents[2] / "docs"
FOREIGN = {"kubefence/en.md"}
GENERATED = "rules/"
"""From texts in the source, which a table of its own holds."""
PAGES = sorted(
    name
    for path in DOCS.rglob("*.md")
    if (name := path.relative_to(DOCS).as_posix()) not in FOREIGN and not name.startswith(GENERATED)
)


def found(page: str) -> list[tuple[int, str]]:
    """Line, and how it should read, of all that is set wrongly in the prose of a page."""
    lines = [""] * len(page.splitlines())
    for number, line in prose.lines(page):
        if not line.startswith("<"):  # what follows would be taken for HTML, in which links are text
            lines[number - 1] = line
    return [(line.line, line.new) for line in autocorrect_py.lint_for("\n".join(lines), "page.md").lines]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_set_well(page: str) -> None:
    wrong = [f"docs/{page}:{line}: {text}" for line, text in found((DOCS / page).read_text(encoding="utf-8"))]
    assert not wrong, "\n".join(wrong)


def test_what_is_set_wrongly_is_told_by_line() -> None:
    page = "---\nkeywords: [甲, 乙]\n---\n对Pod的限制,以及 “引号” 外的空格。\n"
    page += "\n<details>\n<summary>问</summary>\n\n用[链接](a.md)。\n"
    assert found(page) == [(4, "对 Pod 的限制，以及“引号”外的空格。")]
