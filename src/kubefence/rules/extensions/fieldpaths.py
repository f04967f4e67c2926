"""Paths to fields of a custom resource: ``.spec.replicas``, ``.spec['a.b']``."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.rules.extensions import tree
from kubefence.rules.extensions.tree import Schema

_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_\-]*)|\['((?:[^'\\]|\\.)+)'\]|\[([0-9]+)\]")


def steps(path: str) -> list[str] | None:
    """The names in a path, None where it is none."""
    found, at = [], 0
    while at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            return None
        found.append(step[1] or step[2] or f"[{step[3]}]")
        at = step.end()
    return found or None


def follow(schema: Schema, path: str) -> Schema | Text:
    """The schema that a path leads to, or why it leads nowhere (``ValidFieldPath``)."""
    names = steps(path)
    if names is None:
        return Text("应以 . 开头，如 .spec.replicas", "it has to start with a dot, such as .spec.replicas")
    here = schema
    for name in names:
        below: Schema | None = tree.properties(here).get(name)
        if name.startswith("[") or tree.text(here, "type") == "array":
            below = tree.sub(here, "items")
        elif below is None:
            below = tree.sub(here, "additionalProperties")
        if below is None:
            return Text(f"模式里没有 {name}", f"there is no {name} in the schema")
        here = below
    return here


def simple_path(text: str) -> Text | None:
    """``validateSimpleJSONPath``: it starts with a dot."""
    if text.startswith("."):
        return None
    return Text("应以 . 开头，如 .spec.replicas", "it has to start with a dot, such as .spec.replicas")
