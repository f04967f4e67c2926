"""Annotations of Pods and templates that the API server reads (``ValidatePodSpecificAnnotations``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kubefence.formats.go_integer import integer
from kubefence.formats.paths import descending_path
from kubefence.problems import Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, containers_in
from kubefence.rules.engine.model import Site, Tables, when
from kubefence.rules.podspec.tolerations import well_formed
from kubefence.rules.vocabulary.values import shown

MIRROR = "kubernetes.io/config.mirror"
DELETION_COST = "controller.kubernetes.io/pod-deletion-cost"
TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations"
SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod"
SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/"
APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/"
LOCAL = "localhost/"
OPERATORS = (None, "", "Equal", "Exists", "Gt", "Lt")
EFFECTS = (None, "", "NoSchedule", "PreferNoSchedule", "NoExecute")
_COST = re.compile(r"0|-[0-9]+|[1-9][0-9]*")


@when("metadata.annotations")
def known(holder: Site) -> Iterator[Problem]:
    """Every annotation that has a meaning for the server, of a Pod or a template."""
    for key, text in annotations_of(holder).items():
        if "kubernetes.io/" in key:
            yield from _judged(holder, key, text)


def annotations_of(holder: Site) -> dict[str, str]:
    """The annotations of a Pod or template; null is an empty text to the server."""
    metadata = holder.child("metadata") if "metadata" in holder.value else None
    found = metadata.mapping("annotations") if metadata is not None else {}
    return {key: text or "" for key, text in found.items() if text is None or isinstance(text, str)}


def _judged(holder: Site, key: str, text: str) -> Iterator[Problem]:
    if key == MIRROR and not holder.mapping("spec").get("nodeName") and not holder.left_out("spec"):
        yield _problem(holder, key, "镜像 Pod 必须有 spec.nodeName", "a mirror Pod needs spec.nodeName")
    elif key == DELETION_COST and not _is_cost(text):
        yield _problem(
            holder,
            key,
            f"删除成本 {shown(text)} 应是 32 位整数，不带 + 和前导零",
            f"the deletion cost {shown(text)} has to be an integer of 32 bits, without + and leading zeros",
        )
    elif key == TOLERATIONS and text:
        yield from _tolerations(holder, key, text)
    elif key == SECCOMP_POD or key.startswith(SECCOMP_CONTAINER):
        yield from _seccomp(holder, key, text)
    elif key.startswith(APP_ARMOR):
        yield from _app_armor(holder, key, text)


def _is_cost(text: str) -> bool:
    """Whether it is an integer of 32 bits (``ValidatePodDeletionCost``), without + and zeros before it."""
    cost = integer(text) if _COST.fullmatch(text) else None
    return cost is not None and -(2**31) <= cost < 2**31


def _problem(holder: Site, key: str, zh: str, en: str) -> Problem:
    return holder.problem("invalid-annotation", ("metadata", "annotations", key), zh, en)


def _tolerations(holder: Site, key: str, text: str) -> Iterator[Problem]:
    """``ValidateTolerationsInPodAnnotations``: a list in JSON."""
    try:
        listed: Any = json.loads(text)
    except (ValueError, RecursionError):
        listed = ""
    if listed is not None and not isinstance(listed, list):
        yield _problem(holder, key, "这里应是 JSON 写的容忍度列表", "this has to be a list of tolerations in JSON")
        return
    at = (*holder.path, "metadata", "annotations", key)
    for entry in listed or ():
        toleration = {} if entry is None else entry
        if not isinstance(toleration, dict) or not _readable(toleration):
            yield _problem(holder, key, "列表里有的项不是容忍度", "an item of the list is no toleration")
            return
        for problem in well_formed(Site(toleration, at, "", holder.root, holder)):
            yield replace(problem, path=at, also=())


def _readable(toleration: dict[str, Any]) -> bool:
    """Whether each field has a type and a word that a toleration knows."""
    texts = [toleration.get(field) for field in ("key", "operator", "value", "effect")]
    known = texts[1] in OPERATORS and texts[3] in EFFECTS
    seconds = toleration.get("tolerationSeconds")
    return (
        known
        and all(text is None or isinstance(text, str) for text in texts)
        and (seconds is None or (isinstance(seconds, int) and not isinstance(seconds, bool)))
    )


def _seccomp(holder: Site, key: str, text: str) -> Iterator[Problem]:
    """``ValidateSeccompProfile``."""
    if text in ("runtime/default", "docker/default", "unconfined"):
        return
    if not text.startswith(LOCAL) or descending_path(text.removeprefix(LOCAL)):
        yield _problem(
            holder,
            key,
            f"seccomp 配置 {shown(text)} 不对，可选：runtime/default、unconfined、localhost/<相对路径>",
            f"the seccomp profile {shown(text)} is none of: runtime/default, unconfined, localhost/<relative path>",
        )


def _app_armor(holder: Site, key: str, text: str) -> Iterator[Problem]:
    """``ValidateAppArmorPodAnnotations``."""
    spec, name = holder.child("spec"), key.removeprefix(APP_ARMOR)
    names = (
        [entry.value.get("name") for entry in containers_in(spec, REGULAR, INIT, EPHEMERAL)] if spec is not None else []
    )
    if name not in names and not holder.left_out("spec"):
        yield _problem(
            holder,
            key,
            f"注解里的容器 {shown(name)} 不存在",
            f"there is no container {shown(name)}, as the annotation says",
        )
    if text not in ("", "runtime/default", "unconfined") and not text.startswith(LOCAL):
        yield _problem(
            holder,
            key,
            f"AppArmor 配置 {shown(text)} 不对，可选：runtime/default、unconfined、localhost/<配置名>",
            f"the AppArmor profile {shown(text)} is none of: runtime/default, unconfined, localhost/<profile>",
        )


TABLES = Tables(checks=dict.fromkeys(("core.v1.Pod", "core.v1.PodTemplateSpec"), (known,)))
