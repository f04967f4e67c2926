"""What the engine says: one form of finding for everything, and the report that gathers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kubefence.positions import Place, Span
from kubefence.versions import Version


class Severity(StrEnum):
    """How bad it is.

    ``ERROR``: refused by the API server, or not checkable where a check was promised. ``WARNING``: accepted, but not
    as meant. ``NOTE``: not checkable, and nobody has promised a check; see `kubefence.checks.unchecked`.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LANGUAGES = ("zh", "en")


class Text(NamedTuple):
    """A message in both languages of the project."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The message in ``lang``, ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


class Related(NamedTuple):
    """A second place that a finding speaks of, with what is to be seen there."""

    place: Place
    text: Text


class Replacement(NamedTuple):
    """Other text for a stretch of a file; where it has several lines, each begins as the one it goes into does."""

    place: Place
    text: str


class Fix(NamedTuple):
    """What to write instead, exactly: the only way that is left, and one that was tried."""

    text: Text
    """What it does."""
    replacements: tuple[Replacement, ...]


class Finding(NamedTuple):
    """One mistake, where it is and what to write instead."""

    rule: str
    """Its id: ``unknown-field``; ``yamllint:colons`` for style."""
    severity: Severity
    place: Place
    """In the author's file: lines and columns count from 1, columns in code points, and ends are exclusive."""
    text: Text
    field: str = ""
    """Path in the object, as the API server writes it: ``spec.containers[0].name``."""
    versions: tuple[Version, ...] = ()
    """The checked versions in which it holds; empty where it does not depend on the version."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @property
    def path(self) -> str:
        """The file, as the caller named it."""
        return self.place.path

    @property
    def span(self) -> Span:
        """The exact stretch of the file."""
        return self.place.span

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """Sorting key: by place, then by rule and text, so that output never depends on chance."""
        return self.path, self.span, self.rule, self.text.en


class Reason(NamedTuple):
    """Why a block does not hold in some versions, or not as it is meant."""

    versions: tuple[Version, ...]
    accepted: bool
    """Whether they take it all the same."""
    text: Text


class Thing(NamedTuple):
    """An object in a block."""

    api_version: str
    kind: str
    name: str
    """Empty where it says none."""


class Standing(NamedTuple):
    """What holds of a block in all versions that are known, whichever its page is about."""

    checked: bool = True
    """Whether anything of it was held against anything."""
    versions: tuple[Version, ...] = ()
    """Those that accept it; of a block that is wrong on purpose, in which it is. Empty where none matters."""
    against: tuple[Text, ...] = ()
    """What it was held against beside Kubernetes: programs, and definitions of others."""
    reasons: tuple[Reason, ...] = ()
    """Why it holds in no other versions."""
    unchecked: tuple[Text, ...] = ()
    """What of it was not checked, and why."""
    things: tuple[Thing, ...] = ()
    title: str = ""
    """What its opener calls it."""
    text: str = ""
    """Its text, if it is a whole example that can be applied as it stands."""


class BlockReport(NamedTuple):
    """A block that was looked at."""

    kind: str
    """One of `kubefence.blocks.Kind`."""
    language: str
    digest: str
    """Identity of its text, see `kubefence.blocks.digest`."""
    place: Place
    """From the opening of the fence to the last line of its content."""
    expect: str | None = None
    """The rule that this wrong example breaks, as declared and found."""
    skip: str | None = None
    """Why it was not verified."""
    number: int = 0
    """Which fence of the page it is, those counted that nobody gets to see."""
    wrong: tuple[int, ...] = ()
    """Lines of its text, counted from 0, at which it breaks the rule of ``expect``."""
    taken: tuple[Text, ...] = ()
    """What each of its documents was taken for, and why."""
    standing: Standing | None = None
    """What holds of it in all known versions; None where nobody has asked."""


class Unasked(NamedTuple):
    """A kind of custom resource of which not everything was asked."""

    kind: str
    """``HTTPRoute (gateway.networking.k8s.io/v1)``."""
    carried: bool
    """Whether the rules of its CRD are not known, as that is not there; else they could not be evaluated."""


class PageReport(NamedTuple):
    """The outcome for one page."""

    path: str
    findings: tuple[Finding, ...]
    """By place. A file that a page includes has its own path in the places of its findings."""
    blocks: tuple[BlockReport, ...] = ()
    """All that was looked at, of a file of manifests its objects."""
    versions: tuple[Version, ...] = ()
    """The Kubernetes versions that its blocks were checked against."""
    unasked: tuple[Unasked, ...] = ()
    """Kinds of custom resources on it of which not everything was asked."""
    elsewhere: tuple[str, ...] = ()
    """What it needs of that which the configuration says is elsewhere."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for all pages; without a finding of `Severity.ERROR` they may be published."""

    pages: tuple[PageReport, ...] = ()
    """In the order in which they were given."""
    extra: tuple[Finding, ...] = field(default=())
    """Findings that belong to no single page."""
    notes: tuple[Text, ...] = ()
    """What was not checked in the whole run, though nobody has asked for that."""

    @property
    def findings(self) -> list[Finding]:
        """All findings, sorted by place."""
        return sorted(self._all(), key=lambda finding: finding.order)

    @property
    def blocks(self) -> Counter[str]:
        """Number of blocks of each kind."""
        return Counter(block.kind for page in self.pages for block in page.blocks)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self._all())

    def _all(self) -> Iterable[Finding]:
        yield from self.extra
        for page in self.pages:
            yield from page.findings
