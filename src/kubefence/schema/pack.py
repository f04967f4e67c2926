"""The schema pack: the OpenAPI definitions of every version, parsed only where they are needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kubefence.versions import Version, parse_version

Schema = dict[str, Any]
REF = "#/$defs/"
COMPONENTS = "components."
"""How the names of definitions begin that are of configuration files, and no part of the API."""


class Pack:
    """All versions; `definitions` gives one version's view."""

    def __init__(self, index: Mapping[str, Any], lines: list[str]) -> None:
        self.source: str = index["source"]
        self.versions: tuple[Version, ...] = tuple(map(parse_version, index["versions"]))
        self.kinds: Mapping[str, str] = index["kinds"]
        """``group/version/Kind`` (``v1/Pod``) to the definition's name, for all versions together."""
        self._rows: Mapping[str, list[int | None]] = index["definitions"]
        self._columns = {version: column for column, version in enumerate(self.versions)}
        self._lines = lines
        self._parsed: dict[int, Schema] = {}
        self._references: dict[int | str, tuple[str, ...]] = {}
        self._learned: dict[str, Schema] = {}

    def learn(self, name: str, schema: Schema) -> None:
        """Take up a definition that does not come with Kubernetes: every version has it from now on.

        Its name says what is in it, so that another schema has another name and nothing ever changes.
        """
        self._learned.setdefault(name, schema)

    def has(self, version: Version, definition: str) -> bool:
        """Whether ``version`` knows the definition."""
        if definition.startswith(COMPONENTS) and self is not components():
            return components().has(version, definition)
        return definition in self._learned or self._row(version, definition) is not None

    @cache  # noqa: B019 - a pack lives as long as the process
    def having(self, versions: tuple[Version, ...], definition: str) -> tuple[Version, ...]:
        """Those of ``versions`` that know the definition."""
        return tuple(version for version in versions if self.has(version, definition))

    def living(self, definition: str) -> tuple[Version, ...]:
        """The versions that know the definition."""
        return tuple(version for version in self.versions if self.has(version, definition))

    def definition(self, version: Version, name: str) -> Schema:
        """The schema of a definition; KeyError when ``version`` does not have it. Not to be changed."""
        if name in self._learned:
            return self._learned[name]
        if name.startswith(COMPONENTS) and self is not components():
            return components().definition(version, name)
        row = self._row(version, name)
        if row is None:
            raise KeyError(name)
        if row not in self._parsed:
            self._parsed[row] = json.loads(self._lines[row])
        return self._parsed[row]

    def names(self, version: Version) -> Iterator[str]:
        """Names of all definitions of Kubernetes in ``version``."""
        return (name for name in self._rows if self.has(version, name))

    def _row(self, version: Version, name: str) -> int | None:
        row, column = self._rows.get(name), self._columns.get(version)
        return None if row is None or column is None else row[column]

    def referred(self, version: Version, name: str) -> tuple[str, ...]:
        """Names of the definitions that a definition refers to directly."""
        if name.startswith(COMPONENTS) and self is not components():
            return components().referred(version, name)
        key = name if name in self._learned else self._row(version, name)
        assert key is not None, name
        if key not in self._references:
            self._references[key] = tuple(dict.fromkeys(references(self.definition(version, name))))
        return self._references[key]


def references(schema: Any) -> Iterator[str]:
    """Names of the definitions that a schema refers to directly."""
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix(REF)
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


@cache
def builtin() -> Pack:
    """The pack that ships with kubefence (`scripts/update_schemas.py` writes it)."""
    return _read("data")


@cache
def components() -> Pack:
    """The schemas of configuration files (`scripts/update_components.py` writes them), which every pack knows.

    They lead to definitions of the API, so a pack of the API is needed to check anything with them.
    """
    return _read("components")


def _read(folder: str) -> Pack:
    data = Path(__file__).with_name(folder)
    return Pack(
        json.loads((data / "index.json").read_bytes()),
        (data / "definitions.jsonl").read_text(encoding="utf-8").split("\n"),
    )
