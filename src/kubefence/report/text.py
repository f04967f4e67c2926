"""Findings for people: one line each with the place, and the line of the source below it."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from kubefence.findings import Finding, Report, Severity
from kubefence.letters import spelled, visible
from kubefence.positions import Place
from kubefence.report.formats import Context, Lines
from kubefence.versions import spoken

Piece = tuple[str, str]
"""A style name of rich ("" for none) and a text."""

_WORDS = {
    "zh": {"error": "错误", "warning": "警告", "note": "提示"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
_KINDS = {
    "manifest": "清单",
    "fragment": "片段",
    "skipped": "跳过的代码块",
    "command": "命令",
    "diagram": "图",
    "other": "其他代码块",
    "foreign": "其他格式的文件",
    "unrelated": "与 Kubernetes 无关的文件",
}
SHOWN, LEFT = 160, 60
"""How many characters of a long line are shown, and how many of them in front of the finding."""
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def pieces(report: Report, context: Context) -> Iterator[Piece]:
    """The whole report as styled pieces of text."""
    for finding in report.findings:
        yield from ((style, _lines(text)) for style, text in _finding(finding, context.lang))
        yield from ((style, _lines(text)) for style, text in _surroundings(finding, context))
    for note in report.notes:
        yield "yellow", f"{_WORDS[context.lang]['note']}: "
        yield "", _lines(f"{note.in_(context.lang)}\n")
    yield from _summary(report, context)


def render(report: Report, context: Context) -> str:
    """The report without styles."""
    return "".join(text for _, text in pieces(report, context))


def line(finding: Finding, lang: str) -> str:
    """A finding in one line: place, severity, message, rule, where in the object."""
    return "".join(_lines(text) for _, text in _finding(finding, lang)).rstrip("\n")


def _lines(text: str) -> str:
    """A text that ends a line only where it ends: what a page holds, or is called, must not steer a terminal."""
    return f"{visible(text[:-1])}\n" if text.endswith("\n") else visible(text)


def at_line_start(path: str) -> str:
    """A path at the beginning of a line, where ``::`` would be a command to the runner of a workflow."""
    return f"./{path}" if path.lstrip().startswith("::") else path


def _finding(finding: Finding, lang: str) -> Iterator[Piece]:
    span = finding.span
    yield "bold", f"{at_line_start(finding.path)}:{span.line}:{span.column}"
    yield "", ": "
    yield _STYLES[finding.severity], _WORDS[lang][finding.severity]
    yield "", f": {finding.text.in_(lang)} "
    yield "cyan", f"[{finding.rule}]"
    details = [part for part in (finding.field, spoken(finding.versions)) if part]
    if details:
        yield "dim", f" ({'; '.join(details)})"
    yield "", "\n"


def _surroundings(finding: Finding, context: Context) -> Iterator[Piece]:
    """The line that a finding is about, and the other places it speaks of."""
    yield from _excerpt(finding.place, context.lines, _COLOURS[finding.severity])
    for related in finding.related:
        place, said = related.place, related.text.in_(context.lang)
        yield "dim", f"    {at_line_start(place.path)}:{place.span.line}:{place.span.column}: {said}\n"


def _excerpt(place: Place, lines: Lines, style: str) -> Iterator[Piece]:
    source = lines(place.path)
    span = place.span
    if not 0 < span.line <= len(source) or not source[span.line - 1] or source[span.line - 1].isspace():
        return
    shift = span.column - LEFT if span.column > SHOWN - LEFT else 0
    cut = "…" if shift else ""
    line = [cut, *(" " if each == "\\x09" else each for each in spelled(source[span.line - 1][shift : shift + SHOWN]))]
    begin = span.column - shift
    end = begin + span.end_column - span.column if span.end_line == span.line else len(line)
    number = f"{span.line:>5} | "
    yield "dim", number
    yield "", f"{''.join(line)}\n"
    yield "dim", " " * (len(number) - 2) + "| "
    yield style, " " * width("".join(line[:begin])) + "^" * max(width("".join(line[begin:end])), 1) + "\n"


def width(text: str) -> int:
    """Columns that a text takes in a terminal: two for East Asian wide characters, none for marks on others."""
    return sum(0 if category(character) in ("Mn", "Me", "Cf") else 1 + _is_wide(character) for character in text)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _summary(report: Report, context: Context) -> Iterator[Piece]:
    errors, warnings, notes = map(report.count, (Severity.ERROR, Severity.WARNING, Severity.NOTE))
    pages = len(report.pages)
    counts = sorted(report.blocks.items())
    seconds = context.seconds
    if context.lang == "zh":
        wrong = f"{errors} 个错误，{warnings} 个警告" if errors or warnings else "没有发现错误"
        result = f"{wrong}，{notes} 处提示" if notes else wrong if errors or warnings else "没有发现问题"
        blocks = "，".join(f"{count} 个{_KINDS.get(kind, kind)}" for kind, count in counts)
        tail = f"；{pages} 个文件（{blocks or '没有代码块'}），{seconds:.2f} 秒\n"
    else:
        wrong = f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}" if errors or warnings else "nothing wrong"
        result = f"{wrong}, {_plural(notes, 'note')}" if notes else wrong if errors or warnings else "nothing found"
        blocks = ", ".join(f"{count} {kind}" for kind, count in counts)
        tail = f"; {_plural(pages, 'file')} ({blocks or 'no blocks'}), {seconds:.2f} s\n"
    yield ("bold red" if errors else "bold yellow" if warnings else "bold green"), result
    yield "", tail


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
