"""What an expression may cost, at the least (``checker/cost.go`` of cel-go, and what the API server adds to it).

The server adds up the worst case from the sizes that a schema allows, and refuses what is above a limit. This adds up
the same, but takes what it does not know for nothing, so the server's estimate is about this or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from kubefence.cel import functions
from kubefence.cel.check import Checker
from kubefence.cel.loops import bound
from kubefence.cel.nodes import Call, Index, Items, Literal, Name, Node, Select, Struct
from kubefence.cel.syntax import TooDeep, parse
from kubefence.cel.tokens import SyntaxMistake
from kubefence.cel.types import Type

Scope = Mapping[str, Type]

_MADE = {"list": 10, "map": 30}
_MADE_STRUCT = 40
_TEXT, _PATTERN = 0.1, 0.25
"""Of each character of a text, and of each of a regular expression."""
_STEP = 3
"""Of each turn of a loop, besides what is done in it, where the macro is not one of the following."""
_STEPS: Mapping[str, int] = {
    "all": 3,  # whether to go on, and what was so far
    "exists": 4,  # the same, turned around
    **dict.fromkeys(("exists_one", "existsOne"), 2),  # one more
    **dict.fromkeys(("map", "transformList"), 12),  # a list of one, put behind what was so far
    "filter": 13,
    "transformMap": 3,  # a key and a value put into the map
    "transformMapEntry": 2,
}
_BEGUN: Mapping[str, int] = {
    **dict.fromkeys(("map", "filter", "transformList"), _MADE["list"]),
    **dict.fromkeys(("transformMap", "transformMapEntry"), _MADE["map"]),
}
"""What is made before the first turn."""
_RESULT = 1
"""Of a loop, for what comes out of it."""
_READ: Mapping[str, float] = {
    **dict.fromkeys(("lowerAscii", "upperAscii", "substring", "trim", "url"), _TEXT),
    **dict.fromkeys(("replace", "split"), 2 * _TEXT),
}
"""Functions that go through the text that they are called on, or about, and what each character of it costs.

Others, such as ``isURL``, go through it as well, but cost 1 (``EstimateCallCost`` in pkg/cel/library/cost.go).
"""
_COMPARED = frozenset({"==", "!=", "<", "<=", ">", ">="})


def at_least(text: str, variables: Scope) -> int:
    """The cost of an expression over ``variables``, 0 where it does not compile."""
    try:
        return ceil(_Estimate().of(parse(text), variables))
    except (SyntaxMistake, TooDeep, RecursionError):
        return 0


class _Estimate:
    def __init__(self) -> None:
        self._types = Checker()

    def of(self, node: Node, scope: Scope) -> float:
        if isinstance(node, Literal):
            return 0
        if isinstance(node, Name):
            return 1
        if isinstance(node, Select):
            return self.of(node.operand, scope) + 1
        if isinstance(node, Index):
            return self.of(node.operand, scope) + self.of(node.key, scope) + 1
        if isinstance(node, Call):
            return self._operator(node, scope) if node.operator else self._call(node, scope)
        if isinstance(node, Items):
            return _MADE[node.type] + self._sum(node.items, scope)
        return _MADE_STRUCT + self._sum(node.values, scope) if isinstance(node, Struct) else 0

    def _sum(self, nodes: tuple[Node, ...], scope: Scope) -> float:
        return sum(self.of(node, scope) for node in nodes)

    def _operator(self, node: Call, scope: Scope) -> float:
        if node.function == "?:":
            condition, yes, no = (self.of(argument, scope) for argument in node.args)
            return condition + max(yes, no)
        inside = self._sum(node.args, scope)
        if node.function in ("&&", "||") or (len(node.args) == 1 and isinstance(node.args[0], Literal)):
            return inside
        sizes = [self._size(argument, scope) for argument in node.args]
        if node.function in _COMPARED:
            return inside + ceil(min(sizes) * _TEXT)
        if node.function == "in":
            return inside + max(1, sizes[1] if self._types.type_of(node.args[1], scope).name == "list" else 1)
        texts = node.function == "+" and self._types.type_of(node, scope).name == "string"
        return inside + max(1, ceil(sum(sizes) * _TEXT) if texts else 1)

    def _size(self, node: Node, scope: Scope) -> int:
        """How many characters or entries there may be, 0 where nothing is known."""
        if isinstance(node, Literal):
            return len(node.value or "")
        return self._types.type_of(node, scope).size or 0

    def _call(self, node: Call, scope: Scope) -> float:
        if node.function == "has" and node.target is None and isinstance(node.args[0], Select):
            return 0
        if node.target is not None and node.function in functions.LOOPS:
            return self._loop(node, node.target, scope)
        inside = self._sum(node.args, scope)
        if self._types.space(node.target, scope):
            return inside + 1
        target = self.of(node.target, scope) if node.target is not None else 0
        return target + inside + self._function(node, scope)

    def _function(self, node: Call, scope: Scope) -> float:
        texts = [self._size(each, scope) for each in (node.target, *node.args) if each is not None]
        if node.function in ("startsWith", "endsWith") and len(texts) == 2:
            return max(1, ceil(texts[1] * _TEXT))
        if node.function == "contains" and len(texts) == 2:
            return max(1, ceil(texts[0] * _TEXT) * ceil(texts[1] * _TEXT))
        if node.function in ("matches", "find", "findAll") and len(texts) > 1:
            return ceil((texts[0] + 1) * _TEXT) * ceil(texts[1] * _PATTERN)
        return max(1, ceil(texts[0] * _READ.get(node.function, 0))) if texts else 1

    def _loop(self, node: Call, target: Node, scope: Scope) -> float:
        held = self._types.type_of(target, scope)
        inner = {**scope, **bound(node, held)}
        body = sum(
            self.of(argument, inner) for argument in node.args[functions.bound_names(node.function, len(node.args)) :]
        )
        turns = held.size if held.size is not None and held.name in ("list", "map") else 1
        step = _STEPS.get(node.function, _STEP)
        return self.of(target, scope) + _BEGUN.get(node.function, 0) + turns * (step + body) + _RESULT
