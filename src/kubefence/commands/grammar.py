"""What a program can be told: the tables beside this file, which `scripts/update_commands.py` makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.versions import Version

_DATA = Path(__file__).parent / "data"
_ORIGINS = {"sources", "tools"}  # what the tables were made from; no tables


class Span(NamedTuple):
    """The versions of a program that have something; no stretches where all do."""

    stretches: tuple[tuple[Version | None, Version | None], ...] = ()
    """First and last, both included; None where it was there before the table begins, or is there still."""

    def has(self, version: Version) -> bool:
        """Whether a version is one of them."""
        return not self.stretches or any(
            (first is None or version >= first) and (last is None or version <= last) for first, last in self.stretches
        )


class Flag(NamedTuple):
    """A flag of a command."""

    name: str
    short: str
    type: str
    """``bool``, ``int``, ``float``, ``duration``, ``pairs``, ``text``, or ``word``, which has values of its own."""
    bare: bool
    """Whether it may stand without a value."""
    hidden: bool
    """Whether it is taken, though no help tells of it any more."""
    span: Span


class Command(NamedTuple):
    """A command, by its whole path."""

    path: str
    span: Span
    flags: Mapping[str, Flag]
    """Its own, without those that all commands of the program have."""
    children: Mapping[str, str]
    """Names and aliases of the commands below it, and the name of each."""


class Program(NamedTuple):
    """All commands of a program."""

    name: str
    versions: tuple[Version, ...]
    """Those that the table knows, the oldest first."""
    commands: Mapping[str, Command]
    sure: bool = True
    """Whether the program itself was asked; what was read from its sources may lack something."""
    prefixes: bool = False
    """Whether a command may be cut short, as long as no other begins so."""
    one_dash: bool = False
    """Whether one dash does for a flag of several letters."""

    @property
    def flags(self) -> Mapping[str, Flag]:
        """The flags that every command has."""
        return self.commands[""].flags


def programs() -> list[str]:
    """The programs that there are tables of."""
    return sorted(path.stem for path in _DATA.glob("*.json") if path.stem not in _ORIGINS)


@cache
def program(name: str) -> Program:
    """``kubectl``, ``helm``, or one of the others that have a table."""
    table = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    versions = tuple(map(_version, table["versions"]))
    rows: dict[str, dict[str, Any]] = table["commands"]
    commands = {path: _command(path, rows, versions) for path in rows}
    return Program(
        name, versions, commands, table.get("sure", True), table.get("prefixes", False), table.get("one_dash", False)
    )


def _command(path: str, rows: dict[str, dict[str, Any]], versions: tuple[Version, ...]) -> Command:
    row = rows[path]
    flags = {name: _flag(name, written, versions) for name, written in row["flags"].items()}
    depth = len(path.split())
    below = [other for other in rows if other and len(other.split()) == depth + 1 and other.startswith(path)]
    below = [other for other in below if other.split()[:-1] == path.split()]
    children: dict[str, str] = {}
    for other in below:
        name = other.rpartition(" ")[2]
        children |= dict.fromkeys((name, *rows[other].get("aliases", ())), name)
    return Command(path, _span(row.get("in", ""), versions), flags, children)


def _flag(name: str, written: str, versions: tuple[Version, ...]) -> Flag:
    """``-o text?! 1.30-1.36``: short name, type, whether it may stand alone, whether it is hidden, who has it."""
    parts = written.split()
    short = parts.pop(0)[1:] if parts[0].startswith("-") else ""
    kind = parts[0]
    return Flag(
        name,
        short,
        kind.rstrip("?!"),
        bare="?" in kind,
        hidden="!" in kind,
        span=_span(parts[1] if parts[1:] else "", versions),
    )


def _span(written: str, versions: tuple[Version, ...]) -> Span:
    if not written:
        return Span()
    pairs = (map(_version, stretch.split("-")) for stretch in written.split(","))
    return Span(
        tuple((None if a == versions[0] else a, None if b == versions[-1] else b) for a, b in pairs),
    )


def _version(written: str) -> Version:
    major, minor = written.split(".")
    return Version(int(major), int(minor))
