"""``x-kubernetes-validations``: rules of a CRD, asked of a value that its schema accepts (``Validator.validate``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from kubefence import cel
from kubefence.cel.effort import nesting
from kubefence.cel.escapes import escaped
from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import VALIDATIONS, Schema
from kubefence.yamldoc.document import Json, Path

if TYPE_CHECKING:
    from kubefence.cel.run.evaluate import Outcome

UNMET = "unmet-validation"
"""The rule that a rule of a CRD is not met."""
_TIMES = frozenset({"byte", "date", "date-time", "duration"})
"""Formats whose values are no strings to an expression."""
_MOST = 10_000_000
"""How often an expression may go through anything; the server has a limit of its own, for what it costs."""
_STEP = re.compile(r"\.([A-Za-z_][\w\-]*)|\[(?:'([^']*)'|(\d+))\]")


def problems(value: Json, schema: Schema, unasked: Callable[[], None], path: Path = ()) -> Iterator[Problem]:
    """The rules that are not met by the value at a path, and by all that is in it.

    ``unasked`` is called where a rule could not be asked. Raises `kubefence.errors.NotInstalled`.
    """
    if value is None:
        return
    for _, rule in tree.subs(schema, VALIDATIONS) if VALIDATIONS in schema else ():
        yield from _asked(rule, value, schema, path, unasked)
    for part in (part for key, _, part in tree.junctions(schema) if key == "allOf"):
        yield from problems(value, part, unasked, path)
    if isinstance(value, list):
        items = tree.sub(schema, "items")
        for index, item in enumerate(value) if items is not None else ():
            yield from problems(item, items or {}, unasked, (*path, index))
    elif isinstance(value, dict):
        fields, more = tree.properties(schema), tree.sub(schema, "additionalProperties")
        for name, inner in value.items():
            below = fields.get(name, more)
            if below is not None:
                yield from problems(inner, below, unasked, (*path, name))


def _asked(rule: Schema, value: Json, schema: Schema, path: Path, unasked: Callable[[], None]) -> Iterator[Problem]:
    from kubefence.cel.run.evaluate import Kind, evaluate  # few runs meet a rule

    text, old = tree.text(rule, "rule"), tree.flag(rule, "optionalOldSelf")
    if not text.strip() or (cel.mentions(text, "oldSelf") and not old):
        return  # what is created has no old value to compare with
    if _has_times(schema):
        unasked()
        return
    seen = _seen(value, schema)
    if _size(seen) ** (nesting(text) or 0) > _MOST:
        unasked()
        return
    outcome = evaluate(text, seen, old=old)
    if outcome.kind is Kind.UNASKED:
        unasked()
    elif outcome.value is not True:
        yield _unmet(rule, outcome, path, lambda expression: evaluate(expression, seen, old=old).value)


def _unmet(rule: Schema, outcome: Outcome, path: Path, evaluated: Callable[[str], Any]) -> Problem:
    text = tree.text(rule, "rule").strip()
    said = tree.text(rule, "message").strip()
    if tree.text(rule, "messageExpression").strip():
        made = evaluated(tree.text(rule, "messageExpression"))
        said = made.strip() if isinstance(made, str) and made.strip() and "\n" not in made.strip() else said
    said = said or (text if len(text) <= 120 else f"{text[:120]}…")
    if outcome.reason:
        said = f"{said} ({outcome.reason})"
    message = Text(f"不满足 CRD 的规则：{said}", f"a rule of the CRD is not met: {said}")
    return Problem(UNMET, (*path, *_field(tree.text(rule, "fieldPath"))), message, Anchor.KEY)


def _field(path: str) -> Path:
    """``.spec['a.b'][0]`` as a path."""
    return tuple(int(number) if number else name or quoted for name, quoted, number in _STEP.findall(path.strip()))


def _seen(value: Json, schema: Schema) -> Any:
    """A value as expressions see it: fields by the names that they have there, numbers of the type of the schema."""
    if isinstance(value, list):
        items = tree.sub(schema, "items") or {}
        return [_seen(item, items) for item in value]
    if isinstance(value, dict):
        fields, more = tree.properties(schema), tree.sub(schema, "additionalProperties") or {}
        named = {escaped(name) if fields else name: (inner, fields.get(name, more)) for name, inner in value.items()}
        return {name: _seen(inner, below) for name, (inner, below) in named.items()}
    if isinstance(value, int | float) and not isinstance(value, bool):
        kind = tree.text(schema, "type")
        return float(value) if kind == "number" else int(value) if kind == "integer" else value
    return value


def _size(value: Any) -> int:
    """How many values there are in one."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_size, inner))


def _has_times(schema: Schema) -> bool:
    """Whether something in a value is a time, a duration or bytes to expressions, which cannot be handed over."""
    waiting = [schema]
    while waiting:
        here = waiting.pop()
        if tree.text(here, "format") in _TIMES:
            return True
        waiting += tree.properties(here).values()
        waiting += [inner for key in ("items", "additionalProperties") if (inner := tree.sub(here, key)) is not None]
    return False
