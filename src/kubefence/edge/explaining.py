"""``--explain``: what rules are about, those of others included."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kubefence.edge import custom_rules, output
from kubefence.errors import LocalizedError
from kubefence.explanation import explained, explanation
from kubefence.findings import Text
from kubefence.report.formats import About
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.schema.pack import builtin


class NoRule(LocalizedError):
    """Something is to be explained that there is not."""


def explain(names: Sequence[str], lang: str) -> None:
    """Print what there is to say of these rules, or which rules there are; raises `NoRule`."""
    with output.report_only():
        rulebook = Rulebook(builtin(), custom_rules.installed().tables)
    said = explained(names, rulebook, lang)
    if isinstance(said, Text):
        raise NoRule(*said)
    output.styled(said)


def known(rulebook: Rulebook) -> Callable[[str], About | None]:
    """What a report may say of the rules of a run, by their ids."""

    def about(name: str) -> About | None:
        found = explanation(name, rulebook)
        return found and About(*found[1:])

    return about
