"""Checks of commands whose arguments are like those of no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.commands.call import Call
from kubefence.commands.fault import Fault
from kubefence.commands.of_arguments import FILES, count, nothing
from kubefence.commands.of_resources import is_combined, is_no_type, of_type
from kubefence.commands.resources import split
from kubefence.commands.words import UNKNOWN
from kubefence.nearest import suggestion


def logs(call: Call) -> Iterator[Fault]:
    """``logs``: a Pod, or what has Pods, or a selector."""
    given = call.arguments
    if call.open:
        return
    if not given and not call.has("selector"):
        zh, en = "kubectl logs 缺少 Pod 或 类型/名称", "kubectl logs lacks a Pod or TYPE/NAME"
        yield call.wrong("wrong-arguments", call.verb, zh, en)
    elif given and call.has("selector"):
        zh, en = "kubectl logs 要么写名称，要么写 -l", "kubectl logs takes a name or -l, not both"
        yield call.wrong("wrong-arguments", given[0], zh, en)
    elif len(given) > 2:
        zh, en = (
            f"kubectl logs 只要 Pod 和容器，{given[2].text} 是多余的",
            f"kubectl logs takes a Pod and a container, not {given[2].text}",
        )
        yield call.wrong("wrong-arguments", given[2], zh, en)
    elif given and is_combined(given[0]):
        yield from of_type(call, given[0], given[0].text.partition("/")[0])


def executed(call: Call) -> Iterator[Fault]:
    """``exec``: a Pod, ``--``, and a command."""
    if call.open:
        return
    before = call.arguments if call.dashed is None else call.arguments[: call.dashed]
    if call.dashed is None and len(call.arguments) > 1:
        at = call.arguments[1]
        zh, en = (
            f"命令前要有 --：kubectl exec … -- {at.text}",
            f"the command has to follow --: kubectl exec … -- {at.text}",
        )
        yield call.wrong("wrong-arguments", at, zh.replace(UNKNOWN, "…"), en.replace(UNKNOWN, "…"))
    elif not before and not call.has("filename"):
        zh, en = "kubectl exec 缺少 Pod 或 类型/名称", "kubectl exec lacks a Pod or TYPE/NAME"
        yield call.wrong("wrong-arguments", call.verb, zh, en)
    elif len(call.arguments) == len(before):
        zh, en = "kubectl exec 缺少要执行的命令：… -- 命令", "kubectl exec lacks the command to run: … -- COMMAND"
        yield call.wrong("wrong-arguments", call.verb, zh, en)
    elif before and is_combined(before[0]):
        yield from of_type(call, before[0], before[0].text.partition("/")[0])


def rolled(call: Call) -> Iterator[Fault]:
    """``rollout``: a name by itself is taken for a type, and only built-in types have a rollout."""
    given = call.arguments
    if len(given) != 1 or call.open or not given[0].known or is_combined(given[0]) or call.has(*FILES):
        return
    for name in split(given[0].text):
        if is_no_type(call, name):
            zh, en = (
                f"没有类型 {name}；名称前要写类型：deployment/{name}",
                f"there is no type {name}; a name needs its type: deployment/{name}",
            )
            yield call.wrong("unknown-resource-name", given[0], zh, en)


_PORT = re.compile(r"(?:\d{1,5}|[\w-]*)(?::(?:\d{1,5}|[\w-]+))?")


_LAST_PORT = 65535


def mapped_ports(call: Call) -> Iterator[Fault]:
    """``port-forward``: behind the object, ports."""
    for word in call.arguments[1:]:
        numbers = [int(part) for part in word.text.split(":") if part.isdecimal()] if word.known else []
        if word.known and not (_PORT.fullmatch(word.text) and max(numbers, default=0) <= _LAST_PORT):
            zh, en = f"{word.text} 不是端口；写成 本地端口:远程端口", f"{word.text} is no port; write LOCAL:REMOTE"
            yield call.wrong("wrong-arguments", word, zh, en)
    if call.arguments and is_combined(call.arguments[0]):
        yield from of_type(call, call.arguments[0], call.arguments[0].text.partition("/")[0])


def copied(call: Call) -> Iterator[Fault]:
    """``cp``: from here to a Pod, or the other way."""
    given = call.arguments
    yield from count(2, 2, "SOURCE TARGET")(call)
    if len(given) == 2 and all(word.known and ":" not in word.text for word in given):
        zh, en = "来源和目标里必须有一个写成 Pod:路径", "source or target has to be POD:PATH"
        yield call.wrong("wrong-arguments", given[0], zh, en)


def asked(call: Call) -> Iterator[Fault]:
    """``auth can-i``: a verb and a resource, or the list of all."""
    if call.on("list"):
        yield from nothing()(call)
    else:
        yield from count(2, 3, "VERB TYPE")(call)


def nodes(call: Call) -> Iterator[Fault]:
    """Nodes by name or by a selector."""
    if not call.arguments and not call.has("selector") and not call.open:
        zh, en = f"{call.said} 缺少节点名称", f"{call.said} lacks the name of a node"
        yield call.wrong("wrong-arguments", call.verb, zh, en)


_TAINT = re.compile(r"[^=:]+(?:=[^:]*)?(?::(?P<effect>[A-Za-z]*))?(?P<gone>-?)")
_IS_TAINT = re.compile(r"[=:]|-$")
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


def tainted(call: Call) -> Iterator[Fault]:
    """``taint``: nodes, their names, and taints."""
    given = call.arguments
    if call.open:
        return
    told = [
        word
        for word in given[1:]
        if not word.known or any(sign in word.text for sign in "=:") or word.text.endswith("-")
    ]
    if given and given[0].known:
        yield from of_type(call, given[0], given[0].text)
    if len(given) - len(told) < 2 and not call.has("all", "selector") and not any(not word.known for word in given):
        zh, en = "kubectl taint 缺少节点名称", "kubectl taint lacks the name of a node"
        yield call.wrong("wrong-arguments", call.verb, zh, en)
    elif not told:
        zh, en = "kubectl taint 没有写污点：键=值:效果", "kubectl taint does not say which taint: KEY=VALUE:EFFECT"
        yield call.wrong("wrong-arguments", call.verb, zh, en)
    for word in told:
        form = _TAINT.fullmatch(word.text) if word.known else None
        if form is not None and form["effect"] is None and not word.text.endswith("-"):
            zh, en = f"{word.text} 缺少效果：键=值:效果", f"{word.text} lacks an effect: KEY=VALUE:EFFECT"
            yield call.wrong("wrong-arguments", word, zh, en)
            continue
        if form is None or form["effect"] in (None, "", *_EFFECTS):
            continue
        near = suggestion(form["effect"], _EFFECTS, 0.6)
        listed = ", ".join(_EFFECTS)
        zh, en = (
            f"没有效果 {form['effect']}；可用的是 {listed}{near.zh}",
            f"there is no effect {form['effect']}; there are {listed}{near.en}",
        )
        yield call.wrong("invalid-flag-value", word, zh, en)


def explained(call: Call) -> Iterator[Fault]:
    """``explain``: a type, perhaps with the path of a field."""
    if call.arguments and call.arguments[0].known:
        yield from of_type(call, call.arguments[0], re.split(r"[./]", call.arguments[0].text)[0])


_SHELLS = ("bash", "zsh", "fish", "powershell")


def shells(call: Call) -> Iterator[Fault]:
    """``completion``: one of the shells that there are."""
    for word in call.arguments[:1]:
        if word.known and word.text not in _SHELLS:
            listed = ", ".join(_SHELLS)
            zh, en = (
                f"没有 {word.text} 的补全；可用的是 {listed}",
                f"there is no completion for {word.text}; there are {listed}",
            )
            yield call.wrong("wrong-arguments", word, zh, en)
