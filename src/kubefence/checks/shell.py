"""Manifests inside commands: the here-documents of shell blocks, and what the shell would change in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kubefence.blocks import Block
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import ShiftedMap, TextMap
from kubefence.yamldoc.limits import MAX_BLOCK

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_HEREDOC = re.compile(
    r"""(?<!<)<<(?P<dash>-?)[ \t]*(?:(?P<quote>['"])(?P<quoted>.+?)(?P=quote)|(?P<escape>\\?)(?P<word>[A-Za-z_]\w*))"""
)
_CONTINUED = re.compile(r"[ \t]*> ?")
_MANIFEST = re.compile(r"""^[\s{]*["']?(?:apiVersion|kind)["']?\s*:\s""", re.MULTILINE)
_KUBECTL = re.compile(r"\b(?:kubectl|k)\b(?:(?!\s--\s).)*\s(?:-f|--filename)[ \t=]*(?:-|/dev/stdin)(?![\w.-])")
"""A command that takes what it is given for manifests; behind ``--`` stands one that runs in a container."""
_BACKTICKS = re.compile(r"(?<!\\)`[^`\n]*`")
EXPANSIONS = ("simple_expansion", "expansion", "command_substitution")


class Embedded(NamedTuple):
    """A here-document that is a manifest, and what the shell would change in it."""

    block: Block
    findings: tuple[Finding, ...]


class _Heredoc(NamedTuple):
    """A here-document: its text, where that begins (0-based), and the line of its command."""

    text: str
    line: int
    column: int
    command: int
    quoted: bool
    """The shell leaves it as it is."""


def embedded(block: Block) -> Iterator[Embedded]:
    """The manifests in the here-documents of a shell block."""
    if "<<" not in block.text:
        return
    for found in _heredocs(block.text.split("\n")):
        source = ShiftedMap(block.map, found.line, found.column)
        inner = Block(
            language="yaml",
            text=found.text,
            map=source,
            opener=block.map.place(found.command, 0, found.command, 1),
        )
        literal = found.quoted or len(found.text) > MAX_BLOCK
        yield Embedded(inner, () if literal else tuple(_expansions(found.text, source)))


def _heredocs(lines: Sequence[str], begin: int = 0, end: int | None = None) -> Iterator[_Heredoc]:
    """The here-documents in a range of lines that look like manifests or are given to kubectl.

    Lines are enough: a command with ``<<`` whose delimiter comes later, around something with a kind, is
    never anything else, while a grammar loses its way in the output that blocks show between commands.
    """
    outermost, end = end is None, len(lines) if end is None else end
    following = begin
    for number in range(begin, end):
        for operator in _HEREDOC.finditer(lines[number]) if number >= following else ():
            start = max(following, number + 1)
            prompt = _CONTINUED.match(lines[start]) if start < end else None
            column = prompt.end() if prompt else 0
            stop = _stop(lines, start, end, column, operator)
            following = stop + 1
            body = [line[column:] for line in lines[start:stop]]
            if not (_MANIFEST.search("\n".join(body)) or _KUBECTL.search(_command(lines, number))):
                continue
            inner = list(_heredocs(lines, start, stop)) if outermost else []  # a command with one of its own
            if operator["dash"]:
                column += min((len(line) - len(line.lstrip()) for line in body if line.strip()), default=0)
            text = "\n".join(line[column:] for line in lines[start:stop])
            quoted = bool(operator["quote"] or operator["escape"])
            yield from inner or [_Heredoc(text, start, column, number, quoted)]


def _command(lines: Sequence[str], number: int) -> str:
    """The whole command that ends in a line, with those before that it continues."""
    first = number
    while first and lines[first - 1].endswith("\\"):
        first -= 1
    return " ".join(line.rstrip("\\") for line in lines[first : number + 1])


def _stop(lines: Sequence[str], start: int, end: int, column: int, operator: re.Match[str]) -> int:
    """The line of the delimiter; where it is missing, the shell takes everything to the end."""
    delimiter = operator["quoted"] or operator["word"]
    for number in range(start, end):
        line = lines[number][column:]
        if (line.lstrip() if operator["dash"] else line) == delimiter:
            return number
    return end


def _expansions(text: str, source: TextMap) -> Iterator[Finding]:
    start = b"cat <<EOF\n"
    tree = _parser().parse(start + text.encode("utf-8", "surrogatepass") + b"\nEOF\n")
    lines = text.split("\n")
    found = [(node.start_point.row - 1, node.start_point.column, node.text or b"") for node in _all(tree.root_node)]
    for row, at, written in found:
        column = len(lines[row].encode("utf-8", "surrogatepass")[:at].decode("utf-8", "replace"))
        yield _expansion(row, column, written.decode("utf-8", "replace"), source)
    for row, line in enumerate(lines):
        for backticks in _BACKTICKS.finditer(line):
            yield _expansion(row, backticks.start(), backticks[0], source)


def _expansion(row: int, column: int, written: str, source: TextMap) -> Finding:
    width = 1 if "\n" in written else len(written)
    return Finding(
        "shell-expansion",
        Severity.WARNING,
        source.place(row, column, row, column + width),
        Text(
            f"shell 会把 {written} 换成别的内容，核对的是原文；不想展开就给定界符加引号：<<'EOF'",
            f"the shell replaces {written}, it was checked as it stands; quote the delimiter to keep it: <<'EOF'",
        ),
    )


def _all(root: Node) -> Iterator[Node]:
    """The expansions in a tree, not those inside of others."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in EXPANSIONS:
            yield node
        else:
            waiting += reversed(node.children)


@cache
def _parser() -> Parser:
    # Imported here: most runs meet no here-document, and the grammar costs more than a small page.
    import tree_sitter
    import tree_sitter_bash

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))
