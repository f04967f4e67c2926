"""What cel-cpp lacks, or has in a way that does not fit, said with what it has.

``m.transformMap(k, v, f)`` becomes ``m.transformList(k, v, [dyn(k), dyn(f)]).pairsAsMap()``: the map is made once at
the end and not anew in each turn, so the time grows with what is in it alone. A function that is written in Python
cannot yield an optional value, but a list of one, of which ``first()`` is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kubefence.cel.tokens import Kind, SyntaxMistake, Token, tokens

OF_PAIRS, OF_MAPS = "pairsAsMap", "mapsAsMap"
PLACE, LAST_PLACE, FAULTS = "placeOf", "lastPlaceOf", "faultsOf"
_FIRST = ".first()"


class _Way(NamedTuple):
    """How a method is called there."""

    name: str
    behind: str = ""
    """What comes behind it."""
    arguments: tuple[int, ...] = ()
    """Of how many arguments this is true, () for any number."""
    pairs: bool = False
    """Whether its last argument becomes a pair of that and the first one."""


_WAYS: Mapping[str, _Way] = {
    "transformMap": _Way("transformList", f".{OF_PAIRS}()", (3, 4), pairs=True),
    "transformMapEntry": _Way("transformList", f".{OF_MAPS}()", (3, 4)),
    "exists_one": _Way("existsOne", arguments=(3,)),
    "indexOf": _Way(PLACE, arguments=(1,)),  # those of cel-cpp know texts alone
    "lastIndexOf": _Way(LAST_PLACE, arguments=(1,)),
    "validate": _Way(FAULTS, _FIRST),
    "named": _Way("named", _FIRST),
}
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")


class _Edit(NamedTuple):
    at: int
    gone: int
    new: str


class _Open(NamedTuple):
    """An open bracket."""

    way: _Way | None
    """Of the method whose arguments it holds, None where it holds something else."""
    first: int
    """The token after it."""
    commas: list[Token]


def runnable(text: str) -> str:
    """The expression in words that can be run; one that is none is returned as it is."""
    if not any(name in text for name in _WAYS):
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
    open_: list[_Open] = []
    for index, token in enumerate(found):
        if token.kind is not Kind.SIGN:
            continue
        if token.text in _OPENING:
            open_.append(_Open(_way(found, index), index + 1, []))
        elif token.text in _CLOSING and open_:
            edits += _said(open_.pop(), found, index)
        elif token.text == "," and open_:
            open_[-1].commas.append(token)
    return edits


def _way(found: Sequence[Token], index: int) -> _Way | None:
    """How the method is called whose arguments begin with this bracket."""
    called = index >= 2 and found[index].text == "(" and found[index - 2].text == "."
    return _WAYS.get(found[index - 1].text) if called else None


def _said(opened: _Open, found: Sequence[Token], end: int) -> list[_Edit]:
    way, name, close = opened.way, found[opened.first - 2], found[end]
    many = len(opened.commas) + 1 if end > opened.first else 0
    if way is None or (way.arguments and many not in way.arguments):
        return []
    edits = [_Edit(name.at, len(name.text), way.name)]
    if way.pairs:
        key, body = found[opened.first].text, opened.commas[-1].at + 1
        edits += [_Edit(body, 0, f" [dyn({key}), dyn("), _Edit(close.at, 0, ")]")]
    return [*edits, _Edit(close.at + 1, 0, way.behind)]
