"""Every page has something to test oneself with, and the look of an option does not tell whether it is right."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from studybook.study.questions.bank import Bank, gather
from studybook.study.questions.model import Item

ROOT = Path(__file__).parents[2]
EACH = 2
"""So many items has a page at least."""
IN_ORDER = 0.25
"""So large is the share of the items that ask for an order, at least: what happens when is what interviews ask."""


@cache
def bank() -> Bank:
    docs = ROOT / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}
    return gather(texts, (ROOT / "study.toml").read_text(encoding="utf-8"))


def items(kind: str) -> list[Item]:
    return [item for page in bank().pages for item in page.items if item.kind == kind]


def given_away(item: Item) -> bool:
    """Whether the right option is longer than each of the others."""
    right = max(len(option.text) for option in item.options if option.right)
    return all(len(option.text) < right for option in item.options if not option.right)


def test_pages_have_items() -> None:
    assert bank().faults == ()
    assert [page.page for page in bank().pages if len(page.items) < EACH] == []


def test_the_longest_option_is_the_right_one_no_oftener_than_by_chance() -> None:
    choices = items("choice")
    longest = [item.id for item in choices if given_away(item)]
    assert len(longest) <= sum(1 / len(item.options) for item in choices), longest


def test_enough_items_ask_for_an_order() -> None:
    assert len(items("ordering")) >= IN_ORDER * (len(items("ordering")) + len(items("choice")))
