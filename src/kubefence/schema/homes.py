"""Which apiVersions serve a kind, and which of them to prefer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kubefence.facts.tables import lifecycles
from kubefence.schema.groups import group_of
from kubefence.schema.pack import Pack
from kubefence.versions import Version

_NUMBER = re.compile(r"\d+")


def of_group(kinds: Mapping[str, Sequence[str]], group: str) -> list[str]:
    """The apiVersions of an API group, the one to prefer first."""
    return sorted({home for places in kinds.values() for home in places if group_of(home) == group}, key=preference)


def homes(pack: Pack, version: Version, kind: str) -> list[str]:
    """The apiVersions that serve a kind, the one to prefer first: stable, then the core group."""
    return sorted(served(pack, version).get(kind, ()), key=preference)


@cache
def served(pack: Pack, version: Version) -> dict[str, Sequence[str]]:
    """The kinds of a version, each with its apiVersions."""
    found: dict[str, list[str]] = {}
    for name, definition in pack.kinds.items():
        if pack.has(version, definition):
            api_version, _, kind = name.rpartition("/")
            found.setdefault(kind, []).append(api_version)
    return {kind: tuple(places) for kind, places in found.items()}


def preference(api_version: str) -> tuple[int, str, list[int]]:
    """Sorting key of apiVersions: stable before beta before alpha, core first, and the newest of each group first.

    The server prefers them alike: ``autoscaling/v2`` to ``autoscaling/v1``.
    """
    group, _, version = api_version.rpartition("/")
    maturity = 2 if "alpha" in version else 1 if "beta" in version else 0
    return maturity, group, [-int(number) for number in _NUMBER.findall(version)]


def replacement(pack: Pack, version: Version, name: str) -> str | None:
    """The replacement that the API sources name, followed to one that ``version`` serves."""
    seen = set()
    while name not in seen:
        seen.add(name)
        life = lifecycles().get(name)
        if life is None or life.replacement is None:
            break
        name = life.replacement
        if name in pack.kinds and pack.has(version, pack.kinds[name]):
            return name
    api_version, _, kind = name.rpartition("/")
    group = group_of(api_version)
    same = [home for home in homes(pack, version, kind) if group_of(home) == group]
    return f"{same[0]}/{kind}" if same else None
