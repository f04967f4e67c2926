"""How many pages have something to test oneself with; the number may only rise."""

from __future__ import annotations

from pathlib import Path

from studybook.study.questions.bank import gather

ROOT = Path(__file__).parents[2]
EACH = 2
"""So many items has a page at least."""
PAGES = 109
"""So many pages have them already; whoever writes them for more raises this."""


def test_pages_have_items() -> None:
    docs = ROOT / "docs"
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}
    bank = gather(texts, (ROOT / "study.toml").read_text(encoding="utf-8"))
    assert bank.faults == ()
    without = [page.page for page in bank.pages if len(page.items) < EACH]
    assert len(bank.pages) - len(without) >= PAGES, f"without {EACH} items: {without}"
