"""From the text of a block to documents: everything that is wrong before Kubernetes comes into play."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kubefence.checks import invisible
from kubefence.checks.alternatives import apart
from kubefence.checks.languages import Other, other_than_yaml, speaks
from kubefence.checks.remarks import remarks
from kubefence.checks.syntax_texts import too_large
from kubefence.checks.unreadable import elided, finding_on, orphaned
from kubefence.findings import Finding, Severity
from kubefence.positions import FileMap, Place, TextMap
from kubefence.yamldoc.document import Document
from kubefence.yamldoc.load import load

if TYPE_CHECKING:
    from kubefence.yamldoc.gaps.excerpt import Excerpt
    from kubefence.yamldoc.gaps.signs import Signs

    Settle = Callable[[Document, Excerpt, TextMap], Document]

_HIDING = frozenset({"missing-separator", "yaml-syntax", "unrepresentable", "wrong-tag"})
"""Rules whose errors leave nothing of a document that can be judged: the server's parser gives up as well."""


class Reading(NamedTuple):
    """What could be read of a text, and what could not."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    incomplete: bool = False
    """Part of the text was not readable, so what follows from its absence means nothing."""
    styled: bool = True
    """Whether its style can be judged: it is YAML, not JSON, and its lines end where an editor shows it."""
    excerpt: Excerpt | None = None
    """The text as it was read, if something in it stands for something else."""
    language: str = ""
    """Which language it is of, though it is called YAML."""

    @property
    def objects(self) -> list[Document]:
        """The documents that hold something."""
        return [document for document in self.documents if document.value is not None]


def read(
    text: str,
    source: TextMap,
    limit: int | None = None,
    *,
    json: bool = False,
    signs: Signs | None = None,
    declared: bool = False,
) -> Reading:
    """Documents of ``text`` and the findings on the way to them.

    ``json=True`` says that it has to be JSON. ``limit`` is for the whole text; each document has one of its own.
    ``signs`` are given for a text that may be an excerpt, with signs for what is not in it. ``declared``: its author
    says what it is, so that what reads as YAML is YAML, whatever it looks like.
    """
    if limit is not None and len(text) > limit:
        told = Finding("too-large", Severity.ERROR, source.place(0, 0, 0, 1), too_large(len(text), limit))
        return Reading((), (told,), incomplete=True)
    reading = _read(text, source, json, signs, declared)
    several = apart(text, reading.documents, source) if signs is not None and not reading.incomplete else None
    if several is None:
        return reading
    again = _read(several.text, source, json, signs, declared)
    return again._replace(findings=(*several.findings, *again.findings))


def _read(text: str, source: TextMap, json: bool, signs: Signs | None, declared: bool) -> Reading:
    documents: list[Document] = []
    findings: list[Finding] = []
    incomplete = False
    lines: list[str] = []
    orphans: dict[Place, Finding] = {}
    given, settled = _excerpt(text, signs) if signs is not None else (None, None)
    if given:
        text = given.text
        findings += [elided(given.breaking, source)] if given.breaking else []
    for item in load(text, source, json=json):
        if isinstance(item, Document):
            item = settled(item, given, source) if given and settled else item
            found = list(remarks(item)) if item.repeated or item.remarks else []
            kept = not any(each.rule in _HIDING and each.severity is not Severity.WARNING for each in found)
            documents += [item] if kept else []
        else:
            lines = lines or text.split("\n")
            orphan = orphaned(item, given.marks, lines, source) if given else None
            if orphan:
                orphans[orphan.place] = orphan
            found = [] if orphan else [finding_on(item, lines, source)]
            kept = not orphan and found[0].severity is Severity.WARNING
        findings += found
        incomplete = incomplete or not kept
    if orphans:  # what else is told at their places follows from them
        findings = [each for each in findings if each.place not in orphans] + [*orphans.values()]
    other = _other(text, source) if incomplete or not (declared or _says_something(text, documents)) else None
    if other:
        rule = "yaml-syntax" if incomplete else "not-identified"
        return Reading((), (other.finding(rule, text, source),), incomplete=True, language=other.language)
    if any(document.json for document in documents):
        return Reading(tuple(documents), tuple(findings), incomplete, styled=False, excerpt=given)
    odd = invisible.line_break(text, source, findings)
    findings += [odd] if odd else []
    return Reading(tuple(documents), tuple(findings), incomplete, styled=not odd, excerpt=given)


def _says_something(text: str, documents: Sequence[Document]) -> bool:
    """Whether a text that reads as YAML is likely to be some: it has more than words, and no key twice."""
    clear = not speaks(text) and not any(document.repeated for document in documents)
    return clear and not all(isinstance(document.value, str) for document in documents)


def as_excerpt(text: str, source: TextMap, placeholders: Iterable[str], *, json: bool) -> Reading | None:
    """The same of a file that may be an excerpt as well; None where nothing in it stands for something else."""
    from kubefence.yamldoc.gaps.signs import Signs  # few files have any

    reading = read(text, source, json=json, signs=Signs(placeholders))
    return reading if reading.excerpt else None


def _other(text: str, source: TextMap) -> Other | None:
    """What a block is instead of YAML."""
    return None if isinstance(source, FileMap) else other_than_yaml(text.split("\n"))


def _excerpt(text: str, signs: Signs) -> tuple[Excerpt | None, Settle]:
    """What is to be known of a text that may be an excerpt, and what settles the documents of one."""
    from kubefence.yamldoc.gaps.excerpt import excerpt  # a file of manifests is none
    from kubefence.yamldoc.gaps.settling import settled

    return excerpt(text, signs), settled
