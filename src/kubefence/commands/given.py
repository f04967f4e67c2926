"""What commands are given in words: manifests that kubectl reads, patches, and parts that it lays over an object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kubefence.commands import callers
from kubefence.commands.arguments import call
from kubefence.commands.call import Call
from kubefence.commands.callers import KUBECTL, start
from kubefence.commands.fault import Stretch
from kubefence.commands.grammar import program
from kubefence.commands.literal import Letter, Texts, interpreted
from kubefence.commands.resources import kind_of
from kubefence.commands.words import Line, Script, words_of
from kubefence.schema.pack import builtin

if TYPE_CHECKING:
    from tree_sitter import Node

_STANDARD_INPUT = frozenset({"-", "/dev/stdin"})
_LAID_OVER = {"run": "Pod", "expose": "Service"}
"""What ``--overrides`` of a command is laid over."""


class Given(NamedTuple):
    """A text that a command is given."""

    letters: Sequence[Letter]
    command: Stretch
    """The first word of the command."""
    patched: str | None
    """The type of the object that it changes, "" if that is not known; None where it is manifests."""
    document: int | None = None
    """The line that a here-document belongs to which is given instead of words."""


def given(script: Script, texts: Texts, *, escapes: bool) -> Iterator[Given]:
    """What the commands of a script are given; ``escapes`` says that ``echo`` knows them without ``-e``."""
    reader = _Reader(script, texts, escapes=escapes)
    lost = script.unread.line if script.unread is not None else None
    for line in script.lines:
        if line.node.start_point[0] == lost:
            continue  # what the grammar makes of it is something else
        at = start(line.words, KUBECTL)
        if at is not None:
            yield from reader.read(line, at)


class _Reader:
    """Reads the commands of one script."""

    def __init__(self, script: Script, texts: Texts, *, escapes: bool) -> None:
        self._columns, self._texts, self._escapes = script.columns, texts, escapes
        self._program = program("kubectl")

    def read(self, line: Line, start: int) -> Iterator[Given]:
        """What one command is given."""
        found = call(self._program, self._program.versions[-1], callers.line(line.words, start))
        nodes = {word.place: node for word, node in words_of(line.node, self._columns)}
        at = line.words[start].place
        for flag, kind in _changing(found):
            for word in filter(None, found.flags.get(flag, ())):
                joined = found.places[flag].place == word.place
                letters = _value(self._texts.of(nodes[word.place]), joined=joined)
                yield Given(letters, at, kind, _copied(nodes[word.place]))
        for word in filter(None, found.flags.get("patch-file", ())):
            if word.text in _STANDARD_INPUT:
                yield Given(self._fed(line.node) or (), at, _type(found), line.node.end_point[0])
        for word in filter(None, found.flags.get("filename", ())):
            fed = self._fed(line.node) if word.text in _STANDARD_INPUT else self._substituted(nodes[word.place])
            if fed is not None:
                yield Given(fed, at, None)

    def _fed(self, command: Node) -> Sequence[Letter] | None:
        """What stands in words of that which a command reads: in its own, or in the one before it in a pipe."""
        own = next((child for child in command.children if child.type == "herestring_redirect"), None)
        if own is not None:
            return self._texts.of(own.named_children[0]) if own.named_children else None
        parent = command.parent
        if parent is None or parent.type != "pipeline":
            return None
        earlier = [child for child in parent.named_children if child.end_byte <= command.start_byte]
        while earlier and self._name(earlier[-1]) == "tee":
            earlier.pop()
        return self._printed(earlier[-1]) if earlier else None

    def _substituted(self, node: Node) -> Sequence[Letter] | None:
        """What the command in ``<(…)`` prints."""
        inside = node.named_children if node.type == "process_substitution" else []
        return self._printed(inside[0]) if len(inside) == 1 else None

    def _name(self, command: Node) -> str:
        name = command.child_by_field_name("name") if command.type == "command" else None
        return (name.text or b"").decode("utf-8", "replace") if name is not None else ""

    def _printed(self, command: Node) -> Sequence[Letter] | None:
        """What a command prints, if that stands in its words."""
        name = self._name(command)
        if name == "cat":
            return self._fed(command) if len(command.named_children) == _NAME_AND_TEXT else None
        way = _PRINTING.get(name)
        texts = [self._texts.of(node) for _, node in words_of(command, self._columns)][1:]
        return way(texts, self._escapes) if way is not None else None


_NAME_AND_TEXT = 2


def _changing(found: Call) -> Iterator[tuple[str, str]]:
    """The flags of a command that change an object, and what type it has."""
    path = found.command.path
    if path == "patch":
        yield "patch", _type(found)
    elif path in _LAID_OVER:
        yield "overrides", _LAID_OVER[path]


def _type(found: Call) -> str:
    """The type of the object that is patched, as far as it stands there."""
    known = found.arguments and found.arguments[0].known and not found.has("subresource")
    return kind_of(builtin(), found.arguments[0].text.partition("/")[0]) if known else ""


def _value(letters: list[Letter], *, joined: bool) -> list[Letter]:
    """The value in a word, which may begin with its flag: ``--patch=…``, ``-p=…``, ``-p…``."""
    if not joined:
        return letters
    if letters[1].text == "-":
        return letters[1 + next(at for at, letter in enumerate(letters) if letter.text == "=") :]
    return letters[3 if letters[2].text == "=" else 2 :]


def _copied(word: Node) -> int | None:
    """The line of ``cat`` in ``$(cat <<EOF …)``, where that is all of a word."""
    inside = word
    while len(inside.named_children) == 1 and inside.type in ("string", "command_substitution"):
        inside = inside.named_children[0]
    return inside.start_point[0] if inside.type == "command" and inside.text == b"cat" else None


def _echoed(texts: Sequence[list[Letter]], escapes: bool) -> list[Letter] | None:
    words = list(texts)
    while words and (flags := "".join(letter.text for letter in words[0])) in _ECHO_FLAGS:
        escapes = escapes or "e" in flags
        words.pop(0)
    joined = [letter for word in words for letter in (*word, _after(word))][:-1]
    return list(interpreted(joined)) if escapes else joined


def _formatted(texts: Sequence[list[Letter]], escapes: bool) -> list[Letter] | None:
    """What ``printf`` prints: a text without signs of its own, or one that stands behind ``%s`` alone."""
    if not texts:
        return None
    form = "".join(letter.text for letter in texts[0])
    if "%" not in form:
        return list(interpreted(texts[0]))
    if form in _ONE_TEXT and len(texts) == _NAME_AND_TEXT:
        return list(interpreted(texts[1])) if form.startswith("%b") else texts[1]
    return None


_ECHO_FLAGS = frozenset({"-e", "-n", "-E", "-ne", "-en"})
_ONE_TEXT = frozenset({"%s", "%s\\n", "%b", "%b\\n", "%s\n", "%b\n"})
_PRINTING: Mapping[str, Callable[[Sequence[list[Letter]], bool], list[Letter] | None]] = {
    "echo": _echoed,
    "printf": _formatted,
}


def _after(word: Sequence[Letter]) -> Letter:
    """The space between two words."""
    last = word[-1] if word else Letter("", 0, 0, live=False)
    return Letter(" ", last.line, last.column + 1, live=False)
