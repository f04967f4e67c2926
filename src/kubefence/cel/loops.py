"""Macros that go through a list or a map: ``x.all(i, i > 0)``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kubefence.cel import functions, types
from kubefence.cel.nodes import Call, Name, Node, Select
from kubefence.cel.tokens import SyntaxMistake
from kubefence.cel.types import ANY, DYN, Type
from kubefence.findings import Text
from kubefence.wording import a

Scope = Mapping[str, Type]
TypeOf = Callable[[Node, Scope], Type]

_PREDICATES = frozenset({"all", "exists", "exists_one", "existsOne", "filter"})
_OPTIONAL = frozenset({"optMap", "optFlatMap"})


def checked(node: Call, target: Type, scope: Scope, type_of: TypeOf) -> Type:
    """What a macro yields; raises `SyntaxMistake` where it cannot be used like that."""
    least, most = functions.LOOPS[node.function]
    if not least <= len(node.args) <= most:
        raise SyntaxMistake(
            node.at,
            Text(
                f"{node.function} 的参数个数不对（{len(node.args)} 个）",
                f"the wrong number of arguments for {node.function} ({len(node.args)})",
            ),
        )
    if types.is_sure(target) and target.name not in ("list", "map"):
        zh, en = f"{target.name} 不是列表或映射", f"{a(target.name)} is no list and no map"
        raise SyntaxMistake(node.at, Text(f"{zh}，不能用 {node.function}", f"{en}, so there is no {node.function}"))
    inner = {**scope, **bound(node, target)}
    count = functions.bound_names(node.function, len(node.args))
    results = [type_of(argument, inner) for argument in node.args[count:]]
    if node.function in _PREDICATES or len(results) > 1:
        _want_bool(node, results[0])
    if node.function == "map":
        return types.listing(results[-1])
    return target if node.function == "filter" else functions.RESULTS[node.function]


def bound(node: Call, target: Type) -> dict[str, Type]:
    """The names that a macro introduces, and what they stand for."""
    count = functions.bound_names(node.function, len(node.args))
    return dict(zip(_names(node, count), _bound(node.function, target, count), strict=True))


def _names(node: Call, count: int) -> list[str]:
    """The names that the first arguments are."""
    found: list[str] = []
    for argument in node.args[:count]:
        if not isinstance(argument, Name):
            raise SyntaxMistake(
                argument.at if not isinstance(argument, Select) else node.at,
                Text(f"{node.function} 的变量应为简单的名字", f"the variable of {node.function} is a simple name"),
            )
        found.append(argument.name)
    return found


def _bound(macro: str, target: Type, count: int) -> list[Type]:
    """What the names stand for: an item or key, or an index or key and what is there."""
    if macro in _OPTIONAL or target.name not in ("list", "map", "any"):
        return [DYN] * count
    item = ANY if target is ANY else target.item or DYN
    key = {"list": types.INT, "map": target.key or DYN}.get(target.name, DYN)
    if count == 2:
        return [key, item]
    return [key if target.name == "map" else item] * count


def _want_bool(node: Call, found: Type) -> None:
    if types.is_sure(found) and found.name != "bool":
        zh, en = f"{node.function} 要求 bool，而这里是 {found.name}", f"{node.function} needs a bool"
        raise SyntaxMistake(node.at, Text(zh, f"{en}, and this is {a(found.name)}"))
