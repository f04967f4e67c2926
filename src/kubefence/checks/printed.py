"""What a cluster printed: an object as it is there, with what the server has put into it."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.blocks import Block
from kubefence.checks.syntax import Reading
from kubefence.yamldoc.document import Document, Json

EXCUSED = frozenset(
    {
        "ignored-field",
        "ignored-service-field",
        "job-selector-set",
        "not-creatable",
        "preset-resource-version",
        "priority-without-class",
    }
)
"""Rules on what cannot be created, or is set in vain: the server itself writes it."""
_SET_BY_SERVER = ("creationTimestamp", "resourceVersion", "uid")
"""Metadata that nobody writes by hand, least of all together."""


def as_printed(block: Block, reading: Reading) -> Reading:
    """What was read of a block, its objects as what they are, where a cluster printed them."""
    documents = tuple(
        excused(document) if block.directives.output or (_is_shown(block) and _is_printed(document.value)) else document
        for document in reading.documents
    )
    return reading._replace(documents=documents)


def recognised(reading: Reading) -> Reading:
    """What was read of a file that nobody keeps, its objects as what they are, where a cluster printed them."""
    documents = (excused(each) if _is_printed(each.value) else each for each in reading.documents)
    return reading._replace(documents=tuple(documents))


def excused(document: Document) -> Document:
    """The document as one that a server has written, or that it is sent."""
    return document._replace(gaps=document.gaps._replace(excused=EXCUSED))


def _is_shown(block: Block) -> bool:
    """Whether a block is only looked at, and not a wrong example of the very thing."""
    return bool(block.fence) and block.directives.expect not in EXCUSED


def _is_printed(value: Json) -> bool:
    return any(
        isinstance(metadata := each.get("metadata"), dict) and all(metadata.get(key) for key in _SET_BY_SERVER)
        for each in _objects(value)
    )


def _objects(value: Json) -> Iterator[dict[str, Json]]:
    if isinstance(value, dict):
        yield value
        items = value.get("items")
        yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))
