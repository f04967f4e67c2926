"""Whether a way through the fields of an object, as ``spec.template.spec``, exists in some kind of some version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from kubefence.schema.custom import carried
from kubefence.schema.navigate import resolved
from kubefence.schema.pack import Pack, Schema, builtin
from kubefence.versions import Version

_STEP = re.compile(r"\.?([A-Za-z]\w*)|\[[^\]]*\]")


@cache
def exists(way: str) -> bool:
    """Whether any kind has it; of a list ``[]`` and nothing both mean its items."""
    steps = [step for step in (found[1] for found in _STEP.finditer(way)) if step]
    return any(_leads(_children(builtin(), version), _kinds(version), steps) for version in _newest_first()) or _leads(
        _plain, [row.schema for row in carried.every()], steps
    )


def _newest_first() -> Iterable[Version]:
    return reversed(builtin().versions)


def _leads(children: Any, roots: Iterable[Schema], steps: list[str]) -> bool:
    level = [*roots]
    for step in steps:
        level = [below for schema in level for below in children(schema, step)]
        if not level:
            return False
    return True


def _kinds(version: Version) -> list[Schema]:
    pack = builtin()
    return [pack.definition(version, name) for name in {*pack.kinds.values()} if pack.has(version, name)]


def _children(pack: Pack, version: Version) -> Any:
    """What a field of a schema may be; keys of maps and of what is open are anything."""

    def below(schema: Schema, step: str) -> Iterator[Schema]:
        schema = resolved(pack, version, schema)
        while "items" in schema:
            schema = resolved(pack, version, schema["items"])
        yield from _of(schema, step)

    return below


def _plain(schema: Schema, step: str) -> Iterator[Schema]:
    while "items" in schema:
        schema = schema["items"]
    yield from _of(schema, step)


def _of(schema: Schema, step: str) -> Iterator[Schema]:
    if step in schema.get("properties", {}):
        yield schema["properties"][step]
    elif isinstance(schema.get("additionalProperties"), dict):
        yield schema["additionalProperties"]
