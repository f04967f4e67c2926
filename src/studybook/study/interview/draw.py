"""Which questions make a paper. How they are drawn is written down here, and `web/interview/draw.ts` does the same:

1. Questions of pages are looked at in the order of their ids, so it does not matter in which order they come.
2. A paper for a level has questions of that level, and begins with a quarter of the level below, of which only those
   count that have a follow-up of the level; where there are too few of the one, there are more of the other.
3. Of what is left one is drawn at a time, and is the likelier the more often it is asked: it weighs its frequency and
   3 more. How often a question's turn was is how often the least asked of its wished topics was asked; for each turn
   that it had more than another one that is left, it weighs a quarter, for three turns and more a sixty-fourth.
4. A question has as many follow-ups as fit into its minutes, one of which is left for itself: at least 1, at most 4.
   They are shuffled; those of the level come first, then those of the level below, then one of the level above. What
   is taken is asked in the order of the page.

Both sides are held against the same papers, tests/study/papers.json: a change here changes every paper that somebody
has sent to somebody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from studybook.study.interview.chance import WORD, Chance
from studybook.study.questions.model import LEVELS, PageQuestion, Question

DEFAULT_LEVEL, DEFAULT_MINUTES, DEFAULT_COUNT, DEFAULT_SEED = "senior", 45, 12, 1
MINUTES, COUNT, SEED = range(5, 241), range(1, 41), range(2**32)
"""What can be wished for."""
EASIER = 4
"""One of so many questions is of the level below."""
LIKELIER = 3
"""What is in no collection is asked as well."""
FAR = 3
"""Turns more than that make nothing any rarer."""
MOST = 4
"""Follow-ups of a question."""
ORDER = {level.id: number for number, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be asked."""

    level: str = DEFAULT_LEVEL
    topics: frozenset[str] = frozenset()
    """None means all."""
    count: int = DEFAULT_COUNT
    minutes: int = DEFAULT_MINUTES
    seed: int = DEFAULT_SEED


class Asked(NamedTuple):
    """A question of the paper, with what follows it."""

    question: PageQuestion
    follow_ups: tuple[Question, ...]


def possible(pages: Sequence[PageQuestion], wish: Wish) -> int:
    """How many questions a paper like this can have."""
    own, easier = _fitting(pages, wish)
    return len(own) + len(easier)


def drawn(pages: Sequence[PageQuestion], wish: Wish) -> tuple[Asked, ...]:
    """The paper, with fewer questions where there are not so many."""
    own, easier = _fitting(pages, wish)
    count = min(wish.count, len(own) + len(easier))
    few = min(len(easier), max(count // EASIER, count - len(own)))
    chance, times = Chance(wish.seed), Counter[str]()
    chosen: list[PageQuestion] = []
    for pool, so_many in ((easier, few), (own, count - few)):
        for _ in range(so_many):
            chosen.append(_next(pool, wish, times, chance))
            pool.remove(chosen[-1])
            times.update(chosen[-1].topics)
    return tuple(Asked(question, _follow_ups(question, wish, chance)) for question in chosen)


def follow_ups_each(wish: Wish) -> int:
    """How many follow-ups a question has time for."""
    return min(MOST, max(1, wish.minutes // wish.count - 1))


def _fitting(pages: Sequence[PageQuestion], wish: Wish) -> tuple[list[PageQuestion], list[PageQuestion]]:
    """Questions of the level, and those of the level below that lead up to it."""
    wished = [page for page in pages if not wish.topics or not wish.topics.isdisjoint(page.topics)]
    wished.sort(key=lambda page: page.id)
    own = [page for page in wished if page.level == wish.level]
    below = [page for page in wished if ORDER[page.level] == ORDER[wish.level] - 1]
    return own, [page for page in below if any(each.level == wish.level for each in page.follow_ups)]


def _next(pool: Sequence[PageQuestion], wish: Wish, times: Counter[str], chance: Chance) -> PageQuestion:
    turns = [min(times[topic] for topic in page.topics if not wish.topics or topic in wish.topics) for page in pool]
    fewest = min(turns)
    weights = [
        (page.frequency + LIKELIER) << 2 * max(0, FAR - (turn - fewest)) for page, turn in zip(pool, turns, strict=True)
    ]
    return chance.weighted(pool, weights)


def _follow_ups(question: PageQuestion, wish: Wish, chance: Chance) -> tuple[Question, ...]:
    shuffled = chance.shuffled(sorted(question.follow_ups, key=lambda each: each.id))
    apart = [[each for each in shuffled if ORDER[each.level] - ORDER[wish.level] == step] for step in (0, -1, 1)]
    fitting = [*apart[0], *apart[1], *apart[2][:1]][: follow_ups_each(wish)]
    return tuple(each for each in question.follow_ups if each in fitting)


def sign(paper: Sequence[Asked]) -> str:
    """A sign of what is in a paper, FNV-1a of its ids: whoever reads the same has the same paper."""
    value = 0x811C9DC5
    for unit in " ".join(each.id for asked in paper for each in (asked.question, *asked.follow_ups)).encode():
        value = (value ^ unit) * 0x01000193 % WORD
    return f"{value:08x}"[:4]
