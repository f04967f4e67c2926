"""JSON patches (RFC 6902): lists of operations, each on one place of an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kubefence.checks.merge_patches import RULE
from kubefence.findings import Text
from kubefence.nearest import suggestion
from kubefence.problems import Anchor, Problem
from kubefence.schema import fragments, navigate
from kubefence.schema.pack import Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path

_NEEDS = {"add": "value", "replace": "value", "test": "value", "move": "from", "copy": "from", "remove": "path"}
"""Each operation, and what it needs besides its path."""
_PLACES = ("path", "from")


class Change(NamedTuple):
    """A value that an operation puts into an object: where it stands in the patch, and what it becomes."""

    value: Json
    path: Path
    target: fragments.Target


def malformed(operation: Json, at: Path) -> Iterator[Problem]:
    """What is wrong with an operation, whatever it is for."""
    if not isinstance(operation, dict):
        yield Problem(RULE, at, Text("JSON 补丁的每一项是对象", "each item of a JSON patch is an object"))
        return
    op = operation.get("op")
    if op not in _NEEDS:
        zh, en = suggestion(str(op), _NEEDS, 0.6) if op else ("", "")
        names = ", ".join(_NEEDS)
        text = Text(f"op 应为其中之一：{names}{zh}", f"op is one of {names}{en}")
        yield Problem(RULE, (*at, "op") if op else at, text, Anchor.VALUE if op else Anchor.KEY)
    for name in dict.fromkeys(("path", _NEEDS.get(str(op), "path"))):
        if name not in operation:
            yield Problem(RULE, at, Text(f"缺少 {name}", f"{name} is missing"), Anchor.KEY)
    for name in _PLACES:
        place = operation.get(name)
        if name in operation and not (isinstance(place, str) and (place == "" or place.startswith("/"))):
            yield Problem(RULE, (*at, name), Text(f"{name} 以 / 开头", f"{name} begins with /"))


def change(
    pack: Pack, version: Version, name: str, operation: Json, at: Path, custom: str | None = None
) -> Change | Problem | None:
    """The value that an operation puts into an object of a type, if it does; or that its path leads nowhere."""
    if not isinstance(operation, dict) or any(malformed(operation, at)):
        return None
    pointer = str(operation["path"]).split("/")[1:]
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer]
    try:
        target = fragments.pointed(pack, version, name, steps, custom)
    except navigate.Lost as lost:
        zh, en = suggestion(str(lost.step), lost.known, 0.6)
        text = Text(f"没有名为 {lost.step} 的字段{zh}", f"there is no field {lost.step}{en}")
        return Problem("unknown-field", (*at, "path"), text)
    if isinstance(target, fragments.NoTarget) or operation["op"] not in ("add", "replace") or not steps:
        return None
    return Change(operation["value"], (*at, "value"), target)
