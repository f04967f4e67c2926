"""When a container is restarted: its own policy, rules by exit code, and what a resize does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, in_list, own_list, spec_around
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.values import must_be_one_of, shown
from kubefence.rules.vocabulary.versions import only
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

_POLICIES = ("Always", "Never", "OnFailure")
_RULES, _EXIT_CODES = 20, 255
_RESIZED = {"resourceName": ("cpu", "memory"), "restartPolicy": ("NotRequired", "RestartContainer")}


def policy_before_rules(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Until 1.34 only an init container has a policy, and that is Always (``ContainerRestartRules``)."""
    if value == "Always" and own_list(container) in (INIT, ""):
        return
    yield container.problem(
        "forbidden-field",
        at,
        f"容器的 restartPolicy: {value} 从 1.35 起才可用，之前只有 Init 容器可以写 Always",
        f"a container may have restartPolicy: {value} since 1.35; before, init containers only, and Always",
    )


def rules(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Rules by exit code (``validateContainerRestartPolicy``)."""
    if not isinstance(value, list) or not value:
        return
    if not container.has("restartPolicy") and not container.partial and own_list(container) != EPHEMERAL:
        yield from container.missing(
            "restartPolicy", "restartPolicyRules 要与它一起写", "restartPolicyRules go together with it"
        )
    if len(value) > _RULES:
        zh, en = f"最多 {_RULES} 条，这里有 {len(value)} 条", f"at most {_RULES} rules, here are {len(value)}"
        yield container.problem("out-of-range", at, zh, en)
    for index, rule in enumerate(value):
        if isinstance(rule, dict):
            yield from _rule(container, (*at, index), rule)
    if container.value.get("restartPolicy") == "Always" and own_list(container) == INIT:
        zh, en = "1.36 之前边车容器不能有 restartPolicyRules", "before 1.36 a sidecar cannot have restartPolicyRules"
        problem = container.problem("forbidden-field", at, zh, en)
        yield replace(problem, since=parse_version("1.35"), until=parse_version("1.35"))


def _rule(container: Site, at: Path, rule: dict[str, Any]) -> Iterator[Problem]:
    codes = rule.get("exitCodes")
    if codes is None:
        where = (*container.path, *at)
        text = Text("缺少必填字段 exitCodes", "the required field exitCodes is missing")
        yield Problem("missing-field", where, text, field="exitCodes")
    if rule.get("action") == "RestartAllContainers":
        zh, en = "RestartAllContainers 从 1.36 起默认可用", "RestartAllContainers is enabled by default since 1.36"
        yield replace(container.problem("invalid-value", (*at, "action"), zh, en), until=parse_version("1.35"))
    values = codes.get("values") if isinstance(codes, dict) else None
    if isinstance(values, list) and len(values) > _EXIT_CODES:
        zh, en = f"最多 {_EXIT_CODES} 个退出码", f"at most {_EXIT_CODES} exit codes"
        yield container.problem("out-of-range", (*at, "exitCodes", "values"), zh, en)


def resize(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """What happens to the container when its resources change (``validateResizePolicy``)."""
    seen: dict[str, int] = {}
    for index, policy in enumerate(value if isinstance(value, list) else ()):
        if not isinstance(policy, dict):
            continue
        for field, words in _RESIZED.items():
            word = policy.get(field)
            if isinstance(word, str) and word not in words:
                zh = f"{field} 不能是 {shown(word)}，可选：{'、'.join(words)}"
                en = f"{field} cannot be {shown(word)}, one of: {', '.join(words)}"
                yield in_list(container, "invalid-value", (*at, index, field), zh, en)
        name = policy.get("resourceName")
        if isinstance(name, str) and seen.setdefault(name, index) != index:
            yield container.problem(
                "duplicate-entry",
                (*at, index),
                f"{name} 的调整策略写了两次",
                f"the resize policy of {name} is given twice",
                also=(Also((*container.path, *at, seen[name]), Text("先写在这里", "it is given here first")),),
            )
        if policy.get("restartPolicy") == "RestartContainer":
            yield from _restarting(container, (*at, index, "restartPolicy"))


def _restarting(container: Site, at: Path) -> Iterator[Problem]:
    """A container that is not restarted cannot be for the sake of its resources either."""
    spec = spec_around(container)
    if spec is not None and spec.text("restartPolicy") == "Never":
        zh = "Pod 的 restartPolicy 是 Never 时，这里只能是 NotRequired"
        en = "with restartPolicy: Never of the Pod this can only be NotRequired"
        yield in_list(container, "invalid-value", at, zh, en)
    if own_list(container) == INIT and container.text("restartPolicy") != "Always":
        zh = "Init 容器只能是 NotRequired，边车（restartPolicy: Always）才能重启"
        en = "an init container can only have NotRequired, unless it is a sidecar (restartPolicy: Always)"
        yield replace(container.problem("invalid-value", at, zh, en), since=parse_version("1.36"))


_POLICY: tuple[FieldCheck, ...] = (
    only(must_be_one_of(_POLICIES, empty=False), since="1.35"),
    only(policy_before_rules, until="1.34"),
)

TABLES = Tables(
    fields={
        "core.v1.Container.restartPolicy": _POLICY,
        "core.v1.Container.restartPolicyRules": (rules,),
        **{f"core.v1.{name}.resizePolicy": (resize,) for name in ("Container", "EphemeralContainer")},
        "core.v1.ContainerRestartRule.action": (must_be_one_of(("Restart", "RestartAllContainers"), empty=False),),
        "core.v1.ContainerRestartRuleOnExitCodes.operator": (must_be_one_of(("In", "NotIn"), empty=False),),
    },
)
