"""Schedules of CronJobs: the standard parser of ``github.com/robfig/cron/v3``, which the API server uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.formats import go_duration
from kubefence.formats.go_integer import integer


class _Field(NamedTuple):
    zh: str
    en: str
    low: int
    high: int
    names: Mapping[str, int]


def _numbered(names: str, first: int) -> dict[str, int]:
    return {name: number for number, name in enumerate(names.split(), first)}


FIELDS = (
    _Field("分钟", "minute", 0, 59, {}),
    _Field("小时", "hour", 0, 23, {}),
    _Field("日", "day of month", 1, 31, {}),
    _Field("月", "month", 1, 12, _numbered("jan feb mar apr may jun jul aug sep oct nov dec", 1)),
    _Field("星期", "day of week", 0, 6, _numbered("sun mon tue wed thu fri sat", 0)),
)
DESCRIPTORS = ("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")
EVERY = "@every "
_SPACE = re.compile("[\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


@lru_cache(maxsize=1024)
def schedule(text: str) -> Text | None:
    """``cron.ParseStandard``: None where it reads the text, else what is wrong with it."""
    if text.startswith("@"):
        return _descriptor(text)
    words = [word for word in _SPACE.split(text) if word]
    if len(words) != len(FIELDS):
        return Text(
            f"应有 5 段（分 时 日 月 星期），这里有 {len(words)} 段",
            f"there have to be 5 fields (minute, hour, day, month, day of week), here are {len(words)}",
        )
    for field, word in zip(FIELDS, words, strict=True):
        # Like the parser, which drops what is empty between commas.
        for part in filter(None, word.split(",")):
            wrong = _part(field, part)
            if wrong:
                return Text(f"{field.zh}一段 {part}：{wrong.zh}", f"{field.en} {part}: {wrong.en}")
    return None


def _descriptor(text: str) -> Text | None:
    if text in DESCRIPTORS:
        return None
    if text.startswith(EVERY):
        return go_duration.form(text.removeprefix(EVERY))
    known = (*DESCRIPTORS, "@every 1h30m")
    return Text(f"没有这个写法，可选：{'、'.join(known)}", f"there is no such schedule, one of: {', '.join(known)}")


def _part(field: _Field, part: str) -> Text | None:
    """``getRange``: ``*``, ``5``, ``1-5``, ``*/2``, ``1-5/2``, ``mon-fri``."""
    span, *steps = part.split("/")
    ends = span.split("-")
    anything = ends[0] in ("*", "?")
    if len(steps) > 1 or (len(ends) > 2 and not anything):
        return Text("/ 和 - 各最多写一个", "/ and - may stand once each")
    if anything:
        low, high = field.low, field.high
    else:
        numbers = [_number(field, end) for end in ends]
        if None in numbers:
            return _not_a_number(field)
        low, high = numbers[0] or 0, numbers[-1] or 0
    step = integer(steps[0]) if steps else 1
    if step is None or step <= 0:
        return Text("步长应为正整数", "the step has to be a positive number")
    if steps and len(ends) == 1:
        high = field.high
    if low < field.low or high > field.high:
        return Text(f"应在 {field.low} 到 {field.high} 之间", f"it has to lie between {field.low} and {field.high}")
    if low > high:
        return Text("起点不能大于终点", "the beginning may not lie after the end")
    return None


def _number(field: _Field, text: str) -> int | None:
    named = field.names.get(text.lower())
    value = integer(text) if named is None else named
    return None if value is None or value < 0 else value


def _not_a_number(field: _Field) -> Text:
    if not field.names:
        return Text("应为数字、* 或范围", "it has to be a number, * or a range")
    names = "、".join(field.names), ", ".join(field.names)
    return Text(f"应为数字、*、范围，或 {names[0]}", f"it has to be a number, *, a range, or one of {names[1]}")
