"""Templates of JSONPath as kubectl reads them (``k8s.io/client-go/util/jsonpath``), and columns made of them."""

from __future__ import annotations

import re

from kubefence.findings import Text

_SPACE = re.compile(r"[ @$]+")
_FIELD = re.compile(r"(?:\\.|[^\\ \t\r\n.,\[\]$@{}])*", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[\d.]*")
_QUOTED = {"'": re.compile(r"'(?:[^'\\\n]|\\.)*'"), '"': re.compile(r'"(?:[^"\\\n]|\\.)*"')}
_NO_ESCAPE = re.compile(r"(?:[^\\]|\\[abfnrtv\\'\"xuU0-7])*+\\(.)", re.DOTALL)
_COMPARED = re.compile(r"([^!<>=]+)([!<>=]+)(.+)", re.DOTALL)
_OPERATORS = ("<", ">", "==", "!=", "<=", ">=")
_KEY = re.compile(r"'[^']*'")
_SLICE = re.compile(r"-?\d*(?::-?\d*){0,2}")
_DOMAIN = re.compile(r"[\w-]+(?<!\\)\.(?:com|dev|io|net|org|sh)/[\w.-]+")
_RELAXED = re.compile(r"\{\.?([^{}]+)\}|\.?([^{}]+)")
_KEYWORDS = ("range", "end")
_DEEPEST = 20
"""Filters in filters; nobody writes more than one."""


def template(text: str) -> Text | None:
    """What is wrong with a template: text with ``{…}`` in it."""
    at = depth = 0
    while (start := text.find("{", at)) >= 0:
        reader = _Action(text, start + 1)
        fault = reader.read()
        if fault is not None:
            return fault
        depth += reader.opened
        if depth < 0:
            return Text("{end} 前面没有 {range}", "there is no {range} before {end}")
        at = reader.at
    return None


def is_literal(text: str) -> bool:
    """Whether a template has nothing to fill in, though it looks like a path: it is printed as it stands."""
    return "{" not in text and text.startswith((".", "$", "@"))


def unescaped_dot(text: str) -> str:
    """The part of a path that was meant as one key, of which dots make several: ``nvidia.com/gpu``."""
    found = _DOMAIN.search(text)
    return found[0] if found else ""


def relaxed(text: str) -> Text | None:
    """What is wrong with a path that may lack its braces or its first dot."""
    if not text:
        return None
    found = _RELAXED.fullmatch(text)
    if found is None:
        return Text(
            "路径写成 .a.b 或 {.a.b}，花括号不能多，也不能少一边",
            "a path is .a.b or {.a.b}, with no more braces and none missing",
        )
    return template(f"{{.{found[1] or found[2]}}}")


def columns(text: str) -> Text | None:
    """What is wrong with the columns of ``-o custom-columns=``: ``HEADER:PATH`` with commas between them."""
    for column in text.split(","):
        header, colon, path = column.partition(":")
        if not colon:
            return Text(
                f"每列写成 标题:路径，{column.strip() or '空的一列'} 没有冒号",
                f"a column is HEADER:PATH, and {column.strip() or 'an empty one'} has no colon",
            )
        fault = relaxed(path)
        if fault is not None:
            return Text(f"列 {header.strip()}：{fault.zh}", f"column {header.strip()}: {fault.en}")
    return None


class _Action:
    """One ``{…}``, read from behind its brace."""

    def __init__(self, text: str, at: int, depth: int = 0) -> None:
        self._text, self.at, self._depth = text, at, depth
        self.opened = 0
        """How many loops it opens, less those that it ends."""

    def read(self) -> Text | None:
        """What is wrong with it; `at` is behind its brace then."""
        text, recursive = self._text, False
        while True:
            found = _SPACE.match(text, self.at)
            self.at = found.end() if found else self.at
            sign = text[self.at : self.at + 1]
            if sign == "}":
                self.at += 1
                return None
            if sign in ("", "\n", "\r"):
                return Text("{ 没有对应的 }", "a { is not closed")
            if text.startswith("..", self.at):
                if recursive:
                    return Text(".. 写了两遍", ".. stands there twice")
                recursive = True
                self.at = self._end(_FIELD, self.at + 2)
                continue
            recursive = False
            fault = self._part(sign)
            if fault is not None:
                return fault

    def _part(self, sign: str) -> Text | None:
        if self._text.startswith("[?(", self.at):
            return self._filter()
        if sign == "[":
            return self._array()
        if sign in "'\"":
            return self._quoted(sign)
        if sign == ".":
            self.at = self._end(_FIELD, self.at + 1)
            return None
        if sign in "+-" or sign.isdigit():
            return self._number()
        return self._word(sign)

    def _end(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        return found.end() if found else at

    def _word(self, sign: str) -> Text | None:
        if not (sign == "_" or sign.isalpha()):
            return Text(f"花括号里不认识 {sign!r}", f"{sign!r} means nothing inside of braces")
        start, self.at = self.at, self._end(_FIELD, self.at)
        word = self._text[start : self.at]
        self.opened += (word == "range") - (word == "end")
        if word in _KEYWORDS or word in ("true", "false"):
            return None
        if self._depth:
            return Text(f'文本要加引号："{word}"', f'a text has to be in quotes: "{word}"')
        return Text(f"路径以点开头：{{.{word}}}，而不是 {{{word}}}", f"a path begins with a dot: {{.{word}}}")

    def _number(self) -> Text | None:
        start, self.at = self.at, self._end(_NUMBER, self.at)
        written = self._text[start : self.at]
        if re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)", written):
            return None
        return Text(f"{written} 不是数字", f"{written} is no number")

    def _quoted(self, sign: str) -> Text | None:
        end = self._end(_QUOTED[sign], self.at)
        if end == self.at:
            return Text(f"引号 {sign} 没有结束", f"the quote {sign} is not closed")
        found, self.at = _NO_ESCAPE.match(self._text[self.at : end]), end
        return Text(f"没有转义 \\{found[1]}", f"there is no escape \\{found[1]}") if found else None

    def _array(self) -> Text | None:
        end = self._text.find("]", self.at)
        line = self._text.find("\n", self.at)
        if end < 0 or 0 <= line < end:
            return Text("[ 没有对应的 ]", "a [ is not closed")
        inside, self.at = self._text[self.at + 1 : end], end + 1
        for part in inside.split(",") if "," in inside else [inside]:
            index = part.strip(" ") if "," in inside else part
            if "{" in index:
                return Text("[ ] 里不能有花括号", "there can be no braces in [ ]")
            if index != "*" and not _KEY.fullmatch(index) and not _SLICE.fullmatch(index):
                return Text(
                    f"[{index}] 既不是下标，也不是 ['键'] 或 [?(条件)]",
                    f"[{index}] is neither an index nor ['key'] nor [?(condition)]",
                )
        return None

    def _filter(self) -> Text | None:
        end = self._end_of_filter()
        if end < 0:
            return Text("条件 [?( 没有对应的 )]", "the condition [?( is not closed by )]")
        if self._text[end : end + 1] != "]":
            return Text("条件的 ) 后面缺少 ]", "there is no ] behind the ) of a condition")
        inside, self.at = self._text[self.at + 3 : end - 1], end + 1
        found = _COMPARED.fullmatch(inside)
        if found is not None and found[2] not in _OPERATORS:
            return Text(f"没有比较运算符 {found[2]}", f"there is no operator {found[2]}")
        for side in (found[1], found[3]) if found else (inside,):
            fault = self._side(side)
            if fault is not None:
                return fault
        return None

    def _end_of_filter(self) -> int:
        """Behind the bracket that closes a condition, -1 where there is none; what is in quotes does not count."""
        quote, closed = "", False
        for at in range(self.at + 3, len(self._text)):
            sign = self._text[at]
            if sign == "\n":
                break
            if sign in "'\"" and not quote:
                quote = sign
            elif sign == quote and self._text[at - 1] != "\\":
                closed = True
            elif sign == ")" and bool(quote) == closed:
                return at + 1
        return -1

    def _side(self, text: str) -> Text | None:
        """What is wrong with one side of a condition."""
        if self._depth >= _DEEPEST:
            return None
        return _Action(f"{text}}}", 0, self._depth + 1).read()
