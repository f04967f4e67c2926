"""What operators take and yield, for the types that are sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kubefence.findings import Text
from kubefence.rules.formats.cel import types
from kubefence.rules.formats.cel.nodes import Call
from kubefence.rules.formats.cel.tokens import SyntaxMistake
from kubefence.rules.formats.cel.types import BOOL, DYN, Type

_EQUALITY = frozenset({"==", "!="})
_COMPARISONS = frozenset({*_EQUALITY, "<", "<=", ">", ">="})
_LOGIC = frozenset({"&&", "||", "!_"})
_SUMMABLE = frozenset({*types.NUMBERS, "string", "bytes"})


def result(node: Call, found: Sequence[Type]) -> Type:
    """The type of an operator over operands of the types ``found``; raises `SyntaxMistake` where they do not fit."""
    names = [kind.name for kind in found]
    if node.function == "?:":
        _want_bool(node, names[:1])
        return found[1] if names[1] == names[2] and names[1] in types.PLAIN else DYN
    if node.function in _LOGIC:
        _want_bool(node, names)
        return BOOL
    if node.function == "in":
        return BOOL
    if len(names) == 2 and types.PLAIN.issuperset(names) and not _fit(node.function, *names):
        raise SyntaxMistake(
            node.at,
            Text(
                f"{node.function} 不能用于 {names[0]} 和 {names[1]}",
                f"{node.function} does not apply to {names[0]} and {names[1]}",
            ),
        )
    if node.function in _COMPARISONS:
        return BOOL
    return found[0] if names[0] == names[-1] and names[0] in types.PLAIN else DYN


def _want_bool(node: Call, names: Iterable[str]) -> None:
    sign = node.function.rstrip("_")
    for name in names:
        if name in types.PLAIN and name != "bool":
            raise SyntaxMistake(
                node.at, Text(f"{sign} 要求 bool，而这里是 {name}", f"{sign} needs a bool, and this is a {name}")
            )


def _fit(sign: str, left: str, right: str) -> bool:
    """Whether an operator has an overload for two plain types; numbers of any kind can be ordered."""
    if sign in _COMPARISONS - _EQUALITY and {left, right} <= types.NUMBERS:
        return True
    if left != right:
        return False
    if sign == "+":
        return left in _SUMMABLE
    if sign == "%":
        return left in ("int", "uint")
    return sign in _COMPARISONS or left in types.NUMBERS
