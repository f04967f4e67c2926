"""Fragments in their surroundings: a map, a list or a single value is judged by what holds it.

``type: NodePort`` means something in a ServiceSpec only. Such a fragment is put into an otherwise empty
holder, the holder is checked, and what is said of the fragment is taken out of it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kubefence.problems import Also, Anchor, Problem
from kubefence.yamldoc.document import Json, Path

_FAILED = "internal-error"


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
