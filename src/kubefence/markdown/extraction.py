"""What a page holds, whoever reads it as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from kubefence.blocks import Block
from kubefence.findings import Finding
from kubefence.positions import TextMap


class Prose(NamedTuple):
    """Lines of a page that follow one another and stand in no fence."""

    text: str
    map: TextMap


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a page holds."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    metadata: dict[str, Any]
    reads: frozenset[str]
    """Absolute paths of the files that were included or looked for."""
    prose: tuple[Prose, ...] = ()
    """What stands between the fences; none where something there was meant to be one."""
    renderable: bool = True
    """Whether Markdown may be asked to render the page: it would not take minutes."""
