"""The blocks of a report, what each was taken for, and why."""

from __future__ import annotations

from kubefence.findings import BlockReport, Report, Text
from kubefence.letters import visible
from kubefence.report.formats import Context

_SKIPPED = Text("没有核对：写了 skip", "not checked: its option skip says so")


def render(report: Report, context: Context) -> str:
    """One line for each document of a block, and one for each note of what was not checked."""
    lines = [f"{note.in_(context.lang)}\n" for note in report.notes]
    for page in report.pages:
        for block in page.blocks:
            at = f"{block.place.path}:{block.place.span.line}"
            lines += (f"{at}: {text.in_(context.lang)}\n" for text in _told(block))
    return "".join(visible(line[:-1]) + "\n" for line in lines)


def _told(block: BlockReport) -> tuple[Text, ...]:
    if block.skip:
        return (_SKIPPED,)
    return block.taken or (Text(str(block.kind), str(block.kind)),)
