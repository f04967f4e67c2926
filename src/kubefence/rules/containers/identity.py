"""What every container has: a name of its own and an image."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.formats.names import dns1123_label
from kubefence.formats.white_space import trimmed
from kubefence.problems import Also, Problem
from kubefence.rules.containers.place import (
    EPHEMERAL,
    INIT,
    REGULAR,
    TYPES,
    containers_in,
    of_pod,
    own_list,
    spec_around,
)
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.yamldoc.document import Path


def duplicate_names(spec: Site) -> Iterator[Problem]:
    """Containers of all lists share one set of names (``validateContainers``, ``validateInitContainers``)."""
    if INIT not in spec.value and EPHEMERAL not in spec.value and len(spec.items(REGULAR)) < 2:
        return
    seen: dict[str, Path] = {}
    for entry in containers_in(spec, REGULAR, INIT, EPHEMERAL):
        name = entry.value.get("name")
        if not isinstance(name, str) or not name:
            continue
        at = (*entry.path, "name")
        if name not in seen:
            seen[name] = at
            continue
        yield spec.problem(
            "duplicate-entry",
            at,
            f"已经有名为 {shown(name)} 的容器，换一个名字；普通容器、Init 容器和临时容器不能重名",
            f"there is a container {shown(name)} already, choose another name; "
            "regular, init and ephemeral containers share their names",
            also=(Also((*spec.path, *seen[name]), Text("先用了这个名字", "the name is taken here")),),
        )


def padded_image(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Spaces around the image, which a template for Pods may have (``validateContainerOnlyForPod``)."""
    if not isinstance(value, str) or value == trimmed(value):
        return
    if own_list(container) == EPHEMERAL or of_pod(spec_around(container)):
        yield container.problem(
            "invalid-format",
            at,
            f"镜像 {shown(value)} 首尾有空白，请去掉",
            f"there is white space around the image {shown(value)}, remove it",
        )


TABLES = Tables(
    checks={
        **dict.fromkeys(TYPES, (required("name", "image"),)),
        "core.v1.PodSpec": (required("containers"), duplicate_names),
    },
    fields={
        **{f"{name}.name": (must_have_form("invalid-name", dns1123_label, empty=True),) for name in TYPES},
        **{f"{name}.image": (padded_image,) for name in TYPES},
    },
)
