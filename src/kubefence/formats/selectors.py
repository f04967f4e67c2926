"""Selectors as kubectl takes them: of labels and of fields (``labels`` and ``fields`` of ``k8s.io/apimachinery``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.formats.go_integer import integer
from kubefence.formats.names import label_value, qualified_name

_TOKEN = re.compile(r"\s*(==|!=|[=!(),<>]|[^=!(),<>\s]+)")
_SIGNS = frozenset({"==", "!=", "=", "!", "(", ")", ",", "<", ">"})
_EQUAL = frozenset({"=", "==", "!="})
_ORDERED = frozenset({"<", ">"})
_SETS = frozenset({"in", "notin"})
_OPERATOR = re.compile(r"!=|==?")
_TERM = re.compile(r"(?:\\.|[^\\,])*", re.DOTALL)
_VALUE = re.compile(r"(?:\\[\\,=]|[^\\,=])*")


class _Wrong(Exception):
    """What is wrong with a selector."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)


class _Requirement(NamedTuple):
    key: str
    operator: str
    values: list[str]


def labels(text: str) -> Text | None:
    """What is wrong with a selector of labels: ``a=b,c!=d,e in (f,g),!h``."""
    try:
        for key, operator, values in _requirements(_TOKEN.findall(text)):
            _check(qualified_name(key), key)
            for value in values:
                _check(label_value(value), value)
                if operator in _ORDERED and integer(value) is None:
                    raise _Wrong(f"{operator} 后面要有整数", f"{operator} is followed by a whole number")
    except _Wrong as wrong:
        return wrong.text
    return None


def pairs(text: str) -> dict[str, str]:
    """The labels and their values, of a selector that asks for nothing else; empty of any other."""
    try:
        found = list(_requirements(_TOKEN.findall(text)))
    except _Wrong:
        return {}
    plain = all(operator in ("=", "==") for _, operator, _ in found)
    return {key: values[0] for key, _, values in found} if plain else {}


def _check(fault: Text | None, written: str) -> None:
    if fault is not None:
        raise _Wrong(f"{written!r}：{fault.zh}", f"{written!r}: {fault.en}")


def _requirements(tokens: list[str]) -> Iterator[_Requirement]:
    tokens = [*tokens, ""]
    at = 0
    while tokens[at]:
        absent = tokens[at] == "!"
        key = tokens[at + absent]
        if not key or key in _SIGNS:
            _unexpected(key, "标签的键", "the key of a label")
        at += 1 + absent
        operator, values = tokens[at], list[str]()
        if operator not in ("", ","):
            if absent:
                _unexpected(operator, "逗号", "a comma")
            at, values = _values(tokens, at + 1, operator)
        yield _Requirement(key, operator, values)
        if tokens[at] not in ("", ","):
            _unexpected(tokens[at], "逗号", "a comma")
        if tokens[at] == ",":
            at += 1
            if not tokens[at]:
                _unexpected("", "标签的键", "the key of a label")


def _values(tokens: list[str], at: int, operator: str) -> tuple[int, list[str]]:
    """What follows an operator, and where it ends."""
    if operator in _SETS:
        return _set(tokens, at)
    if operator not in _EQUAL | _ORDERED:
        _unexpected(operator, "=、!=、in 或 notin", "=, !=, in or notin")
    if tokens[at] in ("", ","):
        return at, [""]
    if tokens[at] in _SIGNS:
        _unexpected(tokens[at], "标签的值", "the value of a label")
    return at + 1, [tokens[at]]


def _set(tokens: list[str], at: int) -> tuple[int, list[str]]:
    if tokens[at] != "(":
        _unexpected(tokens[at], "括号 (", "a bracket (")
    values: list[str] = []
    at += 1
    apart = True
    while tokens[at] != ")":
        if tokens[at] != "," and (tokens[at] in _SIGNS or not tokens[at] or not apart):
            _unexpected(tokens[at], "逗号或 )", "a comma or )")
        apart = tokens[at] == ","
        values += [] if apart else [tokens[at]]
        at += 1
    return at + 1, values


def _unexpected(token: str, zh: str, en: str) -> None:
    shown_zh, shown_en = (f"{token!r} 处", f"at {token!r}") if token else ("末尾", "at the end")
    raise _Wrong(f"{shown_zh}应为{zh}", f"{en} is expected {shown_en}")


def fields(text: str) -> Text | None:
    """What is wrong with a selector of fields: ``a.b=c,d!=e``."""
    for term in _terms(text):
        name, operator, value = split(term)
        if not operator:
            return Text(
                f"{term!r} 里没有 =、== 或 !=；字段选择算符只有这几种",
                f"there is no =, == or != in {term!r}, nor any other",
            )
        if not name:
            return Text(f"{term!r} 里没有字段", f"there is no field in {term!r}")
        if not _VALUE.fullmatch(value):
            return Text(
                f"值 {value!r} 里的 , = \\ 前面要加反斜杠",
                f"a backslash has to stand before , = \\ in the value {value!r}",
            )
    return None


def names(text: str) -> list[str]:
    """The fields that such a selector names."""
    return [split(term)[0] for term in _terms(text)]


def split(term: str) -> tuple[str, str, str]:
    """A field, its operator and its value; two empty texts at the end where there is none."""
    found = _OPERATOR.search(term)
    return (term[: found.start()], found[0], term[found.end() :]) if found else (term, "", "")


def _terms(text: str) -> Iterator[str]:
    """What stands between commas that no backslash hides."""
    at = 0
    while at <= len(text):
        found = _TERM.match(text, at)
        end = found.end() if found else len(text)
        if text[at:end]:
            yield text[at:end]
        at = end + 1
