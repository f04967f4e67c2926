"""What a probe or a lifecycle hook does: run a command, ask over HTTP, TCP or gRPC, sleep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from kubefence.findings import Text
from kubefence.formats.ports import port_name
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.containers.documentation import HOOK_WITHOUT_HANDLER, PROBE_WITHOUT_HANDLER
from kubefence.rules.containers.place import in_list, spec_around, unknown_keys
from kubefence.rules.engine.model import Check, Site, Tables
from kubefence.rules.vocabulary.mappings import needs, required
from kubefence.rules.vocabulary.values import must_have_form, must_lie_in, shown
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

_OF_PROBE = ("exec", "httpGet", "tcpSocket", "grpc")
_OF_HOOK = ("exec", "httpGet", "tcpSocket", "sleep")
_TIMES = (
    "initialDelaySeconds",
    "timeoutSeconds",
    "periodSeconds",
    "successThreshold",
    "failureThreshold",
    "terminationGracePeriodSeconds",
)
_GRACE_PERIOD = 30
"""Seconds that a Pod has to end, where nothing else is said (``DefaultTerminationGracePeriodSeconds``)."""

_HEADER = re.compile(r"[-A-Za-z0-9]+")


def one_handler(handlers: tuple[str, ...], rule: str, extra: tuple[str, ...] = ()) -> Check:
    """One of the handlers and no other (``validateHandler``)."""
    known = frozenset((*handlers, *extra))
    names = "、".join(handlers), ", ".join(handlers)

    def check(site: Site) -> Iterator[Problem]:
        given = [name for name in handlers if site.has(name)]
        if not given and not site.partial and not unknown_keys(site.value, known):
            zh, en = f"没有说明做什么，写 {names[0]} 之一", f"it does not say what to do, give one of {names[1]}"
            yield site.problem(rule, (), zh, en, anchor=Anchor.KEY)
        for name in given[1:]:
            yield site.problem(
                "mutually-exclusive",
                name,
                f"已经有 {given[0]}，不能再有 {name}，删掉其中之一",
                f"there is {given[0]} already, so there cannot be {name}; remove one of them",
                anchor=Anchor.KEY,
                also=(Also((*site.path, given[0]), Text("已经有了它", "it is given already"), Anchor.KEY),),
            )

    return check


def port(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A number, or the name of a port of the container (``ValidatePortNumOrName``)."""
    if isinstance(value, str):
        yield from _numeric(site, at, value) if value.isascii() and value.isdigit() else _named(site, at, value)
    else:
        yield from _numbered(site, at, value)


def _numeric(site: Site, at: Path, value: str) -> Iterator[Problem]:
    zh = f"端口 {shown(value)} 是字符串，会被当作端口名；去掉引号"
    en = f"the port {shown(value)} is a string and taken for the name of a port; remove the quotes"
    yield site.problem("invalid-format", at, zh, en)


_named = must_have_form("invalid-format", port_name)
_numbered = must_lie_in(1, 65535)


def headers(action: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Names of HTTP headers (``IsHTTPHeaderName``)."""
    for index, header in enumerate(value if isinstance(value, list) else ()):
        name = header.get("name") if isinstance(header, dict) else None
        if isinstance(name, str) and not _HEADER.fullmatch(name):
            yield in_list(
                action,
                "invalid-format",
                (*at, index, "name"),
                f"HTTP 头的名字 {shown(name)} 只能用字母、数字和 -",
                f"the name {shown(name)} of an HTTP header: letters, digits and - only",
            )


def sleep(action: Site) -> Iterator[Problem]:
    """Not longer than the Pod has to end (``validateSleepAction``)."""
    seconds, spec = action.number("seconds"), spec_around(action)
    if seconds is None:
        return
    given = spec.number("terminationGracePeriodSeconds") if spec else None
    grace = _GRACE_PERIOD if given is None else given
    if seconds < 0 or (spec is not None and not spec.partial and seconds > grace):
        yield action.problem(
            "out-of-range",
            (),
            f"sleep 的 seconds 是 {seconds}，应在 0 和 terminationGracePeriodSeconds（{grace}）之间",
            f"sleep takes {seconds} seconds, it has to lie between 0 and terminationGracePeriodSeconds ({grace})",
        )
    elif seconds == 0:
        zh, en = "sleep 从 1.33 起才能是 0 秒", "a sleep of 0 seconds is possible since 1.33"
        yield replace(action.problem("out-of-range", (), zh, en), until=parse_version("1.32"))


CountChecks = dict[str, tuple[Callable[[Site, Path, Any], Iterator[Problem]], ...]]
_COUNTS: CountChecks = {f"core.v1.Probe.{name}": (must_lie_in(0, None),) for name in _TIMES[:-1]}

TABLES = Tables(
    rules=(PROBE_WITHOUT_HANDLER, HOOK_WITHOUT_HANDLER),
    checks={
        "core.v1.Probe": (one_handler(_OF_PROBE, PROBE_WITHOUT_HANDLER.id, _TIMES),),
        "core.v1.LifecycleHandler": (one_handler(_OF_HOOK, HOOK_WITHOUT_HANDLER.id),),
        "core.v1.ExecAction": (required("command"),),
        "core.v1.SleepAction": (sleep,),
        **dict.fromkeys(("core.v1.HTTPGetAction", "core.v1.TCPSocketAction"), (needs("port"),)),
    },
    fields={
        **_COUNTS,
        f"core.v1.Probe.{_TIMES[-1]}": (must_lie_in(1, None),),
        "core.v1.HTTPGetAction.port": (port,),
        "core.v1.TCPSocketAction.port": (port,),
        "core.v1.GRPCAction.port": (must_lie_in(1, 65535),),
        "core.v1.HTTPGetAction.httpHeaders": (headers,),
    },
)
