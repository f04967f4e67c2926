"""How often an expression may go through what it is given, so that nobody waits for one."""

from __future__ import annotations

from functools import lru_cache

from kubefence.cel.nodes import Call, Node, below
from kubefence.cel.syntax import TooDeep, parse
from kubefence.cel.tokens import SyntaxMistake

_LOOPS = frozenset(
    {"all", "exists", "exists_one", "existsOne", "map", "filter", "transformList", "transformMap", "transformMapEntry"}
)


@lru_cache(maxsize=4096)
def nesting(text: str) -> int | None:
    """How deep loops stand in each other, None for what is no expression."""
    try:
        return _nesting(parse(text))
    except (SyntaxMistake, TooDeep, RecursionError):
        return None


def _nesting(node: Node) -> int:
    inner = max(map(_nesting, below(node)), default=0)
    if isinstance(node, Call) and node.function in _LOOPS and node.target is not None and not node.operator:
        return max(_nesting(node.target), 1 + max(map(_nesting, node.args), default=0))
    return inner
