"""The commands of a block of shell: as text that a shell would get, without prompts and what was printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kubefence.blocks import Block, folded
from kubefence.checks import shell
from kubefence.commands.judge import judged
from kubefence.findings import Finding, Severity, Text
from kubefence.versions import Version

_SESSION = frozenset({"console", "shell-session"})
"""Languages of blocks in which only lines with a prompt are commands."""
_PROMPT = r"^[ \t]*(?:\([^()\n]*\) ?)?(?:[^\s@]+@[^\n$#]*)?\$?[{}][ \t]+(?=\S)"
_OF_USER, _OF_ROOT = re.compile(_PROMPT.format("$%>")), re.compile(_PROMPT.format("$%>#"))
"""Prompts; a ``#`` is one where no other is, else it begins a comment."""
_CONTINUED = re.compile(r"^[ \t]*>[ \t]")
_PRINTED = re.compile(
    r"[A-Z][A-Z-]+(?: {2,}[A-Z][A-Z()/-]*)+ *$"
    r"|[a-z][a-z0-9.]*/\S+ (?:created|configured|unchanged|deleted|patched|scaled|labeled|annotated|exposed)\b"
    r"|(?:Error from server|No resources found)\b"
)
"""What kubectl prints: the head of a table, what became of an object, why nothing did."""


_ENDING = re.compile(r"""\s*\w+(?P<left>['"`]|\)"?)\s*""")
"""The end of a here-document and of the quotes around its command."""
KUBECTL = re.compile(r"\b(?:kubectl|k)\b")
"""Whether it may be called at all."""


def check(block: Block, versions: Sequence[Version]) -> Iterator[Finding]:
    """What is wrong with its commands."""
    printed = _printed(block)
    for where, fault in judged(script(block), versions):
        if printed is None or fault.severity is not Severity.NOTE:  # output is why it cannot be read
            yield Finding(fault.rule, fault.severity, block.map.place(*fault.place), fault.text, versions=where)
    if printed is not None:
        yield printed


def _printed(block: Block) -> Finding | None:
    """That a block which says that it is commands shows what they print: who copies it gets that too."""
    if folded(block.language) in _SESSION or "kubectl" not in block.text:
        return None
    lines = block.text.split("\n")
    number = next((number for number, line in enumerate(lines) if _PRINTED.match(line)), None)
    if number is None:
        return None
    text = Text(
        "命令的代码块里有输出；命令前写 $ 并标成 ```console，或把输出放到另一个代码块",
        "there is output among the commands; write $ before them in a ```console block, or put it elsewhere",
    )
    place = block.map.place(number, 0, number, len(lines[number].rstrip()))
    return Finding("output-among-commands", Severity.WARNING, place, text)


def script(block: Block) -> str:
    """The text with spaces for all that is no command, so that nothing else moves."""
    lines = block.text.split("\n")
    for first, last in shell.here_documents(lines):
        ended = _ENDING.fullmatch(lines[last - 1]) if last > first else None
        lines[first:last] = [""] * (last - first)
        if ended:
            lines[last - 1] = " " * ended.start("left") + ended["left"]
    lines = ["" if _PRINTED.match(line) else line for line in lines]
    session = folded(block.language) in _SESSION or any(line.startswith("$ ") for line in lines)
    return "\n".join(_session(lines) if session else map(_without_operator, lines))


def _session(lines: Sequence[str]) -> Iterator[str]:
    shown = _OF_USER if any(map(_OF_USER.match, lines)) else _OF_ROOT
    goes_on, quote, ends = False, "", 0
    for number, line in enumerate(lines):
        prompt = (_CONTINUED if goes_on or quote else shown).match(line)
        if prompt is None and not (goes_on or quote):
            yield ""
            continue
        cut = prompt.end() if prompt else 0
        line = _without_operator(" " * cut + line[cut:])
        was, quote = quote, _open_quote(line, quote)
        if quote and not was:
            ends = _closing(lines, number + 1, quote, shown)
        quote = quote if ends > number else ""
        goes_on = line.endswith("\\")
        yield line


_SIGN = re.compile(r"""\\.|['"]|(?<!\S)#.*""")


def _open_quote(line: str, quote: str) -> str:
    """The quote that is open at the end of a line, of one that begins inside of ``quote``."""
    for found in _SIGN.finditer(line):
        sign = found[0][-1] if quote == "'" and found[0] in ("\\'",) else found[0]
        if sign == quote:
            quote = ""
        elif not quote and sign in ("'", '"'):
            quote = sign
        elif not quote and sign[0] == "#":
            break
    return quote


def _closing(lines: Sequence[str], begin: int, quote: str, shown: re.Pattern[str]) -> int:
    """The line that ends a quote, before the next prompt; 0 where there is none."""
    for number in range(begin, len(lines)):
        if shown.match(lines[number]) and not _CONTINUED.match(lines[number]):
            return 0
        if _open_quote(lines[number], quote) != quote:
            return number
    return 0


def _without_operator(line: str) -> str:
    """A line without the operators of here-documents, whose text is gone."""
    return shell.OPERATOR.sub(lambda found: " " * len(found[0]), line) if "<<" in line else line
