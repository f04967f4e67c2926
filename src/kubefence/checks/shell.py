"""Manifests inside commands: the here-documents of shell blocks, found by a real shell grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kubefence.blocks import Block
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import ShiftedMap

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_PROMPT = re.compile(r"^(\s*)[$#] ", re.MULTILINE)
_MANIFEST = re.compile(r"^\s*(?:apiVersion|kind):\s", re.MULTILINE)
EXPANSIONS = ("simple_expansion", "expansion", "command_substitution")


class Embedded(NamedTuple):
    """A here-document that is a manifest, and what the shell would change in it."""

    block: Block
    findings: tuple[Finding, ...]


def embedded(block: Block) -> Iterator[Embedded]:
    """The manifests in the here-documents of a shell block."""
    if "<<" not in block.text:
        return
    text = _PROMPT.sub(lambda found: found[1] + "  ", block.text)
    source = text.encode("utf-8", "surrogatepass")
    for node in _all(_parser().parse(source).root_node, "heredoc_body"):
        body = source[node.start_byte : node.end_byte].decode("utf-8", "replace")
        if _MANIFEST.search(body):
            first = node.start_point.row
            inner = Block(
                language="yaml",
                text=body,
                map=ShiftedMap(block.map, first),
                opener=block.map.place(first - 1, 0, first - 1, 1),
            )
            yield Embedded(inner, tuple(_expansions(node, source, block)))


def _expansions(body: Node, source: bytes, block: Block) -> Iterator[Finding]:
    for node in (n for kind in EXPANSIONS for n in _all(body, kind)):
        start, end = node.start_point, node.end_point
        written = source[node.start_byte : node.end_byte].decode("utf-8", "replace")
        line = source.split(b"\n")[start.row]
        column = len(line[: start.column].decode("utf-8", "replace"))
        width = len(written) if end.row == start.row else 1
        yield Finding(
            "shell-expansion",
            Severity.WARNING,
            block.map.place(start.row, column, start.row, column + width),
            Text(
                f"shell 会把 {written} 换成别的内容，核对的是原文；不想展开就给定界符加引号：<<'EOF'",
                f"the shell replaces {written}, it was checked as it stands; quote the delimiter to keep it: <<'EOF'",
            ),
        )


def _all(node: Node, kind: str) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        current = waiting.pop(0)
        if current.type == kind:
            yield current
        else:
            waiting = current.children + waiting


@cache
def _parser() -> Parser:
    # Imported here: most runs meet no here-document, and the grammar costs more than a small page.
    import tree_sitter
    import tree_sitter_bash

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))
