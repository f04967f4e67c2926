"""Single signs of regular expressions in Go's syntax: escapes, and what stands in brackets."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.formats import unicode_classes

LARGEST = 0x10FFFF
_SIGN = re.compile(
    r"\\(?:([0-7]{2,3}|0)|x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]+)\}|([afnrtv])|([^0-9A-Za-z\x80-\U0010ffff]))"
)
"""An escape that stands for one character."""
_UNICODE = re.compile(r"\\[pP](?:\{([^}]*)\}|([^{]))", re.DOTALL)
_NAMED = re.compile(r"\[:(.*?):\]", re.DOTALL)
_CLASSES = re.compile(r"\^?(?:al(?:num|pha)|ascii|blank|cntrl|x?digit|graph|lower|punct|print|space|upper|word)")
_PERL = frozenset("dDsSwW")
_PLACES = frozenset("AbBz")
"""Escapes that stand for a place, outside of brackets only."""
_CONTROLS = dict(zip("afnrtv", "\a\f\n\r\t\v", strict=True))

NO_SUCH_ESCAPE = Text(
    "不是支持的转义（没有反向引用、\\C、\\Z）", "is no such escape (there is no back reference, no \\C, no \\Z)"
)
NO_SUCH_CLASS = Text("没有这样的字符类", "there is no such class of characters")
RUNS_BACKWARDS = Text("的字符范围起点大于终点", "a range of characters runs backwards")
BRACKET_NOT_CLOSED = Text("的 [ 没有闭合", "a [ is never closed")


class Fault(Exception):
    """What is wrong with an expression, and which part of it that is."""

    def __init__(self, part: str, text: Text) -> None:
        self.part = part
        self.text = text


def escape(text: str, at: int) -> int:
    """Where an escape outside of brackets ends."""
    if text[at + 1 : at + 2] in _PLACES:
        return at + 2
    end = _class_escape(text, at)
    return end if end is not None else _sign(text, at)[1]


def bracket(text: str, at: int) -> int:
    """Where a class in brackets ends."""
    start = at
    at += 2 if text.startswith("[^", at) else 1
    first = True
    while first or not text.startswith("]", at):
        first = False
        end = _named(text, at)
        if end is None:
            end = _class_escape(text, at)
        at = _range(text, at, start) if end is None else end
    return at + 1


def _class_escape(text: str, at: int) -> int | None:
    """Where ``\\d`` or ``\\p{Greek}`` ends, None where there is none."""
    if not text.startswith("\\", at):
        return None
    kind = text[at + 1 : at + 2]
    if kind and kind in _PERL:
        return at + 2
    if not kind or kind not in "pP":
        return None
    found = _UNICODE.match(text, at)
    if found is None or not unicode_classes.is_known((found[1] or found[2] or "").removeprefix("^")):
        raise Fault(found.group() if found else text[at:], NO_SUCH_CLASS)
    return found.end()


def _named(text: str, at: int) -> int | None:
    """Where ``[:alpha:]`` ends, None where there is none."""
    found = _NAMED.match(text, at)
    if found is None:
        return None
    if not _CLASSES.fullmatch(found[1]):
        raise Fault(found.group(), NO_SUCH_CLASS)
    return found.end()


def _range(text: str, at: int, start: int) -> int:
    """Where a character in brackets ends, or a range of them."""
    low, end = _member(text, at, start)
    if not text.startswith("-", end) or text.startswith("-]", end) or end + 1 == len(text):
        return end
    high, end = _member(text, end + 1, start)
    if high < low:
        raise Fault(text[at:end], RUNS_BACKWARDS)
    return end


def _member(text: str, at: int, start: int) -> tuple[int, int]:
    """A character in brackets and where it ends."""
    if at >= len(text):
        raise Fault(text[start:], BRACKET_NOT_CLOSED)
    return _sign(text, at) if text[at] == "\\" else (ord(text[at]), at + 1)


def _sign(text: str, at: int) -> tuple[int, int]:
    """The character that an escape stands for, and where it ends."""
    found = _SIGN.match(text, at)
    if found is None:
        raise Fault(text[at : at + 2], NO_SUCH_ESCAPE)
    octal, *hexadecimal, control, other = found.groups()
    digits = "".join(part or "" for part in hexadecimal)
    if octal or digits:
        value = int(octal, 8) if octal else _from_hexadecimal(digits)
        if value > LARGEST:
            raise Fault(found.group(), NO_SUCH_ESCAPE)
        return value, found.end()
    return ord(_CONTROLS[control] if control else other), found.end()


def _from_hexadecimal(digits: str) -> int:
    significant = digits.lstrip("0")
    return int(significant or "0", 16) if len(significant) <= 6 else LARGEST + 1
