"""What pages claim beside their examples, and whether it is so: text in, line and fault out.

A claim is added by a module with ``problems(page)`` and a line in `CLAIMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kubefence.findings import Text
from studybook.claims import features, gates, kustomize, names, objects, pictures, tables, terms

Problems = Callable[[str], Iterator[tuple[int, Text]]]

CLAIMS: Mapping[str, Problems] = {
    "diagram-missing": pictures.problems,
    "feature": features.problems,
    "feature-gate": gates.problems,
    "name": names.problems,
    "named-object": objects.problems,
    "printed-output": kustomize.problems,
    "table-head": tables.problems,
    "term": terms.problems,
}
"""What each is called where it is told, and what looks at it."""


def problems(page: str) -> list[tuple[int, str, Text]]:
    """Line, claim and fault of all that is not so, by line."""
    return sorted((line, claim, fault) for claim, found in CLAIMS.items() for line, fault in found(page))
