"""Patterns of paths: ``spec.tls[].secretName`` is that field of each item of the list.

A key with dots stands in brackets: ``metadata.labels.(kubernetes.io/service-name)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kubefence.yamldoc.document import Json, Path

EACH = "[]"
"""The step to each item of a list."""
_STEP = re.compile(r"\(([^()]+)\)|[^.()\[\]]+|\[\]")


@cache
def steps(pattern: str) -> Sequence[str]:
    """The steps of a pattern: ``("spec", "tls", "[]", "secretName")``."""
    return tuple(found[1] or found[0] for found in _STEP.finditer(pattern))


def met(value: Json, way: Sequence[str], path: Path = ()) -> Iterator[tuple[Path, Json]]:
    """The values that a pattern leads to, with their paths; none where something on the way is not there."""
    if not way:
        if value is not None:
            yield path, value
    elif way[0] == EACH:
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from met(item, way[1:], (*path, index))
    elif isinstance(value, dict) and way[0] in value:
        yield from met(value[way[0]], way[1:], (*path, way[0]))
