"""Images of pages: each is the one that its page names, in every edition, or the build says what is wrong with it."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from studybook.book.epub.press import epub
from studybook.book.pdf.typeset import pdf
from studybook.book.shared.assemble import Manuscript, build
from studybook.book.shared.options import Options
from studybook.errors import BookError
from studybook.render import Renderer

from .conftest import MODULES, manuscript_of


def dot(red: int) -> bytes:
    """A PNG of one pixel."""
    parts = (b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(bytes((0, red, 0, 0))))
    chunks = ((struct.pack(">L", len(data)), name + data) for name, data in (*parts, (b"IEND", b"")))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        length + body + struct.pack(">L", zlib.crc32(body)) for length, body in chunks
    )


@pytest.fixture
def pictured(tmp_path: Path) -> Manuscript:
    """Two pages with images that differ in nothing but their folder, each shown twice."""
    for name, red in (("a", 1), ("b", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Dot.PNG").write_bytes(dot(red))
    pages = {name: f'<h1 id="x">{name}</h1><p>{f"<img src=/{name}/Dot.PNG alt=点>" * 2}</p>' for name in ("a", "b")}
    files = {f"{name}/Dot.PNG": str(tmp_path / name / "Dot.PNG") for name in pages}
    return replace(manuscript_of(**pages), files=files)


def test_in_the_pdf(pictured: Manuscript, renderer: Renderer) -> None:
    with pikepdf.open(BytesIO(pdf(build(pictured, renderer), Options(), renderer, MODULES))) as document:
        images = [
            thing.read_bytes()
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
    assert sorted(images) == [b"\x01\0\0", b"\x02\0\0"]


def test_in_the_epub(pictured: Manuscript, renderer: Renderer) -> None:
    made = epub(build(pictured, renderer), Options(), renderer, MODULES)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        images = {name: archive.read(name) for name in archive.namelist() if name.endswith(".png")}
    assert images == {"EPUB/image-0.png": dot(1), "EPUB/image-1.png": dot(2)}


def test_of_a_kind_that_books_cannot_have(renderer: Renderer) -> None:
    manuscript = replace(manuscript_of(a='<h1>甲</h1><p><img src="/x.bmp" alt="x"></p>'), files={"x.bmp": "/x.bmp"})
    with pytest.raises(BookError, match=r"^topic/a\.md: the image /x\.bmp is of no kind that books can have: \.svg"):
        build(manuscript, renderer)
