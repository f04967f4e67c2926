"""The pages of one MkDocs run become a book: parts and chapters numbered, every link led to its place."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from studybook.book.shared.convert import HEADINGS, Converter
from studybook.book.shared.markup import Element, MarkupError, parse
from studybook.book.shared.tree import Book, Chapter, Heading, Part
from studybook.errors import BookError
from studybook.render import DrawingError, Renderer

LOCAL = ("localhost", "127.", "0.0.0.0", "[::1]")
OUTSIDE = ("http", "https", "mailto")
IMAGES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""Images that Typst and EPUB 3.3 both know, by the end of the file's name, with their media types."""


@dataclass(frozen=True, slots=True)
class Source:
    """A page as MkDocs has rendered it."""

    name: str
    """Its file below ``docs``."""
    url: str
    """Its address below that of the site."""
    short: str
    html: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the navigation, with the names of its pages; without title for pages in none."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All that is taken over from MkDocs: what the book is made of."""

    title: str
    description: str
    author: str
    licence: str
    address: str
    date: str
    sections: tuple[Section, ...]
    pages: Mapping[str, Source]
    files: Mapping[str, str] = field(default_factory=dict)
    """Everything else of the site by address, pages outside of the navigation too, with where it is on disk."""

    @property
    def public_address(self) -> str:
        """Where the site is for everyone; empty if only this machine can reach it."""
        return public(self.address)


def public(address: str) -> str:
    """The address of a site, ending in a slash; empty if only this machine can reach it."""
    parts = urlsplit(address)
    is_public = parts.scheme in ("http", "https") and not parts.netloc.startswith(LOCAL)
    return address.rstrip("/") + "/" if is_public else ""


def build(manuscript: Manuscript, renderer: Renderer) -> Book:
    """The book that a manuscript becomes; raises `BookError`."""
    order = [name for section in manuscript.sections for name in section.pages]
    shelf = _Shelf(manuscript, renderer, {name.strip("/"): path for name, path in manuscript.files.items()})
    pages = {name: _Page(manuscript.pages[name], shelf) for name in order}
    shelf.pages.update((page.source.url.strip("/"), page) for page in pages.values())
    number, parts, part_number = 0, [], 0
    for section in manuscript.sections:
        chapters = []
        for name in section.pages:
            numbered = bool(section.title) and posixpath.basename(name) != "index.md"
            number += numbered
            chapters.append(pages[name].chapter(number if numbered else None))
        part_number += bool(section.title)
        parts.append(Part(section.title, tuple(chapters), part_number if section.title else None))
    titles = tuple(part.title for part in parts if part.title)
    return Book(
        manuscript.title,
        manuscript.description,
        manuscript.author,
        manuscript.licence,
        manuscript.public_address,
        manuscript.date,
        tuple(parts),
        titles,
    )


@dataclass(slots=True)
class _Shelf:
    """What the pages have in common; by address, without slashes around it."""

    manuscript: Manuscript
    renderer: Renderer
    files: dict[str, str]
    pages: dict[str, _Page] = field(default_factory=dict)


class _Page:
    """One page on its way into the book; the `Surroundings` of its conversion."""

    def __init__(self, source: Source, shelf: _Shelf) -> None:
        self.source, self._shelf = source, shelf
        try:
            self._root = parse(source.html)
        except MarkupError as error:
            raise BookError(f"{source.name}: {error}") from error
        self._places = _places(self._root)

    def chapter(self, number: int | None) -> Chapter:
        """The page as a chapter."""
        try:
            blocks = Converter(self).blocks(self._root.children)
        except (MarkupError, DrawingError) as error:
            raise BookError(f"{self.source.name}: {error}") from error
        titles = [block for block in blocks if isinstance(block, Heading) and block.level == 0]
        if len(titles) != 1:
            raise BookError(f"{self.source.name}: a chapter has one heading of the first level, this has {len(titles)}")
        address = self._shelf.manuscript.public_address
        return Chapter(
            self.source.name,
            titles[0].children,
            self.source.short,
            address + self.source.url if address else self.source.url,
            tuple(block for block in blocks if block is not titles[0]),
            number,
        )

    def anchor(self, identity: str) -> str:
        return f"{self.source.name}#{identity}"

    def drawing(self, source: str) -> str:
        return self._shelf.renderer.draw(source).key

    def link(self, address: str) -> tuple[str, bool]:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            if parts.netloc.startswith(LOCAL):
                return "", False  # the address of a preview: it is spoken of, it cannot be visited
            if parts.scheme not in OUTSIDE:
                raise MarkupError(f"the link {address} leads nowhere for a reader")
            return address, True
        page = self if not parts.path else self._shelf.pages.get(self._absolute(parts.path))
        if page is not None:
            return page.place(unquote(parts.fragment), address), False
        return self._file(parts.path, address)

    def place(self, fragment: str, address: str) -> str:
        """The anchor of an id on this page."""
        if not fragment:
            return self.source.name
        if fragment not in self._places:
            raise MarkupError(f"the link {address} leads nowhere: {self.source.name} has no “{fragment}”")
        nearest = self._places[fragment]
        return self.anchor(nearest) if nearest else self.source.name

    def _absolute(self, path: str) -> str:
        if path.startswith("/"):
            return posixpath.normpath(path).strip("/")
        return posixpath.normpath(posixpath.join("/", self.source.url, path)).strip("/")

    def _file(self, path: str, address: str) -> tuple[str, bool]:
        url = self._absolute(path)
        if url not in self._shelf.files:
            raise MarkupError(f"the link {address} leads nowhere")
        public = self._shelf.manuscript.public_address
        return (public + url, True) if public else ("", False)

    def picture(self, address: str) -> str:
        file = self._shelf.files.get(self._absolute(unquote(address)))
        if not file:
            raise MarkupError(f"the image {address} is not a file of the site")
        if posixpath.splitext(file)[1].lower() not in IMAGES:
            raise MarkupError(f"the image {address} is of no kind that books can have: {', '.join(IMAGES)}")
        return file


def _places(root: Element) -> dict[str, str]:
    """For every id of a page that of the nearest anchor: itself, or the heading before it; none is the title."""
    places, current = {}, ""
    for element in root.every():
        identity = element.attributes.get("id", "")
        if element.tag == "h1":
            current = ""
        elif element.tag in HEADINGS:
            current = identity
        if identity:
            own = element.tag in ("li", "details")
            places[identity] = identity if own else current
    return places
