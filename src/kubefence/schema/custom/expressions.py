"""``x-kubernetes-validations``: rules of a CRD, asked of a value that its schema accepts (``Validator.validate``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from kubefence import cel
from kubefence.cel.effort import nesting
from kubefence.findings import Text
from kubefence.problems import Anchor, Problem
from kubefence.schema.custom import seen as seeing
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import VALIDATIONS, Schema
from kubefence.yamldoc.document import Json, Path

if TYPE_CHECKING:
    from kubefence.cel.run.evaluate import Outcome

UNMET = "unmet-validation"
"""The rule that a rule of a CRD is not met."""
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
    try:
        seen = seeing.seen(value, schema)
    except seeing.Unwritten:
        unasked()
        return
    if seen.size ** (nesting(text) or 0) > _MOST:
        unasked()
        return

    def asked(expression: str) -> Outcome:
        return evaluate(seen.over(expression), seen.value, old=old)

    outcome = asked(text)
    if outcome.kind is Kind.UNASKED:
        unasked()
    elif outcome.value is not True:
        yield _unmet(rule, outcome, path, lambda expression: asked(expression).value)


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
