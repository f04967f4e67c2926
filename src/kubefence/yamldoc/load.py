"""Text to documents: a stream of JSON or of YAML, cut as kubectl cuts it, each document read on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.positions import TextMap
from kubefence.yamldoc import dialect, direct, jsontext, limits, nodes, stream
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.jsonnodes import Lines
from kubefence.yamldoc.jsontext import NotJson
from kubefence.yamldoc.outcomes import Broken, Item
from kubefence.yamldoc.stream import Part, Refused

_BLANK = "\t\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What Go takes for white space, without the line feed."""
_SPACE = re.compile(f"[{_BLANK}\n]*")
_SPACE_OF_LINE = re.compile(f"[{_BLANK}]*")
_LEAST = 4
"""Bytes that have to follow, for kubectl to try YAML where JSON ends: so many it looks at at once."""
_OBJECT_MEANT = re.compile(r'\s*\{\s*"')


def load(text: str, source: TextMap, *, json: bool = False) -> Iterator[Item]:
    """The documents of ``text``, each on its own: a broken one does not hide the others.

    A text that begins with ``{`` is read as JSON if it can be; ``json=True`` says that it has to be.
    """
    begin = int(text.startswith(stream.BYTE_ORDER_MARK))
    first = _SPACE.match(text, begin)
    if json or (first and text.startswith("{", first.end())):
        yield from _json(text, begin, source, named=json)
    else:
        yield from by_parts(text, source)


def _json(text: str, begin: int, source: TextMap, *, named: bool) -> Iterator[Item]:
    """The documents of a stream that is JSON, or of one that kubectl takes for YAML after all."""
    lines = Lines(text)
    try:
        yield from jsontext.documents(text, begin, source, lines)
    except NotJson as error:
        broken = Broken(*lines.place(error.at), error.reason)
        blank = _SPACE_OF_LINE.match(text, error.rest)
        end = blank.end() if blank else error.rest
        if error.read > 1 or len(text[end : end + _LEAST].encode("utf-8", "replace")) < _LEAST:
            yield broken  # by now kubectl is sure that it is JSON
            return
        end += text.startswith("\n", end)
        meant = named or (not error.read and _OBJECT_MEANT.match(text, end) is not None)
        parts = stream.parts(text[end:], *lines.place(end))
        yield from _yaml_after_all(parts, source, broken, meant=meant, named=named)


def _yaml_after_all(
    parts: Iterator[Part | Refused], source: TextMap, broken: Broken, *, meant: bool, named: bool
) -> Iterator[Item]:
    """The documents of a text that is no JSON; where YAML fails as well, that it should have been JSON."""
    first = next(parts, None)
    items = list(_items(first, source)) if first else []
    if meant and (broken.reason == "comment" or not all(map(_is_clean, items))):
        yield broken
    else:
        if named:
            yield broken._replace(readable=True)
        yield from items
    for part in parts:
        yield from _items(part, source)


def _is_clean(item: Item) -> bool:
    """Whether it is a document that the server's parser reads."""
    return isinstance(item, Document) and all(remark == dialect.ESCAPED_QUOTE for _, remark in item.remarks)


def by_parts(text: str, source: TextMap) -> Iterator[Item]:
    """The documents of a text of YAML."""
    for part in stream.parts(text):
        yield from _items(part, source)


def _items(part: Part | Refused, source: TextMap) -> Iterator[Item]:
    """The document of a part, and what is lost behind it."""
    if isinstance(part, Refused):
        yield part
        return
    if part.lost:
        yield part.lost
        if not part.lost.whole:
            return
    yield from read(part, source)


def read(part: Part, source: TextMap) -> Iterator[Item]:
    """The document of a part: straight from the text where that can be, else by way of nodes."""
    if len(part.text) - 1 > limits.MAX_CHARACTERS:  # its last line feed is none of the file
        yield limits.Oversized(part.line, part.column, len(part.text))
        return
    traits = dialect.traits(part.text)
    document = direct.document(part, source) if traits.plain else None
    if document is not None:
        yield document
    else:
        yield from nodes.read(part, traits, source)
