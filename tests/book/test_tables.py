"""How the columns of a table share the line."""

from __future__ import annotations

from studybook.book.pdf.tables import GUTTER, humps, shares
from studybook.book.shared.tree import Cell, Link, Text

LONG = "很长的说明" * 20


def cell(text: str) -> Cell:
    return (Text(text),)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(map(cell, texts))


def test_equal_columns_have_equal_shares() -> None:
    first, second = shares((row("甲乙丙丁", "戊己庚辛"),), 80).columns
    assert first == second


def test_a_word_stays_whole_and_the_sentence_has_the_rest() -> None:
    made = shares((row("ProgressDeadlineExceeded", LONG),), 80)
    narrow, wide = made.columns
    assert not made.broken
    assert 24 <= narrow <= 24 + GUTTER
    assert round(narrow + wide) == 80


def test_words_are_broken_where_sentences_would_have_no_room() -> None:
    rows = (row("PodDisruptionBudget", "PodDisruptionBudget", LONG),)
    assert not shares(rows, 80).broken
    narrow = shares(rows, 50)
    assert narrow.broken
    assert narrow.columns[2] > 18


def test_the_rest_goes_where_it_saves_lines() -> None:
    rows = (row("甲", "说明" * 10, LONG), row("乙", "说明" * 10, LONG))
    one, short, long = shares(rows, 100).columns
    assert one < short < long


def test_a_link_needs_room_for_its_page() -> None:
    linked: Cell = (Link("a.md", (Text("GatewayClass"),), external=False),)
    alone = shares(((linked, cell(LONG)),), 60, mark=0).columns[0]
    assert shares(((linked, cell(LONG)),), 60, mark=5).columns[0] == alone + 5


def test_humps() -> None:
    assert humps("PodDisruptionBudget") == ["Pod", "Disruption", "Budget"]
    assert humps("v1.37 起的 HTTPRoute") == ["v1.37 起的 HTTPRoute"]
    assert humps("一/GatewayClass") == ["一/", "Gateway", "Class"]
