"""HTML of a page as a tree of elements; what is not well-formed is an error, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from studybook.errors import StudybookError

VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "source"})
CLOSED_BY_NEXT = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr"}, "td": {"td", "th"}, "th": {"td", "th"},
}  # fmt: skip
"""Elements that may end without saying so, and what ends them."""


class MarkupError(StudybookError):
    """The HTML says something that the book does not understand."""


@dataclass(slots=True)
class Element:
    """An element; its children are elements and strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The names in its ``class``."""
        return self.attributes.get("class", "").split()

    def elements(self) -> Iterator[Element]:
        """Its children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def every(self) -> Iterator[Element]:
        """Itself and all elements in it."""
        yield self
        for child in self.elements():
            yield from child.every()

    def text(self) -> str:
        """All characters in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open[-1].tag in CLOSED_BY_NEXT and tag in CLOSED_BY_NEXT[self.open[-1].tag]:
            self.open.pop()
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.open[-1].tag != tag and self.open[-1].tag in CLOSED_BY_NEXT:
            self.open.pop()
        if len(self.open) == 1 or self.open[-1].tag != tag:
            line, column = self.getpos()
            raise MarkupError(f"</{tag}> at {line}:{column} of the HTML ends nothing; <{self.open[-1].tag}> is open")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """The elements of a page's content, in one that holds them all; raises `MarkupError`."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    if len(parser.open) > 1:
        raise MarkupError(f"<{parser.open[-1].tag}> is never closed")
    return parser.root
