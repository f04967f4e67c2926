"""The book as EPUB 3: a zip of XHTML, one file for each chapter, the same bytes for the same tree."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path

from studybook.book.epub.xhtml import Writer, identity
from studybook.book.shared.assemble import IMAGES
from studybook.book.shared.derive import answers_at_end, questions, references
from studybook.book.shared.options import Options
from studybook.book.shared.tree import Book, Chapter, Heading, Part, plain
from studybook.book.shared.words import INDEX, SOURCES, WORDS, chapter_number, part_number
from studybook.render import Drawing, Renderer

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the zip; there is none before it."""
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-CN" xml:lang="zh-CN">
<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head>
<body>
{body}
</body></html>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier><dc:title>{title}</dc:title><dc:language>zh-CN</dc:language>
<dc:creator>{author}</dc:creator><dc:description>{description}</dc:description><dc:rights>{licence}</dc:rights>
{subjects}<dc:date>{date}</dc:date><meta property="dcterms:modified">{date}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">longDescription</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="css" href="style.css" media-type="text/css"/>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>"""


@dataclass(slots=True)
class _File:
    name: str
    title: str
    body: str
    vector: bool = False


@dataclass(slots=True)
class _Press:
    """What is gathered while the files are written."""

    book: Book
    renderer: Renderer
    places: dict[str, str] = field(default_factory=dict)
    """The file in which each anchor is."""
    images: dict[str, str] = field(default_factory=dict)

    def address(self, anchor: str) -> str:
        return f"{self.places[anchor.partition('#')[0]]}#{identity(anchor)}"

    def drawing(self, key: str) -> Drawing:
        return self.renderer.known(key)

    def picture(self, path: str) -> str:
        return self.images.setdefault(path, f"image-{len(self.images)}{Path(path).suffix.lower()}")

    def writer(self, depth: int) -> Writer:
        return Writer(self.address, self.drawing, self.picture, depth)


def epub(book: Book, options: Options, renderer: Renderer, modules: Path) -> bytes:
    """The EPUB of a book; the paper is the reader's."""
    if options.answers == "chapter-end":
        book = answers_at_end(book)
    press = _Press(book, renderer)
    for number, chapter in enumerate(book.chapters):
        press.places[chapter.anchor] = f"c{number:03}.xhtml"
    pages = [_cover(book), *_chapters(press), _index(press), _sources(press)]
    contents = {"nav.xhtml": _page(WORDS["contents"], _navigation(press)), "style.css": _style()}
    contents |= {page.name: _page(page.title, page.body) for page in pages}
    contents["package.opf"] = _package(book, pages, press.images)
    return _zipped(contents, press.images)


def _style() -> str:
    return files("studybook.book.epub").joinpath("epub.css").read_text(encoding="utf-8")


def _page(title: str, body: str) -> str:
    return PAGE.format(title=escape(title), body=body)


def _cover(book: Book) -> _File:
    address = f"<p>{escape(book.address)}</p>" if book.address else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in (book.description, f"离线版 · {book.date}", book.author))
    body = f'<section class="cover" epub:type="titlepage"><h1>{escape(book.title)}</h1>{lines}{address}'
    return _File("cover.xhtml", book.title, f"{body}<p>{escape(book.licence)}</p></section>")


def _chapters(press: _Press) -> Iterator[_File]:
    for part in press.book.parts:
        for position, chapter in enumerate(part.chapters):
            writer = press.writer(2 if part.title else 1)
            body = _head(part) if part.title and position == 0 else ""
            tag = "h2" if part.title else "h1"
            title = writer.inline(chapter.title)
            address = escape(chapter.address)
            where = f'<a class="outer" href="{address}">{address}</a>' if "://" in chapter.address else address
            body += f'<{tag} id="{identity(chapter.anchor)}">{chapter_number(chapter)}{title}</{tag}>'
            body += f'<p class="badge">{where}</p>\n{writer.blocks(chapter.blocks)}'
            yield _File(press.places[chapter.anchor], plain(chapter.title), body, bool(writer.drawn))


def _head(part: Part) -> str:
    return f"<h1>{part_number(part.number)}　{escape(part.title)}</h1>\n"


def _navigation(press: _Press) -> str:
    writer = press.writer(1)

    def item(chapter: Chapter) -> str:
        title = f"{chapter_number(chapter)}{writer.inline(chapter.title, links=False)}"
        inner = "".join(
            f'<li><a href="{press.address(block.anchor)}">{writer.inline(block.children, links=False)}</a></li>'
            for block in chapter.blocks
            if isinstance(block, Heading) and block.level == 1
        )
        nested = f"<ol>{inner}</ol>" if inner else ""
        return f'<li><a href="{press.address(chapter.anchor)}">{title}</a>{nested}</li>'

    rows = []
    for part in press.book.parts:
        inner = "".join(map(item, part.chapters))
        if part.title:
            first = press.places[part.chapters[0].anchor]
            inner = f'<li><a href="{first}">{part_number(part.number)}　{escape(part.title)}</a><ol>{inner}</ol></li>'
        rows.append(inner)
    rows += [
        f'<li><a href="{name}">{title}</a></li>' for name, title in (("index.xhtml", INDEX), ("sources.xhtml", SOURCES))
    ]
    return f'<nav epub:type="toc" class="toc"><h1>{WORDS["contents"]}</h1><ol>{"".join(rows)}</ol></nav>'


def _index(press: _Press) -> _File:
    writer = press.writer(1)
    rows = [
        f'<li><a href="{press.address(question.anchor)}">{writer.inline(question.text, links=False)}</a></li>'
        for chapter in press.book.chapters
        for question in questions(chapter)
    ]
    return _File("index.xhtml", INDEX, f"<h1>{INDEX}</h1><ul>{''.join(rows)}</ul>")


def _sources(press: _Press) -> _File:
    rows = []
    for reference in references(press.book):
        url = escape(reference.url)
        where = " · ".join(
            f'<a href="{press.address(chapter.anchor)}">{escape(chapter.short)}</a>' for chapter in reference.chapters
        )
        rows.append(f'<li><a class="outer" href="{url}">{escape(reference.title)}</a><br/>{url}<br/>{where}</li>')
    return _File("sources.xhtml", SOURCES, f"<h1>{SOURCES}</h1><ol>{''.join(rows)}</ol>")


def _package(book: Book, pages: list[_File], images: dict[str, str]) -> str:
    items = [_item(page.name, "application/xhtml+xml", "svg" if page.vector else "") for page in pages]
    items += [_item(name, IMAGES[Path(name).suffix]) for name in images.values()]
    order = [pages[0].name[:-6], "nav", *(page.name[:-6] for page in pages[1:])]
    return PACKAGE.format(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"{book.address}#{book.title}"),
        title=escape(book.title),
        author=escape(book.author),
        description=escape(book.description or book.title),
        licence=escape(book.licence),
        date=book.date,
        subjects="".join(f"<dc:subject>{escape(word)}</dc:subject>" for word in book.keywords),
        manifest="\n".join(items),
        spine="\n".join(f'<itemref idref="{name}"/>' for name in order),
    )


def _item(name: str, kind: str, properties: str = "") -> str:
    more = f' properties="{properties}"' if properties else ""
    return f'<item id="{name.partition(".")[0]}" href="{name}" media-type="{kind}"{more}/>'


def _zipped(contents: dict[str, str], images: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", CONTAINER.encode())
        for name, text in contents.items():
            _add(archive, f"EPUB/{name}", text.encode())
        for path, name in images.items():
            _add(archive, f"EPUB/{name}", Path(path).read_bytes())
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    archive.writestr(zipfile.ZipInfo(name, EARLIEST), data, how, 9)
