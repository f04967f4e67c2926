"""Names that exist: fields, kinds and values of every version of the range, flags and commands of the programs.

They come from the tables of kubefence, and from ``words.toml`` beside this file for what no table has: reasons of
events, methods of CRI and CSI, flags of components. Each group of words there says what they are and where that stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.commands.grammar import program, programs
from kubefence.facts.gates import gates
from kubefence.facts.tables import enums
from kubefence.schema.custom import carried
from kubefence.schema.pack import Pack, builtin, components


class Group(NamedTuple):
    """Words that no table has."""

    reason: str
    source: str
    words: frozenset[str]
    flags: frozenset[str]
    """Flags, without their dashes."""
    ways: frozenset[str]
    """Ways to fields, as ``status.listeners``."""
    commands: frozenset[str]


@cache
def groups() -> tuple[Group, ...]:
    """The groups of ``words.toml``."""
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return tuple(
        Group(
            row["reason"],
            row["source"],
            *(frozenset(row.get(kind, ())) for kind in ("words", "flags", "ways", "commands")),
        )
        for row in table["groups"]
    )


@cache
def tabled() -> frozenset[str]:
    """Names of fields, kinds, values, and feature gates that the tables have."""
    found: set[str] = set(gates())
    for pack in (builtin(), components()):
        found.update(value for version in pack.versions for values in enums(version).values() for value in values)
        found.update(kind.rpartition("/")[2] for kind in pack.kinds)
        for schema in _schemas(pack):
            found.update(_named(schema))
    for row in carried.every():
        found.update((row.kind, *_named(row.schema)))
    return frozenset(found)


@cache
def tabled_flags() -> frozenset[str]:
    """All flags of the programs that have tables, without their dashes."""
    commands = (command for name in programs() for command in program(name).commands.values())
    return frozenset(flag for command in commands for flag in command.flags)


@cache
def words() -> frozenset[str]:
    """All names that a page may write."""
    return tabled().union(*(group.words for group in groups()))


@cache
def flags() -> frozenset[str]:
    """All flags that a page may write, without their dashes."""
    return tabled_flags().union(*(group.flags for group in groups()))


@cache
def ways() -> frozenset[str]:
    """Ways to fields that no table has."""
    return frozenset[str]().union(*(group.ways for group in groups()))


@cache
def commands() -> frozenset[str]:
    """Commands that no table has."""
    return frozenset[str]().union(*(group.commands for group in groups()))


def _schemas(pack: Pack) -> Iterator[Any]:
    for version in pack.versions:
        for name in pack.names(version):
            yield {"properties": {name.rpartition(".")[2]: pack.definition(version, name)}}


def _named(schema: Any) -> Iterator[str]:
    """The fields in a schema, all the way down, and the values that it lists."""
    if isinstance(schema, Mapping):
        for key, inner in schema.items():
            if key == "properties":
                yield from inner
            elif key == "enum":
                yield from (value for value in inner if isinstance(value, str))
            yield from _named(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _named(inner)
