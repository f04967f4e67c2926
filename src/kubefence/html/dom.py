"""HTML as a browser takes it: the elements that its parser makes of a text, wherever they hide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kubefence.html.limits import is_unreasonable

_BEFORE = "<!doctype html><html><head><title></title></head><body><main><div><article>"
_BEFORE_TAGS = ("html", "head", "title", "body", "main", "div", "article")
_AFTER = '<div id="end"><i id="within"></i></div></article></div></main>'
_AFTER_TAGS = {"div": {"id": "end"}, "i": {"id": "within"}}
"""What comes next in the page: a block, for elements that were not ended, and text, for formatting that was not."""


class TooDeep(RecursionError):
    """Reading the elements would take long, mostly because they are nested too deeply."""


class Element(NamedTuple):
    """An element: names in lower case, values with entities resolved, "" for an attribute without value."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    """What it holds, only for those whose content is no HTML: ``script`` and ``style``."""
    key: int = 0
    parent: int = 0
    """The key of the element around it."""


def elements(html: str) -> Iterator[Element]:
    """All elements of a page, those in templates and those for browsers without script included."""
    yield from _below(_parsed(html, scripting=True).root)
    if "<noscript" in html.lower():
        for node in _parsed(html, scripting=False).css("noscript *"):
            yield _element(node)


def scripts(html: str) -> Iterator[Element]:
    """The ``script`` elements of a page, as far as a browser runs them: not those in templates."""
    yield from map(_element, _parsed(html, scripting=True).css("script"))


def within(content: str) -> Iterator[Element]:
    """All elements that ``content`` makes in the middle of a page; those around it if it changes them."""
    after = dict(_AFTER_TAGS)
    for number, element in enumerate(elements(f"{_BEFORE}{content}{_AFTER}")):
        if number < len(_BEFORE_TAGS) and not element.attributes:
            continue
        if after.get(element.tag) == element.attributes:
            del after[element.tag]
            continue
        yield element


def left_open(content: str) -> str | None:
    """The element that ``content`` opens and does not close; "" where it closes too much, None for neither."""
    tree = _parsed(f"{_BEFORE}{content}{_AFTER}", scripting=True)
    ends, texts = tree.css("div#end"), tree.css("i#within")
    above = _above(ends[-1]) if ends else []
    if "article" not in above:
        return ""
    if above[0] != "article":
        return above[0]
    inner = _above(texts[-1]) if texts else []
    return None if inner[:1] == ["div"] else (inner or [""])[0]


def _above(node: LexborNode) -> list[str]:
    """The tags of the elements around a node, from the inside."""
    tags = []
    while (parent := node.parent) is not None and parent.is_element_node:
        tags.append(parent.tag or "")
        node = parent
    return tags


def _parsed(html: str, *, scripting: bool) -> LexborHTMLParser:
    if is_unreasonable(html):
        raise TooDeep
    return LexborHTMLParser(html, scripting=scripting)


def _below(root: LexborNode | None) -> Iterator[Element]:
    """A node and what it holds; what stands in a template is no child of it."""
    waiting = [root] if root is not None else []
    while waiting:
        for node in waiting.pop().traverse():
            if node.is_element_node:
                yield _element(node)
            if node.tag == "template":
                waiting += node.template_fragments()


def _element(node: LexborNode) -> Element:
    tag = (node.tag or "").lower()
    attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
    text = node.text() if tag in ("script", "style") else ""
    return Element(tag, attributes, text, node.mem_id, node.parent.mem_id if node.parent else 0)
