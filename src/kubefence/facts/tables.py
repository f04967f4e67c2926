"""The fact tables beside this file, read once. Each says what it holds; scripts regenerate them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kubefence.versions import Version, parse_version


class Lifecycle(NamedTuple):
    """When an API version of a kind came and went (``zz_generated.prerelease-lifecycle.go``)."""

    introduced: Version | None
    deprecated: Version | None
    removed: Version | None
    replacement: str | None
    """``group/version/Kind`` that took its place."""


@cache
def lifecycles() -> dict[str, Lifecycle]:
    """``group/version/Kind`` to its life, for every kind that the API sources date."""
    return {
        name: Lifecycle(
            _dated(row, "introduced"), _dated(row, "deprecated"), _dated(row, "removed"), row.get("replacement")
        )
        for name, row in _table("lifecycle.json").items()
    }


def _dated(row: dict[str, str], event: str) -> Version | None:
    return parse_version(row[event]) if event in row else None


@cache
def enums(version: Version) -> dict[str, tuple[str, ...]]:
    """``definition.field`` to the values it may have in ``version`` (``+enum`` in the API sources).

    A field all of whose values are gone, or still to come, is no enum there.
    """
    return {
        name: values
        for name, row in _table("enums.json").items()
        if (values := tuple(_value(entry) for entry in row if _lives(entry, version)))
    }


@cache
def lasting_words(field: str) -> tuple[str, ...]:
    """The values that a field (``core.v1.PodSpec.preemptionPolicy``) may have whatever the version; () for no enum."""
    rows = (row for name, row in _table("enums.json").items() if name.endswith(f".{field}"))
    return tuple(entry for entry in next(rows, ()) if isinstance(entry, str))


@cache
def closed(version: Version) -> dict[str, dict[str, tuple[str, ...]]]:
    """The same, field by field for each definition."""
    fields: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, values in enums(version).items():
        definition, _, field = name.rpartition(".")
        fields.setdefault(definition, {})[field] = values
    return fields


@cache
def optional() -> dict[str, tuple[str, ...]]:
    """Short definition name to fields that OpenAPI calls required and the API server does not miss.

    OpenAPI calls a field required when its Go type has no ``omitempty``. To the decoder a field that is missing is
    one that is empty, so it is up to validation to refuse that; the table says for each field why it does not.
    """
    found: dict[str, tuple[str, ...]] = {}
    for fields in _table("optional.json").values():
        for definition, names in fields.items():
            found[definition] = (*found.get(definition, ()), *names)
    return found


def on_by_default(name: str, version: Version) -> bool:
    """Whether an API server without flags for it serves ``group/version/Kind`` in a ``version`` that knows it.

    Alphas never; of the betas those of ``served.json``, up to the version there. They are the rest of
    ``legacyBetaEnabledByDefaultResources`` (``pkg/controlplane/instance.go``). The list is closed: betas that
    came since 1.24 are off (KEP-3136), so no script has anything to add.
    """
    api_version = name.rpartition("/")[0]
    if "alpha" not in api_version and "beta" not in api_version:
        return True
    last = _table("served.json").get(name)
    return last is not None and version <= parse_version(last)


def _value(entry: str | dict[str, str]) -> str:
    return entry if isinstance(entry, str) else entry["value"]


def _lives(entry: str | dict[str, str], version: Version) -> bool:
    if isinstance(entry, str):
        return True
    since, until = entry.get("since"), entry.get("until")
    return (since is None or version >= parse_version(since)) and (until is None or version <= parse_version(until))


@cache
def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_bytes())
    return table
