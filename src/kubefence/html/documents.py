"""Finished HTML as a browser parses it, with what it keeps beside the page: templates, frames, images, comments."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kubefence.html.limits import is_unreasonable

MAX_DOCUMENTS = 4
"""How many documents may lie in one another: a frame in a page is the second."""
_TELLING = re.compile("[<&]|apiVersion")
"""What a comment has that holds more than a remark."""
_BREAKS = (
    "br, p, div, li, dt, dd, tr, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, section, article, details, summary, "
    "figcaption, table, ul, ol, dl, hr, text, tspan, foreignObject, option, legend, caption"
)
"""Elements that begin and end a line."""
_ADDRESSES = ("src", "srcset", "href", "xlink:href", "data", "poster")
_WITH_ADDRESS = ", ".join(
    (*(f"[{name}*='data:' i]" for name in _ADDRESSES if ":" not in name), "image", "use", "feImage")
)
_DATA = re.compile(
    r"data:(?:(?:text/[\w.+-]+|image/svg\+xml|application/(?:(?:xhtml\+)?xml|json|(?:x-)?yaml))\b|(?=[;,]))([^,]*),",
    re.I,
)
"""An address that is a document or a text itself; without a type it is a text."""


class Part(NamedTuple):
    """A tree of elements that a page holds; None where reading it would take too long."""

    root: LexborNode | None
    hidden: bool = False
    """Whether it lies in a comment."""


class _Document(NamedTuple):
    html: str | bytes
    depth: int
    hidden: bool


def parts(html: str | bytes) -> Iterator[Part]:
    """The page and all documents in it, each to be looked at before the next is asked for."""
    waiting = [_Document(html, 1, hidden=False)]
    while waiting:
        document = waiting.pop()
        text = document.html if isinstance(document.html, str) else document.html.decode("utf-8", "replace")
        if document.depth > MAX_DOCUMENTS or is_unreasonable(text):
            yield Part(None, document.hidden)
            continue
        for scripting in (False, True) if "<noscript" in text.lower() else (False,):
            parser = LexborHTMLParser(document.html, encoding=True, scripting=scripting)
            for root in _roots(parser):
                waiting += _inner(root, document)
                yield Part(root, document.hidden)


def _roots(parser: LexborHTMLParser) -> Iterator[LexborNode]:
    """The tree of the document and those of its templates, which are none of its elements."""
    root = parser.root
    waiting = [root.parent or root] if root else []
    while waiting:
        node = waiting.pop()
        waiting += reversed(node.template_fragments())
        yield node


def _inner(root: LexborNode, document: _Document) -> Iterator[_Document]:
    """The documents in attributes and comments of a tree."""
    deeper = document.depth + 1
    for frame in root.css("[srcdoc]"):
        yield _Document(frame.attributes["srcdoc"] or "", deeper, document.hidden)
    for element in root.css(_WITH_ADDRESS):
        for name in _ADDRESSES:
            if found := _DATA.search(element.attributes.get(name) or ""):
                yield _Document(_data(found), deeper, document.hidden)
    if not document.hidden:
        comments = (node.comment_content for node in root.traverse(include_text=True) if node.is_comment_node)
        yield from (_Document(text, deeper, hidden=True) for text in comments if text and _TELLING.search(text))


def _data(address: re.Match[str]) -> bytes:
    content = unquote_to_bytes(address.string[address.end() :])
    if not address[1].lower().rstrip().endswith(";base64"):
        return content
    try:
        return base64.b64decode(content + b"==", validate=False)
    except binascii.Error:
        return b""


def break_lines(root: LexborNode) -> None:
    """Put a line end where a browser shows one, so that the text of the tree has the lines of the page."""
    for element in root.css(_BREAKS):
        element.insert_before("\n")
        element.insert_after("\n")
