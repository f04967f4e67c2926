"""Blocks of code: lines of coloured stretches, from what Pygments has left in the HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from studybook.book.shared.markup import Element, MarkupError
from studybook.book.shared.tree import CodeBlock, Line

LINE_NUMBERS = "linenos"
MARKED = "hll"
LANGUAGE = "language-"


def block(element: Element) -> CodeBlock:
    """The code in an element, with its language, title and colours."""
    inner = next((child for child in element.every() if child.tag == "code"), None)
    if inner is None:
        inner = next((child for child in element.every() if child.tag == "pre"), None)
    if inner is None:
        raise MarkupError("a block of code has no <code> in it")
    names = [name for child in (element, *element.elements(), inner) for name in child.classes]
    language = next((name.removeprefix(LANGUAGE) for name in names if name.startswith(LANGUAGE)), "")
    title = next((child.text() for child in element.every() if "filename" in child.classes), "")
    return CodeBlock(language, title.strip(), _lines(inner))


def judged(made: CodeBlock, verdict: str, wrong: bool) -> CodeBlock:
    """The block with what the proof says of it; a title that says the same is not repeated."""
    label, colon, said = verdict.partition("：")
    title = made.title.removeprefix(label + colon)
    return replace(made, verdict=verdict, wrong=wrong, title="" if title == said else title)


def _runs(element: Element, name: str, marked: bool) -> Iterator[tuple[str, str, bool]]:
    for child in element.children:
        if isinstance(child, str):
            yield name, child, marked
        elif LINE_NUMBERS not in child.classes:
            own = child.classes[0] if child.classes else name
            yield from _runs(child, name if own == MARKED else own, marked or own == MARKED)


def _lines(element: Element) -> tuple[Line, ...]:
    lines: list[Line] = []
    runs: list[tuple[str, str]] = []
    marks = False

    def end() -> None:
        nonlocal marks
        lines.append(Line(tuple(runs), marks))
        runs.clear()
        marks = False

    for name, text, marked in _runs(element, "", False):
        for position, piece in enumerate(text.split("\n")):
            if position:
                end()
            if piece:
                marks = marks or marked
                _add(runs, "" if name == "w" or not piece.strip() else name, piece)
    end()
    while lines and not lines[-1].text.strip():
        lines.pop()
    while lines and not lines[0].text.strip():
        lines.pop(0)
    return tuple(lines)


def _add(runs: list[tuple[str, str]], name: str, text: str) -> None:
    """Blanks take the colour of what is before them: fewer stretches, the same look."""
    if runs and (name == runs[-1][0] or not text.strip()):
        name, before = runs.pop()
        text = before + text
    runs.append((name, text))
