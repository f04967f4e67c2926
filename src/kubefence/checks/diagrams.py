"""Diagrams: what a reader who cannot see one is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.blocks import Block
from kubefence.findings import Finding, Severity, Text

_NEEDED = {
    "accTitle": ("diagram-without-title", re.compile(r"^[ \t]*accTitle[ \t]*:[ \t]*\S", re.MULTILINE)),
    "accDescr": (
        "diagram-without-description",
        re.compile(r"^[ \t]*accDescr[ \t]*(?::[ \t]*\S|\{\s*[^\s}])", re.MULTILINE),
    ),
}


def check(block: Block) -> Iterator[Finding]:
    """Findings of a Mermaid block that lacks its accessible title or description."""
    for name, (rule, wanted) in _NEEDED.items():
        if not wanted.search(block.text):
            yield Finding(
                rule,
                Severity.NOTE,
                block.opener,
                Text(
                    f"图里缺少 {name}：在图类型的下一行写 {name}: 文字，供读屏软件朗读",
                    f"the diagram has no {name}; below its first line write {name}: text, for screen readers",
                ),
            )
