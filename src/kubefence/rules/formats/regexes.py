"""Regular expressions in the syntax of RE2, which Go compiles (``regexp/syntax``)."""

from __future__ import annotations

import re
from functools import lru_cache

from kubefence.findings import Text

_ESCAPE = re.compile(
    r"\\(?:[0-7]{1,3}|[dswDSWabfnrtvAzB]|[pP](?:\{\^?[A-Za-z_]+\}|[A-Z])|x(?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\})"
    r"|[^0-9A-Za-z\x80-\U0010ffff])",
    re.DOTALL,
)
_QUOTE = re.compile(r"\\Q.*?(?:\\E|$)", re.DOTALL)
_GROUP = re.compile(r"\((?:\?(?:P?<[A-Za-z0-9_]+>|[imsU]*(?:-[imsU]+)?[:)]))?")
_REPEAT = re.compile(r"(?:[*+?]|\{([0-9]+)(,[0-9]*)?\})\??")
_CLASS_NAME = re.compile(r"\[:\^?[a-z]+:\]")
_MAX_REPEAT = 1000
_FORM = Text(
    "应为 RE2 正则表达式，如 ^[a-z]+$；不支持 (?=、(?!、(?<= 和 \\1",
    "it has to be a regular expression of RE2, such as ^[a-z]+$; (?=, (?!, (?<= and \\1 do not exist",
)


@lru_cache(maxsize=1024)
def re2(text: str) -> Text | None:
    """A pattern that ``regexp.Compile`` accepts."""
    try:
        _Reader(text).read()
    except ValueError as error:
        return Text(f"{_FORM.zh}（{error}）", f"{_FORM.en} ({error})")
    return None


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._open = 0
        self._repeatable = False
        """Whether a repetition may follow."""

    def read(self) -> None:
        """Go through the pattern; raises ValueError with the part that is wrong."""
        readers = {"\\": self._escape, "[": self._class, "(": self._group, ")": self._close, "|": self._either}
        while self._at < len(self._text):
            sign = self._text[self._at]
            repeat = _REPEAT.match(self._text, self._at)
            if sign in readers:
                readers[sign]()
            elif repeat:
                self._repeat(repeat)
            else:
                self._at += 1
                self._repeatable = True
        if self._open:
            raise ValueError("(")

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise ValueError(self._text[self._at : self._at + 3])
        self._at = found.end()
        return found.group()

    def _escape(self) -> None:
        escape = self._take(_QUOTE if self._text.startswith("\\Q", self._at) else _ESCAPE)
        if len(escape) == 2 and escape[1] in "1234567":
            raise ValueError(escape)
        self._repeatable = True

    def _group(self) -> None:
        group = self._take(_GROUP)
        if group == "(" and self._text.startswith("?", self._at):
            raise ValueError(self._text[self._at - 1 : self._at + 3])
        self._open += not group.endswith(")")
        self._repeatable = False

    def _close(self) -> None:
        self._at += 1
        self._open -= 1
        self._repeatable = True
        if self._open < 0:
            raise ValueError(")")

    def _either(self) -> None:
        self._at += 1
        self._repeatable = False

    def _repeat(self, found: re.Match[str]) -> None:
        low, high = found[1], (found[2] or "")[1:]
        too_many = any(len(count) > 4 or int(count) > _MAX_REPEAT for count in (low, high) if count)
        if not self._repeatable or too_many or (low and high and int(low) > int(high)):
            raise ValueError(found.group())
        self._at = found.end()
        self._repeatable = False

    def _class(self) -> None:
        start = self._at
        self._at += 2 if self._text.startswith("[^", self._at) else 1
        first, low = True, ""
        while first or not self._text.startswith("]", self._at):
            if self._at >= len(self._text):
                raise ValueError(self._text[start : start + 10])
            if self._text.startswith("[:", self._at) and _CLASS_NAME.match(self._text, self._at):
                self._take(_CLASS_NAME)
                low = ""
            else:
                low = self._class_member(low)
            first = False
        self._at += 1
        self._repeatable = True

    def _class_member(self, low: str) -> str:
        """Read one member; ``low`` is the start of a range, if the last member and a - made one."""
        if self._text[self._at] == "\\":
            escape = self._take(_ESCAPE)
            member = escape[1] if len(escape) == 2 and not escape[1].isalnum() else ""
        else:
            member = self._text[self._at]
            self._at += 1
        if low and member and low > member:
            raise ValueError(f"{low}-{member}")
        if not low and member and self._text.startswith("-", self._at) and not self._text.startswith("-]", self._at):
            self._at += 1
            return member
        return ""
