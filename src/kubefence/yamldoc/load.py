"""Text to documents: values straight from the text where that can be, and else by way of nodes, with care."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import yaml
from yaml.nodes import Node

from kubefence.positions import ShiftedMap, TextMap
from kubefence.yamldoc import dialect, direct, limits
from kubefence.yamldoc.build import Bomb, built
from kubefence.yamldoc.compose import Later, Loader
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.values import Unusual, ordinary


class Unreadable(NamedTuple):
    """A part of a text that is not YAML: where (0-based) and what the parser said."""

    line: int
    column: int
    problem: str


Item = Document | Unreadable | limits.Excess | Bomb
"""A document, or why there is none."""


def load(text: str, source: TextMap) -> Iterator[Item]:
    """The documents of ``text``, each on its own: a broken one does not hide the others."""
    for first_line, part in _parts(text):
        here = ShiftedMap(source, first_line) if first_line else source
        yield from _load_part(part, first_line, here)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each ``---`` line; YAML lets that stand nowhere else at a line's start."""
    if "---" not in text:
        yield 0, text
        return
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("---") and line[3:4].strip() == ""]
    if not starts or any(line.startswith("%") for line in lines):
        yield 0, text
        return
    edges = [0, *starts, len(lines)]
    for begin, end in pairwise(edges):
        if begin < end:
            yield begin, "\n".join(lines[begin:end]) + "\n"


def _load_part(part: str, first_line: int, source: TextMap) -> Iterator[Item]:
    try:
        value = direct.value(part)
    except Unusual:
        yield from by_nodes(part, first_line, source)
    else:
        yield Document(value, Later(part), source, first=direct.first_key(part))


def by_nodes(part: str, first_line: int, source: TextMap) -> Iterator[Item]:
    """The documents of a part that begins at ``first_line``, whatever is in it."""
    loader = None
    deep = limits.too_deep(part)
    if deep is not None:
        yield limits.Excess(first_line + deep.line, deep.column)
        return
    foreign = dialect.foreign_version(part)
    if foreign is not None:
        yield Unreadable(first_line + foreign, 0, "found incompatible YAML document")
        return
    part, written = dialect.readable(part), part
    try:
        loader = Loader(part)
        plain = "&" not in part or "*" not in part  # an alias needs its anchor, or the parser complains
        suspect = dialect.suspect(part)
        while loader.check_node():
            node = loader.get_node()
            assert node is not None, "check_node has just said that there is one"
            odd = list(dialect.restored(node)) if part is not written else []
            try:
                document = _document(node, source, plain=plain)
                odd += dialect.refused(node, part) if suspect else ()
                yield document._replace(remarks=(*document.remarks, *odd)) if odd else document
            except Bomb as bomb:
                yield bomb
    except yaml.MarkedYAMLError as error:
        endless = error.context_mark and "quoted scalar" in str(error.context)  # it ends far from where it began
        mark = error.context_mark if endless and "end of stream" in str(error.problem) else error.problem_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        yield Unreadable(first_line + line, column, _spoken(error))
    except yaml.reader.ReaderError as error:
        # The parser reads UTF-8 and counts its bytes.
        before = part.encode()[: error.position if isinstance(error.position, int) else 0].decode("utf-8", "ignore")
        yield _unreadable_at(before, first_line, str(error.reason))
    except UnicodeEncodeError as error:
        yield _unreadable_at(part[: error.start], first_line, error.reason)
    except yaml.YAMLError as error:
        yield Unreadable(first_line, 0, str(error))
    finally:
        if loader is not None:
            loader.dispose()


def _unreadable_at(before: str, first_line: int, problem: str) -> Unreadable:
    return Unreadable(first_line + before.count("\n"), len(before) - before.rfind("\n") - 1, problem)


def _spoken(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.problem, error.context) if part)


def _document(root: Node, source: TextMap, *, plain: bool) -> Document:
    """The document of a composed node; raises `Bomb`. ``plain=True`` promises that there are no aliases."""
    if plain:
        try:
            return Document(ordinary(root), lambda: root, source)
        except Unusual:
            pass
    value, repeated, remarks = built(root)
    return Document(value, lambda: root, source, repeated, remarks)
