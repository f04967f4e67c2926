"""What kubefence carries along of well-known custom resources: facts alone, read when one is met.

`scripts/update_custom.py` writes it. A part that several kinds have is ``{"$": 7}``, line 7 of the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kubefence.schema.custom.definitions import Custom

DATA = Path(__file__).with_name("data")
_SHARED = "$"


@cache
def find(api_version: str, kind: str) -> Custom | None:
    """What is known of a kind, None where it is none of those."""
    row = _index()["kinds"].get(f"{api_version}/{kind}")
    if row is None:
        return None
    line, cluster, status, asks_more, source = row
    version = _index()["sources"][source][0]
    return Custom(api_version, kind, bool(cluster), bool(status), _line(line), f"{source} {version}", bool(asks_more))


def versions(kind: str) -> list[str]:
    """The apiVersions that have a kind."""
    return [name.rpartition("/")[0] for name in _index()["kinds"] if name.endswith(f"/{kind}")]


def every() -> Iterator[Custom]:
    """All kinds that are carried."""
    for name in _index()["kinds"]:
        found = find(*name.rsplit("/", 1))
        if found is not None:
            yield found


@cache
def _index() -> dict[str, Any]:
    index: dict[str, Any] = json.loads((DATA / "index.json").read_bytes())
    return index


@cache
def _lines() -> list[str]:
    return (DATA / "kinds.jsonl").read_text(encoding="utf-8").split("\n")


@cache
def _line(number: int) -> Any:
    return _whole(json.loads(_lines()[number]))


def _whole(value: Any) -> Any:
    """A part with all that it refers to; what several have is one object, not to be changed."""
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if not isinstance(value, dict):
        return value
    if _SHARED in value:
        return _line(value[_SHARED])
    return {key: _whole(inner) for key, inner in value.items()}
