"""The commands in a text of shell, as a grammar of the shell reads it: their words, and where those stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from kubefence.commands.fault import Stretch
from kubefence.commands.tangles import tangle

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

UNKNOWN = "\0"
"""Stands in the text of a word for what only the shell knows, or only the reader."""
_BLANK = "\ue000"
"""A sign of nobody's (private use), which the grammar takes for a letter: it covers placeholders."""
_WORDS = r"[A-Za-z][\w/-]*(?: [\w/-]+)+"
_PLACEHOLDER = re.compile(
    r"(?<![<\d&])<(?![<(&\s])[^<>\n|;()]*(?<=[^\s=-])>(?!>|\()|\{\{[^{}\n]*\}\}"
    rf"|\[{_WORDS}\]|\$\{{{_WORDS}\}}"
)
"""A name in angles or two braces, or words in brackets that say what stands there."""
_HIDDEN = re.compile(f"{_BLANK}+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_OPEN = re.compile(r"\$\{?(?:[@*]|\w*(?:ARG|OPT|FLAG|PARAM|EXTRA)\w*)", re.IGNORECASE)
"""Variables that stand for any number of words."""
_LITERAL = frozenset({"word", "number", "file_descriptor", "test_operator", "variable_name", "special_variable_name"})
_WITH_BODIES = frozenset({"for_statement", "c_style_for_statement", "while_statement", "if_statement", "elif_clause"})
"""What has a ``;`` before the word that begins its body."""
_VARIABLE = frozenset({"simple_expansion", "expansion"})
_KNOWN = _LITERAL | {"string", "raw_string", "concatenation", "ansi_c_string", "translated_string"}


class Word(NamedTuple):
    """A word of a command as the program gets it."""

    text: str
    """Without quotes; what is not known of it is `UNKNOWN`."""
    place: Stretch
    quoted: bool = False
    """Whether any of it stands in quotes."""
    split: bool = False
    """Whether it is a variable without quotes, which a shell splits into words, perhaps none."""
    several: bool = False
    """Whether that is what the variable is for, to judge by its name."""
    bare: str = ""
    """What of it stands outside of quotes."""
    shown: str = ""
    """The text with what looks like a placeholder as it is written: a template is full of braces."""

    @property
    def known(self) -> bool:
        """Whether nothing of it is unknown."""
        return UNKNOWN not in self.text

    def cut(self, start: int) -> Word:
        """The word from one of its letters on, at the same place."""
        return self._replace(text=self.text[start:], shown=self.shown[start:])


class Line(NamedTuple):
    """A simple command: its words without assignments and redirections."""

    words: tuple[Word, ...]
    node: Node
    """What the grammar made of it."""


@cache
def _parser() -> Parser:
    import tree_sitter  # takes as long to import as a page to verify, and few pages need it first
    import tree_sitter_bash

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


class Script(NamedTuple):
    """What the grammar makes of a text."""

    lines: tuple[Line, ...]
    """Its simple commands, those inside of others too."""
    unread: Stretch | None
    """Where it loses its way first; None where it reads everything."""
    missing: str
    """What is not there, if that is why: a quote, ``done``."""
    columns: Columns
    """What says where a part of it stands."""
    tangled: bool = False
    """Whether nothing of it was read, because it goes on for too long there."""


@lru_cache(maxsize=16)
def read(text: str) -> Script:
    """Read a text of shell; the last ones are kept, of which commands, their texts and what they make are asked."""
    covered = _PLACEHOLDER.sub(lambda found: _BLANK * len(found[0]), text)
    encoded = covered.encode("utf-8", "replace")
    columns = Columns(encoded.split(b"\n"), text if covered != text else "")
    line = tangle(covered)
    if line is not None:
        return Script((), Stretch(line, 0, line, 1), "", columns, tangled=True)
    root = _parser().parse(encoded).root_node
    lost = _lost(root)
    lines = tuple(line for line in map(partial(_line, columns), _commands(root)) if line.words)
    place = columns.place(lost) if lost is not None else None
    return Script(lines, place, _missing(lost), columns)


def _commands(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type == "command" and not node.has_error:
            yield node
        waiting += reversed(node.children)


def _lost(root: Node) -> Node | None:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.is_missing or node.type == "ERROR":
            return node
        if node.has_error:
            waiting += reversed(node.children)
    return None


def _missing(lost: Node | None) -> str:
    """What is not there, where that is sure: the end of a part, or a quote that is never closed."""
    if lost is None:
        return ""
    first = (lost.text or b"")[:1].decode("utf-8", "replace")
    if lost.is_missing and lost.type == ";" and (lost.parent is None or lost.parent.type not in _WITH_BODIES):
        return ""  # of words with brackets behind them, as a table of events has them, the grammar makes a function
    return lost.type if lost.is_missing else first if first in ("'", '"') else ""


def _line(columns: Columns, command: Node) -> Line:
    words: list[Word] = []
    before: Node | None = None
    for word, node in words_of(command, columns):
        if before is not None and _goes_on(before, node):
            words[-1] = _joined(words[-1], word)
        else:
            words.append(word)
        before = node
    return Line(tuple(words), command)


def _goes_on(before: Node, node: Node) -> bool:
    """Whether nothing but a backslash and the end of the line stands between two words, so that they are one."""
    return node.start_point[1] == 0 and node.start_byte - before.end_byte == len("\\\n")


def _joined(one: Word, other: Word) -> Word:
    return one._replace(
        text=one.text + other.text,
        place=one.place._replace(end_line=other.place.end_line, end_column=other.place.end_column),
        quoted=one.quoted or other.quoted,
        split=False,
        several=False,
        bare=one.bare + other.bare,
        shown=one.shown + other.shown,
    )


class Columns:
    """Columns in code points, of those in bytes that the grammar has."""

    def __init__(self, lines: Sequence[bytes], uncovered: str) -> None:
        self._lines = [None if line.isascii() else line for line in lines]
        self._uncovered = uncovered.split("\n")

    def place(self, node: Node) -> Stretch:
        """Where a node stands."""
        start, end = node.start_point, node.end_point
        return Stretch(start[0], self._of(*start), end[0], self._of(*end))

    def written(self, place: Stretch) -> str:
        """What stands at a place of a text in which something is covered."""
        lines = self._uncovered[place.line : place.end_line + 1]
        lines[-1] = lines[-1][: place.end_column]
        return "\n".join(lines)[place.column :]

    def _of(self, line: int, column: int) -> int:
        text = self._lines[line] if line < len(self._lines) else None
        return column if text is None else len(text[:column].decode("utf-8", "replace"))


def words_of(command: Node, columns: Columns) -> Iterator[tuple[Word, Node]]:
    """The words of a command, each with what the grammar made of it."""
    for child in command.children:
        if child.type == "command_name":
            yield _word(child.children[0], columns), child.children[0]
        elif child.type in _KNOWN or child.type.endswith(("expansion", "substitution")):
            yield _word(child, columns), child
    for child in _behind_redirections(command):
        yield _word(child, columns), child


def _behind_redirections(command: Node) -> Iterator[Node]:
    """Words that follow a redirection belong to the command, though the grammar has them in it."""
    parent = command.parent
    if parent is None or parent.type != "redirected_statement" or parent.children[0] != command:
        return
    for redirection in parent.children[1:]:
        if redirection.type == "file_redirect":
            yield from [child for child in redirection.named_children if child.type != "file_descriptor"][1:]


def _word(node: Node, columns: Columns) -> Word:
    text, place = _text(node), columns.place(node)
    written = (node.text or b"").decode("utf-8", "replace")
    quoted = node.type not in _LITERAL and any(sign in written for sign in "'\"")
    split = node.type in _VARIABLE
    several = split and bool(_OPEN.match(written))
    if _BLANK not in text:
        return Word(text, place, quoted, split, several, _bare(node), text)
    signs = iter([sign for sign, cover in zip(columns.written(place), written, strict=False) if cover == _BLANK])
    shown = "".join(next(signs, "") if sign == _BLANK else sign for sign in text)
    return Word(_HIDDEN.sub(UNKNOWN, text), place, quoted, split, several, _bare(node), shown)


def _bare(node: Node) -> str:
    if node.type == "concatenation":
        return "".join(map(_bare, node.children))
    return (node.text or b"").decode("utf-8", "replace") if node.type in _LITERAL else ""


def _text(node: Node) -> str:
    written = (node.text or b"").decode("utf-8", "replace")
    if node.type == "raw_string":
        return written[1:-1]
    if node.type == "string":
        return _in_quotes(node)
    if node.type == "concatenation":
        return "".join(map(_text, node.children))
    if node.type in _LITERAL:
        return _ESCAPED.sub(lambda found: "" if found[1] == "\n" else found[1], written)
    if node.type == "ansi_c_string":
        return written[2:-1]
    return written if not node.is_named else UNKNOWN


def _in_quotes(node: Node) -> str:
    """A text in double quotes: all that the grammar has no part for is kept, white space above all."""
    whole, start = node.text or b"", node.start_byte
    parts: list[str] = []
    at = 1
    for child in node.children:
        if child.is_named and child.type != "string_content":
            parts += [whole[at : child.start_byte - start].decode("utf-8", "replace"), UNKNOWN]
            at = child.end_byte - start
    parts.append(whole[at:-1].decode("utf-8", "replace"))
    return "".join(part if part == UNKNOWN else re.sub(r'\\(["\\$`\n])', r"\1", part) for part in parts)
