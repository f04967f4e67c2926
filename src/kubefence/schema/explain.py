"""Errors of the schema validator, in words: what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from kubefence.findings import Text
from kubefence.nearest import nearest
from kubefence.problems import Anchor, Problem, Ways
from kubefence.schema import fields, navigate, types
from kubefence.schema.edits import Edit, Form, Move, Way
from kubefence.schema.pack import Pack, Schema
from kubefence.schema.site import Site
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path


def problems(pack: Pack, version: Version, target: Schema, value: Json, path: Path, error: Any) -> Iterator[Problem]:
    """The problems behind one error (``ValidationErrorKind`` of jsonschema_rs) at ``path`` of ``value``."""
    explained = _EXPLAIN.get(error.name)
    if explained is None:
        yield _unexplained(path, error)
        return
    yield from explained(Site(pack, version, target, value, path), error)


def _missing_field(site: Site, error: Any) -> Iterator[Problem]:
    field = error.property
    yield Problem(
        "missing-field",
        site.path,
        Text(f"缺少必填字段 {field}", f"the required field {field} is missing"),
        Anchor.KEY,
        field=field,
    )


def _wrong_type(site: Site, error: Any) -> Iterator[Problem]:
    name = site.path[-1] if site.path else ""
    if site.value is None and name in site.above().get("required", ()):
        text = Text(f"{name} 是空的，它是必填字段", f"{name} is empty, but it is a required field")
        yield Problem("missing-field", site.path, text, Anchor.KEY)
        return
    yield types.wrong(site, [name for name in error.types if name != "null"])


def _wrong_union(site: Site, error: Any) -> Iterator[Problem]:
    wanted: list[str] = []
    for branch in site.schema().get("oneOf", []):
        names = branch.get("type", [])
        wanted += [name for name in ([names] if isinstance(names, str) else names) if name not in (*wanted, "null")]
    yield types.wrong(site, wanted)


def _outside_enum(site: Site, error: Any) -> Iterator[Problem]:
    options = [str(option) for option in error.options if option]
    value = types.written(site.value)
    yield Problem(
        "invalid-value",
        site.path,
        Text(
            f"{site.name} 不能是 {value}，可选：{'、'.join(options)}",
            f"{site.name} cannot be {value}, one of: {', '.join(options)}",
        ),
        named=site.path[:-1] if _field_of(site) in _NAMED_BY_PARENT else (),
        ways=Ways(partial(_meant, site.path, value, options), Text("", "")),
    )


def _meant(path: Path, value: str, options: Sequence[str]) -> Iterator[Way]:
    """The option that is alike, which something else in the object may rule out."""
    by_lower = {option.lower(): option for option in options}
    near = nearest(value.lower(), by_lower, 0.6)
    if near:
        meant = by_lower[near]
        form = Form(lambda _: meant)
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


def _field_of(site: Site) -> str:
    """``definition.field`` of the innermost field on the way to the site."""
    path = site.path[:-1] if site.path and isinstance(site.path[-1], int) else site.path
    if not path:
        return ""
    parent = navigate.definition_name(navigate.descend(site.pack, site.version, site.target, path[:-1]))
    return f"{navigate.short_name(parent)}.{path[-1]}" if parent else ""


def _unexplained(path: Path, error: Any) -> Problem:
    return Problem(
        "invalid-value",
        path,
        Text(f"不符合模式（{error.name}）", f"does not match the schema ({error.name})"),
    )


_EXPLAIN: dict[str, Callable[[Site, Any], Iterator[Problem]]] = {
    "additionalProperties": fields.unknown,
    "required": _missing_field,
    "type": _wrong_type,
    "anyOf": _wrong_union,
    "enum": _outside_enum,
}
