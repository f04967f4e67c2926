"""The blocks of a report, what each was taken for, and why; then what was found."""

from __future__ import annotations

from kubefence.findings import BlockReport, Report, Text
from kubefence.letters import visible
from kubefence.report.formats import Context
from kubefence.report.text import line

_SKIPPED = Text("没有核对：写了 skip", "not checked: its option skip says so")


def render(report: Report, context: Context) -> str:
    """One line for each document of a block, each finding, and each note of what was not checked."""
    lines = [f"{note.in_(context.lang)}\n" for note in report.notes]
    for page in report.pages:
        for block in page.blocks:
            at = f"{block.place.path}:{block.place.span.line}"
            lines += (f"{at}: {text.in_(context.lang)}\n" for text in _told(block))
    lines += (f"{line(finding, context.lang)}\n" for finding in report.findings)
    return "".join(visible(each[:-1]) + "\n" for each in lines)


def _told(block: BlockReport) -> tuple[Text, ...]:
    if block.skip:
        return (_SKIPPED,)
    return block.taken or (Text(str(block.kind), str(block.kind)),)
