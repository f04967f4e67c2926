"""Goes through the tokens of an expression."""

from __future__ import annotations

from kubefence.cel.tokens import Kind, SyntaxMistake, Token
from kubefence.findings import Text


class Cursor:
    """Where a reader of tokens stands."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._next = 0

    def ends(self, end: str, *, empty: bool) -> bool:
        """Whether the list is over: after a comma, or with nothing but a comma in it."""
        if empty and self.takes(","):
            self.expect(end)
            return True
        return not empty and self.takes(end)

    @property
    def here(self) -> Token:
        """The next token."""
        return self._tokens[self._next]

    @property
    def last(self) -> Token:
        """The one before."""
        return self._tokens[self._next - 1]

    @property
    def following(self) -> Token:
        """The one after the next."""
        return self._tokens[min(self._next + 1, len(self._tokens) - 1)]

    def advance(self) -> Token:
        """Take the next token, whatever it is."""
        token = self.here
        if token.kind is not Kind.END:
            self._next += 1
        return token

    def takes(self, sign: str) -> bool:
        """Take the next token if it is this sign."""
        if self.here.kind is Kind.SIGN and self.here.text == sign:
            self._next += 1
            return True
        return False

    def expect(self, sign: str, or_else: str = "") -> None:
        """Take this sign; raises `SyntaxMistake` where it is not there."""
        if not self.takes(sign):
            raise self.unexpected(wanted=f"{sign} / {or_else}" if or_else else sign)

    def unexpected(self, token: Token | None = None, wanted: str = "") -> SyntaxMistake:
        """The mistake that a token is."""
        token = token or self.here
        zh, en = (f"，应为 {wanted}", f", {wanted} is expected") if wanted else ("", "")
        if token.kind is Kind.END:
            return SyntaxMistake(token.at, Text(f"表达式没有写完{zh}", f"the expression is not complete{en}"))
        return SyntaxMistake(token.at, Text(f"{token.text} 不能出现在这里{zh}", f"{token.text} cannot stand here{en}"))
