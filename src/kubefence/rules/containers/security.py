"""The security context of a container: privileges, users, and the view of /proc."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.containers.place import spec_around
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import must_lie_in, never_blank
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path

_MAX_ID = 2**31 - 1
_ALL = "CAP_SYS_ADMIN"


def no_escalation(context: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Who has all privileges cannot be kept from gaining more (``ValidateSecurityContext``)."""
    if value is not False:
        return
    escalation = Also((*context.path, *at), Text("这里不允许提权", "more privileges are ruled out here"))
    if context.flag("privileged"):
        yield context.problem(
            "mutually-exclusive",
            (),
            "privileged: true 的容器不能写 allowPrivilegeEscalation: false，删掉其中之一",
            "a container with privileged: true cannot have allowPrivilegeEscalation: false, remove one of them",
            anchor=Anchor.KEY,
            also=(Also((*context.path, "privileged"), Text("特权容器", "it is privileged")), escalation),
        )
    added = context.mapping("capabilities").get("add")
    if isinstance(added, list) and _ALL in added:
        capability = Also(
            (*context.path, "capabilities", "add", added.index(_ALL)), Text("添加的权能", "the capability")
        )
        yield context.problem(
            "mutually-exclusive",
            (),
            f"有 {_ALL} 的容器不能写 allowPrivilegeEscalation: false，删掉其中之一",
            f"a container with {_ALL} cannot have allowPrivilegeEscalation: false, remove one of them",
            anchor=Anchor.KEY,
            also=(capability, escalation),
        )


def unmasked(context: Site, at: Path, value: Any) -> Iterator[Problem]:
    """All of /proc only with users of its own, where the field is not dropped (``ValidateSecurityContext``)."""
    spec = spec_around(context)
    if value == "Unmasked" and spec is not None and not spec.partial and spec.value.get("hostUsers") is not False:
        yield context.problem(
            "forbidden-field",
            at,
            "procMount: Unmasked 要求 Pod 的 hostUsers 为 false",
            "procMount: Unmasked asks for hostUsers: false of the Pod",
        )


TABLES = Tables(
    checks={"core.v1.SecurityContext": (only(never_blank("procMount"), since="1.33"),)},
    fields={
        "core.v1.SecurityContext.allowPrivilegeEscalation": (no_escalation,),
        "core.v1.SecurityContext.runAsUser": (must_lie_in(0, _MAX_ID),),
        "core.v1.SecurityContext.runAsGroup": (must_lie_in(0, _MAX_ID),),
        "core.v1.SecurityContext.procMount": (only(unmasked, since="1.33"),),
    },
)
