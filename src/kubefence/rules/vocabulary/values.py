"""Checks of one value that many rules share: a form, a range, a set of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from kubefence.facts.tables import lasting_words
from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import NONE, Check, FieldCheck, Site, when
from kubefence.yamldoc.document import Path

Form = Callable[[str], Text | None]
"""None where a string has the form, else what the form asks for."""


def must_have_form(rule: str, form: Form, *, empty: bool = False) -> FieldCheck:
    """The value has to have a form; ``empty=True`` lets an empty string count as not given."""

    faults = lru_cache(maxsize=4096)(form)  # the same names stand in many places

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        wrong = faults(value) if isinstance(value, str) and (value or not empty) else None
        return iter((malformed(site, at, value, wrong),)) if wrong else NONE

    def malformed(site: Site, at: Path, value: str, wrong: Text) -> Problem:
        return site.problem(rule, at, f"{shown(value)} 的写法不对：{wrong.zh}", f"{shown(value)}: {wrong.en}")

    return check


class Range:
    """The check of `must_lie_in`; its bounds can be asked for."""

    def __init__(self, low: int | None, high: int | None, rule: str) -> None:
        self.low, self.high, self._rule = low, high, rule
        self._zh, self._en = _range(low, high)

    def __call__(self, site: Site, at: Path, value: Any) -> Iterator[Problem]:
        """The problem of a number outside of the bounds."""
        if not isinstance(value, int) or isinstance(value, bool):
            return NONE
        if (self.low is None or value >= self.low) and (self.high is None or value <= self.high):
            return NONE
        name = at[-1] if isinstance(at[-1], str) else at[0]
        said = f"{name} 不能是 {value}，{self._zh}", f"{name} cannot be {value}, {self._en}"
        return iter((site.problem(self._rule, at, *said),))


def must_lie_in(low: int | None, high: int | None, rule: str = "out-of-range") -> Range:
    """The number has to lie between ``low`` and ``high``, both included; None is no bound."""
    return Range(low, high, rule)


def must_be_one_of(words: Sequence[str], rule: str = "invalid-value", *, empty: bool = True) -> FieldCheck:
    """The string has to be one of ``words``; ``empty=True`` lets an empty string count as not given."""

    def check(site: Site, at: Path, value: Any) -> Iterator[Problem]:
        if isinstance(value, str) and value not in words and (value or not empty):
            yield site.problem(
                rule,
                at,
                f"{at[0]} 不能是 {shown(value)}，可选：{'、'.join(words)}",
                f"{at[0]} cannot be {shown(value)}, one of: {', '.join(words)}",
            )

    return check


def never_blank(*fields: str) -> Check:
    """Optional fields with a closed set of values: once they are written, they cannot be an empty string."""

    @when(*fields)
    def check(site: Site) -> Iterator[Problem]:
        for field in fields:
            if site.value.get(field) == "":
                words = lasting_words(f"{site.definition}.{field}")
                zh = f"，或写成 {'、'.join(words)}" if words else "，或写一个值"
                en = f" one of {', '.join(words)}" if words else " a value"
                yield site.problem(
                    "invalid-value",
                    field,
                    f"{field} 不能是空字符串：删掉它{zh}",
                    f"{field} cannot be an empty string: remove it, or write{en}",
                )

    return check


def shown(value: object) -> str:
    """A value for a message: in quotes, cut where it is long."""
    text = str(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _range(low: int | None, high: int | None) -> tuple[str, str]:
    if low is not None and high is not None:
        return f"应在 {low} 到 {high} 之间", f"it has to lie between {low} and {high}"
    if low is not None:
        return f"最小为 {low}", f"the least is {low}"
    return f"最大为 {high}", f"the most is {high}"
