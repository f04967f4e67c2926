"""Objects and parts of them. What is no object, a map or a list or a single value, is judged by what holds it.

``type: NodePort`` means something in a ServiceSpec only. Such a fragment is put into an otherwise empty
holder, the holder is checked, and what is said of the fragment is taken out of it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from kubefence.problems import Also, Anchor, Problem
from kubefence.schema.custom.definitions import Custom
from kubefence.schema.pack import Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import NO_GAPS, Gaps, Json, Path

_FAILED = "internal-error"


class Part(NamedTuple):
    """An object of a known type: the value, where it stands in its document, its schema, and where it is known."""

    value: Json
    path: Path
    schema: Schema
    whole: bool
    versions: tuple[Version, ...]
    below: Path = ()
    """Where in the value a fragment stands that is checked in what holds it; nothing else is there."""
    gaps: Gaps = NO_GAPS
    """What is left open in the value."""
    loose: int = 0
    """How many levels further down still lack what stands elsewhere: those with nothing but the way to the content."""
    custom: Custom | None = None
    """What is known of a custom resource."""


def inferable(value: Json) -> bool:
    """Whether a document says nothing of what it is, and may be a part of an object."""
    if isinstance(value, dict):
        said = value.keys() & {"apiVersion", "kind"}
        return bool(value) and (not said or (len(said) == 1 and value.keys().isdisjoint(("metadata", "spec"))))
    return isinstance(value, list) and bool(value)


def held(value: Json, below: Path) -> Json:
    """A holder that has ``value`` at the path ``below`` and nothing else."""
    for step in reversed(below):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def taken_out(problems: Iterable[Problem], below: Path) -> Iterator[Problem]:
    """Of the problems of a holder those of the fragment, with paths that begin at the fragment."""
    if not below:
        yield from problems
        return
    for problem in problems:
        if _within(problem.path, below):
            if problem.field and problem.path == below:
                continue  # what is required of its own outermost level may stand elsewhere
            yield _moved(problem, below)
        elif problem.rule == _FAILED:
            yield replace(problem, path=(), named=(), also=())


def _within(path: Path, below: Path) -> bool:
    return path[: len(below)] == below


def _moved(problem: Problem, below: Path) -> Problem:
    path, known = problem.path[len(below) :], len(below)
    return replace(
        problem,
        path=path,
        # the name of the field is not in the block, so there is no key to point at
        anchor=problem.anchor if path else Anchor.VALUE,
        named=problem.named[known:] if _within(problem.named, below) else (),
        also=tuple(
            Also(also.path[known:], also.text, also.anchor) for also in problem.also if _within(also.path, below)
        ),
    )
