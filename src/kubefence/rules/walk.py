"""The typed walk: an object is visited once, and every value meets the rules of its type.

For each definition a plan is made once: which checks it has, and which of its fields lead to something
that has any. Everything else is not looked at, so the walk costs about as much as the rules it serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.problems import Anchor, Problem
from kubefence.rules import registry
from kubefence.rules.model import Check, FieldCheck, Root, Site
from kubefence.schema.navigate import definition_name, resolved, short_name
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path


class _Shape(Enum):
    """How a field holds values of another type."""

    ONE = auto()
    LIST = auto()
    MAP = auto()


@dataclass(slots=True)
class _Plan:
    """What there is to do with values of one definition."""

    definition: str
    checks: Sequence[Check] = ()
    fields: list[tuple[str, _Shape, Sequence[FieldCheck]]] = field(default_factory=list)
    children: list[tuple[str, _Shape, _Plan]] = field(default_factory=list)
    useful: bool = False


class Walker:
    """Walks objects of one version with the rules of `registry`."""

    def __init__(self, pack: Pack, version: Version) -> None:
        self._pack, self._version = pack, version
        self._plan = lru_cache(maxsize=None)(self._planned)

    def problems(self, value: Json, schema: Schema, path: Path, *, whole: bool) -> list[Problem]:
        """Problems of a value whose type ``schema`` describes; ``path`` is where it stands."""
        found: list[Problem] = []
        name = definition_name(schema)
        if name is not None:
            plan = self._plan(name)
            root = Root(value, plan.definition, whole)
            if plan.useful and isinstance(value, dict):
                self._visit(plan, value, path, root, None, found)
        elif isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                found += self.problems(item, schema["items"], (*path, index), whole=True)
        return found

    def _visit(
        self, plan: _Plan, value: dict[str, Any], path: Path, root: Root, parent: Site | None, found: list[Problem]
    ) -> None:
        site = Site(value, path, plan.definition, root, parent)
        for check in plan.checks:
            try:
                found.extend(check(site))
            except Exception as error:
                found.append(_failed(check, error, path))
        for name, shape, field_checks in plan.fields:
            content = value.get(name)
            if content is not None:
                for steps, item in _entries(shape, content):
                    if item is not None:
                        _run(field_checks, site, (name, *steps), item, found)
        for name, shape, child in plan.children:
            content = value.get(name)
            if content is not None:
                for steps, item in _entries(shape, content):
                    if isinstance(item, dict) or item is None:  # null in a list is an object with nothing set
                        self._visit(child, item or {}, (*path, name, *steps), root, site, found)

    def _planned(self, name: str) -> _Plan:
        plans: dict[str, _Plan] = {}
        plan = self._collect(name, plans)
        _prune(plans)
        return plan

    def _collect(self, name: str, plans: dict[str, _Plan]) -> _Plan:
        if name in plans:
            return plans[name]
        short = short_name(name)
        plan = plans[name] = _Plan(short, registry.checks(short))
        for key, schema in self._pack.definition(self._version, name).get("properties", {}).items():
            if key == "status" and name in self._pack.kinds.values():
                continue  # the API server sets it itself and drops what a manifest says
            field_checks = registry.fields(f"{short}.{key}")
            if field_checks:
                plan.fields.append((key, _Shape.ONE, field_checks))
            shape, inner = _inner(schema)
            target = definition_name(inner)
            if target is not None and "properties" in resolved(self._pack, self._version, inner):
                plan.children.append((key, shape, self._collect(target, plans)))
            else:
                kind = short_name(target) if target else f"format:{inner.get('format')}"
                type_checks = registry.types(kind)
                if type_checks:
                    plan.fields.append((key, shape, type_checks))
        return plan


def _inner(schema: Schema) -> tuple[_Shape, Schema]:
    """How a field holds its values, and the schema of one."""
    if isinstance(schema.get("items"), dict):
        return _Shape.LIST, schema["items"]
    if isinstance(schema.get("additionalProperties"), dict):
        return _Shape.MAP, schema["additionalProperties"]
    return _Shape.ONE, schema


def _entries(shape: _Shape, content: Any) -> Iterable[tuple[Path, Any]]:
    """The values in a field, each with the steps from the field to it."""
    if shape is _Shape.ONE:
        return (((), content),)
    if shape is _Shape.LIST and isinstance(content, list):
        return [((index,), item) for index, item in enumerate(content)]
    if shape is _Shape.MAP and isinstance(content, dict):
        return [((key,), item) for key, item in content.items() if item is not None]
    return ()


def _prune(plans: Mapping[str, _Plan]) -> None:
    """Drop the branches that lead to no check at all (definitions may refer to themselves)."""
    for plan in plans.values():
        plan.useful = bool(plan.checks or plan.fields)
    changed = True
    while changed:
        changed = False
        for plan in plans.values():
            if not plan.useful and any(child.useful for _, _, child in plan.children):
                plan.useful = changed = True
    for plan in plans.values():
        plan.children = [entry for entry in plan.children if entry[2].useful]


def _run(checks: Sequence[FieldCheck], site: Site, at: Path, value: Any, found: list[Problem]) -> None:
    for check in checks:
        try:
            found.extend(check(site, at, value))
        except Exception as error:
            found.append(_failed(check, error, (*site.path, *at)))


def _failed(check: object, error: Exception, path: Path) -> Problem:
    """A rule that fails has not checked anything, and must not pass for one that has."""
    name = f"{getattr(check, '__module__', '?')}.{getattr(check, '__qualname__', '?')}"
    what = f"{type(error).__name__}: {error}"
    text = Text(
        f"规则 {name} 自身出错，这里未能核对（{what}）", f"the rule {name} failed, so this was not checked ({what})"
    )
    return Problem("internal-error", path, text, Anchor.KEY, Severity.ERROR)
