"""A paper is the same for everybody who wishes for the same, suits the level, and asks of all its topics."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from studybook.study.interview.chance import Chance
from studybook.study.interview.draw import (
    COUNT,
    MINUTES,
    ORDER,
    SEED,
    Asked,
    Wish,
    drawn,
    follow_ups_each,
    possible,
    sign,
)
from studybook.study.questions.model import PageQuestion, Question, at

SHARED: Mapping[str, Any] = json.loads(Path(__file__).with_name("papers.json").read_text(encoding="utf-8"))
"""What `web/tests/interview.test.ts` is held against as well."""
HERE = at("a.md", 1)


def pages_of(told: Iterable[Mapping[str, Any]]) -> list[PageQuestion]:
    """Questions in the short form in which the site publishes them."""
    return [
        PageQuestion(
            *(one["id"], "a.md", HERE, one["id"], one["level"], tuple(one["topics"]), "", ()),
            frequency=one["frequency"],
            reviewed="",
            parts=(),
            links=(),
            follow_ups=tuple(
                Question(name, "a.md", HERE, name, level, tuple(one["topics"]), "", ()) for name, level in one["asked"]
            ),
        )
        for one in told
    ]


def page(
    name: str, level: str = "senior", topics: str = "a", frequency: int = 5, asked: str = "senior"
) -> PageQuestion:
    told = {"id": name, "level": level, "topics": topics.split(), "frequency": frequency}
    [made] = pages_of([{**told, "asked": [(f"{name}-{n}", each) for n, each in enumerate(asked.split())]}])
    return made


def ids(paper: Iterable[Asked]) -> list[list[str]]:
    return [[asked.question.id, *(each.id for each in asked.follow_ups)] for asked in paper]


MANY = [page(f"q{n}", topics="ab"[n % 2]) for n in range(40)]


@pytest.mark.parametrize("row", SHARED["chance"], ids=lambda row: str(row["seed"]))
def test_numbers_follow_from_the_seed(row: Mapping[str, Any]) -> None:
    chance = Chance(row["seed"])
    assert [chance.below(end) for end, _ in row["below"]] == [value for _, value in row["below"]]


@pytest.mark.parametrize("row", SHARED["papers"], ids=lambda row: row["sign"])
def test_papers_are_those_of_the_page_of_the_site(row: Mapping[str, Any]) -> None:
    wish = Wish(**{**row["wish"], "topics": frozenset(row["wish"]["topics"])})
    pages = pages_of(SHARED["questions"])
    paper = drawn(pages, wish)
    assert (ids(paper), sign(paper), possible(pages, wish)) == (row["questions"], row["sign"], row["possible"])


def test_the_order_of_the_questions_does_not_matter() -> None:
    pages = pages_of(SHARED["questions"])
    before = drawn(pages, Wish(seed=3))
    random.Random(1).shuffle(pages)
    assert drawn(pages, Wish(seed=3)) == before


def test_another_seed_is_another_paper_and_another_time_only_other_follow_ups() -> None:
    assert len({sign(drawn(MANY, Wish(seed=seed))) for seed in range(50)}) == 50
    pages = pages_of(SHARED["questions"])
    short, long = drawn(pages, Wish(minutes=20)), drawn(pages, Wish(minutes=60))
    assert [each.question for each in short] == [each.question for each in long]


def test_each_is_asked_once() -> None:
    for seed in range(30):
        chosen = [asked.question.id for asked in drawn(MANY, Wish(seed=seed, count=40))]
        assert sorted(chosen) == sorted(each.id for each in MANY)


def test_a_junior_is_asked_what_is_for_juniors() -> None:
    pages = pages_of(SHARED["questions"])
    for seed in range(30):
        paper = drawn(pages, Wish("junior", count=5, seed=seed))
        assert {asked.question.level for asked in paper} == {"junior"}


def test_others_begin_with_a_quarter_of_the_level_below_that_leads_up_to_theirs() -> None:
    easy = [page(f"e{n}", "junior", asked="junior senior") for n in range(9)]
    never = [page(f"n{n}", "junior", asked="junior expert") for n in range(9)]
    hard = [page(f"h{n}", "expert", asked="senior") for n in range(9)]
    for seed in range(20):
        paper = drawn([*MANY, *easy, *never, *hard], Wish(seed=seed))
        assert [asked.question.id[0] for asked in paper] == ["e"] * 3 + ["q"] * 9


def test_where_there_are_few_of_the_one_there_are_more_of_the_other() -> None:
    easy = [page(f"e{n}", "junior") for n in range(9)]
    paper = drawn([*easy, *MANY[:2]], Wish())
    assert Counter(asked.question.id[0] for asked in paper) == {"e": 9, "q": 2}
    assert possible([*easy, *MANY[:2]], Wish()) == 11


def test_only_what_is_wished_for() -> None:
    paper = drawn(MANY, Wish(topics=frozenset("a")))
    assert {asked.question.topics for asked in paper} == {("a",)}
    assert drawn(MANY, Wish(topics=frozenset("x"))) == ()


def test_every_topic_gets_its_share_however_few_its_questions() -> None:
    many = [page(f"a{n}", topics="a", frequency=20) for n in range(30)]
    few = [page(f"b{n}", topics="b", frequency=3) for n in range(4)]
    shares = [
        Counter(asked.question.topics[0] for asked in drawn([*many, *few], Wish(count=8, seed=seed)))
        for seed in range(100)
    ]
    assert min(share["b"] for share in shares) >= 1
    assert sum(share["b"] for share in shares) > 250  # by chance alone it would be less than 30


def test_what_is_asked_often_is_asked_more_often() -> None:
    pages = [page(f"q{n:02}", frequency=20 if n < 10 else 0) for n in range(20)]
    drawn_ids = [each.question.id for seed in range(200) for each in drawn(pages, Wish(count=4, seed=seed))]
    often = sum(name < "q10" for name in drawn_ids) / len(drawn_ids)
    assert 0.8 < often < 0.95


@pytest.mark.parametrize(("minutes", "count", "each"), [(45, 12, 2), (30, 12, 1), (5, 12, 1), (60, 12, 4), (240, 1, 4)])
def test_follow_ups_have_their_time(minutes: int, count: int, each: int) -> None:
    wish = Wish(minutes=minutes, count=count)
    assert follow_ups_each(wish) == each
    paper = drawn([page("q", asked="senior " * 6)], wish)
    assert len(paper[0].follow_ups) == each


@pytest.mark.parametrize(
    ("asked", "level", "taken"),
    [
        ("expert senior junior senior", "senior", "senior senior"),
        ("expert junior expert", "senior", "expert junior"),
        ("expert expert expert", "senior", "expert"),
        ("expert expert junior", "junior", "junior"),
        ("senior senior junior", "junior", "junior senior"),
        ("junior junior", "expert", ""),
    ],
)
def test_follow_ups_suit_the_level_and_stand_in_their_order(asked: str, level: str, taken: str) -> None:
    for seed in range(20):
        [paper] = drawn([page("q", level, asked=asked)], Wish(level, count=15, seed=seed))
        found = [each.level for each in paper.follow_ups]
        assert sorted(found) == sorted(taken.split())
        places = [paper.question.follow_ups.index(each) for each in paper.follow_ups]
        assert places == sorted(places)


def test_what_can_be_wished_for_and_what_is_usual() -> None:
    assert list(ORDER) == ["junior", "senior", "expert"]
    numbers = {"minutes": MINUTES, "count": COUNT, "seed": SEED}
    assert {name: [each[0], each[-1]] for name, each in numbers.items()} == SHARED["possible"]
    usual = Wish()
    assert {name: getattr(usual, name) for name in SHARED["usual"]} == SHARED["usual"]
