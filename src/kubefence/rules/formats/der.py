"""ASN.1 in its distinguished encoding: elements of a tag, a length and a content (X.690)."""

from __future__ import annotations

from typing import NamedTuple

INTEGER, BITS, OID, SEQUENCE = 0x02, 0x03, 0x06, 0x30


class Malformed(ValueError):
    """The bytes are no such encoding, or not of the expected form."""


class Element(NamedTuple):
    """One element, and all bytes that it is made of."""

    tag: int
    content: bytes
    raw: bytes

    def children(self, *tags: int) -> list[Element]:
        """The elements in it, which have to begin with ``tags``."""
        found = elements(self.content)
        if tuple(child.tag for child in found[: len(tags)]) != tags:
            raise Malformed
        return found

    @property
    def number(self) -> int:
        """The value of an integer."""
        return int.from_bytes(self.content, "big", signed=True)

    @property
    def bits(self) -> bytes:
        """The bytes of a bit string without unused bits."""
        if self.content[:1] != b"\0":
            raise Malformed
        return self.content[1:]


def elements(data: bytes) -> list[Element]:
    """All elements in ``data``; raises `Malformed` where something is left over."""
    found: list[Element] = []
    at = 0
    while at < len(data):
        element = _element(data, at)
        found.append(element)
        at += len(element.raw)
    return found


def only(data: bytes, tag: int) -> Element:
    """The one element that ``data`` is."""
    found = elements(data)
    if len(found) != 1 or found[0].tag != tag:
        raise Malformed
    return found[0]


def _element(data: bytes, at: int) -> Element:
    if at + 2 > len(data):
        raise Malformed
    first = data[at + 1]
    count = first & 0x7F if first & 0x80 else 0
    start = at + 2 + count
    length = int.from_bytes(data[at + 2 : start], "big") if count else first
    if first == 0x80 or count > 4 or (count and (length < 0x80 or not data[at + 2])) or start + length > len(data):
        raise Malformed
    return Element(data[at], data[start : start + length], data[at : start + length])
