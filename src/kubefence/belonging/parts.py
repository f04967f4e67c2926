"""A part of another object that is named beside it: a key, a port, a listener. Whether the object has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kubefence.belonging.fields import EACH, met, steps
from kubefence.belonging.made import Made
from kubefence.belonging.references import Reference
from kubefence.belonging.rows import Parts
from kubefence.belonging.shown import Shown
from kubefence.belonging.surroundings import Around
from kubefence.belonging.targets import ANNOTATED, KEY, OPEN, PARTS
from kubefence.belonging.telling import also, told, where
from kubefence.findings import Finding, Text
from kubefence.nearest import suggestion
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import Json, Path

_NEAR = 0.6
_LISTED = 8
"""Parts that a message lists, at most."""


class _Wanted(NamedTuple):
    """A part that is named, and where."""

    path: Path
    value: str | int
    parts: Parts


def missing(reference: Reference, objects: Sequence[Shown | Made], around: Around) -> Iterator[Finding]:
    """The parts that are named and that none of the objects has, which all may be meant."""
    if reference.optional or not all(map(around.counts, objects)):
        return
    for wanted in _wanted(reference):
        offered: set[str | int] = set()
        for each in objects:
            found = _offered(each, wanted.parts)
            if found is None or wanted.value in found:
                break
            offered |= found
        else:
            yield _missing(reference, wanted, objects[0], offered)


def _wanted(reference: Reference) -> Iterator[_Wanted]:
    document = reference.holder.document
    for part in reference.link.parts:
        parts = PARTS.get((reference.kind, part.of))
        if parts is None:
            continue
        holder = at(document.value, reference.around)
        for path, value in met(holder, steps(part.at), reference.around):
            if not isinstance(value, str | int) or isinstance(value, bool):
                continue  # a mistake of its own
            if value not in ANNOTATED and value not in document.gaps.unknown:
                yield _Wanted(path, value, parts)


def _offered(shown: Shown | Made, parts: Parts) -> AbstractSet[str | int] | None:
    """The parts that an object has; None where it may have more than is written."""
    if isinstance(shown, Made):
        return shown.keys if parts.rule == KEY else None
    sort, others = OPEN.get(shown.kind, ((), frozenset()))
    if sort and shown.at(*sort) in others:
        return None
    found: set[str | int] = set()
    for pattern in parts.at:
        way = steps(pattern)
        if _is_open(shown, way):
            return None
        for _, value in met(shown.at(), way):
            found.update(value if isinstance(value, dict) else [value] if isinstance(value, str | int) else ())
    return None if found & shown.document.gaps.unknown.keys() else found


def _is_open(shown: Shown, way: Sequence[str]) -> bool:
    """Whether something is left out that the pattern might lead to."""
    gaps, path, value = shown.document.gaps.open, shown.path, shown.at()
    for step in way if gaps else ():
        if step == EACH:
            break
        if path in gaps and not (isinstance(value, dict) and step in value):
            return True
        path, value = (*path, step), at(value, (step,))
    return any(each[: len(path)] == path for each in gaps) and value is not None


def _missing(reference: Reference, wanted: _Wanted, other: Shown | Made, offered: set[str | int]) -> Finding:
    rule, zh, en = wanted.parts[:3]
    known = sorted(map(str, offered))
    near = suggestion(str(wanted.value), known, _NEAR)
    there = where(other.place, reference.holder)
    listed = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
    has = Text(f"它有 {listed}", f"it has {listed}") if known else Text("它一个也没有", "it has none")
    text = Text(
        f"{reference.said}（{there.zh}）没有{zh} {wanted.value}：{has.zh}{near.zh}",
        f"{reference.said} ({there.en}) has no {en} {wanted.value}: {has.en}{near.en}",
    )
    return told(rule, reference.holder, wanted.path, text, also(other, *_way(other, wanted.parts)))


def _way(other: Shown | Made, parts: Parts) -> Path:
    """Where in the object its parts stand, as far as that is written."""
    if isinstance(other, Made):
        return ()
    path: list[str] = []
    value: Json = other.at()
    for step in steps(parts.at[0]):
        if not isinstance(value, dict) or step not in value:
            break
        path.append(step)
        value = value[step]
    return tuple(path)
