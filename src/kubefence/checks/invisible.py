"""Characters that end a line for a parser of YAML, though no editor shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kubefence.findings import Finding, Severity, Text
from kubefence.positions import TextMap
from kubefence.yamldoc.stream import BREAKS


def line_break(text: str, source: TextMap, told: Iterable[Finding]) -> Finding | None:
    """The first one that is not among the findings already."""
    if text.isascii():
        return None
    known = {finding.place for finding in told}
    found = (
        _finding(line[each.start()], number, each.start(), source, Severity.WARNING)
        for number, line in enumerate(text.split("\n"))
        for each in BREAKS.finditer(line)
    )
    return next((finding for finding in found if finding.place not in known), None)


def line_break_before(lines: Sequence[str], begin: int, line: int, column: int, source: TextMap) -> Finding | None:
    """The last one between a line and a place where a text cannot be read: most likely it is to blame."""
    for number in range(line, begin - 1, -1):
        found = [] if lines[number].isascii() else [each.start() for each in BREAKS.finditer(lines[number])]
        before = [at for at in found if number < line or at <= column]
        if before:
            return _finding(lines[number][before[-1]], number, before[-1], source, Severity.ERROR)
    return None


def _finding(character: str, line: int, column: int, source: TextMap, severity: Severity) -> Finding:
    name = f"U+{ord(character):04X}"
    return Finding(
        "yaml-syntax",
        severity,
        source.place(line, column, line, column + 1),
        Text(
            f"这里有看不见的换行符 {name}，Kubernetes 的 YAML 解析器在这里换行；删掉它",
            f"there is an invisible line break here, {name}, at which Kubernetes' parser ends the line; remove it",
        ),
    )
