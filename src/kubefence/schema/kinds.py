"""Which definition an ``apiVersion`` and ``kind`` mean, and what to say when they mean none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kubefence.facts.tables import Lifecycle, lifecycles
from kubefence.findings import Text
from kubefence.nearest import nearest
from kubefence.schema.pack import Pack
from kubefence.versions import Version

_NUMBER = re.compile(r"\d+")


class Unknown(NamedTuple):
    """No definition: the rule that this breaks, the key to point at and the message."""

    rule: str
    key: str
    text: Text


@lru_cache(maxsize=1024)
def explain(pack: Pack, version: Version, api_version: str, kind: str) -> Unknown:
    """Why ``version`` has no such kind, and what to write instead. Call it only when that is so."""
    known = f"{api_version}/{kind}"
    life = lifecycles().get(known)
    served = pack.living(pack.kinds[known]) if known in pack.kinds else ()
    if (life and life.removed and version >= life.removed) or (served and served[-1] < version):
        return _removed(pack, version, api_version, kind, life, served)
    if served or (life and life.introduced and version < life.introduced):
        return _not_yet(api_version, kind, served, life)
    homes = _homes(pack, version, kind)
    if homes:
        return _wrong_version(api_version, kind, homes)
    gone = _gone(pack, version, api_version)
    if gone:
        return _all_removed(pack, version, api_version, kind, gone)
    return _nowhere(pack, version, api_version, kind)


def _removed(
    pack: Pack,
    version: Version,
    api_version: str,
    kind: str,
    life: Lifecycle | None,
    served: tuple[Version, ...],
) -> Unknown:
    dated = life.removed if life else None
    when = str(dated or _next(served[-1]))
    instead = _instead(pack, version, api_version, kind)
    return Unknown(
        "removed-api",
        "apiVersion",
        Text(
            f"{api_version} 的 {kind} 自 Kubernetes {when} 起已移除；{instead.zh}",
            f"{kind} in {api_version} was removed in Kubernetes {when}; {instead.en}",
        ),
    )


def _gone(pack: Pack, version: Version, api_version: str) -> Version | None:
    """The version in which the last kind of an apiVersion was removed; None where one is left, or none is known."""
    if any(api_version in homes for homes in _served(pack, version).values()):
        return None
    ends = [_end(pack, name, life) for name, life in lifecycles().items() if name.rpartition("/")[0] == api_version]
    return max(ends) if ends and max(ends) <= version else None


_NEVER = Version(10**6, 0)


def _end(pack: Pack, name: str, life: Lifecycle) -> Version:
    served = pack.living(pack.kinds[name]) if name in pack.kinds else ()
    return life.removed or (_next(served[-1]) if served else _NEVER)


def _next(version: Version) -> Version:
    return Version(version.major, version.minor + 1)


def _all_removed(pack: Pack, version: Version, api_version: str, kind: str, gone: Version) -> Unknown:
    """A kind that an apiVersion never had, and the apiVersion itself is gone too."""
    had = [name.rpartition("/")[2] for name in lifecycles() if name.rpartition("/")[0] == api_version]
    near = nearest(kind, had, 0.75) or nearest(kind, _served(pack, version), 0.75)
    if near:
        instead = _instead(pack, version, api_version, near)
        hint = Text(f"；若指 {near}，{instead.zh}", f"; if you mean {near}: {instead.en}")
    else:
        hint = Text(f"，也没有与 {kind} 名字相近的类型", f", and no kind has a name like {kind}")
    return Unknown(
        "removed-api",
        "apiVersion",
        Text(
            f"{api_version} 自 Kubernetes {gone} 起已整个移除{hint.zh}",
            f"all of {api_version} was removed in Kubernetes {gone}{hint.en}",
        ),
    )


def _instead(pack: Pack, version: Version, api_version: str, kind: str) -> Text:
    """What to write for a kind of an apiVersion that is gone."""
    name = _replacement(pack, version, f"{api_version}/{kind}")
    if name is None and kind == "PodSecurityPolicy":
        return Text("改用 Pod 安全性准入（命名空间标签）", "use Pod Security Admission (namespace labels)")
    if name is None:
        return Text("没有替代的 API", "nothing replaces it")
    new_version, _, new_kind = name.rpartition("/")
    lines = f"apiVersion: {new_version}" + ("" if new_kind == kind else f", kind: {new_kind}")
    return Text(f"改写为 {lines}", f"write {lines}")


def _replacement(pack: Pack, version: Version, name: str) -> str | None:
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
    group, kind = name.rpartition("/")[0].rpartition("/")[0], name.rpartition("/")[2]
    homes = [home for home in _homes(pack, version, kind) if home.rpartition("/")[0] == group]
    return f"{homes[0]}/{kind}" if homes else None


def _not_yet(api_version: str, kind: str, served: tuple[Version, ...], life: Lifecycle | None) -> Unknown:
    since = str(served[0]) if served else str(life.introduced if life else "?")
    return Unknown(
        "unknown-kind",
        "kind",
        Text(
            f'{api_version} 的 {kind} 从 Kubernetes {since} 才有；若本页只讲新版本，在页首元数据写 k8s: ">={since}"',
            f"{kind} in {api_version} exists only since Kubernetes {since}; "
            f'if the page is about newer versions, write k8s: ">={since}" in its front matter',
        ),
    )


def _wrong_version(api_version: str, kind: str, homes: list[str]) -> Unknown:
    return Unknown(
        "wrong-api-version",
        "apiVersion",
        Text(
            f"{api_version} 里没有 {kind}；改写为 apiVersion: {homes[0]}",
            f"there is no {kind} in {api_version}; write apiVersion: {homes[0]}",
        ),
    )


def _nowhere(pack: Pack, version: Version, api_version: str, kind: str) -> Unknown:
    kinds = _served(pack, version)
    by_lower = {name.lower(): name for name in kinds}
    near = nearest(kind.lower(), by_lower, 0.75)
    beside = _of_group(kinds, api_version.rpartition("/")[0])
    if near and (beside or near == kind.lower()):
        meant = by_lower[near]
        home = _homes(pack, version, meant)[0]
        also = "" if home == api_version else f" (apiVersion: {home})"
        zh = f"{api_version} 里没有 {kind}；是不是 {meant}{also}？"
        en = f"there is no kind {kind} in {api_version}; did you mean {meant}{also}?"
    elif api_version in beside:
        zh = f"{api_version} 里没有 {kind}，也没有名字相近的类型"
        en = f"there is no kind {kind} in {api_version}, and none with a similar name"
    elif beside:
        zh = f"没有 {api_version} 这个 API 版本，这一组有 {'、'.join(beside)}；也没有与 {kind} 名字相近的类型"
        en = f"there is no {api_version}, its group has {', '.join(beside)}; and no kind has a name like {kind}"
    else:
        zh = f'{api_version} 的 {kind} 不是 Kubernetes 内置类型，没有模式可对照；检查拼写，确为定制资源则写 skip="原因"'
        en = (
            f"{kind} in {api_version} is not built into Kubernetes, so there is no schema to check it with; "
            'mend the spelling, or write skip="reason" for a custom resource'
        )
    return Unknown("unknown-kind", "kind", Text(zh, en))


def _of_group(kinds: Mapping[str, Sequence[str]], group: str) -> list[str]:
    """The apiVersions of an API group, the one to prefer first."""
    return sorted(
        {home for homes in kinds.values() for home in homes if home.rpartition("/")[0] == group}, key=preference
    )


def _homes(pack: Pack, version: Version, kind: str) -> list[str]:
    """The apiVersions that serve a kind, the one to prefer first: stable, then the core group."""
    return sorted(_served(pack, version).get(kind, ()), key=preference)


@cache
def _served(pack: Pack, version: Version) -> dict[str, Sequence[str]]:
    """The kinds of a version, each with its apiVersions."""
    served: dict[str, list[str]] = {}
    for name, definition in pack.kinds.items():
        if pack.has(version, definition):
            api_version, _, kind = name.rpartition("/")
            served.setdefault(kind, []).append(api_version)
    return {kind: tuple(homes) for kind, homes in served.items()}


def preference(api_version: str) -> tuple[int, str, list[int]]:
    """Sorting key of apiVersions: stable before beta before alpha, core first, and the newest of each group first.

    The server prefers them alike: ``autoscaling/v2`` to ``autoscaling/v1``.
    """
    group, _, version = api_version.rpartition("/")
    maturity = 2 if "alpha" in version else 1 if "beta" in version else 0
    return maturity, group, [-int(number) for number in _NUMBER.findall(version)]
