"""Kubernetes versions and ranges of them, as people write them: ``1.36``, ``1.35-1.37``, ``>=1.30,<1.34``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kubefence.errors import LocalizedError

_VERSION = re.compile(r"v?([0-9]{1,4})\.([0-9]{1,4})(?:\.[0-9]+)?$")
_TERM = re.compile(r"(>=|<=|>|<|=|)\s*(v?[0-9][0-9.]*?)(?:\s*(?:-|–|\.\.)\s*(v?[0-9][0-9.]*))?$")


class Version(NamedTuple):
    """A Kubernetes minor version; patch releases do not change the API."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


class VersionError(LocalizedError, ValueError):
    """A version or range that cannot be used; its message says why and what is possible."""


@lru_cache(maxsize=256)
def parse_version(text: str) -> Version:
    """``1.36``, ``v1.36`` or ``1.36.2`` as a `Version`; `VersionError` for anything else."""
    found = _VERSION.match(text.strip())
    if not found:
        raise VersionError(
            f"{text!r:.60} 不是 Kubernetes 版本；写成 1.36 的样子",
            f"{text!r:.60} is not a Kubernetes version; write it like 1.36",
        )
    return Version(int(found[1]), int(found[2]))


def select(text: str, available: Sequence[Version]) -> tuple[Version, ...]:
    """The versions out of ``available`` (ascending) that the range ``text`` names.

    Terms are separated by commas. Comparisons (``>=1.30,<1.34``) all have to hold; single versions
    (``1.30,1.36``) and spans (``1.35-1.37``) are added up. Raises `VersionError` when the range is
    malformed, names a version outside of ``available`` or selects nothing.
    """
    bounds: list[Callable[[Version], bool]] = []
    members: set[Version] = set()
    for term in (part.strip() for part in text.split(",")):
        found = _TERM.match(term)
        if not found:
            raise VersionError(
                f"{term!r:.60} 不是版本范围；写成 1.36、1.35-1.37 或 >=1.30",
                f"{term!r:.60} is not a version range; write 1.36, 1.35-1.37 or >=1.30",
            )
        operator, low = found[1], parse_version(found[2])
        high = parse_version(found[3]) if found[3] else low
        if operator in _COMPARE and not found[3]:
            bounds.append(_bound(operator, low))
        elif operator in ("", "="):
            _require(low, available)
            _require(high, available)
            if high < low:
                raise VersionError(
                    f"{term!r:.60} 前后颠倒；写成 {high}-{low}", f"{term!r:.60} runs backwards; write {high}-{low}"
                )
            members.update(v for v in available if low <= v <= high)
        else:
            raise VersionError(
                f"{term!r:.60} 混用了比较和区间；只写其中一种",
                f"{term!r:.60} mixes a comparison and a span; write one of them",
            )
    chosen = [v for v in available if (v in members or not members) and all(b(v) for b in bounds)]
    if not chosen:
        raise VersionError(
            f"{text!r:.60} 不含任何已知版本；已知的是 {spoken(available)}",
            f"no known version lies in {text!r:.60}; known are {spoken(available)}",
        )
    return tuple(chosen)


def spoken(versions: Iterable[Version]) -> str:
    """Versions for people, runs shortened: ``1.30, 1.35–1.37``."""
    runs: list[list[Version]] = []
    for version in sorted(versions):
        if runs and runs[-1][-1] == (version.major, version.minor - 1):
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)


_COMPARE: dict[str, Callable[[Version, Version], bool]] = {
    ">=": lambda version, bound: version >= bound,
    "<=": lambda version, bound: version <= bound,
    ">": lambda version, bound: version > bound,
    "<": lambda version, bound: version < bound,
}


def _bound(operator: str, bound: Version) -> Callable[[Version], bool]:
    return lambda version: _COMPARE[operator](version, bound)


def _require(version: Version, available: Sequence[Version]) -> None:
    if version not in available:
        raise VersionError(
            f"没有 Kubernetes {version} 的 schema；已知的是 {spoken(available)}",
            f"there is no schema for Kubernetes {version}; known are {spoken(available)}",
        )
