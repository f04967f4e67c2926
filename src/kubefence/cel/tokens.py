"""Cuts an expression into tokens, as the grammar of cel-go (``parser/gen/CEL.g4``) does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from kubefence.findings import Text


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    INT = auto()
    UINT = auto()
    DOUBLE = auto()
    STRING = auto()
    BYTES = auto()
    SIGN = auto()
    END = auto()


class Token(NamedTuple):
    """A piece of an expression."""

    kind: Kind
    text: str
    at: int
    """Offset of its first character."""


class SyntaxMistake(Exception):
    """The text is no expression."""

    def __init__(self, at: int, text: Text) -> None:
        super().__init__(text.en)
        self.at = at
        self.text = text


_ESCAPE = r"\\(?:[abfnrtv\"'\\?`]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})"
_QUOTED = (
    rf'[rR]"""(?:(?!""")[\s\S])*"""|[rR]\'\'\'(?:(?!\'\'\')[\s\S])*\'\'\'|[rR]"[^"\n\r]*"|[rR]\'[^\'\n\r]*\''
    rf'|"""(?:{_ESCAPE}|(?!""")[^\\])*"""|\'\'\'(?:{_ESCAPE}|(?!\'\'\')[^\\])*\'\'\''
    rf'|"(?:{_ESCAPE}|[^\\"\n\r])*"|\'(?:{_ESCAPE}|[^\\\'\n\r])*\''
)
_TOKEN = re.compile(
    r"(?P<space>[ \t\n\r\f]+|//[^\n]*)"
    rf"|(?P<BYTES>[bB](?:{_QUOTED}))"
    rf"|(?P<STRING>{_QUOTED})"
    r"|(?P<DOUBLE>[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<UINT>(?:0x[0-9a-fA-F]+|[0-9]+)[uU])"
    r"|(?P<INT>0x[0-9a-fA-F]+|[0-9]+)"
    r"|(?P<NAME>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<SIGN>==|!=|<=|>=|&&|\|\||[-<>\[\]{}().,!?:+*/%])"
)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` and one `Kind.END`."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise SyntaxMistake(at, _strange(text, at))
        if found.lastgroup != "space":
            yield Token(Kind[str(found.lastgroup)], found.group(), at)
        at = found.end()
    yield Token(Kind.END, "", len(text))


def _strange(text: str, at: int) -> Text:
    sign = text[at]
    if sign in "\"'":
        return Text("这里的字符串没有结束，或含有无效的转义", "a string that does not end, or a wrong escape in it")
    if sign in "=&|":
        return Text(f"单个 {sign} 不是运算符，应写 {sign * 2}", f"a single {sign} is no operator, write {sign * 2}")
    if sign == "`":
        zh, en = "服务器不支持反引号；a-b 写成 a__dash__b", "the server has no back quotes; write a__dash__b for a-b"
        return Text(zh, en)
    return Text(f"{sign} 不能出现在这里", f"{sign} cannot stand here")
