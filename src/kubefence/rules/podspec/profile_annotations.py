"""Annotations that gave way to fields: they have to agree with them, and alone they do nothing or will go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, containers_in
from kubefence.rules.containers.profiles import app_armor_name
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.podspec.examples import pod
from kubefence.rules.podspec.pod_annotations import APP_ARMOR, LOCAL, SECCOMP_CONTAINER, SECCOMP_POD, annotations_of
from kubefence.yamldoc.document import Path

OLD: dict[str, Text] = {
    "scheduler.alpha.kubernetes.io/critical-pod": Text(
        "从 1.16 起不起作用，改用 priorityClassName", "does nothing since 1.16, use priorityClassName"
    ),
    "security.alpha.kubernetes.io/sysctls": Text(
        "从 1.11 起不起作用，改用 securityContext.sysctls", "does nothing since 1.11, use securityContext.sysctls"
    ),
    "security.alpha.kubernetes.io/unsafe-sysctls": Text(
        "从 1.11 起不起作用，改用 securityContext.sysctls", "does nothing since 1.11, use securityContext.sysctls"
    ),
}
_SECCOMP = Text("从 1.27 起不起作用，改用 seccompProfile 字段", "does nothing since 1.27, use the field seccompProfile")
_APP_ARMOR = Text(
    "从 1.30 起弃用，改用 appArmorProfile 字段", "is deprecated since 1.30, use the field appArmorProfile"
)

DEPRECATED = Rule(
    id="deprecated-annotation",
    title=Text("已弃用或不再起作用的注解", "an annotation that is deprecated or does nothing any more"),
    why=Text(
        "这些注解已由字段取代，有的早已不起作用，API 服务器给出警告。",
        "Fields took the place of these annotations, and some of them do nothing; the API server warns.",
    ),
    fix=Text("改用消息里给出的字段。", "Use the field that the message names."),
    source="https://kubernetes.io/zh-cn/docs/reference/labels-annotations-taints/",
    wrong=pod(metadata="annotations:\n  seccomp.security.alpha.kubernetes.io/pod: runtime/default\n"),
    right=pod("securityContext:\n  seccompProfile:\n    type: RuntimeDefault\n"),
    severity=Severity.WARNING,
)
MISMATCH = Rule(
    id="profile-annotation-mismatch",
    title=Text("安全配置的注解与字段不一致", "an annotation and a field that disagree on a profile"),
    why=Text(
        "seccomp 或 AppArmor 的注解和字段说法不同，服务器不知道该听谁的，因此拒绝。",
        "Where the annotation and the field of seccomp or AppArmor disagree the server cannot know which one holds, "
        "so it refuses the Pod.",
    ),
    fix=Text("删掉注解，只留字段。", "Remove the annotation and keep the field."),
    source="https://kubernetes.io/zh-cn/docs/tutorials/security/seccomp/",
    wrong=pod(
        "securityContext:\n  seccompProfile:\n    type: RuntimeDefault\n",
        metadata="annotations:\n  seccomp.security.alpha.kubernetes.io/pod: unconfined\n",
    ),
    right=pod("securityContext:\n  seccompProfile:\n    type: RuntimeDefault\n"),
)
_MEANING = {"unconfined": "Unconfined", "runtime/default": "RuntimeDefault", "docker/default": "RuntimeDefault"}


class _Owner(NamedTuple):
    """A Pod spec or a container, and the profiles that it has."""

    name: str | None
    path: Path
    value: dict[str, Any]

    def profile(self, field: str) -> dict[str, Any] | None:
        context = self.value.get("securityContext")
        profile = context.get(field) if isinstance(context, dict) else None
        return profile if isinstance(profile, dict) else None


@when("metadata.annotations")
def profiles(holder: Site) -> Iterator[Problem]:
    """``warningsForPodSpecAndMeta`` and the checks that annotations and fields agree."""
    found = annotations_of(holder)
    spec = holder.child("spec") if found else None
    if spec is None:
        return
    for key, text in OLD.items():
        if key in found:
            yield _deprecated(holder, key, text)
    whole = _Owner(None, spec.path, spec.value)
    yield from _compared(holder, found, SECCOMP_POD, whole.profile("seccompProfile"), whole, "seccompProfile")
    for entry in containers_in(spec, INIT, REGULAR, EPHEMERAL):
        name = entry.value.get("name")
        if not isinstance(name, str):
            continue
        owner = _Owner(name, (*spec.path, *entry.path), entry.value)
        profile = owner.profile("seccompProfile")
        yield from _compared(holder, found, SECCOMP_CONTAINER + name, profile, owner, "seccompProfile")
        profile = owner.profile("appArmorProfile")
        if profile is None:
            profile = _inherited(holder, whole, found.get(APP_ARMOR + name))
        yield from _compared(holder, found, APP_ARMOR + name, profile, owner, "appArmorProfile")


def _inherited(holder: Site, whole: _Owner, text: str | None) -> dict[str, Any] | None:
    """The AppArmor profile of a container without one of its own.

    In a Pod, and only there, the server makes it from the annotation where that says something else than the
    Pod as a whole (``applyAppArmorVersionSkew``).
    """
    profile = whole.profile("appArmorProfile")
    if profile is None or holder.definition != "core.v1.Pod" or text is None:
        return profile
    return None if _is_profile(text) and not _agree(text, profile, docker=False) else profile


def _is_profile(text: str) -> bool:
    if text.startswith(LOCAL):
        return app_armor_name(text.removeprefix(LOCAL)) is None
    return text in ("unconfined", "runtime/default")


def _compared(
    holder: Site, found: dict[str, str], key: str, profile: dict[str, Any] | None, owner: _Owner, field: str
) -> Iterator[Problem]:
    text = found.get(key)
    if text is None:
        return
    if profile is None:
        yield _deprecated(holder, key, _APP_ARMOR if field == "appArmorProfile" else _SECCOMP)
    elif not _agree(text, profile, docker=field == "seccompProfile"):
        yield Problem(
            MISMATCH.id,
            (*owner.path, "securityContext", field, "type"),
            Text(f"与注解 {key} 的 {text} 不一致", f"this does not agree with the annotation {key}: {text}"),
            also=(Also((*holder.path, "metadata", "annotations", key), Text("注解", "the annotation")),),
        )


def _agree(text: str, profile: dict[str, Any], *, docker: bool) -> bool:
    if profile.get("type") == "Localhost":
        return text.startswith(LOCAL) and text.removeprefix(LOCAL) == profile.get("localhostProfile")
    if text == "docker/default" and not docker:
        return False
    return profile.get("type") not in _MEANING.values() or _MEANING.get(text) == profile.get("type")


def _deprecated(holder: Site, key: str, text: Text) -> Problem:
    return holder.problem(
        DEPRECATED.id,
        ("metadata", "annotations", key),
        f"注解 {key} {text.zh}",
        f"the annotation {key} {text.en}",
        severity=Severity.WARNING,
    )


TABLES = Tables(
    rules=(DEPRECATED, MISMATCH), checks=dict.fromkeys(("core.v1.Pod", "core.v1.PodTemplateSpec"), (profiles,))
)
