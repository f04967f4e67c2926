"""Errors of the schema validator, in words: what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from kubefence.edits import Edit, Move, NewForm, Way
from kubefence.findings import Text
from kubefence.nearest import nearest
from kubefence.problems import Anchor, Problem, Ways
from kubefence.schema import constraints, fields, navigate, types
from kubefence.schema.pack import Pack, Schema
from kubefence.schema.spot import Spot
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path


def problems(pack: Pack, version: Version, target: Schema, value: Json, path: Path, error: Any) -> Iterator[Problem]:
    """The problems behind one error (``ValidationErrorKind`` of jsonschema_rs) at ``path`` of ``value``."""
    explained = _EXPLAIN.get(error.name)
    if explained is None:
        yield _unexplained(path, error)
        return
    yield from explained(Spot(pack, version, target, value, path), error)


def _missing_field(spot: Spot, error: Any) -> Iterator[Problem]:
    field = error.property
    yield Problem(
        "missing-field",
        spot.path,
        Text(f"缺少必填字段 {field}", f"the required field {field} is missing"),
        Anchor.KEY,
        field=field,
    )


def _wrong_type(spot: Spot, error: Any) -> Iterator[Problem]:
    name = spot.path[-1] if spot.path else ""
    if spot.value is None and name in spot.above().get("required", ()):
        text = Text(f"{name} 是空的，它是必填字段", f"{name} is empty, but it is a required field")
        yield Problem("missing-field", spot.path, text, Anchor.KEY)
        return
    yield types.wrong(spot, [name for name in error.types if name != "null"])


def _wrong_union(spot: Spot, error: Any) -> Iterator[Problem]:
    branches = spot.schema().get("oneOf", [])
    if "anyOf" in spot.schema() or not branches:  # one of Kubernetes says anyOf only as it is enforced
        yield from constraints.alternatives(spot, error)
        return
    wanted: list[str] = []
    for branch in branches:
        names = branch.get("type", [])
        wanted += [name for name in ([names] if isinstance(names, str) else names) if name not in (*wanted, "null")]
    yield types.wrong(spot, wanted)


def _outside_enum(spot: Spot, error: Any) -> Iterator[Problem]:
    options = [str(option) for option in error.options if option]
    value = types.written(spot.value)
    yield Problem(
        "invalid-value",
        spot.path,
        Text(
            f"{spot.name} 不能是 {value}，可选：{'、'.join(options)}",
            f"{spot.name} cannot be {value}, one of: {', '.join(options)}",
        ),
        named=spot.path[:-1] if _field_of(spot) in _NAMED_BY_PARENT else (),
        ways=Ways(partial(_meant, spot.path, value, options), Text("", "")),
    )


def _meant(path: Path, value: str, options: Sequence[str]) -> Iterator[Way]:
    """The option that is alike, which something else in the object may rule out."""
    by_lower = {option.lower(): option for option in options}
    near = nearest(value.lower(), by_lower, 0.6)
    if near:
        meant = by_lower[near]
        form = NewForm(lambda _: meant)
        yield Way(Text(f"是不是 {meant}？", f"did you mean {meant}?"), Edit((Move(path, path, form),)))


_NAMED_BY_PARENT = frozenset(
    {
        "apps.v1.DaemonSetUpdateStrategy.type",
        "apps.v1.DeploymentStrategy.type",
        "apps.v1.StatefulSetUpdateStrategy.type",
        "core.v1.PersistentVolumeSpec.accessModes",
        "core.v1.PersistentVolumeClaimSpec.accessModes",
    }
)
"""Fields for whose wrong value, or entry, the API server names what holds it."""


def _field_of(spot: Spot) -> str:
    """``definition.field`` of the innermost field on the way to the spot."""
    path = spot.path[:-1] if spot.path and isinstance(spot.path[-1], int) else spot.path
    if not path:
        return ""
    parent = navigate.definition_name(navigate.descend(spot.pack, spot.version, spot.target, path[:-1]))
    return f"{navigate.short_name(parent)}.{path[-1]}" if parent else ""


def _unexplained(path: Path, error: Any) -> Problem:
    return Problem(
        "invalid-value",
        path,
        Text(f"不符合模式（{error.name}）", f"does not match the schema ({error.name})"),
    )


_EXPLAIN: dict[str, Callable[[Spot, Any], Iterator[Problem]]] = {
    **constraints.EXPLAIN,
    "additionalProperties": fields.unknown,
    "required": _missing_field,
    "type": _wrong_type,
    "anyOf": _wrong_union,
    "enum": _outside_enum,
}
