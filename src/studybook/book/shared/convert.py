"""Elements of a page become blocks of the book.

Nothing is passed over in silence: an element is in one of the tables here, or the build fails and names the
page. What only a browser can use is left out on purpose; so is everything with ``data-book="omit"``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from studybook.book.shared import code, proof
from studybook.book.shared.markup import Element, MarkupError
from studybook.book.shared.tree import (
    SPANS,
    Block,
    Break,
    Callout,
    Code,
    CodeBlock,
    Definitions,
    Figure,
    Fold,
    Heading,
    Inline,
    Item,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
    Text,
)
from studybook.book.shared.whitespace import collapsed, tidy
from studybook.diagrams import KEY

OMITTED = frozenset({"script", "style", "template", "button", "wbr"})
OMITTED_CLASSES = frozenset({"headerlink", "footnote-backref", "proof-finding"})
GROUPS = frozenset({"div", "section", "article", "main", "header", "footer", "aside", "center"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARK = "proof-mark"
"""The remark of the proof on the example that follows it."""
BADGE = "proof"
_ALIGN = re.compile(r"text-align:\s*(left|center|right)")


class Surroundings(Protocol):
    """What a page must ask about the others."""

    def link(self, address: str) -> tuple[str, bool]:
        """The target of a link and whether it leads outside; raises `MarkupError` if it leads nowhere."""

    def picture(self, address: str) -> str:
        """The file of an image; raises `MarkupError`."""

    def drawing(self, source: str) -> str:
        """The key of a diagram that is still source."""

    def anchor(self, identity: str) -> str:
        """The name in the book of an id of the page."""


@dataclass(slots=True)
class Converter:
    """Converts one page."""

    around: Surroundings
    folds: int = 0

    def blocks(self, children: Iterable[Element | str]) -> tuple[Block, ...]:
        """Block content; loose text between blocks becomes paragraphs."""
        found: list[Block] = []
        loose: list[Element | str] = []
        verdict: Element | None = None
        for child in children:
            if isinstance(child, str) or _is_inline(child):
                loose.append(child)
                continue
            self._flush(loose, found)
            if MARK in child.classes:
                verdict = child
                continue
            made = list(self._block(child))
            if verdict and made and isinstance(made[0], CodeBlock):
                made[0] = code.judged(made[0], verdict.text().strip(), f"{MARK}--wrong" in verdict.classes)
                verdict = None
            found += made
        self._flush(loose, found)
        if verdict:
            raise MarkupError(f"the remark “{verdict.text().strip()}” stands before no code block")
        return tuple(found)

    def inline(self, children: Iterable[Element | str]) -> tuple[Inline, ...]:
        """Inline content, with white space as a browser shows it."""
        return tidy(tuple(part for child in children for part in self._inline(child)))

    def _flush(self, loose: list[Element | str], found: list[Block]) -> None:
        children = self.inline(loose)
        loose.clear()
        if children:
            found.append(Paragraph(children))

    def _block(self, element: Element) -> Iterator[Block]:
        if _omitted(element):
            return
        classes = element.classes
        special = next((BY_CLASS[name] for name in BY_CLASS if name in classes), None)
        if convert := special or BY_TAG.get(element.tag):
            yield from convert(self, element)
        elif level := HEADINGS.get(element.tag):
            anchor = self.around.anchor(element.attributes.get("id", ""))
            yield Heading(level - 1, anchor, self.inline(element.children))
        elif element.tag in GROUPS:
            yield from self.blocks(element.children)
        else:
            raise MarkupError(f"<{element.tag}> is not known to the book; teach it in {__name__}")

    def _inline(self, child: Element | str) -> Iterator[Inline]:
        if isinstance(child, str):
            yield Text(collapsed(child))
        elif _omitted(child):
            return
        elif child.tag == "a":
            yield from self._link(child)
        elif child.tag == "code":
            yield Code(child.text())
        elif child.tag == "br":
            yield Break()
        elif child.tag == "img":
            yield Picture(self.around.picture(child.attributes.get("src", "")), child.attributes.get("alt", ""))
        elif child.tag == "input" and child.attributes.get("type") == "checkbox":
            yield Text("☑ " if "checked" in child.attributes else "☐ ")
        elif child.tag in HEADINGS:  # in a <summary>
            yield from (part for inner in child.children for part in self._inline(inner))
        elif child.tag in SPANS:
            children = tuple(part for inner in child.children for part in self._inline(inner))
            kind = SPANS[child.tag]
            yield from children if kind == "plain" else [Span(kind, children)]
        else:
            raise MarkupError(f"<{child.tag}> within a line is not known to the book; teach it in {__name__}")

    def _link(self, element: Element) -> Iterator[Inline]:
        children = tuple(part for child in element.children for part in self._inline(child))
        if "href" not in element.attributes:
            yield from children
            return
        target, external = self.around.link(element.attributes["href"])
        if target:
            yield Link(target, children, external)
        else:
            yield from children

    def paragraph(self, element: Element) -> Iterator[Block]:
        """``<p>``, with block content where somebody has put it there."""
        children = self.inline(element.children)
        if children:
            yield Paragraph(children, badge=BADGE in element.classes)

    def highlighted(self, element: Element) -> Iterator[Block]:
        """A block of code with colours."""
        yield code.block(element)

    def preformatted(self, element: Element) -> Iterator[Block]:
        """``<pre>``: a diagram that is still source, or code."""
        if "mermaid" in element.classes:
            yield Figure(self.around.drawing(element.text()))
        else:
            yield code.block(element)

    def figure(self, element: Element) -> Iterator[Block]:
        """A diagram, or anything with a caption."""
        if KEY in element.attributes:
            yield Figure(element.attributes[KEY])
            return
        yield from self.blocks(child for child in element.elements() if child.tag != "figcaption")
        for child in element.elements():
            if child.tag == "figcaption":
                yield Paragraph((Span("small", self.inline(child.children)),))

    def listing(self, element: Element) -> Iterator[Block]:
        """``<ul>`` and ``<ol>``."""
        items = []
        for child in element.elements():
            if child.tag != "li":
                raise MarkupError(f"<{child.tag}> in a list is not an item of it")
            identity = child.attributes.get("id", "")
            items.append(Item(self.blocks(child.children), self.around.anchor(identity) if identity else ""))
        start = element.attributes.get("start", "1") if element.tag == "ol" else None
        if start is not None and not re.fullmatch(r"-?[0-9]{1,9}", start):
            raise MarkupError(f"a list starts with “{start}”, which is no number")
        yield Listing(tuple(items), None if start is None else int(start))

    def table(self, element: Element) -> Iterator[Block]:
        """``<table>``; cells hold text."""
        rows = [row for row in element.every() if row.tag == "tr"]
        cells = [[cell for cell in row.elements() if cell.tag in ("td", "th")] for row in rows]
        if not cells or len({len(row) for row in cells}) != 1:
            raise MarkupError("a table has rows of different length")
        for cell in (cell for row in cells for cell in row):
            if "rowspan" in cell.attributes or "colspan" in cell.attributes:
                raise MarkupError("a table has a cell over several rows or columns")
        heads = sum(all(cell.tag == "th" for cell in row) for row in cells)
        made = [tuple(self.inline(cell.children) for cell in row) for row in cells]
        yield Table(tuple(made[:heads]), tuple(made[heads:]), tuple(map(_align, cells[0])))

    def fold(self, element: Element) -> Iterator[Block]:
        """``<details>``, open."""
        first = next(element.elements(), None)
        if first is None or first.tag != "summary":
            raise MarkupError("<details> does not begin with a <summary>")
        self.folds += 1
        anchor = self.around.anchor(element.attributes.get("id") or f"~{self.folds}")
        rest = element.children[element.children.index(first) + 1 :]
        yield Fold(anchor, self.inline(first.children), self.blocks(rest))

    def admonition(self, element: Element) -> Iterator[Block]:
        """A titled box of the extension ``admonition``."""
        title: tuple[Inline, ...] = ()
        children = list(element.elements())
        if children and "admonition-title" in children[0].classes:
            title = self.inline(children.pop(0).children)
        kind = next((name for name in element.classes if name != "admonition"), "note")
        yield Callout(kind, title, self.blocks(children))

    def tabs(self, element: Element) -> Iterator[Block]:
        """Tabs, one below the other."""
        parts = {name: child for child in element.elements() for name in child.classes}
        if not {"tabbed-labels", "tabbed-content"} <= parts.keys():
            raise MarkupError("tabs without labels or content")
        labels, contents = list(parts["tabbed-labels"].elements()), list(parts["tabbed-content"].elements())
        if len(labels) != len(contents):
            raise MarkupError(f"{len(labels)} tabs have {len(contents)} contents")
        for label, content in zip(labels, contents, strict=True):
            yield Callout("tab", self.inline(label.children), self.blocks(content.children))

    def definitions(self, element: Element) -> Iterator[Block]:
        """``<dl>``."""
        entries: list[tuple[tuple[Inline, ...], tuple[Block, ...]]] = []
        for child in element.elements():
            if child.tag == "dt":
                entries.append((self.inline(child.children), ()))
            elif child.tag == "dd" and entries:
                entries[-1] = (entries[-1][0], entries[-1][1] + self.blocks(child.children))
            else:
                raise MarkupError(f"<{child.tag}> in a list of definitions")
        yield Definitions(tuple(entries))


Convert = Callable[[Converter, Element], Iterator[Block]]
BY_CLASS: dict[str, Convert] = {
    "highlight": Converter.highlighted,
    "admonition": Converter.admonition,
    "tabbed-set": Converter.tabs,
    "proof-seal": lambda _, element: proof.mark(element),
    "proof-pages": lambda _, element: proof.every_block(element),
}
BY_TAG: dict[str, Convert] = {
    "p": Converter.paragraph,
    "pre": Converter.preformatted,
    "figure": Converter.figure,
    "ul": Converter.listing,
    "ol": Converter.listing,
    "table": Converter.table,
    "details": Converter.fold,
    "dl": Converter.definitions,
    "blockquote": lambda converter, element: iter([Quote(converter.blocks(element.children))]),
    "hr": lambda _, __: iter([Rule()]),
}


def _omitted(element: Element) -> bool:
    if element.tag in OMITTED or element.attributes.get("data-book") == "omit":
        return True
    return not OMITTED_CLASSES.isdisjoint(element.classes)


def _is_inline(element: Element) -> bool:
    if element.tag in ("a", "code", "br", "img", "input") or element.tag in SPANS:
        return "highlight" not in element.classes or element.tag == "code"
    return _omitted(element)


def _align(cell: Element) -> str:
    found = _ALIGN.search(cell.attributes.get("style", ""))
    return found[1] if found else "left"
