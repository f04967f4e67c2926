"""The tree of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

_RESERVED = """
as break const continue else for function if import let loop package namespace return var void while
"""
RESERVED = frozenset(_RESERVED.split())
LITERALS = {"true": "bool", "false": "bool", "null": "null"}


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, string, ``true``, ``false`` or ``null``."""

    at: int
    type: str
    text: str


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
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """``operand[key]`` or ``operand[?key]``."""

    at: int
    operand: Node
    key: Node
    optional: bool = False


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
