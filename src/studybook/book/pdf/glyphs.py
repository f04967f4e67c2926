"""No character is printed as an empty box: each is looked up in the fonts before anything is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from studybook.book.shared.tree import Book, Code, Figure, Line
from studybook.errors import BookError
from studybook.fonts import MONO, SANS, coverage, font_file
from studybook.render import Renderer

CONFIGURATION = "mkdocs.yml"
"""Where titles of parts and what is on the cover come from."""
UNPRINTED = frozenset("\n\t")


def check_glyphs(book: Book, renderer: Renderer, modules: Path) -> None:
    """Raise `BookError` for the first page with a character that its font lacks."""
    around = (book.title, book.description, book.author, book.licence, *(part.title for part in book.parts))
    for place, content in ((CONFIGURATION, around), *((chapter.anchor, chapter) for chapter in book.chapters)):
        check_texts(place, _strings(content, renderer), modules)


def check_texts(place: str, texts: Iterable[tuple[str, bool]], modules: Path) -> None:
    """The same for texts of a place, each with whether it is code."""
    sans, either = _covered(modules)
    missing: set[str] = set()
    for text, is_code in texts:
        allowed = either if is_code else sans
        missing.update(character for character in text if ord(character) not in allowed)
    if missing := missing - UNPRINTED:
        named = "、".join(f"“{character}” U+{ord(character):04X}" for character in sorted(missing))
        raise BookError(f"{place}: the fonts of the book have no {named}")


@cache
def _covered(modules: Path) -> tuple[frozenset[int], frozenset[int]]:
    """What text can have, and what code can."""
    text, code = (
        coverage(font_file(modules, font, bold=False)) & coverage(font_file(modules, font, bold=True))
        for font in (SANS, MONO)
    )
    return text, text | code


def _strings(value: Any, renderer: Renderer) -> Iterator[tuple[str, bool]]:
    match value:
        case str():
            yield value, False
        case Code(text):
            yield text, True
        case Line():
            yield value.text, True
        case Figure(key):
            yield from ((label, False) for label in renderer.known(key).labels())
        case tuple():
            for item in value:
                yield from _strings(item, renderer)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _strings(getattr(value, field.name), renderer)
