"""What to write instead for rules about lines, where only one thing can be meant; that it is right shows afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kubefence.findings import Finding, Fix, Replacement, Text
from kubefence.positions import Place, Span

_TAB = 4
"""Columns that Markdown fills with a tab at most."""


def fix(finding: Finding, lines: Sequence[str]) -> Fix | None:
    """What to write for a finding, None where that is not known."""
    made = _BY_RULE.get(finding.rule)
    line = finding.span.line
    return made(finding.place, lines[line - 1]) if made and 0 < line <= len(lines) else None


def _separator(place: Place, line: str) -> Fix:
    said = Text("补上一行 ---", "add a line ---")
    return Fix(said, (Replacement(_at(place, place.span.column, place.span.column), "---\n"),))


def _spaces(place: Place, line: str) -> Fix | None:
    kept = len(line.rstrip(" \t"))
    gone = Replacement(_at(place, kept + 1, len(line) + 1), "")
    return Fix(Text("删掉行尾的空格", "remove the spaces at the end"), (gone,)) if kept < len(line) else None


def _tabs(place: Place, line: str) -> Fix | None:
    width = len(line) - len(line.lstrip(" \t"))
    if "\t" not in line[:width]:
        return None
    new = Replacement(_at(place, 1, width + 1), line[:width].expandtabs(_TAB))
    return Fix(Text("把制表符换成空格", "replace the tabs with spaces"), (new,))


def _comment(place: Place, line: str) -> Fix | None:
    at = place.span.column
    found = line.find("#", max(at - 2, 0))
    if found < 0 or line[found + 1 : found + 2] in ("", " ", "#", "!"):
        return None
    return Fix(
        Text("在 # 后面加一个空格", "add a space behind #"), (Replacement(_at(place, found + 2, found + 2), " "),)
    )


def _at(place: Place, start: int, end: int) -> Place:
    line = place.span.line
    return Place(place.path, Span(line, start, line, end))


_BY_RULE: Mapping[str, Callable[[Place, str], Fix | None]] = {
    "missing-separator": _separator,
    "tab-indentation": _tabs,
    "yamllint:trailing-spaces": _spaces,
    "yamllint:comments": _comment,
}
