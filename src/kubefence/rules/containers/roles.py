"""What init containers and ephemeral containers may not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.problems import Anchor, Problem
from kubefence.rules.containers.place import EPHEMERAL, INIT, REGULAR, containers_in, of_pod, own_list
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.values import shown
from kubefence.yamldoc.document import Path

_WHILE_RUNNING = ("livenessProbe", "readinessProbe", "startupProbe", "lifecycle")
"""Fields that look after a container that stays."""

_DROPPED = {"stopSignal"}
"""What a lifecycle may say about a feature that is off by default (``dropContainerStopSignals``)."""

_NOT_EPHEMERAL = (*_WHILE_RUNNING, "ports", "resources", "resizePolicy", "restartPolicy", "restartPolicyRules")


def run_to_completion(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """An init container ends, so there is nothing to probe (``validateInitContainers``)."""
    if own_list(container) != INIT or container.text("restartPolicy") == "Always":
        return
    (field,) = at
    if field == "lifecycle" and isinstance(value, dict) and {k for k, v in value.items() if v is not None} == _DROPPED:
        return  # the server drops it, and the then empty lifecycle with it
    yield container.problem(
        "forbidden-field",
        at,
        f"Init 容器不能有 {field}；要作为边车一直运行，给它写上 restartPolicy: Always",
        f"an init container cannot have {field}; to keep running as a sidecar it needs restartPolicy: Always",
        anchor=Anchor.KEY,
    )


def added_on_create(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Ephemeral containers come later (``ValidatePodCreate``)."""
    if of_pod(spec) and isinstance(value, list) and value:
        yield spec.problem(
            "forbidden-field",
            at,
            "创建时不能写 ephemeralContainers，临时容器用 kubectl debug 加到运行中的 Pod 里",
            "ephemeralContainers cannot be given on create; add them to a running Pod with kubectl debug",
            anchor=Anchor.KEY,
        )


def beyond_ephemeral(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """What would make it a part of the workload (``allowedEphemeralContainerFields``)."""
    if value not in ("", [], {}):
        (field,) = at
        zh, en = f"临时容器不能有 {field}", f"an ephemeral container cannot have {field}"
        yield container.problem("forbidden-field", at, zh, en, anchor=Anchor.KEY)


def sub_paths(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Mounts of a part of a volume in an ephemeral container (``validateEphemeralContainers``)."""
    for index, mount in enumerate(value if isinstance(value, list) else ()):
        for field in ("subPath", "subPathExpr"):
            if isinstance(mount, dict) and mount.get(field):
                yield container.problem(
                    "forbidden-field",
                    (*at, index, field),
                    f"临时容器的卷挂载不能有 {field}",
                    f"a volume mount of an ephemeral container cannot have {field}",
                )


def unknown_target(spec: Site, at: Path, value: Any) -> Iterator[Problem]:
    """The container that an ephemeral one looks into has to exist."""
    names = {
        entry.value.get("name")
        for entry in containers_in(spec, REGULAR, INIT)
        if isinstance(entry.value.get("name"), str)
    }
    if spec.partial and not spec.has("containers"):
        return  # they may stand elsewhere
    for entry in containers_in(spec, EPHEMERAL):
        target = entry.value.get("targetContainerName")
        if isinstance(target, str) and target and target not in names:
            yield spec.problem(
                "unknown-reference",
                (*entry.path, "targetContainerName"),
                f"没有名为 {shown(target)} 的容器",
                f"there is no container {shown(target)}",
            )


TABLES = Tables(
    fields={
        **{f"core.v1.Container.{field}": (run_to_completion,) for field in _WHILE_RUNNING},
        **{f"core.v1.EphemeralContainer.{field}": (beyond_ephemeral,) for field in _NOT_EPHEMERAL},
        "core.v1.EphemeralContainer.volumeMounts": (sub_paths,),
        "core.v1.PodSpec.ephemeralContainers": (added_on_create, unknown_target),
    },
)
