"""Versions of the API that a default API server does not serve, or serves with a warning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kubefence.facts.tables import lifecycles, on_by_default
from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.schema.groups import group_of
from kubefence.schema.homes import homes, replacement
from kubefence.schema.pack import Pack
from kubefence.schema.successors import mend
from kubefence.versions import Version
from kubefence.yamldoc.document import Path

Found = tuple[tuple[Version, ...], Problem]


def remarks(pack: Pack, versions: Sequence[Version], api_version: str, kind: str, path: Path) -> Iterator[Found]:
    """What there is to say of a kind in ``versions``, which all know it; one remark for each of them at most."""
    if "alpha" not in api_version and "beta" not in api_version:
        return
    name = f"{api_version}/{kind}"
    off = tuple(version for version in versions if not on_by_default(name, version))
    if off:
        yield off, _off(pack, off, api_version, kind, path)
    life = lifecycles().get(name)
    since = life.deprecated if life else None
    old = tuple(version for version in versions if since and version >= since and version not in off)
    if old:
        yield old, _deprecated(pack, old[-1], name, path)


def _off(pack: Pack, versions: Sequence[Version], api_version: str, kind: str, path: Path) -> Problem:
    """Refused where another version of the API is there for all ``versions``; else there is a reason to write it."""
    stage = Text("Alpha", "alpha") if "alpha" in api_version else Text("Beta", "beta")
    instead = _stable(pack, versions[-1], api_version, kind)
    always = instead is not None and _stable(pack, versions[0], api_version, kind) == instead
    if instead is None:
        flag = f"--runtime-config={api_version}=true"
        hint = Text(
            f"要用它，须以 {flag} 和相应的特性门控启动 API 服务器",
            f"to use it, start the server with {flag} and the feature gate that it belongs to",
        )
    elif always:
        hint = Text(f"改写为 apiVersion: {instead}", f"write apiVersion: {instead}")
    else:
        since = pack.living(pack.kinds[f"{instead}/{kind}"])[0]
        hint = Text(f"{since} 起可写 apiVersion: {instead}", f"from {since} on there is apiVersion: {instead}")
    return Problem(
        "off-by-default",
        (*path, "apiVersion"),
        Text(
            f"{api_version} 是 {stage.zh}，API 服务器默认不提供它的 {kind}；{hint.zh}",
            f"{api_version} is {stage.en}, and by default the API server does not serve its {kind}; {hint.en}",
        ),
        severity=Severity.ERROR if always else Severity.WARNING,
    )


def _stable(pack: Pack, version: Version, api_version: str, kind: str) -> str | None:
    """The apiVersion of the same group that a default server of a ``version`` has for a kind."""
    group = group_of(api_version)
    found = (home for home in homes(pack, version, kind) if group_of(home) == group)
    return next((home for home in found if on_by_default(f"{home}/{kind}", version)), None)


def _deprecated(pack: Pack, version: Version, name: str, path: Path) -> Problem:
    """The warning of ``deprecation.WarningMessage`` (``k8s.io/apiserver/pkg/endpoints/deprecation``)."""
    life, (api_version, _, kind) = lifecycles()[name], name.rpartition("/")
    instead = replacement(pack, version, name)
    zh, en = f"{api_version} 的 {kind} 自 Kubernetes {life.deprecated} 起弃用", f"{kind} in {api_version} is deprecated"
    en += f" since Kubernetes {life.deprecated}"
    if life.removed:
        zh, en = f"{zh}，{life.removed} 起移除", f"{en} and gone from {life.removed} on"
    if instead and instead != name:
        zh, en = (
            f"{zh}；改写为 apiVersion: {group_and_version(instead)}",
            f"{en}; write apiVersion: {group_and_version(instead)}",
        )
    new = mend(pack, version, name)
    return Problem("deprecated-api", (*path, "apiVersion"), Text(zh, en), severity=Severity.WARNING, mend=new)


def group_and_version(name: str) -> str:
    """``apps/v1`` of ``apps/v1/Deployment``."""
    return name.rpartition("/")[0]
