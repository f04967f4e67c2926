"""Which definition an ``apiVersion`` and ``kind`` mean, and what to say when they mean none."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kubefence.facts.tables import Lifecycle, lifecycles
from kubefence.findings import Text
from kubefence.nearest import nearest
from kubefence.schema import groups, strangers
from kubefence.schema.homes import homes, of_group, replacement, served
from kubefence.schema.pack import Pack
from kubefence.versions import Version
from kubefence.wording import a

UNCHECKED = "unchecked-kind"
"""The rule that a kind of somebody else is not known, which need not be wrong."""


class Unknown(NamedTuple):
    """No definition: the rule that this breaks, the key to point at and the message."""

    rule: str
    key: str
    text: Text


@lru_cache(maxsize=1024)
def explain(pack: Pack, version: Version, api_version: str, kind: str, *, fenced: bool = True) -> Unknown:
    """Why ``version`` has no such kind, and what to write instead. Call it only when that is so.

    ``fenced`` says whether it stands in a block of a page, which can have options and front matter.
    """
    stranger = strangers.known(api_version, kind)
    if stranger is not None:
        return _stranger(api_version, kind, stranger, fenced)
    known = f"{api_version}/{kind}"
    life = lifecycles().get(known)
    living = pack.living(pack.kinds[known]) if known in pack.kinds else ()
    if (life and life.removed and version >= life.removed) or (living and living[-1] < version):
        return _removed(pack, version, api_version, kind, life, living)
    if living or (life and life.introduced and version < life.introduced):
        return _not_yet(api_version, kind, living, life, fenced)
    found = homes(pack, version, kind)
    if found and groups.meant(pack, api_version, found):
        return _wrong_version(api_version, kind, found[0])
    gone = _gone(pack, version, api_version)
    if gone:
        return _all_removed(pack, version, api_version, kind, gone)
    return _nowhere(pack, version, api_version, kind, fenced)


def _removed(
    pack: Pack,
    version: Version,
    api_version: str,
    kind: str,
    life: Lifecycle | None,
    living: tuple[Version, ...],
) -> Unknown:
    dated = life.removed if life else None
    when = str(dated or _next(living[-1]))
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
    if any(api_version in found for found in served(pack, version).values()):
        return None
    ends = [_end(pack, name, life) for name, life in lifecycles().items() if name.rpartition("/")[0] == api_version]
    return max(ends) if ends and max(ends) <= version else None


_NEVER = Version(10**6, 0)


def _end(pack: Pack, name: str, life: Lifecycle) -> Version:
    living = pack.living(pack.kinds[name]) if name in pack.kinds else ()
    return life.removed or (_next(living[-1]) if living else _NEVER)


def _next(version: Version) -> Version:
    return Version(version.major, version.minor + 1)


def _all_removed(pack: Pack, version: Version, api_version: str, kind: str, gone: Version) -> Unknown:
    """A kind that an apiVersion never had, and the apiVersion itself is gone too."""
    had = [name.rpartition("/")[2] for name in lifecycles() if name.rpartition("/")[0] == api_version]
    near = nearest(kind, had, 0.75) or nearest(kind, served(pack, version), 0.75)
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
    name = replacement(pack, version, f"{api_version}/{kind}")
    if name is None and kind == "PodSecurityPolicy":
        return Text("改用 Pod 安全性准入（命名空间标签）", "use Pod Security Admission (namespace labels)")
    if name is None:
        return Text("没有替代的 API", "nothing replaces it")
    new_version, _, new_kind = name.rpartition("/")
    lines = f"apiVersion: {new_version}" + ("" if new_kind == kind else f", kind: {new_kind}")
    return Text(f"改写为 {lines}", f"write {lines}")


def _not_yet(api_version: str, kind: str, living: tuple[Version, ...], life: Lifecycle | None, fenced: bool) -> Unknown:
    since = str(living[0]) if living else str(life.introduced if life else "?")
    zh, en = (
        f'在页首元数据写 k8s: ">={since}"',
        f'if the page is about newer versions, write k8s: ">={since}" in its front',
    )
    hint = Text(f"若本页只讲新版本，{zh}", f"{en} matter")
    if not fenced:
        hint = Text(
            f'若只用于新版本，用 --k8s ">={since}" 核对',
            f'if it is for newer versions, check it with --k8s ">={since}"',
        )
    return Unknown(
        "unknown-kind",
        "kind",
        Text(
            f"{api_version} 的 {kind} 从 Kubernetes {since} 才有；{hint.zh}",
            f"{kind} in {api_version} exists only since Kubernetes {since}; {hint.en}",
        ),
    )


def _wrong_version(api_version: str, kind: str, home: str) -> Unknown:
    return Unknown(
        "wrong-api-version",
        "apiVersion",
        Text(
            f"{api_version} 里没有 {kind}；改写为 apiVersion: {home}",
            f"there is no {kind} in {api_version}; write apiVersion: {home}",
        ),
    )


def _stranger(api_version: str, kind: str, stranger: strangers.Stranger, fenced: bool) -> Unknown:
    if not stranger.configuration:
        zh, en = (
            f"{kind} 不能用清单创建：它是{stranger.text.zh}",
            f"{a(kind)} cannot be created: it is {stranger.text.en}",
        )
        return Unknown("not-creatable", "kind", Text(zh, en))
    zh, en = ('；写 skip="原因"', '; write skip="reason"') if fenced else ("", "")
    return Unknown(
        "unknown-kind",
        "kind",
        Text(
            f"{api_version} 的 {kind} 是{stranger.text.zh}，不是 API 对象，没有模式可对照{zh}",
            f"{kind} in {api_version} is {stranger.text.en} and no object of the API: nothing to check it with{en}",
        ),
    )


def _nowhere(pack: Pack, version: Version, api_version: str, kind: str, fenced: bool) -> Unknown:
    kinds = served(pack, version)
    beside = of_group(kinds, groups.group_of(api_version))
    by_lower = {name.lower(): name for name in kinds}
    near = nearest(kind.lower(), by_lower, 0.75)
    if near and groups.nearly(pack, api_version, homes(pack, version, by_lower[near])):
        return Unknown("unknown-kind", "kind", _misspelled(pack, version, api_version, kind, by_lower[near]))
    if api_version in beside:
        zh = f"{api_version} 里没有 {kind}，也没有名字相近的类型"
        en = f"there is no kind {kind} in {api_version}, and none with a similar name"
    elif beside and "/" in api_version:  # without a group it may well be of another program
        zh = f"没有 {api_version} 这个 API 版本，这一组有 {'、'.join(beside)}；也没有与 {kind} 名字相近的类型"
        en = f"there is no {api_version}, its group has {', '.join(beside)}; and no kind has a name like {kind}"
    else:
        return Unknown(UNCHECKED, "kind", _foreign(api_version, kind, fenced))
    return Unknown("unknown-kind", "kind", Text(zh, en))


def _foreign(api_version: str, kind: str, fenced: bool) -> Text:
    hint = Text('，或写 skip="原因"', ', or write skip="reason"') if fenced else Text("", "")
    return Text(
        f"{api_version} 的 {kind} 不是 Kubernetes 内置类型，没有模式可对照，只核对了元数据；"
        f"用 crds 选项指出它的 CRD{hint.zh}",
        f"{kind} in {api_version} is not built into Kubernetes, and without a schema only its metadata was checked; "
        f"name its CRD with the option crds{hint.en}",
    )


def _misspelled(pack: Pack, version: Version, api_version: str, kind: str, meant: str) -> Text:
    home = homes(pack, version, meant)[0]
    also = "" if home == api_version else f" (apiVersion: {home})"
    return Text(
        f"{api_version} 里没有 {kind}；是不是 {meant}{also}？",
        f"there is no kind {kind} in {api_version}; did you mean {meant}{also}?",
    )
