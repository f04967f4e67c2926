"""What a mutant is, and which changes of Python sources there are: tables that ``mutants.py`` reads."""

from __future__ import annotations

import ast
from typing import NamedTuple

Span = tuple[int, int]
"""Of bytes: start and end."""
SWAPS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: (r"\bin\b", "not in"),
    ast.NotIn: (r"\bnot\s+in\b", "in"),
    ast.Is: (r"\bis\b", "is not"),
    ast.IsNot: (r"\bis\s+not\b", "is"),
    ast.And: (r"\band\b", "or"),
    ast.Or: (r"\bor\b", "and"),
    ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: (r"\*", "//"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "*"),
    ast.LShift: ("<<", ">>"),
    ast.BitAnd: ("&", "|"),
    ast.BitOr: (r"\|", "&"),
}
"""Operators: what they look like, and what stands there instead."""
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
"""Functions that are called instead of each other."""
SAID = frozenset({"Text", "Rule", "RuntimeError", "TypeVar"})
"""Calls whose arguments are words for people, or for nobody."""
THRIFT = frozenset({"cache", "lru_cache", "wraps", "when", "property", "staticmethod", "classmethod", "dataclass"})
"""Decorators that only save time, or without which nothing could run at all."""
SPARING = frozenset({"slots"})
"""Arguments that only save memory."""
UNREAD = frozenset({"__all__", "__slots__"})
"""Tables that only Python itself reads."""
EMPTY = {"Iterator": "iter(())", "Iterable": "()", "list[": "[]", "set[": "set()", "frozenset[": "frozenset()"}
"""How the type of a function begins, and what it returns when it finds nothing."""


class Mutant(NamedTuple):
    """One change of one source."""

    start: int
    end: int
    text: str
    kind: str
    line: int
    lines: range
    """Those of the statement that it is in, as far as its line."""
    runs: bool
    """Whether it is in the body of a function, not in what is done when the module is loaded."""

    def applied(self, source: str) -> str:
        """The source with the change."""
        data = source.encode()
        return (data[: self.start] + self.text.encode() + data[self.end :]).decode()

    def shown(self, source: str) -> tuple[str, str]:
        """The lines that change, before and after, each as one line."""
        data = source.encode()
        first = data.rfind(b"\n", 0, self.start) + 1
        last = data.find(b"\n", self.end) % (len(data) + 1)
        head, old, tail = data[first : self.start], data[self.start : self.end], data[self.end : last]
        return _one_line(head + old + tail), _one_line(head + self.text.encode() + tail)


def _one_line(lines: bytes) -> str:
    return " ".join(lines.decode().split())
