"""Macros of two variables that cel-cpp cannot run, said with what it can.

``m.transformMap(k, v, f)`` becomes ``m.transformList(k, v, [dyn(k), dyn(f)]).pairsAsMap()``: the map is made once at
the end and not anew in each turn, so the time grows with what is in it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from kubefence.cel.tokens import Kind, SyntaxMistake, Token, tokens

OF_PAIRS, OF_MAPS = "pairsAsMap", "mapsAsMap"
_ENDS = {"transformMap": OF_PAIRS, "transformMapEntry": OF_MAPS}
_ONE = "exists_one"
_MACROS = (*_ENDS, _ONE)
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")


class _Edit(NamedTuple):
    at: int
    gone: int
    new: str


class _Call(NamedTuple):
    """An open bracket."""

    function: str
    """Of the macro that it belongs to, "" where it belongs to none."""
    first: int
    """The token after it."""
    commas: list[Token]


def runnable(text: str) -> str:
    """The expression in words that can be run; one that is none is returned as it is."""
    if not any(name in text for name in _MACROS):
        return text
    try:
        edits = _edits([*tokens(text)])
    except SyntaxMistake:
        return text
    done, parts = 0, list[str]()
    for edit in sorted(edits, key=lambda edit: edit.at):
        parts += [text[done : edit.at], edit.new]
        done = edit.at + edit.gone
    return "".join([*parts, text[done:]])


def of_maps(maps: Sequence[dict[Any, Any]]) -> dict[Any, Any]:
    """One map of several; raises `ValueError` for a key that is in two of them (``InsertMapKeyValue``)."""
    made: dict[Any, Any] = {}
    for each in maps:
        for key, value in each.items():
            if key in made:
                raise ValueError(f"the key {key} comes twice")
            made[key] = value
    return made


def _edits(found: Sequence[Token]) -> list[_Edit]:
    edits: list[_Edit] = []
    open_: list[_Call] = []
    for index, token in enumerate(found):
        if token.kind is not Kind.SIGN:
            continue
        if token.text in _OPENING:
            open_.append(_Call(_macro(found, index), index + 1, []))
        elif token.text in _CLOSING and open_:
            edits += _rewritten(open_.pop(), found, token)
        elif token.text == "," and open_:
            open_[-1].commas.append(token)
    return edits


def _macro(found: Sequence[Token], index: int) -> str:
    """The macro whose arguments begin with this bracket."""
    called = index >= 2 and found[index].text == "(" and found[index - 2].text == "."
    return found[index - 1].text if called and found[index - 1].text in _MACROS else ""


def _rewritten(call: _Call, found: Sequence[Token], end: Token) -> list[_Edit]:
    if not call.function or len(call.commas) not in (2, 3):
        return []
    if call.function == _ONE:
        return [_Edit(found[call.first - 2].at, len(_ONE), "existsOne")]
    name, key, body = found[call.first - 2], found[call.first], call.commas[-1].at + 1
    edits = [_Edit(name.at, len(name.text), "transformList")]
    if call.function == "transformMap":
        edits += [_Edit(body, 0, f" [dyn({key.text}), dyn("), _Edit(end.at, 0, ")]")]
    return [*edits, _Edit(end.at + 1, 0, f".{_ENDS[call.function]}()")]
