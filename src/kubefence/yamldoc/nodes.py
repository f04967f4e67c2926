"""A document by way of its nodes: whatever is in it is read, and told of."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.nodes import Node

from kubefence.positions import TextMap
from kubefence.yamldoc import limits, server
from kubefence.yamldoc.build import Bomb, built
from kubefence.yamldoc.compose import composed
from kubefence.yamldoc.dialect import Traits, readable
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.outcomes import Item, Tangled, Unreadable
from kubefence.yamldoc.stream import Part
from kubefence.yamldoc.values import Unusual, ordinary


def read(part: Part, traits: Traits, source: TextMap) -> Iterator[Item]:
    """The document of a part; none where nothing is."""
    deep = limits.too_deep(part.text)
    if deep is not None:
        yield limits.Excess(*part.at(*deep))
        return
    if traits.foreign is not None:
        yield Unreadable(*part.offset(traits.foreign.at), traits.foreign.reason, part.line)
        return
    try:
        document = _document(part, traits, source)
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


def _document(part: Part, traits: Traits, source: TextMap) -> Document | None:
    """The document of a part; raises `Bomb` and `yaml.YAMLError`."""
    text = readable(part.text)
    root = composed(text)
    if root is None:
        return None
    odd = server.settled(root, text, restore=text is not part.text, suspect=traits.suspect)
    # An alias needs its anchor, or the parser complains.
    document = _built(root, part.map(source), plain="&" not in text or "*" not in text)
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
