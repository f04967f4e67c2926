"""Reads a regular expression as Go's ``regexp/syntax`` does, for what it refuses; nothing is ever matched.

What has been read is not kept, only what its limits need: `Piece` says how large a part of the expression would be.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.formats import regex_signs as signs
from kubefence.formats.regex_signs import Fault

MOST_REPEATS = 1000
"""Of a part, by ``{n}``, the repetitions around it multiplied."""
MOST_STEPS = (128 << 20) // 40
"""Of the program that an expression becomes."""
DEEPEST = 1000
"""How many levels there are at most in an expression."""

_COUNT = re.compile(r"\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}")
_NAMED = re.compile(r"\(\?P?<([^>]*)>")
_NAME = re.compile(r"[0-9A-Za-z_]+")
_FLAGS = re.compile(r"\(\?(?:[imsU]*|[imsU]*-[imsU]+)([:)])")

NOTHING_TO_REPEAT = Text("前面没有可以重复的内容", "there is nothing to repeat")
REPEATED_TWICE = Text("不能对重复再作重复", "a repetition cannot itself be repeated")
TOO_OFTEN = Text(
    "重复次数最多为 1000（嵌套的次数相乘）", "a part can be repeated 1000 times at most, nested ones multiplied"
)
BACKWARDS = Text("次数的下限大于上限", "the least count is greater than the most")
NO_SUCH_GROUP = Text(
    "不是支持的分组；没有 (?=、(?!、(?<=、(?<!", "is no such group; (?=, (?!, (?<= and (?<! do not exist"
)
NEVER_CLOSED = Text("的括号没有闭合", "a parenthesis is never closed")
NEVER_OPENED = Text("的 ) 没有对应的 (", "a ) has no ( before it")
TOO_LARGE = Text("表达式展开后过大", "the expression becomes too large")
TOO_DEEP = Text("嵌套过深", "the expression nests too deeply")


class Piece(NamedTuple):
    """A part of an expression, as far as the limits go."""

    steps: int = 1
    copies: int = 1
    """How often the part of it that is repeated most is repeated."""
    depth: int = 1


class Level:
    """What has been read since a parenthesis was opened."""

    def __init__(self, *, captures: bool = False) -> None:
        self.captures = captures
        self.pieces: list[Piece] = []
        """Of the branch that is being read."""
        self._branches: list[Piece] = []

    def end_branch(self) -> None:
        """A ``|``, or the end."""
        self._branches.append(_together(self.pieces))
        self.pieces = []

    def whole(self) -> Piece:
        """All that was read, as one piece."""
        self.end_branch()
        whole = _together(self._branches)
        bars = len(self._branches) - 1
        if self.captures:
            return Piece(whole.steps + bars + 2, whole.copies, whole.depth + 1)
        return whole._replace(steps=whole.steps + bars)


def _together(pieces: list[Piece]) -> Piece:
    """Pieces that follow each other, or of which one is chosen."""
    if len(pieces) == 1:
        return pieces[0]
    steps = sum(piece.steps for piece in pieces)
    copies = max((piece.copies for piece in pieces), default=1)
    below = max((piece.depth for piece in pieces), default=0)
    return Piece(max(1, steps), copies, below + (below > 1))  # single characters are put into one text


class Reader:
    """Goes through an expression once, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._levels = [Level()]
        self._repeated = False
        """Whether what stands just before is a repetition."""

    def read(self) -> None:
        """Read all of it; raises `Fault` for what is wrong."""
        readers = {"\\": self._escape, "[": self._class, "(": self._open, ")": self._close, "|": self._bar}
        repeats = {"*": self._repeat, "+": self._repeat, "?": self._repeat, "{": self._count}
        while self._at < len(self._text):
            sign = self._text[self._at]
            if sign in repeats:
                repeats[sign]()
            else:
                readers.get(sign, self._literal)()
                self._repeated = False
        if len(self._levels) > 1:
            raise Fault(self._text, NEVER_CLOSED)
        self._limited(self._levels[0].whole())

    def _literal(self) -> None:
        self._at += 1
        self._add(Piece())

    def _add(self, piece: Piece) -> None:
        self._levels[-1].pieces.append(self._limited(piece))

    def _limited(self, piece: Piece) -> Piece:
        if piece.steps > MOST_STEPS:
            raise Fault(self._text, TOO_LARGE)
        if piece.depth > DEEPEST:
            raise Fault(self._text, TOO_DEEP)
        return piece

    def _escape(self) -> None:
        if self._text.startswith("\\Q", self._at):
            end = self._text.find("\\E", self._at)
            quoted = self._text[self._at + 2 : end if end >= 0 else None]
            self._at = end + 2 if end >= 0 else len(self._text)
            for _ in quoted:
                self._add(Piece())
            return
        self._at = signs.escape(self._text, self._at)
        self._add(Piece())

    def _class(self) -> None:
        self._at = signs.bracket(self._text, self._at)
        self._add(Piece())

    def _open(self) -> None:
        if not self._text.startswith("(?", self._at):
            self._at += 1
            self._levels.append(Level(captures=True))
            return
        named, flags = _NAMED.match(self._text, self._at), _FLAGS.match(self._text, self._at)
        group = named or flags
        if group is None or (named and not _NAME.fullmatch(named[1])):
            raise Fault(self._text[self._at : self._at + 4], NO_SUCH_GROUP)
        self._at = group.end()
        if named or group[1] == ":":
            self._levels.append(Level(captures=named is not None))

    def _close(self) -> None:
        if len(self._levels) == 1:
            raise Fault(self._text[: self._at + 1], NEVER_OPENED)
        self._at += 1
        self._add(self._levels.pop().whole())

    def _bar(self) -> None:
        self._at += 1
        self._levels[-1].end_branch()

    def _repeat(self) -> None:
        """``*``, ``+`` or ``?``."""
        more = 2 if self._text[self._at] == "*" else 1
        piece = self._taken(self._at + 1)
        self._add(Piece(piece.steps + more, piece.copies, piece.depth + 1))

    def _count(self) -> None:
        """``{2}``, ``{2,}`` or ``{2,5}``; what looks otherwise is a brace and no repetition."""
        found = _COUNT.match(self._text, self._at)
        if found is None:
            self._literal()
            self._repeated = False
            return
        low, high = _number(found[1]), _number(found[3] or found[1])
        if max(low, high) > MOST_REPEATS:
            raise Fault(found.group(), TOO_OFTEN)
        if low > high:
            raise Fault(found.group(), BACKWARDS)
        piece = self._taken(found.end())
        repeated = _without_end(piece, low) if found[2] and not found[3] else _up_to(piece, low, high)
        if high >= 2 and repeated.copies > MOST_REPEATS:
            raise Fault(found.group(), TOO_OFTEN)
        self._add(repeated)

    def _taken(self, end: int) -> Piece:
        """What is repeated by what ends there; a ``?`` after it makes it modest."""
        end += self._text.startswith("?", end)
        part, self._at = self._text[self._at : end], end
        if self._repeated:
            raise Fault(part, REPEATED_TWICE)
        if not self._levels[-1].pieces:
            raise Fault(part, NOTHING_TO_REPEAT)
        self._repeated = True
        return self._levels[-1].pieces.pop()


def _without_end(piece: Piece, low: int) -> Piece:
    """``{low,}``"""
    if low == 0:
        return Piece(piece.steps + 2, piece.copies, piece.depth + 1)
    return Piece(low * piece.steps + 1, low * piece.copies, piece.depth + 1)


def _up_to(piece: Piece, low: int, high: int) -> Piece:
    """``{low,high}``"""
    return Piece(max(1, high * piece.steps + high - low), high * piece.copies, piece.depth + 1)


def _number(digits: str) -> int:
    """The count, or one that is too high."""
    return int(digits) if len(digits) <= 4 else MOST_REPEATS + 1
