"""Objects that are there without a manifest: commands make them, or controllers of what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from kubefence.belonging.fields import met, steps
from kubefence.belonging.shown import Shown
from kubefence.belonging.targets import MADE
from kubefence.positions import Place

_ORDINAL = re.compile(r"-\d+$")
"""What a StatefulSet appends to the names of its claims."""


class Made(NamedTuple):
    """An object that something on the page makes."""

    kind: str
    name: str
    where: Callable[[], Place]
    """Where its name stands, or what makes it."""
    keys: frozenset[str] | None = None
    """All that a ConfigMap or Secret has; None where that is not known."""

    @property
    def place(self) -> Place:
        """Where its name stands, or what makes it."""
        return self.where()

    @property
    def said(self) -> str:
        """``Secret db``."""
        return f"{self.kind} {self.name}"


def made_of(shown: Shown) -> Iterator[Made]:
    """What controllers make of an object."""
    for row in MADE:
        of, _, group = row.of.partition(".")
        if shown.kind == of and (not group or shown.group == group) and _is_asked(shown, row.asked):
            for path, name in met(shown.at(), steps(row.at), shown.path):
                yield Made(row.kind, str(name), partial(shown.document.value_place, path))
    if shown.kind == "StatefulSet":
        for path, name in met(shown.at(), steps("spec.volumeClaimTemplates[].metadata.name"), shown.path):
            yield Made("PersistentVolumeClaim", f"{name}-{shown.name}", partial(shown.document.value_place, path))


def without_ordinal(name: str) -> str:
    """The name of a claim without the number of its Pod."""
    return _ORDINAL.sub("", name)


def _is_asked(shown: Shown, annotations: Sequence[str]) -> bool:
    return not annotations or any(shown.at("metadata", "annotations", each) for each in annotations)
