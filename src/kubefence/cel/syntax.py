"""Builds the tree of an expression, with the precedence of the grammar of cel-go."""

from __future__ import annotations

from kubefence.cel.cursor import Cursor
from kubefence.cel.nodes import (
    LITERALS,
    RESERVED,
    Call,
    Index,
    Items,
    Literal,
    Name,
    Node,
    Select,
    Struct,
    qualified,
)
from kubefence.cel.tokens import Kind, SyntaxMistake, Token, tokens
from kubefence.findings import Text

MAX_DEPTH = 50
"""Deeper than anything that people write; cel-go itself stops at 250."""

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


class TooDeep(Exception):
    """The expression is nested deeper than this reader goes."""


def parse(text: str) -> Node:
    """The tree of an expression; raises `SyntaxMistake` where it is none and `TooDeep` where it cannot say."""
    parser = _Parser(list(tokens(text)))
    node = parser.expression()
    parser.expect_end()
    return node


class _Parser(Cursor):
    def __init__(self, found: list[Token]) -> None:
        super().__init__(found)
        self._depth = 0

    def expression(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep
        node = self._binary(1)
        if self.takes("?"):
            at = self.last.at
            yes = self._binary(1)
            self.expect(":")
            node = Call(at, "?:", None, (node, yes, self.expression()), operator=True)
        self._depth -= 1
        return node

    def expect_end(self) -> None:
        if self.here.kind is not Kind.END:
            raise self.unexpected()

    def _binary(self, least: int) -> Node:
        left = self._unary()
        while _BINDS.get(self.here.text, 0) >= least:
            sign = self.advance()
            left = Call(sign.at, sign.text, None, (left, self._binary(_BINDS[sign.text] + 1)), operator=True)
        return left

    def _unary(self) -> Node:
        if self.here.kind is Kind.SIGN and self.here.text in ("!", "-"):
            sign = self.here
            negative = sign.text == "-" and self.following.kind in _SIGNED  # of two, neither is
            while self.takes(sign.text):
                pass
            if sign.text == "!" and self.here.text == "-" and self.following.kind in _SIGNED:
                self.advance()
            return Call(sign.at, f"{sign.text}_", None, (self._member(negative=negative),), operator=True)
        return self._member()

    def _member(self, *, negative: bool = False) -> Node:
        node = self._primary(negative=negative)
        while True:
            if self.takes("."):
                node = self._selected(node)
            elif self.takes("["):
                optional = self.takes("?")
                node = Index(self.last.at, node, self.expression(), optional)
                self.expect("]")
            elif self.here.text == "{" and (name := qualified(node)):
                node = self._struct(name)
            else:
                return node

    def _selected(self, operand: Node) -> Node:
        optional = self.takes("?")
        field = self.advance()
        if field.kind is not Kind.NAME or field.text in ("in", *LITERALS):
            raise self.unexpected(field)
        if not optional and self.takes("("):
            return Call(field.at, field.text, operand, self._arguments(")"))
        return Select(field.at, operand, field.text, optional)

    def _primary(self, *, negative: bool) -> Node:
        token = self.advance()
        if token.kind in _LITERAL_KINDS:
            return _literal(token, negative=negative)
        if token.kind is Kind.NAME:
            return self._name(token)
        if token.text == "." and self.here.kind is Kind.NAME and self.here.text not in LITERALS:
            return self._name(self.advance())
        if token.text == "(":
            node = self.expression()
            self.expect(")")
            return node
        if token.text == "[":
            return Items(token.at, "list", self._arguments("]", optional=True, trailing=True))
        if token.text == "{":
            return Items(token.at, "map", self._entries())
        raise self.unexpected(token)

    def _name(self, token: Token) -> Node:
        if token.text in LITERALS:
            return Literal(token.at, LITERALS[token.text], token.text)
        if token.text == "in":
            raise self.unexpected(token)
        if token.text in RESERVED:
            raise SyntaxMistake(token.at, Text(f"{token.text} 是保留字", f"{token.text} is a reserved word"))
        if self.takes("("):
            return Call(token.at, token.text, None, self._arguments(")"))
        return Name(token.at, token.text)

    def _arguments(self, end: str, *, optional: bool = False, trailing: bool = False) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self.takes(end):
            if found:
                self.expect(",", end)
            if trailing and self.ends(end, empty=not found):
                break
            if optional:
                self.takes("?")
            found.append(self.expression())
        return tuple(found)

    def _entries(self) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self.takes("}"):
            if found:
                self.expect(",", "}")
            if self.ends("}", empty=not found):
                break
            self.takes("?")
            found.append(self.expression())
            self.expect(":")
            found.append(self.expression())
        return tuple(found)

    def _struct(self, name: str) -> Node:
        at = self.advance().at
        fields: list[str] = []
        values: list[Node] = []
        while not self.takes("}"):
            if values:
                self.expect(",", "}")
            if self.ends("}", empty=not values):
                break
            self.takes("?")
            field = self.advance()
            if field.kind is not Kind.NAME or field.text in ("in", *LITERALS):
                raise self.unexpected(field)
            self.expect(":")
            fields.append(field.text)
            values.append(self.expression())
        return Struct(at, name, tuple(fields), tuple(values))


def _literal(token: Token, *, negative: bool) -> Literal:
    """A literal; a minus that stands before a number is a part of it, so it may be one more below 0."""
    if token.kind in (Kind.INT, Kind.UINT):
        value = (
            int(token.text.rstrip("uU"), 16 if token.text.startswith("0x") else 10) if len(token.text) < 40 else None
        )
        largest = 2**63 - (not negative) if token.kind is Kind.INT else 2**64 - 1
        if value is None or value > largest:
            raise SyntaxMistake(token.at, Text("整数超出 64 位", "an integer of more than 64 bits"))
    return Literal(token.at, _LITERAL_KINDS[token.kind], token.text)
