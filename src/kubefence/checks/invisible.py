"""Characters that end a line for a parser of YAML, though no editor shows it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from kubefence.findings import Finding, Severity, Text
from kubefence.positions import TextMap
from kubefence.yamldoc.stream import BREAKS


def line_break(text: str, source: TextMap, told: Iterable[Finding]) -> Finding | None:
    """The first one that is not among the findings already."""
    if text.isascii():
        return None
    known = {finding.place for finding in told}
    places = (_finding(text, found.start(), source, Severity.WARNING) for found in BREAKS.finditer(text))
    return next((finding for finding in places if finding.place not in known), None)


def line_break_before(text: str, begin: int, line: int, column: int, source: TextMap) -> Finding | None:
    """The last one between a line and a place where a text cannot be read: most likely it is to blame."""
    if text.isascii():
        return None
    lines = text.split("\n")
    start, end = (sum(len(each) + 1 for each in lines[:number]) for number in (begin, line))
    last = deque(BREAKS.finditer(text, start, end + column + 1), maxlen=1)
    return _finding(text, last[0].start(), source, Severity.ERROR) if last else None


def _finding(text: str, at: int, source: TextMap, severity: Severity) -> Finding:
    line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    name = f"U+{ord(text[at]):04X}"
    return Finding(
        "yaml-syntax",
        severity,
        source.place(line, column, line, column + 1),
        Text(
            f"这里有看不见的换行符 {name}，Kubernetes 的 YAML 解析器在这里换行；删掉它",
            f"there is an invisible line break here, {name}, at which Kubernetes' parser ends the line; remove it",
        ),
    )
