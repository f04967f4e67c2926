"""The files that a kustomization.yaml names and that are no manifests: patches, of which only a part is written."""

from __future__ import annotations

from typing import Any

from kubefence.foreign.recognition import recognised
from kubefence.yamldoc.document import Json

NAME = "kustomize"


def patched(value: Json) -> dict[str, str]:
    """The files of patches that a document names, with the kind of what they change, "" where it does not say that."""
    known = recognised(value)
    if known is None or known.form.name != NAME or not isinstance(value, dict):
        return {}
    found = {path: "" for path in _items(value, "patchesStrategicMerge") if isinstance(path, str) and "\n" not in path}
    for field in ("patches", "patchesJson6902"):
        for patch in _items(value, field):
            path, target = (patch.get(name) for name in ("path", "target")) if isinstance(patch, dict) else (None, None)
            if isinstance(path, str):
                kind = target.get("kind") if isinstance(target, dict) else None
                found[path] = kind if isinstance(kind, str) else ""
    return found


def is_named(path: str, title: str) -> bool:
    """Whether a block with this title shows the file at a path; either may say more of the way to it."""
    path, title = path.removeprefix("./"), title.removeprefix("./")
    return path == title or path.endswith(f"/{title}") or title.endswith(f"/{path}")


def _items(value: dict[str, Any], field: str) -> list[Any]:
    items = value.get(field)
    return items if isinstance(items, list) else []
