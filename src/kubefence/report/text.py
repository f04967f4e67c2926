"""Findings for people: one line each with the place, and the line of the source below it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from kubefence.findings import Finding, Report, Severity
from kubefence.positions import Place
from kubefence.versions import spoken

Lines = Callable[[str], list[str]]
"""Path to the lines of that file, empty where it cannot be read."""

Piece = tuple[str, str]
"""A style name of rich ("" for none) and a text."""

_WORDS = {
    "zh": {"error": "错误", "warning": "警告", "clean": "没有发现问题"},
    "en": {"error": "error", "warning": "warning", "clean": "nothing found"},
}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def pieces(report: Report, lang: str, lines: Lines, seconds: float) -> Iterator[Piece]:
    """The whole report as styled pieces of text."""
    for finding in report.findings:
        yield from _finding(finding, lang, lines)
    yield from _summary(report, lang, seconds)


def plain(report: Report, lang: str, lines: Lines, seconds: float) -> str:
    """The report without styles."""
    return "".join(text for _, text in pieces(report, lang, lines, seconds))


def _finding(finding: Finding, lang: str, lines: Lines) -> Iterator[Piece]:
    span = finding.span
    yield "bold", f"{finding.path}:{span.line}:{span.column}"
    yield "", ": "
    yield _STYLES[finding.severity], _WORDS[lang][finding.severity]
    yield "", f": {finding.text.in_(lang)} "
    yield "cyan", f"[{finding.rule}]"
    details = [part for part in (finding.field, spoken(finding.versions)) if part]
    if details:
        yield "dim", f" ({'; '.join(details)})"
    yield "", "\n"
    yield from _excerpt(finding.place, lines, "red" if finding.severity is Severity.ERROR else "yellow")
    for related in finding.related:
        place = related.place
        yield "dim", f"    {place.path}:{place.span.line}:{place.span.column}: {related.text.in_(lang)}\n"


def _excerpt(place: Place, lines: Lines, style: str) -> Iterator[Piece]:
    source = lines(place.path)
    span = place.span
    if not 0 < span.line <= len(source) or not source[span.line - 1].strip():
        return
    line = source[span.line - 1].replace("\t", " ")
    end = span.end_column if span.end_line == span.line else len(line) + 1
    number = f"{span.line:>5} | "
    yield "dim", number
    yield "", line[:160] + "\n"
    if span.column <= 160:
        marked = line[span.column - 1 : max(end - 1, span.column)] or " "
        yield "dim", " " * (len(number) - 2) + "| "
        yield style, " " * width(line[: span.column - 1]) + "^" * min(width(marked), 160) + "\n"


def width(text: str) -> int:
    """Columns that a text takes in a terminal: two for East Asian wide characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _summary(report: Report, lang: str, seconds: float) -> Iterator[Piece]:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    blocks = ", ".join(f"{count} {kind}" for kind, count in sorted(report.blocks.items())) or "0"
    if lang == "zh":
        result = f"{errors} 个错误，{warnings} 个警告" if errors or warnings else _WORDS["zh"]["clean"]
        tail = f"；{len(report.pages)} 个文件（{blocks}），{seconds:.2f} 秒\n"
    else:
        result = f"{errors} errors, {warnings} warnings" if errors or warnings else _WORDS["en"]["clean"]
        tail = f"; {len(report.pages)} files ({blocks}), {seconds:.2f} s\n"
    yield ("bold red" if errors else "bold yellow" if warnings else "bold green"), result
    yield "", tail
