"""Jobs: which failures of Pods count, and how (``validatePodFailurePolicy``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import qualified_name
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown

MOST_RULES, MOST_VALUES, MOST_PATTERNS = 20, 255, 20
STATUSES = ("True", "False", "Unknown")


def policy(spec: Site) -> Iterator[Problem]:
    """Every rule has an action and exactly one thing that it looks at."""
    found = spec.child("podFailurePolicy")
    if found is None:
        return
    yield from _at_most(found, "rules", MOST_RULES)
    names = set(_container_names(spec))
    for rule in found.children("rules"):
        yield from _action(spec, rule)
        yield from _subject(rule)
        exit_codes = rule.child("onExitCodes")
        if exit_codes is not None:
            yield from _exit_codes(exit_codes, names if spec.has("template") else None)
        yield from _conditions(rule)


def _at_most(site: Site, field: str, most: int) -> Iterator[Problem]:
    if len(site.items(field)) > most:
        yield site.problem("out-of-range", field, f"{field} 最多 {most} 项", f"{field} can have at most {most} entries")


def _container_names(spec: Site) -> Iterator[str]:
    template = spec.child("template")
    pod = template.child("spec") if template is not None else None
    for field in ("containers", "initContainers"):
        for container in pod.children(field) if pod is not None else ():
            yield container.text("name")


def _action(spec: Site, rule: Site) -> Iterator[Problem]:
    action = rule.value.get("action")
    if action == "":
        yield rule.problem("missing-field", "action", "action 不能为空", "action may not be empty")
    elif action == "FailIndex" and not spec.has("backoffLimitPerIndex") and not spec.partial:
        yield rule.problem(
            "missing-field",
            "action",
            "action 为 FailIndex 时 Job 要写 backoffLimitPerIndex",
            "with the action FailIndex the Job needs backoffLimitPerIndex",
        )


def _subject(rule: Site) -> Iterator[Problem]:
    codes, conditions = rule.has("onExitCodes"), bool(rule.items("onPodConditions"))
    if codes and conditions:
        yield rule.problem(
            "mutually-exclusive",
            (),
            "onExitCodes 和 onPodConditions 只能写一个：拆成两条规则",
            "onExitCodes and onPodConditions exclude each other: make it two rules",
        )
    elif not codes and not conditions:
        yield rule.problem(
            "missing-field",
            (),
            "规则要写 onExitCodes 或 onPodConditions",
            "a rule needs onExitCodes or onPodConditions",
        )


def _exit_codes(codes: Site, containers: set[str] | None) -> Iterator[Problem]:
    """``validatePodFailurePolicyRuleOnExitCodes``."""
    if codes.value.get("operator") == "":
        yield codes.problem("missing-field", "operator", "operator 不能为空", "operator may not be empty")
    name = codes.value.get("containerName")
    if isinstance(name, str) and containers is not None and name not in containers:
        yield codes.problem(
            "unknown-reference",
            "containerName",
            f"模板里没有名为 {shown(name)} 的容器",
            f"the template has no container {shown(name)}",
        )
    if codes.value.get("values") == []:
        yield codes.problem("missing-field", "values", "至少要有一个退出码", "at least one exit code is needed")
    yield from _at_most(codes, "values", MOST_VALUES)
    yield from _values(codes)


def _values(codes: Site) -> Iterator[Problem]:
    values = [0 if value is None else value for value in codes.items("values")]
    numbers = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    if len(numbers) != len(codes.items("values")):
        return
    seen: set[int] = set()
    for index, number in enumerate(numbers):
        if number == 0 and codes.text("operator") == "In":
            yield codes.problem(
                "invalid-value",
                ("values", index),
                "退出码 0 是成功，不能用于 In",
                "0 is success and cannot stand with In",
            )
        if number in seen:
            yield codes.problem(
                "duplicate-entry", ("values", index), f"退出码 {number} 重复", f"the exit code {number} stands twice"
            )
        seen.add(number)
    if numbers != sorted(numbers):
        yield codes.problem(
            "invalid-format", "values", "退出码要从小到大排列", "exit codes have to be in ascending order"
        )


def _conditions(rule: Site) -> Iterator[Problem]:
    """``validatePodFailurePolicyRuleOnPodConditions``; the status is True by default."""
    yield from _at_most(rule, "onPodConditions", MOST_PATTERNS)
    for pattern in rule.children("onPodConditions"):
        kind, status = pattern.value.get("type"), pattern.text("status")
        wrong = qualified_name(kind) if isinstance(kind, str) else None
        if wrong:
            yield pattern.problem(
                "invalid-format", "type", f"{shown(kind)} 不能作状况类型：{wrong.zh}", f"{shown(kind)}: {wrong.en}"
            )
        if status and status not in STATUSES:
            yield pattern.problem(
                "invalid-value",
                "status",
                f"status 不能是 {shown(status)}，可选：{'、'.join(STATUSES)}",
                f"status cannot be {shown(status)}, one of: {', '.join(STATUSES)}",
            )


TABLES = Tables(checks={"batch.v1.JobSpec": (policy,)})
