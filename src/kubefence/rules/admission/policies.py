"""Admission policies (``validateValidatingAdmissionPolicySpec``, ``validateMutatingAdmissionPolicySpec``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence import cel
from kubefence.cel import BOOL, NULL, STRING
from kubefence.cel.types import listing
from kubefence.formats.names import qualified_name
from kubefence.problems import Problem
from kubefence.rules.admission.expressions import conditions, policy_scope, variables
from kubefence.rules.admission.matching import VERSIONS
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.vocabulary.expressions import compiled
from kubefence.rules.vocabulary.lists import at_most, unique
from kubefence.rules.vocabulary.mappings import empty, needs, required, required_text
from kubefence.rules.vocabulary.values import must_be_one_of, never_blank, shown

REASONS = ("Forbidden", "Invalid", "RequestEntityTooLarge")
MAX_ANNOTATIONS, MAX_ANNOTATION_LENGTH = 20, 5 * 1024
_PATCHES = {"ApplyConfiguration": "applyConfiguration", "JSONPatch": "jsonPatch"}
_MADE = {"applyConfiguration": cel.OBJECT, "jsonPatch": listing(cel.PATCH)}
_NOT_MUTABLE = ("DELETE",)


def matches_something(spec: Site) -> Iterator[Problem]:
    """A policy names at least one kind of resource."""
    constraints = spec.child("matchConstraints")
    if constraints is not None and empty(constraints.value.get("resourceRules")):
        yield from constraints.missing("resourceRules")


def says_something(spec: Site) -> Iterator[Problem]:
    """``validateValidatingAdmissionPolicySpec``: validations or audit annotations."""
    if empty(spec.value.get("validations")) and empty(spec.value.get("auditAnnotations")):
        yield from spec.missing("validations", "validations 和 auditAnnotations 至少写一个", "or auditAnnotations")


def validations(spec: Site) -> Iterator[Problem]:
    """``validateValidation``: the expression, and what is said when it fails."""
    scope = policy_scope(spec)
    for validation in spec.children("validations"):
        yield from required_text(validation, "expression")
        yield from compiled(validation, "expression", scope, (BOOL,))
        message = validation.text("message")
        if "\n" in message.strip() or "\r" in message.strip():
            yield validation.problem("invalid-format", "message", "message 不能换行", "message has to be one line")
        for field in ("message", "messageExpression"):
            if validation.text(field) and not validation.text(field).strip():
                yield validation.problem("invalid-format", field, f"{field} 是空白", f"{field} is blank")
        said = {name: kind for name, kind in scope.items() if not name.startswith("authorizer")}
        yield from compiled(validation, "messageExpression", said, (STRING,))


def audited(spec: Site) -> Iterator[Problem]:
    """``validateAuditAnnotation``: at most 20, and the key with the policy's name before it is a qualified name."""
    if "auditAnnotations" not in spec.value:
        return
    yield from at_most(spec, "auditAnnotations", MAX_ANNOTATIONS)
    yield from unique(spec, "auditAnnotations", "key")
    root = spec.root.value if isinstance(spec.root.value, dict) else {}
    metadata = root.get("metadata")
    policy = _named(metadata) if isinstance(metadata, dict) else ""
    scope = policy_scope(spec)
    for annotation in spec.children("auditAnnotations"):
        key = f"{policy}/{annotation.text('key')}"
        wrong = qualified_name(key) if policy else None
        if wrong:
            yield annotation.problem("invalid-name", "key", f"{shown(key)}：{wrong.zh}", f"{shown(key)}: {wrong.en}")
        yield from required_text(annotation, "valueExpression")
        if len(annotation.text("valueExpression").strip().encode()) > MAX_ANNOTATION_LENGTH:
            yield annotation.problem("out-of-range", "valueExpression", "表达式超过 5 KiB", "longer than 5 KiB")
        else:
            yield from compiled(annotation, "valueExpression", scope, (STRING, NULL))


def _named(metadata: dict[str, Any]) -> str:
    """What the policy is called, with five characters for those that the server makes up."""
    start = metadata.get("generateName")
    return str(metadata.get("name") or (f"{start}xxxxx" if start else ""))


def mutations(spec: Site) -> Iterator[Problem]:
    """``validateMutation``: each has the expression that its ``patchType`` needs."""
    if empty(spec.value.get("reinvocationPolicy")):
        yield from spec.missing("reinvocationPolicy", "写 Never 或 IfNeeded", "write Never or IfNeeded")
    if empty(spec.value.get("mutations")):
        yield from spec.missing("mutations")
    scope = policy_scope(spec)
    for mutation in spec.children("mutations"):
        kind = mutation.text("patchType")
        needed = _PATCHES.get(kind)
        if needed is None:
            continue
        for other in _PATCHES.values():
            if other != needed and mutation.has(other):
                zh, en = f"patchType 是 {kind}，不能写 {other}", f"with patchType {kind} there is no {other}"
                yield mutation.problem("forbidden-field", other, zh, en)
        patch = mutation.child(needed)
        if patch is None:
            zh, en = f"patchType 是 {kind}", f"for patchType {kind}"
            yield from mutation.missing(needed, zh, en)
        else:
            yield from required_text(patch, "expression")
            yield from compiled(patch, "expression", scope, (_MADE[needed],), mutation=True)


def mutable_requests(spec: Site) -> Iterator[Problem]:
    """A mutating policy cannot be for DELETE, there is nothing left to change."""
    for field in ("matchConstraints", "matchResources"):
        matched = spec.child(field)
        for rule in matched.children("resourceRules") if matched else ():
            for index, operation in enumerate(rule.items("operations")):
                if operation in _NOT_MUTABLE:
                    yield rule.problem(
                        "invalid-value",
                        ("operations", index),
                        f"变更策略不能用于 {operation}，可选：CREATE、UPDATE、CONNECT、*",
                        f"a mutating policy cannot be for {operation}, one of: CREATE, UPDATE, CONNECT, *",
                    )


_COMMON: tuple[Check, ...] = (
    needs("matchConstraints"),
    never_blank("failurePolicy"),
    matches_something,
    conditions,
    variables,
)
_WEBHOOKS = ("ValidatingWebhook", "MutatingWebhook")

TABLES = Tables(
    checks={
        **{f"admissionregistration.v1.{kind}": (conditions,) for kind in _WEBHOOKS},
        **{
            f"admissionregistration.{version}.ValidatingAdmissionPolicySpec": (
                *_COMMON,
                says_something,
                validations,
                audited,
            )
            for version in VERSIONS
        },
        **{
            f"admissionregistration.{version}.MutatingAdmissionPolicySpec": (*_COMMON, mutations, mutable_requests)
            for version in VERSIONS
        },
        **{f"admissionregistration.{version}.AuditAnnotation": (required("key"),) for version in VERSIONS},
        **{f"admissionregistration.{version}.Mutation": (required("patchType"),) for version in VERSIONS},
    },
    fields={
        f"admissionregistration.{version}.Validation.reason": (must_be_one_of(REASONS, empty=False),)
        for version in VERSIONS
    },
)
