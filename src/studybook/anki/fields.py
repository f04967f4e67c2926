"""Parts of finished pages become fields of notes: HTML that a program shows which knows nothing of this site.

Nothing is passed over in silence: an element is in one of the tables here, or there is no deck. Colours of code become
a few classes, diagrams are drawn anew in colours that follow the night mode, links lead to the published site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studybook.book.shared.tones import tone
from studybook.diagrams import FLOOR_PHONE, KEY
from studybook.errors import DeckError
from studybook.render import Colours, Drawing

_SAME = """
b blockquote br caption code dd del details dl dt em h2 h3 h4 h5 h6 hr i kbd li ol p pre s section small strong sub
summary sup table tbody td th thead tr u ul
"""
SAME = frozenset(_SAME.split())
"""What a field has as the page has it, with the attributes of `KEPT` and no others."""
KEPT = ("start", "colspan", "rowspan", "tabindex")
NOT_CLOSED = frozenset({"br", "hr"})
CLASSES = frozenset({"item-options", "item-right", "item-wrong", "proof-mark", "proof-mark--wrong", "filename", "hll"})
"""What `card.css` knows of what hooks, the proof and Pygments call something."""
DROPPED = frozenset({"button", "input", "script", "style", "template", "wbr"})
"""What only a page can use."""
WITHOUT_TAGS = frozenset({"body", "div", "span", "label"})
"""What says nothing without a class."""
CODE = "highlight"
TERM = "term"
"""A link to the glossary, which a card has no room to explain."""
_COMMANDS = re.compile(r"\[(?=sound:|anki:|latex\]|\$)")
"""What Anki does not show but follow."""


@dataclass(slots=True)
class Writer:
    """Writes the fields of all notes."""

    site: str
    """Address of the published site; empty where none is known, and then nothing leads there."""
    known: Callable[[str], Drawing]
    """The drawing with this key."""
    draw: Callable[[str], Drawing]
    """The drawing of a source that a page has left to the reader's browser."""
    media: dict[str, str] = field(default_factory=dict)
    """Images that fields show, by the names that they have in Anki: their addresses in the site."""

    def field(self, html: str) -> str:
        """A part of a page whose addresses are those from the first page of the site; raises `DeckError`."""
        body = LexborHTMLParser(f"<body>{html}</body>").body
        return _Field(self).inside(body).strip() if body else ""

    def figures(self, keys: Iterable[str]) -> str:
        """Diagrams alone, each folded below its title."""
        made = _Field(self)
        return "".join(made.folded(self.known(key)) for key in keys)

    def link(self, address: str) -> str:
        """An address of the site as a link from anywhere; empty where the site has none."""
        if urlsplit(address).scheme:
            return address
        return urljoin(self.site, address) if self.site else ""

    def image(self, address: str) -> str:
        """The name that an image of the site has in Anki, where all names of a reader's decks stand side by side."""
        path = PurePosixPath(urlsplit(address).path)
        if urlsplit(address).scheme or urlsplit(address).netloc:
            raise DeckError(f"the image {address} is not one of this site; no deck loads anything from elsewhere")
        name = "-".join(("kubernetes-handbook", *path.parts))
        self.media[name] = str(path)
        return name


class _Field:
    """Writes one field: no two drawings in it have the same ids."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._drawn = 0

    def inside(self, node: LexborNode) -> str:
        return "".join(self._written(child) for child in node.iter(include_text=True))

    def folded(self, drawing: Drawing) -> str:
        title = f"图：{drawing.title}" if drawing.title else "图"
        return f"<details><summary>{escape(title)}</summary>{self._figure(drawing)}</details>"

    def _written(self, node: LexborNode) -> str:
        tag = str(node.tag)
        if tag == "-text":
            return _COMMANDS.sub("&#91;", escape(node.text_content or "", quote=False))
        if tag in DROPPED or tag.startswith("-"):
            return ""
        if special := SPECIAL.get(tag):
            return special(self, node)
        return self._same(tag, node)

    def _same(self, tag: str, node: LexborNode) -> str:
        classes = _classes(node)
        if tag in WITHOUT_TAGS and not classes:
            return self.inside(node)
        if tag not in SAME | WITHOUT_TAGS:
            raise DeckError(f"<{tag}> is not known to the deck; teach it in {__name__}")
        own = {name: node.attributes.get(name) or "" for name in KEPT if name in node.attributes}
        return _element(tag, {**own, "class": classes}, "" if tag in NOT_CLOSED else self.inside(node))

    def _link(self, node: LexborNode) -> str:
        inner = self.inside(node)
        if TERM in (node.attributes.get("class") or "").split():
            return inner
        address = self._writer.link(node.attributes.get("href") or "")
        return _element("a", {"href": address}, inner) if address else inner

    def _image(self, node: LexborNode) -> str:
        name = self._writer.image(node.attributes.get("src") or "")
        return f'<img src="{escape(name)}" alt="{escape(node.attributes.get("alt") or "")}">'

    def _table(self, node: LexborNode) -> str:
        return f'<div class="wide" tabindex="0">{self._same("table", node)}</div>'

    def _drawing(self, node: LexborNode) -> str:
        source = node.css_first("pre.mermaid")
        if key := node.attributes.get(KEY):
            return self._figure(self._writer.known(key))
        if source is not None:
            return self._figure(self._writer.draw(source.text()))
        return _element("figure", {"class": ""}, self.inside(node))

    def _figure(self, drawing: Drawing) -> str:
        self._drawn += 1
        svg = drawing.svg(f"d{drawing.key[:8]}-{self._drawn}", Colours.NIGHT)
        least = f'<svg style="min-width:{drawing.width * FLOOR_PHONE:.0f}px"'
        return f'<figure class="diagram" tabindex="0">{svg.replace("<svg", least, 1)}</figure>'


SPECIAL: Mapping[str, Callable[[_Field, LexborNode], str]] = {
    "a": _Field._link,
    "figure": _Field._drawing,
    "img": _Field._image,
    "table": _Field._table,
}
"""What is not the same in a field."""


def _classes(node: LexborNode) -> str:
    given = (node.attributes.get("class") or "").split()
    found = [name for name in given if name in CLASSES]
    if CODE in given:
        found.append("code")
    if node.tag == "span" and not found and given and (colour := tone(given[0])):
        found.append(f"tone-{colour}")
    return " ".join(found)


def _element(tag: str, attributes: Mapping[str, str], inner: str) -> str:
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<{tag}{told}>" + ("" if tag in NOT_CLOSED else f"{inner}</{tag}>")
