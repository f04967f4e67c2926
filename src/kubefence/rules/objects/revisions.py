"""Controller revisions: the history of a StatefulSet or DaemonSet (``ValidateControllerRevision``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import must_lie_in


def with_data(revision: Site) -> Iterator[Problem]:
    """A revision holds the state that it is a revision of."""
    if revision.value.get("data") is None:
        yield from revision.missing("data")


TABLES = Tables(
    checks={"apps.v1.ControllerRevision": (with_data,)},
    fields={"apps.v1.ControllerRevision.revision": (must_lie_in(0, None),)},
)
