"""Since which version of Kubernetes an expression can use a function (``environment.MustBaseEnvSet``).

A server compiles what is new for the version before its own (``DefaultCompatibilityVersion``), so that it can be rolled
back: a library can be used one version after the one that brought it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kubefence.cel import functions
from kubefence.cel.nodes import Call, Index, Node, Select, below, qualified
from kubefence.cel.syntax import TooDeep, parse
from kubefence.cel.tokens import SyntaxMistake
from kubefence.findings import Text
from kubefence.versions import Version

_TABLE = """
1.28 quantity isQuantity asInteger asApproximateFloat isInteger
1.28 hasValue or orValue value optMap optFlatMap optional.*
1.29 strings.* string.format sets.*
1.30 ip isIP ip.isCanonical family isUnspecified isLoopback isLinkLocalMulticast isLinkLocalUnicast isGlobalUnicast
1.30 cidr isCIDR containsIP containsCIDR prefixLength masked
1.31 format.*
1.32 transformList transformMap transformMapEntry existsOne
1.33 semver isSemver
1.34 lists.* slice flatten distinct reverse sort sortBy first last
"""
"""What brought which functions (``baseOpts`` of v0.36.3); what has been there all the time is not named."""
_OF_TWO, _TWO_VARIABLES = frozenset({"all", "exists", "exists_one"}), Version(1, 32)


class Later(NamedTuple):
    """A function that older versions do not have."""

    at: int
    name: str
    since: Version

    @property
    def until(self) -> Version:
        """The last version without it."""
        return Version(self.since.major, self.since.minor - 1)

    @property
    def text(self) -> Text:
        """That it is not there yet."""
        return Text(
            f"{self.name} 从 Kubernetes {self.since} 起才能用在新的表达式里",
            f"new expressions can use {self.name} only since Kubernetes {self.since}",
        )


def later(text: str) -> Later | None:
    """The function of an expression that was there last, None where all of them have been there all the time."""
    try:
        found = list(_used(parse(text)))
    except (SyntaxMistake, TooDeep, RecursionError):
        return None
    return max(found, key=lambda each: each.since, default=None)


def _used(node: Node) -> Iterator[Later]:
    if isinstance(node, Call) and not node.operator:
        brought = _brought(node)
        if brought:
            yield Later(node.at, node.function, Version(brought.major, brought.minor + 1))
    if isinstance(node, Select | Index) and node.optional:
        yield Later(node.at, ".?" if isinstance(node, Select) else "[?]", Version(1, 29))
    for inner in below(node):
        yield from _used(inner)


def _brought(node: Call) -> Version | None:
    space = qualified(node.target) if node.target is not None else ""
    if space in functions.NAMESPACES:
        return _SINCE.get(f"{space}.{node.function}") or _SINCE.get(f"{space}.*")
    if node.function in _OF_TWO and len(node.args) == 3:
        return _TWO_VARIABLES
    name = "string.format" if node.function == "format" and node.target is not None else node.function
    return _SINCE.get(name)


def _since() -> Iterator[tuple[str, Version]]:
    for line in _TABLE.strip().splitlines():
        version, *names = line.split()
        major, minor = map(int, version.split("."))
        yield from dict.fromkeys(names, Version(major, minor)).items()


_SINCE: Mapping[str, Version] = dict(_since())
