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
_PROMPT = re.compile(r"^[ \t]*(?:\([^()\n]*\) ?)?(?:\S+@[^\n$#]*)?[$#%>][ \t]+(?=\S)")
_CONTINUED = re.compile(r"^[ \t]*>[ \t]")
_PRINTED = re.compile(
    r"[A-Z][A-Z-]+(?: {2,}[A-Z][A-Z()/-]*)+ *$"
    r"|[a-z][a-z0-9.]*/\S+ (?:created|configured|unchanged|deleted|patched|scaled|labeled|annotated|exposed)\b"
    r"|(?:Error from server|No resources found)\b"
)
"""What kubectl prints: the head of a table, what became of an object, why nothing did."""


def check(block: Block, versions: Sequence[Version]) -> Iterator[Finding]:
    """What is wrong with its commands."""
    for where, fault in judged(script(block), versions):
        yield Finding(fault.rule, fault.severity, block.map.place(*fault.place), fault.text, versions=where)
    yield from _printed(block)


def _printed(block: Block) -> Iterator[Finding]:
    """That a block which says that it is commands shows what they print: who copies it gets that too."""
    if folded(block.language) in _SESSION or "kubectl" not in block.text:
        return
    for number, line in enumerate(block.text.split("\n")):
        if _PRINTED.match(line):
            place = block.map.place(number, 0, number, len(line.rstrip()))
            text = Text(
                "命令的代码块里有输出；命令前写 $ 并标成 ```console，或把输出放到另一个代码块",
                "there is output among the commands; write $ before them in a ```console block, or put it elsewhere",
            )
            yield Finding("output-among-commands", Severity.WARNING, place, text)
            return


def script(block: Block) -> str:
    """The text with spaces for all that is no command, so that nothing else moves."""
    lines = block.text.split("\n")
    for first, last in shell.here_documents(lines):
        lines[first:last] = [""] * (last - first)
    session = folded(block.language) in _SESSION or any(line.startswith("$ ") for line in lines)
    return "\n".join(_session(lines) if session else map(_without_operator, lines))


def _session(lines: Sequence[str]) -> Iterator[str]:
    continued = False
    for line in lines:
        prompt = (_CONTINUED if continued else _PROMPT).match(line)
        if prompt is None and not continued:
            yield ""
            continue
        cut = prompt.end() if prompt else 0
        line = _without_operator(" " * cut + line[cut:])
        continued = line.endswith("\\")
        yield line


def _without_operator(line: str) -> str:
    """A line without the operators of here-documents, whose text is gone."""
    return shell.OPERATOR.sub(lambda found: " " * len(found[0]), line) if "<<" in line else line
