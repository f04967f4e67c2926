"""``x-kubernetes-validations``: what a rule says and whether its expressions compile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kubefence import cel
from kubefence.cel import types
from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.documentation.expressions import EXPRESSION
from kubefence.rules.extensions import sizes
from kubefence.rules.extensions.celtypes import declared
from kubefence.rules.extensions.costs import Budget
from kubefence.rules.extensions.fieldpaths import follow
from kubefence.rules.vocabulary.values import shown
from kubefence.schema.custom import tree
from kubefence.schema.custom.tree import EMBEDDED, LIST_TYPE, VALIDATIONS, Schema
from kubefence.yamldoc.document import Path

REASONS = ("FieldValueInvalid", "FieldValueForbidden", "FieldValueRequired", "FieldValueDuplicate")


def messages(schema: Schema, path: Path) -> Iterator[Problem]:
    """What is said of a rule, here and in all structure below."""
    for index, rule in tree.subs(schema, VALIDATIONS) if VALIDATIONS in schema else ():
        yield from _texts(rule, schema, (*path, VALIDATIONS, index))
    for below, at in _below(schema, path):
        yield from messages(below, at)


def expressions(schema: Schema, path: Path) -> Iterator[Problem]:
    """Whether the rules compile, and at which price."""
    budget = Budget()
    yield from _expressions(schema, path, budget)
    yield from budget.overdrawn(path)


def _expressions(
    schema: Schema,
    path: Path,
    budget: Budget,
    *,
    correlatable: bool = True,
    resource: bool = True,
    many: int | None = 1,
) -> Iterator[Problem]:
    """The rules here and below.

    ``correlatable`` tells whether old and new values can be told to belong together, ``many`` how many values there
    may be, None for any number.
    """
    for index, rule in tree.subs(schema, VALIDATIONS) if VALIDATIONS in schema else ():
        wrong = list(_compiled(rule, schema, (*path, VALIDATIONS, index), correlatable, resource))
        yield from wrong
        if all(problem.until for problem in wrong):  # it compiles in newer versions, where it has its price
            yield from budget.rule(rule, schema, (*path, VALIDATIONS, index), resource, many)
    for below, at in _below(schema, path):
        kept = correlatable and _keeps_apart(schema, at[len(path) :])
        often = sizes.times(schema, many, str(at[len(path)]))
        yield from _expressions(below, at, budget, correlatable=kept, resource=tree.flag(below, EMBEDDED), many=often)


def _keeps_apart(schema: Schema, step: Path) -> bool:
    """Whether a new value one step down can be told to belong to an old one, as it can anywhere but in lists."""
    return step != ("items",) or schema.get(LIST_TYPE) == "map"


def _below(schema: Schema, path: Path) -> Iterator[tuple[Schema, Path]]:
    for key in ("items", "additionalProperties"):
        found = tree.sub(schema, key)
        if found is not None:
            yield found, (*path, key)
    for name, field in tree.properties(schema).items():
        yield field, (*path, "properties", name)


def _texts(rule: Schema, schema: Schema, path: Path) -> Iterator[Problem]:
    text, message = tree.text(rule, "rule"), tree.text(rule, "message")
    if not text.strip():
        yield tree.missing(path, "rule", "写一个 CEL 表达式", "write an expression of CEL")
    elif _has_lines(text.strip()) and not message.strip():
        yield tree.missing(path, "message", "表达式有多行时必须写 message", "a rule of several lines needs a message")
    if _has_lines(message.strip()):
        yield tree.problem("invalid-format", (*path, "message"), "message 不能换行", "message has to be one line")
    for field in ("message", "messageExpression", "fieldPath"):
        if tree.text(rule, field) and not tree.text(rule, field).strip():
            yield tree.problem("invalid-format", (*path, field), f"{field} 是空白", f"{field} is blank")
    reason = rule.get("reason")
    if isinstance(reason, str) and reason not in REASONS:
        words = ", ".join(REASONS)
        zh, en = f"没有原因 {shown(reason)}，可选：{words}", f"there is no reason {shown(reason)}, one of: {words}"
        yield tree.problem("invalid-value", (*path, "reason"), zh, en)
    target = tree.text(rule, "fieldPath")
    wrong = follow(schema, target) if target.strip() else None
    if isinstance(wrong, Text):
        zh, en = f"{shown(target)}：{wrong.zh}", f"{shown(target)}: {wrong.en}"
        yield tree.problem("invalid-format", (*path, "fieldPath"), zh, en)


def _has_lines(text: str) -> bool:
    return "\n" in text or "\r" in text


def _compiled(rule: Schema, schema: Schema, path: Path, correlatable: bool, resource: bool) -> Iterator[Problem]:
    kind = declared(schema, resource=resource)
    if kind is None:
        zh, en = "没有确定的类型，写 type 之后才能校验", "there is no type to check it for; give one"
        yield tree.problem("invalid-value", path, f"这里{zh}", f"here {en}")
        return
    old = types.NAMED["optional"] if tree.flag(rule, "optionalOldSelf") else kind
    for field, result in (("rule", cel.BOOL), ("messageExpression", cel.STRING)):
        text = tree.text(rule, field)
        known = {"self": kind, "oldSelf": old}
        wrong = cel.mistake(text, known, (result,)) or cel.early(text) if text.strip() else None
        if wrong:
            spoken = wrong.spoken(field, text)
            yield replace(tree.problem(EXPRESSION.id, (*path, field), spoken.zh, spoken.en), until=wrong.until)
    uses_old = cel.mentions(tree.text(rule, "rule"), "oldSelf")
    if uses_old and not correlatable:
        yield tree.problem(
            "forbidden-field",
            (*path, "rule"),
            "这里不能用 oldSelf：列表不是 map，新旧值对应不上",
            "no oldSelf here: in a list that is no map, old and new cannot be matched",
        )
    if uses_old is False and rule.get("optionalOldSelf") is not None:
        yield tree.forbidden(path, "optionalOldSelf", "rule 没有用到 oldSelf", "rule does not use oldSelf")
