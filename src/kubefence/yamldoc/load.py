"""Text to documents: values straight from the text where that can be, and else by way of nodes, with care."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.nodes import Node

from kubefence.positions import Relined, TextMap
from kubefence.yamldoc import dialect, direct, jsontext, limits, stream
from kubefence.yamldoc.build import Bomb, built
from kubefence.yamldoc.compose import Later, composed
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.jsonnodes import Lines
from kubefence.yamldoc.jsontext import NotJson
from kubefence.yamldoc.stream import Lost, Part, Refused
from kubefence.yamldoc.values import Unusual, ordinary


class Unreadable(NamedTuple):
    """A part of a text that is not YAML: where (0-based), what the parser said, and the line at which it begins."""

    line: int
    column: int
    problem: str
    begin: int


class Tangled(NamedTuple):
    """Aliases that cannot be unfolded: where, and the reason of the `Bomb`."""

    line: int
    column: int
    reason: str


class Broken(NamedTuple):
    """A text that is no JSON, where it should be: where, the reason of `NotJson`, and whether it is YAML."""

    line: int
    column: int
    reason: str
    readable: bool = False


Item = Document | Unreadable | limits.Excess | limits.Oversized | Tangled | Lost | Refused | Broken
"""A document, or why there is none."""

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
    if len(part.text) - 1 > limits.MAX_CHARACTERS:  # its last line feed is none of the file
        yield limits.Oversized(part.line, part.column, len(part.text))
        return
    try:
        value = direct.value(part.text)
    except Unusual:
        yield from by_nodes(part, source)
    else:
        here = part.map(source)
        first = None if isinstance(here, Relined) else direct.first_key(part.text)
        yield Document(value, Later(lambda: composed(part.text)), here, first=first)


def by_nodes(part: Part, source: TextMap) -> Iterator[Item]:
    """The document of a part, whatever is in it; none where nothing is."""
    deep = limits.too_deep(part.text)
    if deep is not None:
        yield limits.Excess(*part.at(*deep))
        return
    foreign = dialect.foreign(part.text)
    if foreign is not None:
        yield Unreadable(*part.offset(foreign.at), foreign.reason, part.line)
        return
    try:
        document = _document(part, source)
    except Bomb as bomb:
        start = bomb.node.start_mark
        yield Tangled(*part.at(start.line, start.column), bomb.reason)
    except yaml.MarkedYAMLError as error:
        yield _not_composed(part, error)
    except yaml.reader.ReaderError as error:
        # The parser reads UTF-8 and counts its bytes.
        before = part.text.encode()[: error.position if isinstance(error.position, int) else 0]
        yield Unreadable(*part.offset(len(before.decode("utf-8", "ignore"))), str(error.reason), part.line)
    except UnicodeEncodeError as error:
        yield Unreadable(*part.offset(error.start), error.reason, part.line)
    except yaml.YAMLError as error:
        yield Unreadable(part.line, part.column, str(error), part.line)
    else:
        if document is not None:
            yield document


def _document(part: Part, source: TextMap) -> Document | None:
    """The document of a part; raises `Bomb` and `yaml.YAMLError`."""
    text = dialect.readable(part.text)
    root = composed(text)
    if root is None:
        return None
    dialect.settle(root, text)
    odd = list(dialect.restored(root)) if text is not part.text else []
    # An alias needs its anchor, or the parser complains.
    document = _built(root, part.map(source), plain="&" not in text or "*" not in text)
    odd += dialect.refused(root, text) if dialect.suspect(text) else ()
    return document._replace(remarks=(*document.remarks, *odd)) if odd else document


def _built(root: Node, source: TextMap, *, plain: bool) -> Document:
    """The document of a composed node; raises `Bomb`. ``plain=True`` promises that there are no aliases."""
    if plain:
        try:
            return Document(ordinary(root), lambda: root, source)
        except Unusual:
            pass
    value, repeated, remarks = built(root)
    return Document(value, lambda: root, source, repeated, remarks)


def _not_composed(part: Part, error: yaml.MarkedYAMLError) -> Unreadable:
    endless = error.context_mark and "quoted scalar" in str(error.context)  # it ends far from where it began
    mark = error.context_mark if endless and "end of stream" in str(error.problem) else error.problem_mark
    told = " ".join(said for said in (error.problem, error.context) if said)
    return Unreadable(*part.at(mark.line, mark.column) if mark else (part.line, part.column), told, part.line)
