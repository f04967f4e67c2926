"""The tree as JSON for ``book.typ``: arrays that begin with their kind, inline text as strings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from studybook.book.pdf.tables import humps, shares
from studybook.book.shared.derive import Question
from studybook.book.shared.tones import tone
from studybook.book.shared.tree import (
    Block,
    Break,
    Callout,
    Cell,
    Chapter,
    Code,
    CodeBlock,
    Definitions,
    Figure,
    Fold,
    Heading,
    Inline,
    Line,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
    Text,
    plain,
)
from studybook.columns import columns
from studybook.render import Drawing

CALLOUTS = {"tab": "#2f4a9e", "warning": "#c07a00", "danger": "#b3261e", "failure": "#b3261e", "tip": "#1f7a4d",
            "success": "#1f7a4d", "question": "#2f4a9e"}  # fmt: skip
NEUTRAL = "#6b7280"
SIGNS = ("问", "答", "▶")
"""Before what is folded on a screen: a question, an answer that stands apart, anything else."""
WHOLE = 24
"""Characters up to which a word of code is not broken."""
MARK = 5
"""Columns of the page number behind a link."""
_TOKEN = re.compile(r"\s+|\S+\s?")
_PIECE = re.compile(r"[^./:=_,@?&|\\]*[./:=_,@?&|\\]+|[^./:=_,@?&|\\]+")


class Encoder:
    """Encodes chapters; asks for the file of each drawing."""

    def __init__(
        self,
        drawing: Callable[[str], tuple[str, Drawing]],
        picture: Callable[[str], str],
        answer: str,
        narrow: int,
        room: int,
        pages: bool,
    ) -> None:
        """``narrow`` is the number of columns of code that surely fit on a line, ``room`` that of text.

        ``pages`` says whether links name the page of their target.
        """
        self._drawing, self._picture, self._answer = drawing, picture, answer
        self._narrow, self._room = narrow, room
        self._mark = MARK if pages else 0
        self._chapter, self._broken = "", False

    def chapter(self, chapter: Chapter, prefix: str) -> dict[str, Any]:
        """A chapter."""
        self._chapter = chapter.anchor
        address: list[Any] = [chapter.address]
        if "://" in chapter.address:
            address = [["outer", chapter.address, [chapter.address]]]
        return {
            "target": chapter.anchor,
            "title": [prefix, *self._fitted(chapter.title, _TITLE)],
            "short": (prefix.strip("　") + " " if prefix else "") + chapter.short,
            "numbered": chapter.number is not None,
            "address": address,
            "blocks": self.blocks(chapter.blocks),
        }

    def blocks(self, blocks: Iterable[Block]) -> list[Any]:
        """Blocks."""
        return [self._block(block) for block in blocks]

    def question(self, question: Question, prefix: str) -> list[Any]:
        """A row of the index."""
        return [
            question.anchor,
            int(not question.of_chapter),
            [prefix, *self._fitted(question.text, _ROW, linked=False)],
        ]

    def inline(self, children: tuple[Inline, ...], linked: bool = True) -> list[Any]:
        """Inline content, with or without its links."""
        return [part for child in children for part in self._inline(child, linked)]

    def _fitted(self, children: tuple[Inline, ...], width: float, linked: bool = True) -> list[Any]:
        """Content whose words may be broken at their joints where one of them is longer than its line.

        ``width`` is how much wider it is set than text.
        """
        longest = max(map(columns, _WORD.findall(plain(children))), default=0)
        self._broken = longest * width > self._room
        made = self.inline(children, linked)
        self._broken = False
        return made

    def _inline(self, child: Inline, linked: bool) -> list[Any]:
        match child:
            case Text(text):
                return _jointed(text) if self._broken else [text]
            case Code(text):
                return [["code", text]]
            case Span("key", inner):
                return [["key", [plain(inner)]]]
            case Span(kind, inner):
                return [[kind, self.inline(inner, linked)]]
            case Link(target, inner, external) if linked:
                if external:
                    return [["outer", target, self.inline(inner)]]
                return [["inner", target, self.inline(inner), target.partition("#")[0] != self._chapter]]
            case Link(children=inner):
                return self.inline(inner, linked)
            case Break():
                return [["break"]]
            case Picture(path, alternative):
                return [["image", self._picture(path), alternative]]
        raise TypeError(child)

    def _block(self, block: Block) -> list[Any]:
        match block:
            case Paragraph(children, badge):
                return ["badge" if badge else "par", self.inline(children)]
            case Heading(level, anchor, children):
                return ["heading", level, anchor, self._fitted(children, _TITLE)]
            case CodeBlock():
                return ["code", block.text, block.title, block.verdict, block.wrong, self._lines(block.lines)]
            case Listing(items, start):
                return ["list", start, [[item.anchor, self.blocks(item.blocks)] for item in items]]
            case Table(head, body, aligns):
                return self._table(head, body, aligns)
            case Callout(kind, title, blocks):
                return ["callout", CALLOUTS.get(kind, NEUTRAL), self.inline(title), self.blocks(blocks)]
            case Fold():
                return self._fold(block)
            case Figure(key):
                file, drawing = self._drawing(key)
                return ["drawing", file, drawing.alternative, round(drawing.width, 2), round(drawing.height, 2)]
            case Quote(blocks):
                return ["quote", self.blocks(blocks)]
            case Definitions(entries):
                return ["terms", [[self.inline(term), self.blocks(blocks)] for term, blocks in entries]]
            case Rule():
                return ["rule"]
        raise TypeError(block)

    def _fold(self, fold: Fold) -> list[Any]:
        question, answer, other = SIGNS
        mark = question if fold.is_question else other
        if fold.partner and fold.blocks:
            mark = answer
        note = self._answer if not fold.blocks else ""
        partner = fold.partner if not fold.blocks else ""
        return ["fold", fold.anchor, mark, self._fitted(fold.title, _ROW), self.blocks(fold.blocks), note, partner]

    def _table(
        self, head: tuple[tuple[Cell, ...], ...], body: tuple[tuple[Cell, ...], ...], aligns: tuple[str, ...]
    ) -> list[Any]:
        widths, self._broken = shares((*head, *body), self._room, self._mark)
        made = ["table", widths, list(aligns), self._cells(head), self._cells(body)]
        self._broken = False
        return made

    def _cells(self, rows: tuple[tuple[Cell, ...], ...]) -> list[Any]:
        return [self.inline(cell) for row in rows for cell in row]

    def _lines(self, lines: tuple[Line, ...]) -> list[Any]:
        """Groups of lines of the same look; a line that may have to be broken is one by itself."""
        groups: list[Any] = []
        for line in lines:
            text = line.text
            if columns(text) > self._narrow:
                indent = len(text) - len(text.lstrip(" "))
                runs = [[tone(name), *_pieces(run)] for name, run in line.runs]
                groups.append([line.marked, min(indent, self._narrow // 2), [runs]])
                continue
            if not groups or groups[-1][:2] != [line.marked, None]:
                groups.append([line.marked, None, []])
            groups[-1][2].append([[colour, run] if (colour := tone(name)) else run for name, run in line.runs])
        return groups


_WORD = re.compile(r"[A-Za-z0-9_.-]+")
_TITLE, _ROW = 2.4, 1.4
"""How much wider than text the largest title is set, and what stands in a row beside a number or a mark."""


def _jointed(text: str) -> list[Any]:
    """A text with joints in its words, at which a line may end."""
    found: list[Any] = []
    for piece in humps(text):
        found += [["joint"], piece] if found else [piece]
    return found


def _pieces(run: str) -> list[str]:
    """A stretch of a long line in pieces that stay whole: words and options, long words at their joints."""
    found = []
    for token in _TOKEN.findall(run):
        for piece in [token] if len(token) <= WHOLE else _PIECE.findall(token):
            found += [piece] if len(piece) <= WHOLE else [piece[at : at + 8] for at in range(0, len(piece), 8)]
    return found
