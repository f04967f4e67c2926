"""What schemas of custom resources ask beside types and fields: bounds, sizes, patterns, alternatives, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.schema.spot import Spot
from kubefence.yamldoc.document import Json

Told = Callable[[Any, Json], Text]


def _bound(zh: str, en: str) -> Told:
    return lambda kind, value: Text(f"是 {value}，{zh} {kind.limit}", f"is {value}, {en} {kind.limit}")


def _size(one_zh: str, one_en: str, zh: str, en: str) -> Told:
    def told(kind: Any, value: Json) -> Text:
        size = len(value) if isinstance(value, str | list | dict) else 0
        return Text(f"有 {size} {one_zh}，{zh} {kind.limit}", f"has {size} {one_en}, {en} {kind.limit}")

    return told


_MOST, _LEAST = ("最多", "at most"), ("至少", "at least")
_OUT_OF_RANGE: dict[str, Told] = {
    "maximum": _bound("最大为", "the most is"),
    "minimum": _bound("最小为", "the least is"),
    "exclusiveMaximum": _bound("必须小于", "it has to be less than"),
    "exclusiveMinimum": _bound("必须大于", "it has to be more than"),
    "multipleOf": lambda kind, value: Text(
        f"是 {value}，必须是 {kind.multiple_of} 的倍数", f"is {value}, it has to be a multiple of {kind.multiple_of}"
    ),
    "maxLength": _size("个字符", "characters", *_MOST),
    "minLength": _size("个字符", "characters", *_LEAST),
    "maxItems": _size("项", "items", *_MOST),
    "minItems": _size("项", "items", *_LEAST),
    "maxProperties": _size("个键", "keys", *_MOST),
    "minProperties": _size("个键", "keys", *_LEAST),
}


def out_of_range(spot: Spot, error: Any) -> Iterator[Problem]:
    """A number, or a size, that is too great or too small."""
    told = _OUT_OF_RANGE[error.name](error, spot.value)
    yield _problem(spot, "out-of-range", told)


def unlike(spot: Spot, error: Any) -> Iterator[Problem]:
    """A text that does not match the pattern of its field."""
    text = f"{str(spot.value)[:40]!r}"
    told = Text(f"是 {text}，应匹配 {error.pattern}", f"is {text}, it has to match {error.pattern}")
    yield _problem(spot, "invalid-format", told)


def negated(spot: Spot, error: Any) -> Iterator[Problem]:
    """What may not be as it is."""
    fields = error.schema.get("required") if isinstance(error.schema, dict) else None
    if isinstance(fields, list) and fields:
        names = _listed(fields)
        told = Text(f"里不能同时写 {names.zh}", f"cannot have {names.en}" + (" together" if len(fields) > 1 else ""))
        yield _problem(spot, "mutually-exclusive", told)
        return
    yield _problem(spot, "invalid-value", Text("的值是 CRD 不允许的", "is what the CRD rules out"))


def alternatives(spot: Spot, error: Any) -> Iterator[Problem]:
    """What should be one of several things, or exactly one of them."""
    branches = _branches(spot, error.name)
    fields = [branch["required"] for branch in branches if set(branch) == {"required"} and branch["required"]]
    if fields and len(fields) == len(branches) and isinstance(spot.value, dict):
        given = [names for names in fields if set(names) <= spot.value.keys()]
        yield _one_of(spot, error.name, fields, given)
        return
    exactly = error.name == "oneOf"
    zh, en = ("恰好满足一种", "exactly one") if exactly else ("至少满足一种", "at least one")
    yield _problem(
        spot, "invalid-value", Text(f"应{zh} CRD 列出的形式", f"has to meet {en} of the forms that the CRD lists")
    )


def _branches(spot: Spot, name: str) -> list[Any]:
    """The alternatives as the schema has them: at this place, or in what ``allOf`` says of it."""
    schema = spot.schema()
    found = schema.get(name)
    if found is None:
        found = next((part[name] for part in schema.get("allOf", ()) if name in part), [])
    return [branch for branch in found if isinstance(branch, dict)]


def _one_of(spot: Spot, name: str, fields: Sequence[list[str]], given: Sequence[list[str]]) -> Problem:
    words = _listed([" + ".join(names) for names in fields])
    if given:
        both = _listed([" + ".join(names) for names in given])
        told = Text(f"里只能写其中之一：{words.zh}；这里有 {both.zh}", f"takes one of {words.en}, and has {both.en}")
        return _problem(spot, "mutually-exclusive", told)
    zh, en = ("其中一个", "one of") if name == "oneOf" else ("至少其中一个", "at least one of")
    return _problem(spot, "missing-field", Text(f"里要写{zh}：{words.zh}", f"needs {en} {words.en}"))


def _listed(names: Sequence[str]) -> Text:
    return Text("、".join(names), ", ".join(names))


def _problem(spot: Spot, rule: str, told: Text) -> Problem:
    zh, en = (f"{spot.name} ", spot.name) if spot.name else ("这里", "this")
    return Problem(rule, spot.path, Text(f"{zh}{told.zh}", f"{en} {told.en}"))


EXPLAIN: dict[str, Callable[[Spot, Any], Iterator[Problem]]] = {
    **dict.fromkeys(_OUT_OF_RANGE, out_of_range),
    "pattern": unlike,
    "not": negated,
    "oneOf": alternatives,
}
"""By the name of the keyword that is not met."""
