"""Volumes that the API server accepts and warns of (``warningsForPodSpecAndMeta``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.problems import Also, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.examples import with_volume
from kubefence.rules.podspec.parts import FIRST
from kubefence.rules.vocabulary.values import shown
from kubefence.rules.vocabulary.volumes import REMOVED_IN, removed
from kubefence.yamldoc.document import Path

_LISTED = ("secret", "configMap", "downwardAPI")
_SINGLE = ("serviceAccountToken", "clusterTrustBundle")

OVERLAP = Rule(
    id="overlapping-volume-paths",
    title=Text("卷里的文件路径互相覆盖", "paths in a volume that are in each other's way"),
    why=Text(
        "两个文件放在同一路径，或者一个文件的路径是另一个的目录，后写的会覆盖先写的，或者写不进去。"
        "API 服务器给出警告。",
        "Two files at one path, or a file where another needs a directory: one hides the other or cannot be written. "
        "The API server warns.",
    ),
    fix=Text("改一个 path。", "Change one of the paths."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/volumes/#configmap",
    wrong=with_volume(
        "configMap:\n  name: settings\n  items:\n    - key: main\n      path: conf\n"
        "    - key: extra\n      path: conf/extra\n"
    ),
    right=with_volume(
        "configMap:\n  name: settings\n  items:\n    - key: main\n      path: conf/main\n"
        "    - key: extra\n      path: conf/extra\n"
    ),
    severity=Severity.WARNING,
)


def in_items(source: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Files of one ConfigMap, Secret or downwardAPI volume."""
    yield from _overlaps(source, _paths(value, at))


def in_sources(volume: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Files of a projected volume; most of those at the very same path are refused anyway."""
    sources = value.get("sources") if isinstance(value, dict) else None
    found: list[tuple[Path, str, bool]] = []
    for index, source in enumerate(sources if isinstance(sources, list) else ()):
        here = (*at, "sources", index)
        for kind in _LISTED:
            holder = source.get(kind) if isinstance(source, dict) else None
            if isinstance(holder, dict):
                found += ((*entry, True) for entry in _paths(holder.get("items"), (*here, kind, "items")))
        for kind in _SINGLE:
            holder = source.get(kind) if isinstance(source, dict) else None
            if isinstance(holder, dict) and isinstance(holder.get("path"), str):
                found.append(((*here, kind, "path"), holder["path"], kind != _SINGLE[0]))
    refused = {place for place, _, unique in found if unique}
    yield from _overlaps(volume, ((place, path) for place, path, _ in found), refused)


def _paths(items: Any, at: Path) -> Iterator[tuple[Path, str]]:
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("path"), str):
            yield (*at, index, "path"), item["path"]


def _overlaps(
    site: Site, paths: Iterable[tuple[Path, str]], refused: frozenset[Path] | set[Path] = frozenset()
) -> Iterator[Problem]:
    root, seen = _Files(), list[tuple[str, Path]]()
    for place, written in paths:
        path = written.rstrip("/")
        if not path:
            continue
        earliest = _in_the_way(root, path, len(seen))
        seen.append((path, place))
        if earliest is None:
            continue
        other, before = seen[earliest]
        if not (other == path and place in refused and before in refused):
            yield site.problem(
                OVERLAP.id,
                place,
                f"路径 {shown(written)} 与 {shown(other)} 互相覆盖",
                f"the path {shown(written)} is in the way of {shown(other)}",
                severity=Severity.WARNING,
                also=(Also((*site.path, *before), FIRST),),
            )


class _Files:
    """Numbers of files in a tree of directories: what is in the way of another is met on the way to it."""

    __slots__ = ("below", "first", "own")

    def __init__(self) -> None:
        self.own: int | None = None
        """The first with just this path, …"""
        self.first: int | None = None
        """… and the first with this or one below it."""
        self.below: dict[str, _Files] = {}


def _in_the_way(root: _Files, path: str, number: int) -> int | None:
    """Put a file into the tree; the first of those that it is in the way of."""
    way = [root]
    for part in path.split("/"):
        way.append(way[-1].below.setdefault(part, _Files()))
    here = way[-1]
    found = [each for each in (*(node.own for node in way[:-1]), here.first) if each is not None]
    here.own = number if here.own is None else here.own
    for node in way:
        node.first = number if node.first is None else node.first
    return min(found, default=None)


TABLES = Tables(
    rules=(OVERLAP,),
    fields={
        **{f"core.v1.Volume.{plugin}": (removed(plugin),) for plugin in REMOVED_IN},
        "core.v1.ConfigMapVolumeSource.items": (in_items,),
        "core.v1.DownwardAPIVolumeSource.items": (in_items,),
        "core.v1.SecretVolumeSource.items": (in_items,),
        "core.v1.Volume.projected": (in_sources,),
    },
)
