"""What of a block nobody verifies, and whether that looks like a manifest."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.blocks import CARRIERS, DIAGRAM, SHELL, Block, folded, is_yaml
from kubefence.checks import carriers
from kubefence.checks.in_words import in_commands
from kubefence.findings import Finding, Severity, Text
from kubefence.lookalike import API_VERSION, KIND, begins_at, manifest, quoted
from kubefence.positions import FileMap, TextMap

_NOWHERE = FileMap("")
MANIFEST = Text(
    '这里显示的清单没有人验证过（{0}）；写成 ```yaml 代码块，或用 skip="原因" 说明为什么不验证',
    'this shows a manifest that was never verified ({0}); make it a ```yaml block, or say why not: skip="reason"',
)
"""What to say of a manifest that is shown, with a quotation ..."""
_WITHOUT_SKIP = Text(
    "这里显示的清单没有人验证过（{0}）；写成 ```yaml 代码块",
    "this shows a manifest that was never verified ({0}); make it a ```yaml block",
)
"""... and of one in a block that can have no ``skip``."""
_SHOWN = 60
"""Characters of a block that a message quotes."""


def finding(block: Block) -> Finding:
    """That a block shows a manifest which nobody verifies."""
    said = quoting(_WITHOUT_SKIP if block.own else MANIFEST, block.text)
    return Finding("not-verified", Severity.NOTE, block.opener, said)


def outside(text: str, source: TextMap) -> Iterator[Finding]:
    """That a text in no fence shows one: indented code, or a fence that was forgotten.

    What begins within a line, in a tag say, and letters that only look like those of a manifest are left to a build,
    which sees what a browser shows.
    """
    found = manifest(text, prose=True) if API_VERSION in text and KIND in text else ""
    line = begins_at(text, found) if found else None
    if line is not None:
        shown = text.split("\n")[line]
        place = source.place(line, len(shown) - len(shown.lstrip()), line, len(shown.rstrip()))
        yield Finding("not-verified", Severity.NOTE, place, quoting(MANIFEST, found))


def quoting(said: Text, text: str) -> Text:
    """What is said of a text, with the line of it that says most."""
    quotation = quotation_of(text)
    return Text(said.zh.format(quotation), said.en.format(quotation))


def quotation_of(text: str) -> str:
    """What a message quotes of a text."""
    said = _telling(text)
    return f"“{said[:_SHOWN]}…”" if len(said) > _SHOWN else f"“{said}”"


def _telling(text: str) -> str:
    """The line of a text that says most of what it is."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if "apiVersion" in line or "kind" in line), lines[0] if lines else "")


def shows_manifest(language: str, text: str) -> bool:
    """Whether a block of this language shows what looks like a manifest and is not verified as one."""
    if folded(language) == DIAGRAM and any(map(quoted, text.split("\n"))):
        return True
    return bool(manifest(_rest(language, text)))


def _rest(language: str, text: str) -> str:
    """The text without what is verified: all of YAML, of other languages the manifests that can be read."""
    if is_yaml(language):
        return ""
    if folded(language) in CARRIERS:
        return "" if carriers.carried(Block(language, text, _NOWHERE, _NOWHERE.place(0, 0, 0, 1))) else text
    if folded(language) not in SHELL or not manifest(text):
        return text
    lines = text.split("\n")
    for inner in in_commands(Block(language, text, _NOWHERE, _NOWHERE.place(0, 0, 0, 1))):
        for number in range(inner.block.text.count("\n") + 1):
            lines[inner.block.map.place(number, 0, number, 0).span.line - 1] = "---"
    return "\n".join(lines)
