"""Manifests and patches in the words of commands: ``echo '…' | kubectl apply -f -``, ``<<< '…'``, ``-p '…'``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kubefence.blocks import NONE, Block, folded
from kubefence.checks import commands, expansions, shell
from kubefence.checks.shell import Embedded
from kubefence.checks.variables import Assignments
from kubefence.commands import given, words
from kubefence.commands.literal import Letter, Texts, placed
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import Pieces
from kubefence.yamldoc.limits import MAX_BLOCK

_LIKELY = re.compile(r"<<<|<\(|\b(?:echo|printf|patch|overrides)\b")
"""What every command has that is given something in words."""
_OF_BASH = "bash"
_SPOKEN = 60
"""Letters of what the shell replaces that a message repeats."""


def in_commands(block: Block) -> Iterator[Embedded]:
    """The manifests and patches that the commands of a block are given, in words and in here-documents."""
    patched: dict[int, str] = {}
    if _LIKELY.search(block.text) and commands.KUBECTL.search(block.text):
        yield from _in_words(block, patched)
    yield from shell.embedded(block, patched)


def _in_words(block: Block, patched: dict[int, str]) -> Iterator[Embedded]:
    """Those in words; ``patched`` is told the lines of here-documents that are patches, and what those change."""
    text = commands.script(block)
    raw = block.text.split("\n")
    starts = [_start(line, written) for line, written in zip(text.split("\n"), raw, strict=True)]
    read = words.read(text)
    assignments = Assignments(raw)
    texts = Texts(raw, starts, read.columns)
    for found in given.given(read, texts, escapes=folded(block.language) != _OF_BASH):
        if found.document is not None and found.patched is not None and "<<" in raw[found.document]:
            patched[found.document] = found.patched
        elif _written(found.letters):
            yield _embedded(block, found, assignments)


def _start(line: str, written: str) -> int:
    """Where a line that goes on begins, behind a prompt, which is blank in the text that is read."""
    prompt = shell.CONTINUED.match(written) if line != written else None
    return prompt.end() if prompt else 0


def _written(letters: Sequence[Letter]) -> bool:
    """Whether any of it stands here, and not only what the shell replaces."""
    text = "".join(letter.text for letter in letters)
    return not any(begin == 0 and end == len(text.strip()) for begin, end in expansions.found(text.strip()))


def _embedded(block: Block, found: given.Given, assignments: Assignments) -> Embedded:
    text, source = placed(found.letters, block.map)
    live = len(text) <= MAX_BLOCK and any(letter.live and letter.text in "$`" for letter in found.letters)
    variables = assignments.used(text, found.command.line) if live else {}
    inner = Block(
        language="yaml",
        text=text,
        map=source,
        opener=block.map.place(*found.command),
        directives=NONE._replace(patch=found.patched or None),
        variables={name: value for name, value in variables.items() if value is not None} if live else None,
    )
    replaced = _replaced(found.letters, text, source, variables) if live else ()
    return Embedded(inner, tuple(replaced), typed=found.patched != "", styled=False)


def _replaced(
    letters: Sequence[Letter], text: str, source: Pieces, variables: Mapping[str, str | None]
) -> Iterator[Finding]:
    """What the shell replaces, apart from the variables that the block sets."""
    for begin, end in expansions.found(text):
        written = text[begin:end]
        if not letters[begin].live or written.strip("${}") in variables:
            continue
        row = text.count("\n", 0, begin)
        column = begin - (text.rfind("\n", 0, begin) + 1)
        width = 1 if "\n" in written else len(written)
        shown = written if len(written) <= _SPOKEN else written[:_SPOKEN] + "…"
        told = Text(
            f"shell 会把 {shown} 换成别的内容，这个值没有核对",
            f"the shell replaces {shown}, so this value was not checked",
        )
        yield Finding("shell-expansion", Severity.WARNING, source.place(row, column, row, column + width), told)
