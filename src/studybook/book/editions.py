"""The editions of the book, and where each is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from studybook.book.epub import press
from studybook.book.pdf import typeset
from studybook.book.shared.assemble import Manuscript, build
from studybook.book.shared.options import Options
from studybook.book.shared.tree import Book
from studybook.fonts import FONTS, licence
from studybook.render import Renderer

STEM = "kubernetes-handbook"
NOTICE = "fonts-OFL.txt"


@dataclass(frozen=True, slots=True)
class Edition:
    """A file that readers can have."""

    label: str
    file: str
    make: Callable[[Book, Options, Renderer, Path], bytes]
    options: Options = field(default_factory=Options)


EDITIONS = {
    "pdf": Edition("PDF（A4）", f"{STEM}.pdf", typeset.pdf),
    "phone": Edition("PDF（手机）", f"{STEM}-phone.pdf", typeset.pdf, Options(paper="phone")),
    "epub": Edition("EPUB", f"{STEM}.epub", press.epub),
}


def write(manuscript: Manuscript, root: Path, wanted: dict[Path, tuple[Edition, Options]]) -> Book:
    """Write editions of one manuscript, with the licences of their fonts beside them; raises `BookError`."""
    modules = root / "node_modules"
    with Renderer(root) as renderer:
        book = build(manuscript, renderer)
        for file, (edition, options) in wanted.items():
            made = edition.make(book, options, renderer, modules)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made)
    texts = [f"{font.family}\n\n{licence(modules, font).read_text(encoding='utf-8').strip()}\n" for font in FONTS]
    for folder in {file.parent for file in wanted}:
        (folder / NOTICE).write_text("\n\n".join(texts), encoding="utf-8")
    return book
