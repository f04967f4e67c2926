"""Functions of ``k8s.io/apiserver/pkg/cel/library`` that cel-cpp does not have.

Quantities, versions, addresses and URLs are maps with one key that says what they are, so that equal ones are equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from cel_expr_python import cel

from kubefence.cel.run import named_formats, networks, patterns, rewriting, urls
from kubefence.formats import quantities, semver

_D, _S, _B, _I, _F = cel.Type.DYN, cel.Type.STRING, cel.Type.BOOL, cel.Type.INT, cel.Type.DOUBLE
_L, _M, _A = cel.Type.List(_D), cel.Type.Map(_S, _D), cel.Type.Map(_D, _D)
Value = dict[str, Any]


def _quantity(text: str) -> Value:
    found = quantities.parse(text)
    if found is None:
        raise ValueError(f"{text} is no quantity")
    return _amount(found)


def _amount(value: Fraction) -> Value:
    return {"quantity": f"{value.numerator}/{value.denominator}"}


def _number(value: Value) -> Fraction:
    return Fraction(value["quantity"])


def _semver(text: str, normalized: bool = False) -> Value:
    text = _normalized(text) if normalized else text
    if semver.order(text) is None:
        raise ValueError(f"{text} is no semantic version")
    return {"semver": text.partition("+")[0]}


def _is_semver(text: str, normalized: bool = False) -> bool:
    return semver.order(_normalized(text) if normalized else text) is not None


def _normalized(text: str) -> str:
    """Without a ``v`` and leading zeros, with all three numbers (``normalizeAndParse``)."""
    numbers, *more = re.split(r"(?=[-+])", text.removeprefix("v"), maxsplit=1)
    parts = [re.sub(r"^0+(?=[0-9])", "", part) for part in numbers.split(".", 2)]
    return ".".join([*parts, "0", "0"][: max(3, len(parts))]) + "".join(more)


def _part_of_version(index: int) -> Callable[[Value], int]:
    return lambda value: int(re.split(r"[.-]", value["semver"], maxsplit=3)[index])


def _compared(one: Value, other: Value) -> int:
    """Two quantities, or two versions."""
    if "semver" in one:
        left, right = semver.order(one["semver"]) or semver.ZERO, semver.order(other["semver"]) or semver.ZERO
        return (left > right) - (left < right)
    return (_number(one) > _number(other)) - (_number(one) < _number(other))


def _sum(values: Sequence[Any]) -> Any:
    return sum(values) if values else 0


def _is_sorted(values: Sequence[Any]) -> bool:
    return all(one <= other for one, other in pairwise(values))


def _contains(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return all(item in one for item in other)


def _place(values: Sequence[Any], item: Any) -> int:
    """Where an item stands first, -1 where it is not there; a boolean is no number."""
    alike = (each == item and isinstance(each, bool) == isinstance(item, bool) for each in values)
    return next((index for index, same in enumerate(alike) if same), -1)


def _last_place(values: Sequence[Any], item: Any) -> int:
    found = _place(values[::-1], item)
    return len(values) - 1 - found if found >= 0 else -1


_FUNCTIONS: tuple[tuple[str, str, Sequence[Any], Any, Callable[..., Any]], ...] = (
    ("quantity", "", (_S,), _M, _quantity),
    ("isQuantity", "", (_S,), _B, lambda text: quantities.parse(text) is not None),
    ("isGreaterThan", "member", (_M, _M), _B, lambda one, other: _compared(one, other) > 0),
    ("isLessThan", "member", (_M, _M), _B, lambda one, other: _compared(one, other) < 0),
    ("compareTo", "member", (_M, _M), _I, _compared),
    ("add", "member", (_M, _M), _M, lambda one, other: _amount(_number(one) + _number(other))),
    ("add", "member", (_M, _I), _M, lambda one, other: _amount(_number(one) + other)),
    ("sub", "member", (_M, _M), _M, lambda one, other: _amount(_number(one) - _number(other))),
    ("sub", "member", (_M, _I), _M, lambda one, other: _amount(_number(one) - other)),
    ("sign", "member", (_M,), _I, lambda one: (_number(one) > 0) - (_number(one) < 0)),
    ("isInteger", "member", (_M,), _B, lambda one: _number(one).denominator == 1),
    ("asInteger", "member", (_M,), _I, lambda one: int(_number(one))),
    ("asApproximateFloat", "member", (_M,), _F, lambda one: float(_number(one))),
    ("semver", "", (_S,), _M, _semver),
    ("semver", "", (_S, _B), _M, _semver),
    ("isSemver", "", (_S,), _B, _is_semver),
    ("isSemver", "", (_S, _B), _B, _is_semver),
    ("major", "member", (_M,), _I, _part_of_version(0)),
    ("minor", "member", (_M,), _I, _part_of_version(1)),
    ("patch", "member", (_M,), _I, _part_of_version(2)),
    ("sum", "member", (_L,), _D, _sum),
    ("min", "member", (_L,), _D, min),
    ("max", "member", (_L,), _D, max),
    ("isSorted", "member", (_L,), _B, _is_sorted),
    ("sets.contains", "", (_L, _L), _B, _contains),
    ("sets.equivalent", "", (_L, _L), _B, lambda one, other: _contains(one, other) and _contains(other, one)),
    ("sets.intersects", "", (_L, _L), _B, lambda one, other: any(item in one for item in other)),
    (rewriting.OF_PAIRS, "member", (_L,), _A, dict),
    (rewriting.OF_MAPS, "member", (_L,), _A, rewriting.of_maps),
    *((rewriting.PLACE, "member", (_L, item), _I, _place) for item in (_B, _F, _I, _S)),
    (rewriting.PLACE, "member", (_S, _S), _I, str.find),
    *((rewriting.LAST_PLACE, "member", (_L, item), _I, _last_place) for item in (_B, _F, _I, _S)),
    (rewriting.LAST_PLACE, "member", (_S, _S), _I, str.rfind),
    *named_formats.FUNCTIONS,
    *networks.FUNCTIONS,
    *patterns.FUNCTIONS,
    *urls.FUNCTIONS,
)


def functions() -> list[Any]:
    """Their declarations."""
    ways: dict[str, list[Any]] = {}
    for name, member, parameters, result, implementation in _FUNCTIONS:
        known = ways.setdefault(name, [])
        id_ = f"k8s_{name}_{len(known)}"
        known.append(cel.Overload(id_, result, list(parameters), is_member=bool(member), impl=implementation))
    return [cel.FunctionDecl(name, overloads) for name, overloads in ways.items()]
