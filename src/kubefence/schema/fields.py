"""Fields that a type does not have: what was meant, or where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from typing import Any

from kubefence.edits import AS_IT_IS, Edit, Move, NewForm, Way
from kubefence.findings import Text
from kubefence.nearest import alike
from kubefence.problems import Anchor, Problem, Ways
from kubefence.schema import navigate
from kubefence.schema.groups import group_of
from kubefence.schema.homes import homes
from kubefence.schema.pack import Pack, Schema
from kubefence.schema.spot import Spot
from kubefence.versions import Version, spoken
from kubefence.yamldoc.document import Json, Path

_SURELY, _ALIKE, _MAYBE = 0.85, 0.75, 0.5
"""How alike a field is that was meant whatever its value is, one that was meant, and one that is missing anyway."""
_FAR = 4
"""Steps from where a field stands to where it could belong."""
_MOST_HOMES = 4
_WORD = 4
"""Letters that are enough for a word of its own."""
_MOST_NAMES = 12


def unknown(spot: Spot, error: Any) -> Iterator[Problem]:
    """The fields that are too many in one mapping."""
    known = spot.schema().get("properties", {})
    names = sorted(known)
    listed = 0 < len(names) <= _MOST_NAMES
    possible = Text(f"这里可以写：{'、'.join(names)}", f"possible here: {', '.join(names)}") if listed else Text("", "")
    for field in error.unexpected:
        when = _other_versions(spot, field)
        zh, en = (f"；{when.zh}", f"; {when.en}") if when else ("", "")
        yield Problem(
            "unknown-field",
            (*spot.path, field),
            Text(f"没有名为 {field} 的字段{zh}", f"there is no field {field}{en}"),
            Anchor.KEY,
            ways=Ways(partial(_ways, spot, field, bool(when)), Text("", "") if when else possible),
        )


def _other_versions(spot: Spot, field: str) -> Text | None:
    name = navigate.definition_name(navigate.descend(spot.pack, spot.version, spot.target, spot.path))
    if name is None:
        return None
    having = [version for version, fields in _by_version(spot.pack, name) if field in fields]
    if not having:
        return None
    return Text(f"它只存在于 Kubernetes {spoken(having)}", f"it exists only in Kubernetes {spoken(having)}")


@lru_cache(maxsize=64)
def _by_version(pack: Pack, name: str) -> list[tuple[Version, AbstractSet[str]]]:
    """The fields of a definition in each version that knows it."""
    return [(version, pack.definition(version, name).get("properties", {}).keys()) for version in pack.living(name)]


def _ways(spot: Spot, field: str, elsewhen: bool) -> Iterator[Way]:
    """What may have been meant. What a field of another version holds may have moved up, nothing else."""
    known = spot.schema().get("properties", {})
    bare = field.strip()
    if bare != field and bare:  # blanks of another kind do not indent: the key stands at the wrong level
        yield from _indented(spot, field, bare)
        return
    if not elsewhen:
        yield from _misspelled(spot, field, known)
    yield from _unfolded(spot, field, known)
    if not elsewhen:
        yield from _split(spot, field, known)
        yield from _into_a_map(spot, field, known)
        yield from elsewhere(spot, field)
        yield from _other_api_versions(spot, field)


def _indented(spot: Spot, field: str, bare: str) -> Iterator[Way]:
    for home in navigate.nearest_homes(spot.pack, spot.version, spot.target, bare, spot.names):
        yield Way(_BLANKS, Edit((Move((*spot.path, field), (*spot.place(home.path), bare)),)), spelling=True)


_BLANKS = Text(
    "前面不是普通空格（如 U+00A0），不算缩进；改用普通空格",
    "the blanks before it are no plain ones (U+00A0, say) and do not indent; write plain blanks",
)


def _misspelled(spot: Spot, field: str, known: Mapping[str, Schema]) -> Iterator[Way]:
    source = (*spot.path, field)
    free = {name.lower(): name for name in known if name not in _given(spot) or _filled_in(spot, name, known[name])}
    missing = {name.lower() for name in spot.schema().get("required", ()) if name.lower() in free}
    near = (*alike(field.lower(), free, _ALIKE), *alike(field.lower(), missing, _MAYBE), *_part_of(field.lower(), free))
    surely = alike(field.lower(), free, _SURELY)
    for name in dict.fromkeys(near):
        yield _renamed(source, free[name], name in surely)
    reference = field.removesuffix("Name") + "Ref"
    if field.endswith("Name") and reference in known and isinstance(_content(spot, field), str):
        text = Text(f"写成 {reference}: {{name: …}}", f"write {reference}: {{name: …}}")
        yield Way(text, Edit((Move(source, (*spot.path, reference), _NAME),)), spelling=True)


_NAME = NewForm(lambda name: {"name": name}, wrapped=("name",))


def _part_of(field: str, names: Mapping[str, str]) -> Iterator[str]:
    """Names that end with the field, or the other way round: ``name`` and ``secretName``."""
    for name in names:
        if min(len(name), len(field)) >= _WORD and (name.endswith(field) or field.endswith(name)):
            yield name


def _renamed(source: Path, meant: str, near: bool) -> Way:
    text = Text(f"是不是 {meant}？", f"did you mean {meant}?")
    return Way(text, Edit((Move(source, (*source[:-1], meant)),)), spelling=True, near=near)


def _given(spot: Spot) -> Mapping[str, Json]:
    return spot.value if isinstance(spot.value, dict) else {}


def _filled_in(spot: Spot, name: str, schema: Schema) -> bool:
    """Whether it may be a default that nobody wrote; where somebody did, the advice cannot be followed."""
    value, default = _given(spot)[name], schema.get("default")
    if isinstance(value, dict) and isinstance(default, dict):
        return default.items() <= value.items()  # with defaults of its own
    return default is not None and value == default


def _content(spot: Spot, field: str) -> Json:
    return _given(spot)[field]


def _unfolded(spot: Spot, field: str, known: Mapping[str, Schema]) -> Iterator[Way]:
    """What it holds belongs to what holds it."""
    content = _content(spot, field)
    if isinstance(content, dict) and content and content.keys() <= known.keys():
        source = (*spot.path, field)
        moves = tuple(Move((*source, name), (*spot.path, name)) for name in content)
        text = Text("把它的内容上移一层，直接写在这里", "write what it holds one level up, without it")
        yield Way(text, Edit(moves, removed=source))


def _split(spot: Spot, field: str, known: Mapping[str, Schema]) -> Iterator[Way]:
    """``serviceName`` for ``service.name``, and ``servicePort: 80`` for ``service.port.number``."""
    for name in known:
        rest = field.removeprefix(name)
        if rest == field or not rest[:1].isupper():
            continue
        inner = rest[:1].lower() + rest[1:]
        schema = spot.resolved(spot.resolved(known[name]).get("properties", {}).get(inner, {}))
        deeper = _holding(schema, _content(spot, field))
        form = NewForm(partial(_as_entry, deeper), wrapped=(deeper,)) if deeper else AS_IT_IS
        target = ".".join((name, inner, deeper) if deeper else (name, inner))
        move = Move((*spot.path, field), (*spot.path, name, inner), form)
        text = Text(f"{field} 写成 {target}", f"write {target} for {field}")
        yield Way(text, Edit((move,)), home=(*spot.path, name))


def _holding(schema: Schema, value: Json) -> str:
    """The field of an object that a single value belongs to, "" where the schema is no object."""
    fields = schema.get("properties", {})
    if isinstance(value, int) and not isinstance(value, bool):
        return next((name for name, inner in fields.items() if "integer" in inner.get("type", ())), "")
    return "name" if isinstance(value, str) and "name" in fields else ""


def _as_entry(name: str, value: Json) -> Json:
    return {name: value}


def _into_a_map(spot: Spot, field: str, known: Mapping[str, Schema]) -> Iterator[Way]:
    """A field beside a mapping of names that are free, such as ``labels`` or ``matchLabels``."""
    if isinstance(_content(spot, field), dict | list | None):
        return
    maps = [name for name, inner in known.items() if isinstance(spot.resolved(inner).get("additionalProperties"), dict)]
    maps.sort(key=lambda name: (name == "annotations", name))
    for name in maps:
        yield _moved(spot, field, (*spot.names, name), (*spot.path, name))


def elsewhere(spot: Spot, field: str) -> Iterator[Way]:
    """The places nearby in the object where such a field exists."""
    nearest = navigate.nearest_homes(spot.pack, spot.version, spot.target, field, spot.names)
    for home in nearest[:_MOST_HOMES]:
        if home.distance <= _FAR:
            yield _moved(spot, field, home.path, spot.place(home.path))


def _moved(spot: Spot, field: str, names: tuple[str, ...], home: Path) -> Way:
    place = ".".join(names)
    where = Text(f"属于 {place}，检查缩进或层级", f"under {place}; check the indentation")
    if not place:
        where = Text("属于对象的最外层", "to the top level of the object")
    edit = Edit((Move((*spot.path, field), (*home, field)),))
    alone, together = (
        Text(f"{zh}{where.zh}", f"{en} {where.en}")
        for zh, en in ((f"{field} ", f"{field} belongs"), ("它们", "they belong"))
    )
    return Way(alone, edit, home=home, together=together)


def _other_api_versions(spot: Spot, field: str) -> Iterator[Way]:
    """The same place of the same kind in another version of its group."""
    kind, written = _given_root(spot, "kind"), _given_root(spot, "apiVersion")
    for home in homes(spot.pack, spot.version, kind) if kind and not set(spot.names) & {"metadata"} else ():
        if home != written and group_of(home) == group_of(written):
            text = Text(
                f"{home} 有 {field}：改写为 apiVersion: {home}", f"{home} has {field}: write apiVersion: {home}"
            )
            yield Way(text, Edit(), api_version=home)


def _given_root(spot: Spot, field: str) -> str:
    value = spot.root.get(field) if isinstance(spot.root, dict) else None
    return value if isinstance(value, str) else ""
