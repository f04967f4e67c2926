"""Where manifests come from: the examples of the rules, the wrong examples of pages, and traps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from kubefence.blocks import digest
from kubefence.findings import BlockReport, PageReport
from kubefence.rules.engine import registry
from studybook.study.quiz.model import Candidate
from studybook.study.quiz.traps import manifests

UNFIT: Mapping[str, str] = {
    "duplicate-key": "kubectl drops the first of the two, and the server never sees it",
    "missing-separator": "the same",
    "deprecated-api": "its example is for other versions",
}
"""Rules whose examples are not asked about, with the reason."""
LONGEST, WIDEST = 32, 76
"""Lines, and characters of one: it is read on a phone."""


def of_rules() -> Iterator[Candidate]:
    """The wrong example of each rule and the right one."""
    for rule in sorted(registry.rules(), key=lambda rule: rule.id):
        if rule.id not in UNFIT and not rule.k8s:
            yield Candidate(f"rule/{rule.id}", _whole(rule.wrong), rule.id, _whole(rule.right))
            yield Candidate(f"rule/{rule.id}/mended", _whole(rule.right), rule.id)


def of_traps() -> Iterator[Candidate]:
    """Each trap on each of its kinds."""
    for trap, kind, text in manifests():
        if kind in trap.kinds.split():
            yield Candidate(f"trap/{trap.id}/{kind.lower()}", text, why=trap.why, source=trap.source)
        else:
            yield Candidate(f"trap/{trap.id}/{kind.lower()}", text)


def of_page(name: str, text: str, report: PageReport) -> Iterator[Candidate]:
    """The wrong examples of a page that are whole manifests, as they stand in it."""
    lines = text.split("\n")
    for block in report.blocks:
        if block.expect and block.kind == "manifest" and block.language == "yaml" and block.expect not in UNFIT:
            shown = _text(block, lines)
            if shown is not None:
                yield Candidate(f"page/{name.removesuffix('.md')}/{block.digest[:8]}", shown, block.expect, page=name)


def _text(block: BlockReport, lines: list[str]) -> str | None:
    """What stands in the block; None where that comes from elsewhere."""
    span = block.place.span
    text = textwrap.dedent("\n".join(lines[span.line : span.end_line]))
    return _whole(text) if digest(text) == block.digest or digest(f"{text}\n") == block.digest else None


def _whole(text: str) -> str:
    return f"{text.rstrip()}\n"


def fits(candidate: Candidate) -> bool:
    """Whether it can be read on a phone."""
    lines = candidate.text.splitlines()
    return len(lines) <= LONGEST and max(map(len, lines), default=0) <= WIDEST
