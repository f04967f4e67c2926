"""Problems become findings: paths into a value become places in its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from kubefence.checks.mends import fix
from kubefence.findings import Finding, Related
from kubefence.positions import Place
from kubefence.problems import Anchor, Problem, spoken_path
from kubefence.versions import Version
from kubefence.yamldoc.document import Document, Path


class Places(Protocol):
    """What finds a path in the source: a `Document`, or several."""

    def key_place(self, path: Path) -> Place:
        """Where the key stands that leads to ``path``."""

    def value_place(self, path: Path) -> Place:
        """Where the value at ``path`` stands."""


def placed(document: Places, problems: Mapping[Problem, Iterable[Version]]) -> Iterator[Finding]:
    """Findings for problems: paths become places in the source."""
    for problem, versions in problems.items():
        place = document.key_place if problem.anchor is Anchor.KEY else document.value_place
        yield Finding(
            problem.rule,
            problem.severity,
            place(problem.path),
            problem.text,
            field=spoken_path(problem.named or ((*problem.path, problem.field) if problem.field else problem.path)),
            versions=tuple(sorted(versions)),
            related=tuple(
                Related((document.key_place if a.anchor is Anchor.KEY else document.value_place)(a.path), a.text)
                for a in problem.also
            ),
            fix=fix(document, problem) if problem.mend and isinstance(document, Document) else None,
        )
