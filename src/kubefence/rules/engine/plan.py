"""Plans of the typed walk: what there is to do with values of a definition, made once for each.

A plan holds the checks of the definition itself and, for every field that has any or leads to a type that
has any, how to go on. Everything else is not in it and costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from kubefence.facts import tables
from kubefence.rules.engine.model import Check, FieldCheck, Triggered
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.schema.navigate import definition_name, resolved, short_name
from kubefence.schema.pack import Pack, Schema
from kubefence.versions import Version


class Shape(Enum):
    """How a field holds its values."""

    ONE = auto()
    LIST = auto()
    MAP = auto()


class Step:
    """What to do with one field."""

    __slots__ = ("child", "entry_checks", "field_checks", "shape")

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.field_checks: Sequence[FieldCheck] = ()
        """For the field as a whole."""
        self.entry_checks: Sequence[FieldCheck] = ()
        """For each value in it, by the type of those values."""
        self.child: Plan | None = None
        """For each value in it that is an object."""


class Way(NamedTuple):
    """What to do with values that have certain fields, and no others."""

    checks: tuple[Check, ...]
    """Those that may find something."""
    fields: tuple[tuple[str, Step | None, bool], ...]
    """Where to go on, or where null may stand for a struct (the flag)."""


class Plan:
    """What to do with values of one definition."""

    __slots__ = ("_ways", "checks", "definition", "required", "steps", "structs", "useful")

    def __init__(self, definition: str, required: Sequence[str], checks: Sequence[Check]) -> None:
        self.definition = definition
        self.required = required
        """Fields that the server misses; the schema sees to them, except where a whole item is null."""
        self.structs: set[str] = set()
        """Those of them that hold an object: null passes the schema, but to the server it is no better than nothing."""
        self.checks = checks
        self.steps: dict[str, Step] = {}
        self.useful = False
        """Whether anything is checked here or further down."""
        self._ways: dict[tuple[str, ...], Way] = {}

    def way(self, fields: tuple[str, ...]) -> Way:
        """What to do with a value that has these fields. Most manifests are written with the same few sets of them."""
        known = self._ways.get(fields)
        return known or self._new_way(fields)

    def _new_way(self, fields: tuple[str, ...]) -> Way:
        if len(self._ways) >= _MOST_WAYS:
            self._ways.clear()
        checks = tuple(inner for check in self.checks for inner in _due(check, fields))
        steps = ((name, self.steps.get(name), name in self.structs) for name in fields)
        way = self._ways[fields] = Way(checks, tuple((name, step, null) for name, step, null in steps if step or null))
        return way


_MOST_WAYS = 256
"""Sets of fields that are remembered for each definition."""


def _due(check: Check, fields: tuple[str, ...]) -> tuple[Check, ...]:
    """The check itself, unless it has triggers and none of them is there."""
    if isinstance(check, Triggered):
        return () if check.fields.isdisjoint(fields) else (check.run,)
    return (check,)


class Plans:
    """The plans of one version. What several kinds lead to, such as a Pod's template, is planned once for all."""

    def __init__(self, pack: Pack, version: Version, rulebook: Rulebook) -> None:
        self._pack = pack
        self._version = version
        self._rulebook = rulebook
        self._made: dict[str, Plan] = {}

    def of(self, definition: str) -> Plan:
        """The plan for a definition, by its full name."""
        return self._plan(definition, decoded=False)

    def decoded(self, definition: str) -> Plan:
        """The plan for a place where only the decoder reads values of a definition."""
        return self._plan(definition, decoded=True)

    def _plan(self, definition: str, *, decoded: bool) -> Plan:
        known = len(self._made)
        plan = self._collect(definition, decoded=decoded)
        _prune([*self._made.values()][known:])  # those before lead to nothing new and are pruned already
        return plan

    def _collect(self, name: str, *, decoded: bool) -> Plan:
        known = f"decoded {name}" if decoded else name
        if known in self._made:
            return self._made[known]
        definition = self._pack.definition(self._version, name)
        plan = self._made[known] = self._new(name, definition, decoded=decoded)
        for key, schema in definition.get("properties", {}).items():
            # what a manifest says of the status is read and then dropped: the API server sets it itself
            dropped = decoded or (key == "status" and name in self._pack.kinds.values())
            shape, inner = _inner(schema)
            step = plan.steps[key] = Step(shape)
            step.field_checks = () if dropped else self._rulebook.fields(f"{plan.definition}.{key}")
            target = definition_name(inner)
            if target is not None and "properties" in resolved(self._pack, self._version, inner):
                step.child = self._collect(target, decoded=dropped)
                if key in plan.required and shape is Shape.ONE:
                    plan.structs.add(key)
            else:
                step.entry_checks = self._rulebook.types(
                    short_name(target) if target else f"format:{inner.get('format')}"
                )
        return plan

    def _new(self, name: str, definition: Schema, *, decoded: bool) -> Plan:
        short = short_name(name)
        return (
            Plan(short, (), ()) if decoded else Plan(short, _required(name, definition), self._rulebook.checks(short))
        )


def _required(name: str, definition: Schema) -> tuple[str, ...]:
    optional = tables.optional().get(short_name(name), ())
    return tuple(field for field in definition.get("required", ()) if field not in optional)


def _inner(schema: Schema) -> tuple[Shape, Schema]:
    """How a field holds its values, and the schema of one."""
    if isinstance(schema.get("items"), dict):
        return Shape.LIST, schema["items"]
    if isinstance(schema.get("additionalProperties"), dict):
        return Shape.MAP, schema["additionalProperties"]
    return Shape.ONE, schema


def _prune(plans: Sequence[Plan]) -> None:
    """Drop what leads to no check at all (definitions may refer to themselves)."""
    changed = True
    while changed:
        changed = False
        for plan in plans:
            if not plan.useful and (plan.checks or plan.required or any(map(_leads_somewhere, plan.steps.values()))):
                plan.useful = changed = True
    for plan in plans:
        for step in plan.steps.values():
            if step.child is not None and not step.child.useful:
                step.child = None
        plan.steps = {key: step for key, step in plan.steps.items() if _leads_somewhere(step)}


def _leads_somewhere(step: Step) -> bool:
    return bool(step.field_checks or step.entry_checks or (step.child is not None and step.child.useful))
