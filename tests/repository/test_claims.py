"""What the pages claim beside their examples is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from studybook import claims

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
