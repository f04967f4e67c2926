"""The text of a word, letter by letter, each with its place: without quotes and escapes, expansions as written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kubefence.commands.fault import Stretch
from kubefence.commands.words import Columns
from kubefence.positions import Pieces, TextMap

if TYPE_CHECKING:
    from tree_sitter import Node


class Letter(NamedTuple):
    """A letter that the program gets."""

    text: str
    line: int
    column: int
    """Where it stands, or the escape that makes it."""
    live: bool
    """Whether the shell expands what it begins."""


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\"}
_ANSI = {**_ESCAPES, "'": "'", '"': '"', "?": "?", "e": "\x1b"}
_IN_DOCUMENT = {"\\": "\\", "$": "$", "`": "`", "\n": ""}
_IN_DOUBLE_QUOTES = {**_IN_DOCUMENT, '"': '"'}


class Texts:
    """The texts of the words of one script."""

    def __init__(self, lines: Sequence[str], starts: Sequence[int], columns: Columns) -> None:
        self._lines, self._starts, self._columns = lines, starts, columns

    def of(self, node: Node) -> list[Letter]:
        """What a word is to the program that gets it."""
        if node.type == "concatenation":
            return [letter for child in node.children for letter in self.of(child)]
        raw = node.type in ("raw_string", "ansi_c_string")
        letters = self._letters(self._columns.place(node), live=not raw)
        if node.type == "raw_string":
            return letters[1:-1]
        if node.type == "string":
            return list(unescaped(letters[1:-1], _IN_DOUBLE_QUOTES))
        if node.type == "ansi_c_string":
            return list(unescaped(letters[2:-1], _ANSI))
        return list(unescaped(letters, None)) if not node.named_children else letters

    def _letters(self, place: Stretch, *, live: bool) -> list[Letter]:
        letters: list[Letter] = []
        for number in range(place.line, min(place.end_line + 1, len(self._lines))):
            line = self._lines[number]
            begin = place.column if number == place.line else self._starts[number]
            end = place.end_column if number == place.end_line else len(line)
            letters += (Letter(sign, number, at, live) for at, sign in enumerate(line[begin:end], begin))
            if number < place.end_line:
                letters.append(Letter("\n", number, len(line), live))
        return letters


def unescaped(letters: Iterable[Letter], known: dict[str, str] | None) -> Iterator[Letter]:
    """The letters with a backslash and what it escapes made one; of None any letter, a line end vanishes."""
    escape: Letter | None = None
    for letter in letters:
        if escape is None:
            if letter.text == "\\":
                escape = letter
            else:
                yield letter
            continue
        meant = known.get(letter.text) if known is not None else letter.text.strip("\n")
        if meant is None:
            yield escape
            yield letter
        elif meant:
            yield escape._replace(text=meant, live=False)
        escape = None
    if escape is not None:
        yield escape


def of_document(text: str, line: int, column: int) -> Iterator[Letter]:
    """The letters of a here-document that begins at a line, each of its lines at a column, as a shell passes it on.

    Its last line ends as the others do.
    """
    return unescaped(
        (
            Letter(sign, number, at, live=True)
            for number, row in enumerate(text.split("\n"), line)
            for at, sign in enumerate(f"{row}\n", column)
        ),
        _IN_DOCUMENT,
    )


def interpreted(letters: Iterable[Letter]) -> Iterator[Letter]:
    """What ``echo -e`` and ``printf`` make of a text."""
    return unescaped(letters, _ESCAPES)


def placed(letters: Sequence[Letter], outer: TextMap) -> tuple[str, Pieces]:
    """The text of letters, and what leads back from it."""
    lines: list[list[tuple[int, int, int]]] = [[]]
    column, last = 0, None
    for letter in letters:
        follows = last is not None and (last.line, last.column + 1) == (letter.line, letter.column)
        if not follows or not lines[-1]:
            lines[-1].append((column, letter.line, letter.column))
        column, last = column + 1, letter
        if letter.text == "\n":
            lines.append([])
            column = 0
    if not lines[-1]:
        end = last or Letter("", 0, 0, live=False)
        lines[-1].append((0, end.line, end.column))
    return "".join(letter.text for letter in letters), Pieces(outer, lines)
