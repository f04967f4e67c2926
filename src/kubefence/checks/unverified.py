"""What of a block nobody verifies, and whether that looks like a manifest."""

from __future__ import annotations

from kubefence.blocks import DIAGRAM, SHELL, Block, folded, is_yaml
from kubefence.checks import shell
from kubefence.lookalike import manifest, quoted
from kubefence.positions import FileMap, ShiftedMap

_NOWHERE = FileMap("")


def shows_manifest(language: str, text: str) -> bool:
    """Whether a block of this language shows what looks like a manifest and is not verified as one."""
    if folded(language) == DIAGRAM and any(map(quoted, text.split("\n"))):
        return True
    return manifest(_rest(language, text))


def _rest(language: str, text: str) -> str:
    """The text without what is verified: all of YAML, of commands the manifests in here-documents."""
    if is_yaml(language):
        return ""
    if folded(language) not in SHELL or "<<" not in text:
        return text
    lines = text.split("\n")
    for inner in shell.embedded(Block(language, text, _NOWHERE, _NOWHERE.place(0, 0, 0, 1))):
        source = inner.block.map
        assert isinstance(source, ShiftedMap), "a here-document is a part of its block"
        for number in range(source.line, source.line + inner.block.text.count("\n") + 1):
            lines[number] = "---"
    return "\n".join(lines)
