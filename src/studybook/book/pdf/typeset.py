"""The book on paper: tree in, PDF out, through Typst.

All text reaches Typst as data, so nothing in a page can be taken for markup. Only the fonts given here are
used, and before anything is set each character is looked up in them: a page with one that is missing fails.
"""

from __future__ import annotations

import datetime
import io
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf

from studybook.book.pdf.encode import Encoder
from studybook.book.pdf.glyphs import check_glyphs
from studybook.book.pdf.press import PressError, pressed
from studybook.book.shared.derive import answers_at_end, questions, references
from studybook.book.shared.options import Options
from studybook.book.shared.tree import Book
from studybook.book.shared.words import INDEX, SOURCES, WORDS, chapter_number, part_number
from studybook.errors import BookError
from studybook.fonts import FONTS, MONO, SANS, font_file
from studybook.render import Renderer

TEMPLATE = "book.typ"
DATA = "data.json"
"""What a template reads."""
POINTS = 72 / 25.4
"""In a millimetre."""
CODE_FILL = 0.82
"""Part of a line that code may take, so that it also fits in the boxes of answers and notes."""
TABLE_SIZE = 0.92
"""Size of type in tables, in that of the text; ``book.typ`` has the same."""
LARGE_TEXT, LARGE_CODE = 1.6, 1.5
"""Size of large print, in that of the ordinary one."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper in millimetres, and of type in points."""

    width: int
    height: int
    side: int
    top: int
    bottom: int
    size: float
    code: float
    pages: bool = True
    """Whether a link says on which page its target is: on paper that is turned, yes."""

    def large(self) -> Paper:
        """The same paper with large print."""
        return replace(self, size=self.size * LARGE_TEXT, code=self.code * LARGE_CODE)

    @property
    def code_columns(self) -> int:
        """How many columns of code fit on a line, with a margin for boxes around it."""
        return int((self.width - 2 * self.side) * POINTS / (self.code / 2) * CODE_FILL)

    @property
    def text_columns(self) -> int:
        """How many columns the text of a table has, Chinese characters being two wide."""
        return int((self.width - 2 * self.side) * POINTS / (self.size * TABLE_SIZE / 2))


PAPERS = {
    "a4": Paper(210, 297, 22, 26, 24, 10.5, 9.8),
    "a5": Paper(148, 210, 15, 20, 18, 9.5, 8.6),
    "phone": Paper(90, 160, 6, 13, 12, 9.5, 8.0, pages=False),
}


def pdf(book: Book, options: Options, renderer: Renderer, modules: Path) -> bytes:
    """The PDF of a book; raises `BookError`."""
    if options.answers == "chapter-end":
        book = answers_at_end(book)
    check_glyphs(book, renderer, modules)
    with TemporaryDirectory(prefix="studybook-") as name:
        folder = Path(name)
        template = laid_out(folder, __package__, TEMPLATE, _data(book, options, renderer, folder))
        return printed(template, book.date, modules)


def laid_out(folder: Path, package: str, template: str, data: Mapping[str, Any]) -> Path:
    """A template of a package in a folder, with what it has to say beside it; nothing of that stays in memory."""
    (folder / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    source = files(package).joinpath(template).read_text(encoding="utf-8")
    (folder / template).write_text(source, encoding="utf-8")
    return folder / template


def printed(template: Path, day: str, modules: Path) -> bytes:
    """What a template that was laid out becomes, set in our fonts; raises `BookError`."""
    fonts = [font_file(modules, f, bold=bold).parent for f in FONTS for bold in (False, True)]
    timestamp = int(datetime.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())
    try:
        return _packed(pressed(template, fonts, timestamp))
    except PressError as error:
        raise BookError(f"Typst: {error}") from error


def _packed(made: bytes) -> bytes:
    """The same document with its small objects in compressed streams, which makes it less than half the size."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as document:
        document.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _data(book: Book, options: Options, renderer: Renderer, folder: Path) -> dict[str, Any]:
    paper = PAPERS[options.paper].large() if options.large else PAPERS[options.paper]

    def drawing(key: str) -> tuple[str, Any]:
        drawn = renderer.known(key)
        file = folder / f"{key}.svg"
        if not file.exists():
            file.write_text(drawn.svg(f"d{key[:8]}", font=SANS.family), encoding="utf-8")
        return file.name, drawn

    pictures: dict[str, str] = {}

    def picture(path: str) -> str:
        if path not in pictures:
            pictures[path] = f"image-{len(pictures)}{Path(path).suffix.lower()}"
            shutil.copyfile(path, folder / pictures[path])
        return pictures[path]

    encoder = Encoder(drawing, picture, "答案在第", paper.code_columns, paper.text_columns, paper.pages)
    return {
        "title": book.title,
        "description": book.description,
        "author": book.author,
        "keywords": ["Kubernetes", *book.keywords],
        "date": _date(book),
        "paper": {name: getattr(paper, name) for name in Paper.__slots__} | _narrow(options),
        "words": WORDS,
        "cover": _cover(book),
        "licence": _licence(book),
        "contents": list(_contents(book, encoder)),
        "parts": [
            {
                "title": f"{part_number(part.number)}　{part.title}" if part.title else "",
                "target": f"~part-{position}",
                "chapters": [encoder.chapter(chapter, chapter_number(chapter)) for chapter in part.chapters],
            }
            for position, part in enumerate(book.parts)
        ],
        "back": [_index(book, encoder), _sources(book, encoder)],
    }


def _date(book: Book) -> list[int]:
    """Year, month and day."""
    return [int(part) for part in book.date.split("-")]


def _narrow(options: Options) -> dict[str, bool]:
    """On a phone rows of tables may be broken, and wide drawings are turned, as the phone can be."""
    return dict.fromkeys(("rows", "turn"), options.paper == "phone")


def _cover(book: Book) -> list[list[Any]]:
    asked = sum(1 for chapter in book.chapters for _ in questions(chapter))
    lines: list[list[Any]] = [[f"离线版 · {book.date} · {asked} 个问题"]]
    if book.address:
        lines.append([["code", book.address]])
    return [*lines, [book.author], [book.licence]]


def _licence(book: Book) -> list[Any]:
    lines = [
        f"本书由《{book.title}》网站的同一次构建生成，内容与 {book.date} 的网站一致。",
        f"许可：{book.licence}。",
        f"字体：{SANS.family}、{MONO.family}，SIL Open Font License 1.1，许可文本随网站与本书一起提供。",
        "标有“错误示例”的代码是故意写错的，不要照抄；标有“未经验证”的代码没有经过自动核对，原因写在旁边。",
        f"蓝色文字可以点击：跳到书中另一处，或打开外部网页（带 {WORDS['outside']}）。每章标题下是它在网站上的地址。",
    ]
    return [["par", [line]] for line in lines]


def _contents(book: Book, encoder: Encoder) -> Iterator[list[Any]]:
    for position, part in enumerate(book.parts):
        if part.title:
            yield [f"~part-{position}", 0, [f"{part_number(part.number)}　{part.title}"]]
        for chapter in part.chapters:
            title = encoder.inline(chapter.title, linked=False)
            yield [chapter.anchor, int(bool(part.title)), [chapter_number(chapter), *title]]
    yield ["~index", 0, [INDEX]]
    yield ["~sources", 0, [SOURCES]]


def _index(book: Book, encoder: Encoder) -> dict[str, Any]:
    rows = [
        encoder.question(question, chapter_number(chapter) if question.of_chapter else "")
        for chapter in book.chapters
        for question in questions(chapter)
    ]
    return {"kind": "rows", "title": INDEX, "target": "~index", "rows": rows}


def _sources(book: Book, encoder: Encoder) -> dict[str, Any]:
    items: list[list[Any]] = []
    for reference in references(book):
        where: list[Any] = []
        for chapter in reference.chapters:
            where += [" · " if where else "", ["inner", chapter.anchor, [chapter.short], True]]
        line = [["outer", reference.url, [reference.title]], ["break"], ["code", reference.url], ["break"]]
        items.append(["", [["par", [*line, ["small", where]]]]])
    blocks = [["list", 1, items]] if items else []
    return {"kind": "blocks", "title": SOURCES, "target": "~sources", "blocks": blocks}
