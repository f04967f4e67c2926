"""Manifests of every kind, made from the schemas, and ways to spoil them; the same seed gives the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from kubefence.schema.pack import REF, Pack, Schema, builtin
from kubefence.versions import Version

NEWEST = builtin().versions[-1]
KINDS = sorted(name for name, definition in builtin().kinds.items() if builtin().has(NEWEST, definition))
MAX_DEPTH = 7

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    80,
    2**31,
    2**63,
    10**30,
    1e300,
    "",
    " ",
    "0",
    "web",
    "web.example.com",
    "UPPER_CASE",
    "中文",
    "😀",
    "a/b/c",
    "a\nb\n",
    "\x1b[31m",
    "x" * 300,
    "-1Gi",
    "1e3",
    "500m",
    "0.1.2.3/33",
    "::1",
    "2001-12-14T21:59:43Z",
    "* * * * *",
    "self.x > 1 && has(self.y[0])",
    "((((((((((",
    "{{ .Values.x }}",
    "$(HOME)",
    "/../..",
    "%",
    "=",
    [],
    [None],
    ["", "", None, 1, {}, []],
    [[[]]],
    {},
    {"": None},
    {"a": {"b": [{"c": None}]}},
    {"name": None},
    {"name": "web", "value": 1},
    {"key": [], "operator": {}, "values": "a"},
)
"""Values to put where something else is expected."""


def manifest(kind: str, seed: int) -> dict[str, Any]:
    """An object of a kind (``apps/v1/Deployment``) as its schema allows it, often one that the server would refuse."""
    made = _Maker(builtin(), NEWEST, random.Random(seed)).value({"$ref": REF + builtin().kinds[kind]}, 0)
    api_version, _, name = kind.rpartition("/")
    return {**made, "apiVersion": api_version, "kind": name}


class _Maker:
    def __init__(self, pack: Pack, version: Version, chance: random.Random) -> None:
        self._pack, self._version, self._chance = pack, version, chance

    def value(self, schema: Schema, depth: int) -> Any:
        """Some value for a schema."""
        if "$ref" in schema:
            schema = self._pack.definition(self._version, schema["$ref"].removeprefix(REF))
        for union in ("oneOf", "anyOf"):
            if union in schema:
                return self.value(self._chance.choice(schema[union]), depth)
        if "enum" in schema:
            return self._chance.choice(schema["enum"])
        kinds = schema.get("type", "object")
        kind = kinds if isinstance(kinds, str) else next(name for name in kinds if name != "null")
        return getattr(self, f"_{kind}")(schema, depth)

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        required = schema.get("required", ())
        likely = 0.6 / (1 + depth)
        made = {
            name: self.value(inner, depth + 1)
            for name, inner in schema.get("properties", {}).items()
            if depth < MAX_DEPTH
            and (name in required or name in ("metadata", "spec") or self._chance.random() < likely)
        }
        more = schema.get("additionalProperties")
        if isinstance(more, dict) and depth < MAX_DEPTH:
            made |= {name: self.value(more, depth + 1) for name in self._chance.sample(["a", "app", "x.y/z"], 2)}
        return made

    def _array(self, schema: Schema, depth: int) -> list[Any]:
        count = self._chance.randint(0, 2) if depth < MAX_DEPTH else 0
        return [self.value(schema.get("items", {}), depth + 1) for _ in range(count)]

    def _string(self, schema: Schema, depth: int) -> str:
        formats = {"date-time": "2001-12-14T21:59:43Z", "byte": "YQ=="}
        return formats.get(schema.get("format", "")) or self._chance.choice(
            ["web", "a", "1", "500m", "web.example.com"]
        )

    def _integer(self, schema: Schema, depth: int) -> int:
        return self._chance.choice([0, 1, 80, 30080])

    def _number(self, schema: Schema, depth: int) -> float:
        return self._chance.choice([0.0, 0.5, 1.0])

    def _boolean(self, schema: Schema, depth: int) -> bool:
        return self._chance.random() < 0.5


Where = tuple[Any, Any]
"""A mapping or list, and the key or index in it."""


def places(value: Any) -> Iterator[Where]:
    """Every entry of a value, however deep."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield value, key
        yield from places(inner)


def _replace(holder: Any, key: Any, chance: random.Random) -> None:
    holder[key] = chance.choice(ODD)


def _remove(holder: Any, key: Any, chance: random.Random) -> None:
    del holder[key]


def _rename(holder: Any, key: Any, chance: random.Random) -> None:
    if isinstance(holder, dict):
        holder[chance.choice([key.upper(), key[:-1], f"{key}s", "", "中", "a.b/c"])] = holder.pop(key)


def _repeat(holder: Any, key: Any, chance: random.Random) -> None:
    if isinstance(holder, list):
        holder.append(holder[key])


def _wrap(holder: Any, key: Any, chance: random.Random) -> None:
    holder[key] = chance.choice([[holder[key]], {"items": holder[key]}, {"name": holder[key]}])


SPOILING: tuple[Callable[[Any, Any, random.Random], None], ...] = (_replace, _replace, _remove, _rename, _repeat, _wrap)


def spoiled(value: dict[str, Any], seed: int, times: int) -> dict[str, Any]:
    """The value with some of its entries replaced, removed, renamed, repeated or wrapped."""
    chance = random.Random(seed)
    copy: dict[str, Any] = yaml.safe_load(yaml.safe_dump(value))
    for _ in range(times):
        found = [(holder, key) for holder, key in places(copy) if key not in ("apiVersion", "kind")]
        if found:
            chance.choice(SPOILING)(*chance.choice(found), chance)
    return copy


def dumped(value: Any) -> str:
    """The value as YAML, without aliases."""
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True
