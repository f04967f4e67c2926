"""Builds the tree of an expression, with the precedence of the grammar of cel-go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kubefence.findings import Text
from kubefence.rules.formats.cel.tokens import Kind, SyntaxMistake, Token, tokens

MAX_DEPTH = 50
"""Deeper than anything that people write; cel-go itself stops at 250."""

_RESERVED = """
as break const continue else for function if import let loop package namespace return var void while
"""
RESERVED = frozenset(_RESERVED.split())
LITERALS = {"true": "bool", "false": "bool", "null": "null"}
_LITERAL_KINDS = {
    Kind.INT: "int",
    Kind.UINT: "uint",
    Kind.DOUBLE: "double",
    Kind.STRING: "string",
    Kind.BYTES: "bytes",
}
_SIGNED = (Kind.INT, Kind.DOUBLE)
"""Numbers whose minus belongs to them, so ``!-1`` is syntax while ``!-a`` is not."""
_BINDS = {
    sign: level
    for level, signs in enumerate(("||", "&&", "== != < <= > >= in", "+ -", "* / %"), 1)
    for sign in signs.split()
}


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


class TooDeep(Exception):
    """The expression is nested deeper than this reader goes."""


def parse(text: str) -> Node:
    """The tree of an expression; raises `SyntaxMistake` where it is none and `TooDeep` where it cannot say."""
    parser = _Parser(list(tokens(text)))
    node = parser.expression()
    parser.expect_end()
    return node


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._next = 0
        self._depth = 0

    def expression(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep
        node = self._binary(1)
        if self._takes("?"):
            at = self._tokens[self._next - 1].at
            yes = self._binary(1)
            self._expect(":")
            node = Call(at, "?:", None, (node, yes, self.expression()), operator=True)
        self._depth -= 1
        return node

    def expect_end(self) -> None:
        if self._here.kind is not Kind.END:
            raise self._unexpected()

    def _binary(self, least: int) -> Node:
        left = self._unary()
        while _BINDS.get(self._here.text, 0) >= least:
            sign = self._advance()
            left = Call(sign.at, sign.text, None, (left, self._binary(_BINDS[sign.text] + 1)), operator=True)
        return left

    def _unary(self) -> Node:
        if self._here.kind is Kind.SIGN and self._here.text in ("!", "-"):
            sign = self._here
            while self._takes(sign.text):
                pass
            if sign.text == "!" and self._here.text == "-" and self._tokens[self._next + 1].kind in _SIGNED:
                self._advance()
            return Call(sign.at, f"{sign.text}_", None, (self._member(),), operator=True)
        return self._member()

    def _member(self) -> Node:
        node = self._primary()
        while True:
            if self._takes("."):
                node = self._selected(node)
            elif self._takes("["):
                optional = self._takes("?")
                node = Index(self._tokens[self._next - 1].at, node, self.expression(), optional)
                self._expect("]")
            elif self._here.text == "{" and (name := qualified(node)):
                node = self._struct(name)
            else:
                return node

    def _selected(self, operand: Node) -> Node:
        optional = self._takes("?")
        field = self._advance()
        if field.kind is not Kind.NAME or field.text in ("in", *LITERALS):
            raise self._unexpected(field)
        if not optional and not field.text.startswith("`") and self._takes("("):
            return Call(field.at, field.text, operand, self._arguments(")"))
        return Select(field.at, operand, field.text.strip("`"), optional)

    def _primary(self) -> Node:
        token = self._advance()
        if token.kind in _LITERAL_KINDS:
            return _literal(token)
        if token.kind is Kind.NAME and not token.text.startswith("`"):
            return self._name(token)
        if token.text == "." and self._here.kind is Kind.NAME and self._here.text not in LITERALS:
            return self._name(self._advance())
        if token.text == "(":
            node = self.expression()
            self._expect(")")
            return node
        if token.text == "[":
            return Items(token.at, "list", self._arguments("]", optional=True, trailing=True))
        if token.text == "{":
            return Items(token.at, "map", self._entries())
        raise self._unexpected(token)

    def _name(self, token: Token) -> Node:
        if token.text in LITERALS:
            return Literal(token.at, LITERALS[token.text], token.text)
        if token.text == "in":
            raise self._unexpected(token)
        if token.text in RESERVED:
            raise SyntaxMistake(token.at, Text(f"{token.text} 是保留字", f"{token.text} is a reserved word"))
        if self._takes("("):
            return Call(token.at, token.text, None, self._arguments(")"))
        return Name(token.at, token.text)

    def _arguments(self, end: str, *, optional: bool = False, trailing: bool = False) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self._takes(end):
            if found:
                self._expect(",", end)
            if trailing and self._ends(end, empty=not found):
                break
            if optional:
                self._takes("?")
            found.append(self.expression())
        return tuple(found)

    def _entries(self) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self._takes("}"):
            if found:
                self._expect(",", "}")
            if self._ends("}", empty=not found):
                break
            self._takes("?")
            found.append(self.expression())
            self._expect(":")
            found.append(self.expression())
        return tuple(found)

    def _struct(self, name: str) -> Node:
        at = self._advance().at
        values: list[Node] = []
        while not self._takes("}"):
            if values:
                self._expect(",", "}")
            if self._ends("}", empty=not values):
                break
            self._takes("?")
            field = self._advance()
            if field.kind is not Kind.NAME or field.text in ("in", *LITERALS):
                raise self._unexpected(field)
            self._expect(":")
            values.append(self.expression())
        return Struct(at, name, tuple(values))

    def _ends(self, end: str, *, empty: bool) -> bool:
        """Whether the list is over: after a comma, or with nothing but a comma in it."""
        if empty and self._takes(","):
            self._expect(end)
            return True
        return not empty and self._takes(end)

    @property
    def _here(self) -> Token:
        return self._tokens[self._next]

    def _advance(self) -> Token:
        token = self._here
        if token.kind is not Kind.END:
            self._next += 1
        return token

    def _takes(self, sign: str) -> bool:
        if self._here.kind is Kind.SIGN and self._here.text == sign:
            self._next += 1
            return True
        return False

    def _expect(self, sign: str, or_else: str = "") -> None:
        if not self._takes(sign):
            raise self._unexpected(wanted=f"{sign} / {or_else}" if or_else else sign)

    def _unexpected(self, token: Token | None = None, wanted: str = "") -> SyntaxMistake:
        token = token or self._here
        zh, en = (f"，应为 {wanted}", f", {wanted} is expected") if wanted else ("", "")
        if token.kind is Kind.END:
            return SyntaxMistake(token.at, Text(f"表达式没有写完{zh}", f"the expression is not complete{en}"))
        return SyntaxMistake(token.at, Text(f"{token.text} 不能出现在这里{zh}", f"{token.text} cannot stand here{en}"))


def qualified(node: Node) -> str:
    """``a.b.c`` for a chain of names, "" for anything else."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Select) and not node.optional:
        prefix = qualified(node.operand)
        return f"{prefix}.{node.field}" if prefix else ""
    return ""


def _literal(token: Token) -> Literal:
    if token.kind in (Kind.INT, Kind.UINT):
        value = (
            int(token.text.rstrip("uU"), 16 if token.text.startswith("0x") else 10) if len(token.text) < 40 else None
        )
        if value is None or value > (2**63 if token.kind is Kind.INT else 2**64 - 1):
            raise SyntaxMistake(token.at, Text("整数超出 64 位", "an integer of more than 64 bits"))
    return Literal(token.at, _LITERAL_KINDS[token.kind], token.text)
