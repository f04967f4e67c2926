"""PEM blocks inside base64, as ``encoding/pem`` finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kubefence.formats.base64_text import decoded

_BLOCK = re.compile(rb"-----BEGIN ([^\n-]*)-----[ \t]*\r?\n([^-]*)-----END \1-----")
_HEADERS = re.compile(rb"(?:[^\n:]+:[^\n]*\n)+\r?\n")


class Block(NamedTuple):
    """One PEM block."""

    type: str
    body: bytes
    headers: bool


def blocks(data: bytes) -> Iterator[Block]:
    """The blocks that are well-formed."""
    for found in _BLOCK.finditer(data):
        content = found[2]
        headers = _HEADERS.match(content)
        body = decoded((content[headers.end() :] if headers else content).decode("latin-1").strip())
        if body is not None:
            yield Block(found[1].decode("latin-1"), body, headers is not None)
