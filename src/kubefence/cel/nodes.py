"""The tree of an expression."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TypeAlias

_RESERVED = """
as break const continue else for function if import let loop package namespace return var void while
"""
RESERVED = frozenset(_RESERVED.split())
LITERALS = {"true": "bool", "false": "bool", "null": "null"}
_ESCAPE = re.compile(r"\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))", re.DOTALL)
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, string, ``true``, ``false`` or ``null``."""

    at: int
    type: str
    text: str

    @property
    def value(self) -> str | None:
        """What a string says, None for any other literal."""
        if self.type != "string":
            return None
        raw = self.text[0] in "rR"
        quoted = self.text[1:] if raw else self.text
        width = 3 if quoted[:3] in ('"""', "'''") else 1
        return quoted[width:-width] if raw else _ESCAPE.sub(_unescaped, quoted[width:-width])


@dataclass(frozen=True, slots=True)
class Name:
    """A variable, or the start of a qualified name."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """``operand.field`` or ``operand.?field``."""

    at: int
    operand: Node
    field: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Index:
    """``operand[key]`` or ``operand[?key]``."""

    at: int
    operand: Node
    key: Node
    optional: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function or method; operators are functions named by their sign."""

    at: int
    function: str
    target: Node | None
    args: tuple[Node, ...]
    operator: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """``[a, b]``, or the keys and values of ``{a: b}``."""

    at: int
    type: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Struct:
    """``Type{field: value}``."""

    at: int
    name: str
    fields: tuple[str, ...]
    values: tuple[Node, ...]


Node: TypeAlias = Literal | Name | Select | Index | Call | Items | Struct


def qualified(node: Node) -> str:
    """``a.b.c`` for a chain of names, "" for anything else."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Select) and not node.optional:
        prefix = qualified(node.operand)
        return f"{prefix}.{node.field}" if prefix else ""
    return ""


def below(node: Node) -> tuple[Node, ...]:
    """What a node is made of."""
    if isinstance(node, Call):
        return (*((node.target,) if node.target is not None else ()), *node.args)
    if isinstance(node, Select):
        return (node.operand,)
    if isinstance(node, Index):
        return (node.operand, node.key)
    if isinstance(node, Items):
        return node.items
    return node.values if isinstance(node, Struct) else ()


def _unescaped(found: re.Match[str]) -> str:
    digits = found[1] or found[2] or found[3]
    if digits or found[4]:
        code = int(digits, 16) if digits else int(found[4], 8)
        return chr(code) if code <= sys.maxunicode else ""
    return _ESCAPES.get(found[5], found[5])
