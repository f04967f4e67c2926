"""Fields that hold an expression in CEL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kubefence import cel
from kubefence.cel.types import Type
from kubefence.problems import Problem
from kubefence.rules.documentation.expressions import EXPRESSION
from kubefence.rules.engine.model import Site


def compiled(
    site: Site,
    field: str,
    variables: Mapping[str, Type],
    results: Sequence[Type] = (),
    *,
    mutation: bool = False,
    bindings: bool = False,
) -> Iterator[Problem]:
    """The mistake in the expression in ``field``, if it has one; blank ones are another check's business."""
    text = site.text(field)
    if not text.strip():
        return
    found = cel.mistake(text, variables, results, mutation=mutation, bindings=bindings)
    found = found or (None if bindings else cel.early(text))  # devices had some functions before all others
    if found:
        spoken = found.spoken(field, text)
        yield replace(site.problem(EXPRESSION.id, field, spoken.zh, spoken.en), until=found.until)
