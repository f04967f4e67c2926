"""The versions that an author asks for: of a page in its front matter, of one block with its option ``k8s``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from kubefence.blocks import Block
from kubefence.findings import Finding, Severity, Text
from kubefence.markdown.frontmatter import RANGE
from kubefence.positions import Place, Span
from kubefence.versions import Version, VersionError, select, spoken

_NONE = Text("", "")


class Asked(NamedTuple):
    """What a range selects, and what is wrong with it."""

    versions: tuple[Version, ...]
    complaint: Finding | None = None


def of_page(
    path: str, text: str, metadata: dict[str, Any], known: Sequence[Version], otherwise: tuple[Version, ...]
) -> Asked:
    """The versions that the front matter asks for (``k8s: ">=1.36"``), else those of the run."""
    if RANGE not in metadata:
        return Asked(otherwise)
    try:
        return Asked(select(str(metadata[RANGE]), known))
    except VersionError as error:
        line = next((n for n, line in enumerate(text.split("\n"), 1) if line.startswith(RANGE)), 1)
        number = isinstance(metadata[RANGE], float)  # 1.30 without quotes is 1.3
        hint = Text("；给版本号加上引号", "; put the version in quotes") if number else _NONE
        return Asked(otherwise, _unusable(error, Place(path, Span(line, 1, line, 1 + len(RANGE))), hint))


def of_block(block: Block, known: Sequence[Version], otherwise: tuple[Version, ...]) -> Asked:
    """The versions that a fence asks for (``k8s=">=1.37"``), else those of its page."""
    written = block.directives.k8s
    if written is None or not written.strip():  # an option without a text is told of by itself
        return Asked(otherwise)
    try:
        return Asked(select(written, known))
    except VersionError as error:
        return Asked(otherwise, _unusable(error, block.opener))


def unneeded(block: Block, versions: Sequence[Version]) -> Finding:
    """That a block is as good in all versions of its page as in those that it asks for."""
    over = spoken(versions)
    told = Text(f"这个代码块在 {over} 上都通过；删掉 k8s", f"this block passes in {over}; remove the k8s")
    return Finding("unused-range", Severity.ERROR, block.opener, told)


def _unusable(error: VersionError, place: Place, hint: Text = _NONE) -> Finding:
    told = Text(f"{RANGE} 版本范围不可用：{error.zh}{hint.zh}", f"unusable {RANGE} range: {error}{hint.en}")
    return Finding("invalid-range", Severity.ERROR, place, told)
