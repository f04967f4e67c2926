"""What to read next: the questions that are nearest to one, by links and topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studybook.study.questions.model import PageQuestion

HOW_MANY = 3
LINK, MAIN_TOPIC, TOPIC = 4, 2, 1
"""What a link in one direction counts, the same main topic, and each other topic that both have."""


def related(pages: Sequence[PageQuestion]) -> Mapping[str, tuple[str, ...]]:
    """For the id of each page those of the nearest others, the nearest first; equals in the order of the pages."""
    return {page.id: _nearest(page, pages) for page in pages}


def _nearest(page: PageQuestion, pages: Sequence[PageQuestion]) -> tuple[str, ...]:
    others = [other for other in pages if other is not page]
    ranked = sorted(others, key=lambda other: -nearness(page, other))
    return tuple(other.id for other in ranked[:HOW_MANY])


def nearness(one: PageQuestion, other: PageQuestion) -> int:
    """How much two questions have to do with each other."""
    links = (other.page in one.links) + (one.page in other.links)
    main = one.topics[:1] == other.topics[:1]
    return LINK * links + MAIN_TOPIC * main + TOPIC * (len(set(one.topics) & set(other.topics)) - main)
