"""What operators take and yield, for the types that are sure (``cel-go/common/stdlib``)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kubefence.cel import types
from kubefence.cel.nodes import Call
from kubefence.cel.tokens import SyntaxMistake
from kubefence.cel.types import BOOL, DYN, Type
from kubefence.findings import Text
from kubefence.wording import a

_EQUALITY = frozenset({"==", "!="})
_ORDER = frozenset({"<", "<=", ">", ">="})
_LOGIC = frozenset({"&&", "||", "!_"})
_ORDERED = frozenset({*types.PLAIN, "timestamp", "duration"})
_SUMMABLE = frozenset({*types.NUMBERS, "string", "bytes", "list", "duration"})
_OF_TIME = {
    ("+", "timestamp", "duration"): types.TIMESTAMP,
    ("+", "duration", "timestamp"): types.TIMESTAMP,
    ("-", "timestamp", "timestamp"): types.DURATION,
    ("-", "timestamp", "duration"): types.TIMESTAMP,
    ("-", "duration", "duration"): types.DURATION,
}
_OF_ONE_KIND = {
    "+": _SUMMABLE,
    "-": types.NUMBERS,
    "*": types.NUMBERS,
    "/": types.NUMBERS,
    "%": frozenset({"int", "uint"}),
}


def result(node: Call, found: Sequence[Type]) -> Type:
    """The type of an operator over operands of the types ``found``; raises `SyntaxMistake` where they do not fit."""
    if node.function == "?:":
        return _either(node, *found)
    if node.function in _LOGIC:
        _want_bool(node, found)
        return BOOL
    if node.function == "-_":
        return _negative(node, *found)
    left, right = found
    if node.function == "in":
        _want(_holds(right, left), node, found)
        return BOOL
    if node.function in _EQUALITY:
        _want(types.alike(left, right), node, found)
        return BOOL
    if node.function in _ORDER:
        _want(_comparable(left, right), node, found)
        return BOOL
    return _calculated(node, left, right)


def _either(node: Call, condition: Type, yes: Type, no: Type) -> Type:
    _want_bool(node, [condition])
    _want(types.alike(yes, no), node, (yes, no))
    return yes if yes.name == no.name and types.is_sure(yes) else DYN


def _calculated(node: Call, left: Type, right: Type) -> Type:
    sign = node.function
    of_time = _OF_TIME.get((sign, left.name, right.name))
    if of_time is not None:
        return of_time
    if types.is_sure(left) and types.is_sure(right):
        fits = left.name == right.name and left.name in _OF_ONE_KIND[sign] and types.alike(left, right)
        _want(fits, node, (left, right))
        return left
    _want(all(_may_stand(sign, side, kind) for side, kind in enumerate((left, right))), node, (left, right))
    return DYN


def _may_stand(sign: str, side: int, kind: Type) -> bool:
    """Whether there is anything that could stand on the other side."""
    by_time = any(of[0] == sign and of[side + 1] == kind.name for of in _OF_TIME)
    return not types.is_sure(kind) or kind.name in _OF_ONE_KIND[sign] or by_time


def _negative(node: Call, operand: Type) -> Type:
    _want(operand.name in ("int", "double") or not types.is_sure(operand), node, [operand])
    return operand if operand.name in ("int", "double") else DYN


def _holds(container: Type, value: Type) -> bool:
    """Whether the value can be in a list, or be a key of a map."""
    if container.name == "list":
        return types.alike(container.item or DYN, value)
    if container.name == "map":
        return types.alike(container.key or DYN, value)
    return not types.is_sure(container)


def _comparable(left: Type, right: Type) -> bool:
    """Whether one value can be less than another; numbers of any kind can."""
    if not (types.is_sure(left) and types.is_sure(right)):
        return all(kind.name in _ORDERED or not types.is_sure(kind) for kind in (left, right))
    if {left.name, right.name} <= types.NUMBERS:
        return True
    return left.name == right.name and left.name in _ORDERED


def _want_bool(node: Call, found: Iterable[Type]) -> None:
    sign = node.function.rstrip("_")
    for kind in found:
        if types.is_sure(kind) and kind.name != "bool":
            raise SyntaxMistake(
                node.at,
                Text(f"{sign} 要求 bool，而这里是 {kind.name}", f"{sign} needs a bool, and this is {a(kind.name)}"),
            )


def _want(fits: bool, node: Call, found: Sequence[Type]) -> None:
    if not fits:
        sign, names = node.function.rstrip("_"), [kind.spoken for kind in found]
        raise SyntaxMistake(
            node.at,
            Text(f"{sign} 不能用于 {' 和 '.join(names)}", f"{sign} does not apply to {' and '.join(names)}"),
        )
