"""What an object says it is: what is missing there, and what is said of a type that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kubefence.checks.served import Found
from kubefence.findings import Severity, Text
from kubefence.foreign.recognition import recognised
from kubefence.problems import Anchor, Problem
from kubefence.schema import kinds
from kubefence.schema.homes import homes
from kubefence.schema.pack import Pack
from kubefence.schema.successors import mend
from kubefence.versions import Version
from kubefence.yamldoc.document import Json, Path

KEYS = ("apiVersion", "kind")
_CHART = frozenset({"apiVersion", "name", "version"})
"""Keys that a chart has at the top, and no object."""


def is_silent(value: Json) -> bool:
    """Whether a document says nothing of what it is; a number for apiVersion is of files of other programs."""
    if not isinstance(value, dict) or not value.keys() & set(KEYS):
        return True
    number = isinstance(value.get("apiVersion"), int | float)
    return number and value.keys().isdisjoint(("kind", "metadata", "spec"))


def incomplete(pack: Pack, version: Version, value: dict[str, Json], path: Path) -> Iterator[Problem]:
    """What is wrong with an object that does not say both, in text."""
    if value.keys() >= _CHART and "kind" not in value:
        text = Text("这是 Helm 的 Chart.yaml，不是 API 对象", "this is the Chart.yaml of Helm, no object of the API")
        yield Problem("not-identified", path, text, Anchor.KEY, Severity.NOTE)
        return
    for key in KEYS:
        if value.get(key) in (None, ""):
            meant = supposed(pack, version, value) if key == "apiVersion" else None
            zh, en = (f"；补上 apiVersion: {meant}", f"; write apiVersion: {meant}") if meant else ("", "")
            text = Text(f"缺少 {key}{zh}", f"{key} is missing{en}")
            yield Problem("missing-field", path, text, Anchor.KEY, field=key)
        elif not isinstance(value[key], str):
            yield Problem(
                "wrong-type",
                (*path, key),
                Text(f"{key} 应为字符串；给值加上引号", f"{key} must be a string; put the value in quotes"),
            )


def supposed(pack: Pack, version: Version, value: dict[str, Json]) -> str | None:
    """The apiVersion that an object without one surely has: its kind says it, and no key of it says otherwise."""
    kind = value.get("kind")
    found = homes(pack, version, kind) if isinstance(kind, str) and value.get("apiVersion") in (None, "") else ()
    if not found or "metadata" not in value:
        return None
    fields = pack.definition(version, pack.kinds[f"{found[0]}/{kind}"]).get("properties", {})
    return found[0] if fields.keys() >= value.keys() else None


def unknown(
    pack: Pack, versions: Iterable[Version], api_version: str, kind: str, path: Path, *, fenced: bool
) -> Iterator[Found]:
    """Why ``versions`` do not know a type. What is said of the newest holds for all of which the same is said."""
    said: dict[str, Problem] = {}
    for version in sorted(versions, reverse=True):
        found = kinds.explain(pack, version, api_version, kind, fenced=fenced)
        severity = Severity.NOTE if found.rule == kinds.UNCHECKED else Severity.ERROR
        gone = found.rule == "removed-api" and f"{api_version}/{kind}" in pack.kinds
        new = mend(pack, version, f"{api_version}/{kind}") if gone else None
        problem = Problem(found.rule, (*path, found.key), found.text, severity=severity, mend=new)
        yield (version,), said.setdefault(found.rule, problem)


def spoken(value: Json) -> Text:
    """What a document says it is."""
    given = [text for key in KEYS if isinstance(value, dict) and isinstance(text := value.get(key), str)]
    foreign = recognised(value)
    if foreign:
        return foreign.said
    if len(given) < len(KEYS):
        return Text("认不出", "nothing that is known")
    return Text(f"对象 {given[1]}（{given[0]}）", f"an object, {given[1]} in {given[0]}")


def not_identified(path: Path, *, fenced: bool) -> Problem:
    """Neither apiVersion nor kind, nor a part of an object that is known."""
    if not fenced:
        zh, en = "没有 apiVersion 和 kind，无法核对：补全对象", "neither apiVersion nor kind: complete the object"
        return Problem("not-identified", path, Text(zh, f"{en}, so that it can be checked"), Anchor.KEY, Severity.NOTE)
    return Problem("not-identified", path, _UNKNOWN, Anchor.KEY, Severity.NOTE)


_UNKNOWN = Text(
    "没有 apiVersion 和 kind，也认不出是哪一部分，无法核对：补全对象；若只是片段，用 fragment 说明是哪一部分；"
    '若不是 Kubernetes 清单，写 skip="原因"',
    "neither apiVersion nor kind, and like no part of an object, so this cannot be checked: complete the object; "
    'if it is a part of one, say which with fragment; if it is not for Kubernetes, write skip="reason"',
)
