"""Manifests inside commands: the here-documents of shell blocks, and what the shell would change in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from kubefence.blocks import NONE, Block
from kubefence.checks import expansions
from kubefence.checks.variables import Assignments
from kubefence.commands import literal as literals
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import ShiftedMap, TextMap
from kubefence.yamldoc.limits import MAX_BLOCK

# Whatever stands in a block, none of these looks at a character more than a few times: nothing is searched for
# again from each of many beginnings, which would take the square of the length.
OPERATOR = re.compile(
    r"""(?<!<)<<(?P<dash>-?)[ \t]*"""
    r"""(?P<delimiter>(?:'[^']+'|"[^"]+"|\\?[A-Za-z_])(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\`$|&;<>()])*)"""
)
"""What begins a here-document."""
_QUOTE = re.compile(r"""'([^']*)'|"([^"]*)"|\\(.)""")
"""A part of a word that the shell takes as it is."""
CONTINUED = re.compile(r"[ \t]*> ?")
"""The prompt of a line that continues a command."""
_MANIFEST = re.compile(r"""^[ \t{]*["']?(?:apiVersion|kind)["']?[ \t]*:\s""", re.MULTILINE)
_KUBECTL = re.compile(r"\b(?:kubectl|k)\b")
_CONTAINER = re.compile(r"\s--(?=\s)")
"""What stands behind it is a command that runs in a container."""
_GIVEN = re.compile(r"\s(?:-f|--filename)[ \t=]*(?:-|/dev/stdin)(?![\w.-])")
"""How kubectl is told to take what it is given for manifests."""
_CLOSING = frozenset({"'", '"', ")", ')"', "`"})
"""What may follow the delimiter where all of the command stands in quotes or in ``$(…)``, which end there."""
_SPOKEN = 60
"""Characters of what the shell replaces that a message repeats."""


class Embedded(NamedTuple):
    """A text in a command that is a manifest or a patch, and what the shell would change in it."""

    block: Block
    findings: tuple[Finding, ...]
    typed: bool = True
    """Whether it is known of which type it is, or says so; else no more can be told than how it reads."""
    styled: bool = True
    """Whether it is laid out as in a file."""


class _Heredoc(NamedTuple):
    """A here-document: its text, where that begins (0-based), and the line of its command."""

    text: str
    line: int
    column: int
    command: int
    quoted: bool
    """The shell leaves it as it is."""


_NONE_PATCHED: Mapping[int, str] = {}


def embedded(block: Block, patched: Mapping[int, str] = _NONE_PATCHED) -> Iterator[Embedded]:
    """The manifests in the here-documents of a shell block, and the patches: by their lines, of which type they are."""
    if "<<" not in block.text:
        return
    lines = block.text.split("\n")
    assignments = Assignments(lines)
    for found in _heredocs(lines, patched):
        kind = patched.get(found.command)
        source = ShiftedMap(block.map, found.line, found.column)
        literal = found.quoted or len(found.text) > MAX_BLOCK
        variables = {} if literal else assignments.used(found.text, found.command)
        escaped = not literal and "\\" in found.text
        text, inside = _unescaped(found, block.map) if escaped else (found.text, source)
        inner = Block(
            language="yaml",
            text=text,
            map=inside,
            opener=block.map.place(found.command, 0, found.command, 1),
            directives=NONE._replace(patch=kind or None),
            variables=None if literal else {name: value for name, value in variables.items() if value is not None},
        )
        changed = () if literal else tuple(_expansions(found.text, source, variables))
        yield Embedded(inner, changed, typed=kind != "", styled=text == found.text)


def _unescaped(found: _Heredoc, outer: TextMap) -> tuple[str, TextMap]:
    """The text as the shell passes it on, without the backslashes that it takes away."""
    letters = list(literals.of_document(found.text, found.line, found.column))
    return literals.placed(letters[:-1], outer)


def here_documents(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The lines that here-documents take, their delimiters included: from one to before another, counted from 0."""
    following = 0
    for number, line in enumerate(lines):
        if number < following or "<<" not in line:
            continue
        following = _behind(lines, number, len(lines))
        for operator in OPERATOR.finditer(line):
            prompt = CONTINUED.match(lines[following]) if following < len(lines) else None
            stop = _stop(lines, following, len(lines), prompt.end() if prompt else 0, operator)
            yield following, min(stop + 1, len(lines))
            following = stop + 1


def _heredocs(
    lines: Sequence[str], patched: Collection[int], begin: int = 0, end: int | None = None
) -> Iterator[_Heredoc]:
    """The here-documents in a range of lines that look like manifests, are given to kubectl, or are patches.

    Lines are enough: a command with ``<<`` whose delimiter comes later, around something with a kind, is
    never anything else, while a grammar loses its way in the output that blocks show between commands.
    """
    outermost, end = end is None, len(lines) if end is None else end
    following = begin
    for number in range(begin, end):
        if number < following or "<<" not in lines[number]:
            continue
        applied = number in patched or _applied(_command(lines, following, number))
        behind = _behind(lines, number, end)
        for operator in OPERATOR.finditer(lines[number]):
            start = max(following, behind)
            prompt = CONTINUED.match(lines[start]) if start < end else None
            column = prompt.end() if prompt else 0
            stop = _stop(lines, start, end, column, operator)
            following = stop + 1
            body = [line[column:] for line in lines[start:stop]]
            if not (applied or _MANIFEST.search("\n".join(body))):
                continue
            inner = list(_heredocs(lines, patched, start, stop)) if outermost else []  # a command with one of its own
            if operator["dash"]:
                column += min((len(line) - len(line.lstrip()) for line in body if line.strip()), default=0)
            text = "\n".join(line[column:] for line in lines[start:stop])
            yield from inner or [
                _Heredoc(text, start, column, number, quoted=bool(_QUOTE.search(operator["delimiter"])))
            ]


def _command(lines: Sequence[str], begin: int, number: int) -> str:
    """The whole command that ends in a line, with those from ``begin`` that it continues."""
    first = number
    while first > begin and lines[first - 1].endswith("\\"):
        first -= 1
    return " ".join(line.rstrip("\\") for line in lines[first : number + 1])


def _behind(lines: Sequence[str], number: int, end: int) -> int:
    """The line behind the command that goes on in a line: a backslash at its end joins the next."""
    while number + 1 < end and lines[number].endswith("\\"):
        number += 1
    return min(number + 1, end)


def _applied(command: str) -> bool:
    """Whether kubectl takes what the command is given for manifests."""
    for part in _CONTAINER.split(command):
        kubectl = _KUBECTL.search(part)
        if kubectl and _GIVEN.search(part, kubectl.end()):
            return True
    return False


def _stop(lines: Sequence[str], start: int, end: int, column: int, operator: re.Match[str]) -> int:
    """The line of the delimiter; where it is missing, the shell takes everything to the end."""
    delimiter = _QUOTE.sub(lambda part: part[part.lastindex or 0], operator["delimiter"])
    quoted = end
    for number in range(start, end):
        line = lines[number][column:]
        line = line.lstrip() if operator["dash"] else line
        if line == delimiter:
            return number
        if quoted == end and line.startswith(delimiter) and line[len(delimiter) :].rstrip() in _CLOSING:
            quoted = number
    return quoted


def _expansions(text: str, source: TextMap, variables: Collection[str]) -> Iterator[Finding]:
    """What the shell replaces, apart from the variables that the block sets, which is done on purpose."""
    row, line_start, known = 0, 0, 0
    for begin, end in expansions.found(text):
        row += text.count("\n", known, begin)
        line_start = text.rfind("\n", known, begin) + 1 or line_start
        known = begin
        if text[begin:end].strip("${}") in variables:
            continue
        yield _expansion(row, begin - line_start, text[begin:end], source)


def _expansion(row: int, column: int, written: str, source: TextMap) -> Finding:
    width = 1 if "\n" in written else len(written)
    if len(written) > _SPOKEN:
        written = written[:_SPOKEN] + "…"
    return Finding(
        "shell-expansion",
        Severity.WARNING,
        source.place(row, column, row, column + width),
        Text(
            f"shell 会把 {written} 换成别的内容，这个值没有核对；不想展开就给定界符加引号：<<'EOF'",
            f"the shell replaces {written}, so this value was not checked; quote the delimiter to keep it: <<'EOF'",
        ),
    )
