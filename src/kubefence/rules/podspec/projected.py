"""Projected volumes: several sources in one directory (``validateProjectionSources``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.podspec.certificates import PATHS
from kubefence.rules.podspec.examples import with_volume
from kubefence.rules.podspec.parts import repeats
from kubefence.rules.podspec.volume_files import below_volume
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_lie_in, shown
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

SOURCES = ("secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate")
GATED = {"clusterTrustBundle": ("path",), "podCertificate": PATHS}
"""Sources of features that are off by default up to 1.36, where the server drops them, and what they write."""
_CERTIFICATES = parse_version("1.37")
_LISTED = ("secret", "configMap", "downwardAPI")


def _projected(sources: str) -> str:
    return with_volume(f"projected:\n  sources:\n{sources}")


TWO_PROJECTIONS = Rule(
    id="projection-with-two-sources",
    title=Text("投射卷的一项里写了多种来源", "an entry of a projected volume with several sources"),
    why=Text(
        "sources 的每一项只能有一种来源，写了多种时 API 服务器拒绝；多半是少写了一个 -。",
        "Each entry of sources is one source, and the API server refuses more; most often a - is missing.",
    ),
    fix=Text("给每种来源单独一项，各以 - 开头。", "Give each source an entry of its own, starting with -."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/projected-volumes/",
    wrong=_projected("    - secret:\n        name: tls\n      configMap:\n        name: settings\n"),
    right=_projected("    - secret:\n        name: tls\n    - configMap:\n        name: settings\n"),
)
SAME_PATH = Rule(
    id="projected-path-conflict",
    title=Text("投射卷的两个文件放在同一路径", "two files of a projected volume at one path"),
    why=Text(
        "投射卷把多个来源放进同一个目录，路径相同的文件会互相覆盖，API 服务器拒绝。",
        "A projected volume puts its sources into one directory, where files at the same path would hide each "
        "other; the API server refuses it.",
    ),
    fix=Text("改一个 path。", "Change one of the paths."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/projected-volumes/",
    wrong=_projected(
        "    - secret:\n        name: tls\n        items:\n          - key: ca\n            path: ca.crt\n"
        "    - configMap:\n        name: trust\n        items:\n          - key: ca\n            path: ca.crt\n"
    ),
    right=_projected(
        "    - secret:\n        name: tls\n        items:\n          - key: ca\n            path: own-ca.crt\n"
        "    - configMap:\n        name: trust\n        items:\n          - key: ca\n            path: ca.crt\n"
    ),
)
EMPTY_PROJECTION = Rule(
    id="empty-projection",
    title=Text("投射卷的一项没有来源", "an entry of a projected volume without a source"),
    why=Text(
        "没有来源的项不会产生任何文件，API 服务器给出警告。",
        "An entry without a source makes no file; the API server warns.",
    ),
    fix=Text("写上 secret、configMap 等来源，或删掉这一项。", "Give it a source such as secret, or remove it."),
    source="https://kubernetes.io/zh-cn/docs/concepts/storage/projected-volumes/",
    wrong=_projected("    - {}\n"),
    right=_projected("    - configMap:\n        name: settings\n"),
    severity=Severity.WARNING,
)


def one_source(projection: Site) -> Iterator[Problem]:
    """Not more than one; what the server drops does not count."""
    given = [field for field in SOURCES if projection.has(field)]
    if not given and not projection.partial:
        yield projection.problem(
            EMPTY_PROJECTION.id,
            (),
            "这一项没有来源，不会产生文件",
            "this entry has no source and makes no file",
            severity=Severity.WARNING,
        )
    if len(given) < 2:
        return
    problem = projection.problem(
        TWO_PROJECTIONS.id,
        (),
        f"{'、'.join(given)} 不能写在同一项里，各写一项",
        f"{', '.join(given)} cannot be in one entry, give each its own",
    )
    kept = [field for field in given if field not in GATED]
    yield problem if len(kept) > 1 else replace(problem, since=_CERTIFICATES)


def distinct_paths(volume: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Every file has a path of its own; the server names the volume as a whole."""
    projected = volume.child("projected")
    if projected is None:
        return
    always = {place for place, _, _ in repeats(projected, _listed(projected))}
    for place, path, also in repeats(projected, (*_listed(projected), *_gated(projected))):
        problem = volume.problem(
            SAME_PATH.id,
            ("projected", *place),
            f"路径 {shown(path)} 用了两次",
            f"the path {shown(path)} is taken twice",
            also=also,
            named=at,
        )
        yield problem if place in always else replace(problem, since=_CERTIFICATES)


def _listed(projected: Site) -> Iterator[tuple[Path, Any]]:
    for index, source in enumerate(projected.children("sources")):
        for kind in _LISTED:
            items = source.mapping(kind).get("items")
            for number, item in enumerate(items if isinstance(items, list) else ()):
                if isinstance(item, dict):
                    yield ("sources", index, kind, "items", number, "path"), item.get("path")


def _gated(projected: Site) -> Iterator[tuple[Path, Any]]:
    for index, source in enumerate(projected.children("sources")):
        for kind, fields in GATED.items():
            for field in fields:
                yield ("sources", index, kind, field), source.mapping(kind).get(field)


_TOKEN = "core.v1.ServiceAccountTokenProjection"

TABLES = Tables(
    rules=(TWO_PROJECTIONS, SAME_PATH, EMPTY_PROJECTION),
    checks={
        "core.v1.VolumeProjection": (one_source,),
        "core.v1.SecretProjection": (required("name"),),
        "core.v1.ConfigMapProjection": (required("name"),),
        _TOKEN: (required("path"),),
    },
    fields={
        "core.v1.Volume.projected": (distinct_paths,),
        f"{_TOKEN}.path": (below_volume,),
        f"{_TOKEN}.expirationSeconds": (must_lie_in(600, 2**32),),
    },
)
