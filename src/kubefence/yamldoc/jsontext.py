"""JSON as kubectl reads it: values by Python's decoder, places from the tokens once a finding needs one.

kubectl takes a stream that begins with ``{`` for JSON, and for YAML where it is none (``YAMLOrJSONDecoder`` of
``apimachinery/pkg/util/yaml``). Its decoder is Go's: it keeps integers of 64 bits, takes all other numbers for
doubles, and puts U+FFFD for half a surrogate pair.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, SequenceNode

from kubefence.positions import TextMap
from kubefence.yamldoc import scalars
from kubefence.yamldoc.compose import Later
from kubefence.yamldoc.document import PLAIN, Document, Json, Path, RepeatedKey
from kubefence.yamldoc.jsonnodes import Lines, root, tokens
from kubefence.yamldoc.limits import MAX_CHARACTERS, MAX_DEPTH, Excess, Oversized

HUGE, SURROGATE = "huge", "surrogate"
"""Remarks: a number that no double can hold, and half a surrogate pair."""

_SPACE = re.compile(r"[ \t\n\r]*")
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})
_VALUE = frozenset('{["-0123456789tfn')
"""What a value can begin with."""
_WRONG_NUMBER = re.compile(r"[+.\d-]")


class NotJson(Exception):
    """A text is no JSON from a character on; the reason is one of the keys of `kubefence.checks.unreadable.JSON`."""

    def __init__(self, at: int, reason: str) -> None:
        super().__init__(reason)
        self.at = at
        self.reason = reason
        self.read = 0
        """How many values there are before."""
        self.rest = at
        """Where the last of them ends."""


def documents(text: str, begin: int, source: TextMap, lines: Lines) -> Iterator[Document | Excess | Oversized]:
    """The values that follow one another from ``begin`` on; raises `NotJson` where something else follows."""
    read, end = 0, begin
    while (at := _after_space(text, end)) < len(text):
        try:
            if read and text[at] not in _VALUE:
                raise NotJson(at, "separator" if text.startswith("---", at) else "after")
            value, stop, odd = _decoded(text, at)
        except NotJson as error:
            error.read, error.rest = read, end
            raise
        except RecursionError:
            yield _excess(text, at, len(text), lines) or Excess(*lines.place(at))
            return  # where it ends, only the decoder could say
        if stop - at > MAX_CHARACTERS:
            yield Oversized(*lines.place(at), stop - at)
        else:
            yield _excess(text, at, stop, lines) or _document(text, at, stop, value, odd, source, lines)
        read, end = read + 1, stop


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _decoded(text: str, at: int) -> tuple[Json, int, bool]:
    """The value at a place, its end, and whether there is more to say of it; raises `NotJson`, `RecursionError`."""
    odd: list[str] = []

    def mapping(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            odd.append("repeated")
        return found

    def number(written: str) -> Json:
        value = _number(written)
        if isinstance(value, str):
            odd.append(HUGE)
        return value

    decoder = json.JSONDecoder(
        object_pairs_hook=mapping, parse_int=number, parse_float=number, parse_constant=odd.append
    )
    try:
        value, end = decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _explained(text, error) from error
    if not _CONSTANTS.isdisjoint(odd):
        raise NotJson(next(where for where, token in tokens(text, at, end) if token in _CONSTANTS), "constant")
    half = None if text.isascii() else _HALF.search(text, at, end)
    if half:
        raise NotJson(half.start(), "half")
    return value, end, bool(odd) or _ESCAPED_HALF.search(text, at, end) is not None


def _number(written: str) -> Json:
    """What a number means, itself where no double can hold it."""
    if len(written) <= 20 and written.lstrip("-").isdigit() and -(2**63) <= int(written) < 2**63:
        return int(written)
    value = float(written)
    return written if math.isinf(value) else scalars.in_json(value)


def _document(text: str, at: int, end: int, value: Json, odd: bool, source: TextMap, lines: Lines) -> Document:
    node = Later(lambda: root(text, at, end, lines))
    line, column = lines.place(at)
    first = (line, column, line, column + 1)
    if not odd:
        return Document(value, node, source, first=first, json=True)
    careful = _Careful()
    value = careful.value(node(), ())
    return Document(value, node, source, careful.repeated, careful.remarks, first, json=True)


class _Careful:
    """Values of nodes, with all that is to be said of them."""

    def __init__(self) -> None:
        self.repeated: list[RepeatedKey] = []
        self.remarks: list[tuple[Node, str]] = []

    def value(self, node: Node, path: Path) -> Json:
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        if node.tag != PLAIN:
            return self._whole(node)
        value = {"true": True, "false": False, "null": None}.get(node.value, node.value)
        if isinstance(value, str):
            value = _number(value)
            if isinstance(value, str):
                self.remarks.append((node, HUGE))
        return value

    def _mapping(self, node: MappingNode, path: Path) -> Json:
        result: dict[str, Json] = {}
        first: dict[str, Node] = {}
        for key, child in node.value:
            name = self._whole(key)
            if name in first:
                self.repeated.append(RepeatedKey((*path, name), key, first[name]))
            first.setdefault(name, key)
            result[name] = self.value(child, (*path, name))
        return result

    def _whole(self, node: Node) -> str:
        """A string in which nothing is half a character; the node has it from now on as well."""
        if _HALF.search(node.value):
            self.remarks.append((node, SURROGATE))
            node.value = _HALF.sub("\ufffd", node.value)
        return str(node.value)


def _excess(text: str, at: int, end: int, lines: Lines) -> Excess | None:
    """The first bracket of a value that is too deep."""
    if text.count("[", at, end) + text.count("{", at, end) <= MAX_DEPTH:
        return None
    depth = 0
    for where, token in tokens(text, at, end):
        depth += (token in "[{") - (token in "]}")
        if depth > MAX_DEPTH:
            return Excess(*lines.place(where))
    return None


def _explained(text: str, error: json.JSONDecodeError) -> NotJson:
    """What is wrong, in words that do not depend on the version of Python, and the character that is to blame."""
    message, at = error.msg, error.pos
    if message.startswith("Unterminated"):
        return NotJson(at, "unclosed-string")
    if message.startswith("Invalid control"):
        return NotJson(at, "control")
    if "escape" in message:
        return NotJson(text.rfind("\\", 0, at + 1), "escape")
    at = _after_space(text, at)
    rest, before = text[at : at + 2], len(text[:at].rstrip(" \t\n\r")) - 1
    if rest[:1] == "," and text[_after_space(text, at + 1) :][:1] in ("]", "}"):
        return NotJson(at, "trailing-comma")
    if rest[:1] in ("]", "}") and text[before : before + 1] == ",":
        return NotJson(before, "trailing-comma")
    return NotJson(at, _reason(message, rest, text[:at][-1:]))


def _reason(message: str, rest: str, last: str) -> str:
    """The reason why something else was expected where ``rest`` stands, behind the character ``last``."""
    if not rest:
        return "unclosed"
    if rest in ("//", "/*"):
        return "comment"
    if rest[0] == "#":
        return "hash"
    if rest[0] == "'":
        return "quote"
    if "property name" in message:
        return "key"
    if "':'" in message:
        return "colon"
    if "','" in message:
        return "number" if last.isdigit() and (rest[0].isalnum() or rest[0] in "._") else "comma"
    return "number" if _WRONG_NUMBER.match(rest) else "value"
