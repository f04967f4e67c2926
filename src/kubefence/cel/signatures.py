"""What functions take, where it is sure: those of cel-go, and those of ``k8s.io/apiserver/pkg/cel/library``.

A line is one way to call a function: what stands before the dot, if anything, its name, its arguments and what it
yields. ``a|b`` is either, ``*`` anything, ``?`` after an argument that it may be left out; ``sets:contains`` is the
function of that name that is called as ``sets.contains``. All ways to call a function are listed, or none; what is not
listed is let pass with any arguments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kubefence.cel import types
from kubefence.cel.nodes import Call, Literal
from kubefence.cel.tokens import SyntaxMistake
from kubefence.cel.types import Type
from kubefence.findings import Text
from kubefence.formats import go_duration
from kubefence.formats.regexes import re2
from kubefence.formats.times import is_time

_TABLE = """
size(string|bytes|list|map) int
string|bytes|list|map.size() int
string.contains(string) bool
string.startsWith(string) bool
string.endsWith(string) bool
string.matches(string) bool
matches(string,string) bool
string.find(string) string
string.findAll(string,int?) list
string.charAt(int) string
string.lowerAscii() string
string.upperAscii() string
string.trim() string
string.replace(string,string,int?) string
string.split(string,int?) list
string.substring(int,int?) string
string.indexOf(string,int?) int
list.indexOf(*) int
string.lastIndexOf(string,int?) int
list.lastIndexOf(*) int
list.join(string?) string
list.isSorted() bool
list.sum() dyn
list.min() dyn
list.max() dyn
int(int|uint|double|string|timestamp|duration) int
uint(int|uint|double|string) uint
double(int|uint|double|string) double
string(int|uint|double|string|bool|bytes|timestamp|duration|ip|cidr) string
bytes(bytes|string) bytes
bool(bool|string) bool
timestamp(string|int|timestamp) timestamp
duration(string|int|duration) duration
list.flatten(int?) list
list.distinct() list
list.reverse() list
list.sort() list
list.slice(int,int) list
list.first() optional
list.last() optional
string.format(list) string
optional.hasValue() bool
optional.value() dyn
optional.or(*) optional
optional.orValue(*) dyn
isURL(string) bool
url(string) url
url.getScheme() string
url.getHost() string
url.getHostname() string
url.getPort() string
url.getEscapedPath() string
url.getQuery() dyn
isQuantity(string) bool
quantity(string) quantity
sign(quantity) int
quantity.isGreaterThan(quantity) bool
quantity.isLessThan(quantity) bool
quantity.compareTo(quantity) int
quantity.asApproximateFloat() double
quantity.asInteger() int
quantity.isInteger() bool
quantity.add(quantity|int) quantity
quantity.sub(quantity|int) quantity
isSemver(string,bool?) bool
semver(string,bool?) semver
semver.isGreaterThan(semver) bool
semver.isLessThan(semver) bool
semver.compareTo(semver) int
semver.major() int
semver.minor() int
semver.patch() int
isIP(string) bool
ip(string) ip
ip.family() int
ip.isUnspecified() bool
ip.isLoopback() bool
ip.isLinkLocalMulticast() bool
ip.isLinkLocalUnicast() bool
ip.isGlobalUnicast() bool
isCIDR(string) bool
cidr(string) cidr
cidr.containsIP(string|ip) bool
cidr.containsCIDR(string|cidr) bool
cidr.ip() ip
cidr.prefixLength() int
cidr.masked() cidr
authorizer.path(string) pathcheck
authorizer.group(string) groupcheck
authorizer.serviceAccount(string,string) authorizer
groupcheck.resource(string) resourcecheck
resourcecheck.subresource(string) resourcecheck
resourcecheck.namespace(string) resourcecheck
resourcecheck.name(string) resourcecheck
resourcecheck.fieldSelector(string) resourcecheck
resourcecheck.labelSelector(string) resourcecheck
pathcheck|resourcecheck.check(string) decision
decision.allowed() bool
decision.errored() bool
decision.error() string
decision.reason() string
timestamp.getFullYear(string?) int
timestamp.getMonth(string?) int
timestamp.getDate(string?) int
timestamp.getDayOfMonth(string?) int
timestamp.getDayOfWeek(string?) int
timestamp.getDayOfYear(string?) int
timestamp|duration.getHours(string?) int
timestamp|duration.getMinutes(string?) int
timestamp|duration.getSeconds(string?) int
timestamp|duration.getMilliseconds(string?) int
sets:contains(list,list) bool
sets:equivalent(list,list) bool
sets:intersects(list,list) bool
strings:quote(string) string
lists:range(int) list
ip:isCanonical(string) bool
format:named(string) dyn
jsonpatch:escapeKey(string) string
"""
_LINE = re.compile(r"(?:([a-z|]+)\.)?([\w:]+)\((.*)\) (\w+)")
_ITEMS = {"split": types.STRING, "findAll": types.STRING}


_ORDERED = frozenset({"int", "uint", "double", "bool", "duration", "timestamp", "string", "bytes"})
_LISTED = {
    "sum": frozenset({"int", "uint", "double", "duration"}),
    **dict.fromkeys(("min", "max", "isSorted", "sort"), _ORDERED),
}
"""What can be in the lists that these are called on."""


class Signature(NamedTuple):
    """One way to call a function."""

    receiver: frozenset[str]
    """Types that can stand before the dot, none for a function without one."""
    arguments: tuple[frozenset[str], ...]
    least: int
    """How many arguments cannot be left out."""
    result: Type


def called(node: Call, target: Type | None, arguments: Sequence[Type], space: str = "") -> Type | None:
    """What a call yields, None for a function that is not listed; raises `SyntaxMistake` where nothing fits.

    ``space`` is what stands before the dot where that is no value but belongs to the name: ``sets``.
    """
    name = f"{space}:{node.function}" if space else node.function
    ways = _signatures().get((name, target is not None), ())
    if not ways and (name, target is None) not in _signatures():
        return None
    fitting = [way for way in ways if _fits(way, target, arguments)]
    if not fitting:
        given = ", ".join(kind.spoken for kind in arguments)
        before = f"{target.spoken if target else space}." if target or space else ""
        call = f"{before}{node.function}({given})"
        raise SyntaxMistake(node.at, Text(f"没有 {call} 这种用法", f"there is no {call}"))
    _literals(node)
    _items(node, target)
    return fitting[0].result if len({way.result.name for way in fitting}) == 1 else types.DYN


def _fits(way: Signature, target: Type | None, arguments: Sequence[Type]) -> bool:
    if not way.least <= len(arguments) <= len(way.arguments):
        return False
    wanted = zip((target, *arguments) if target else arguments, _all(way, target), strict=False)
    return all(not types.is_known(kind) or not names or kind.name in names for kind, names in wanted)


def _all(way: Signature, target: Type | None) -> tuple[frozenset[str], ...]:
    return (way.receiver, *way.arguments) if target else way.arguments


def _items(node: Call, target: Type | None) -> None:
    """What is in a list that is added up or compared."""
    item = target.item if target is not None and node.function in _LISTED else None
    if item is not None and types.is_sure(item) and item.name not in _LISTED[node.function]:
        zh, en = (
            f"列表里是 {item.spoken}，不能用 {node.function}",
            f"there is no {node.function} of {item.spoken} values",
        )
        raise SyntaxMistake(node.at, Text(zh, en))


def _literals(node: Call) -> None:
    """Text that is read when the expression is compiled (``ValidateRegexLiterals`` and alike)."""
    text = node.args[-1].value if node.args and isinstance(node.args[-1], Literal) else None
    if text is None:
        return
    wrong: Text | None = None
    if node.function in ("matches", "find"):
        wrong = re2(text)
    elif node.function == "duration":
        wrong = go_duration.form(text)
    elif node.function == "timestamp" and not is_time(text):
        wrong = Text("应为时间，如 2026-01-31T12:00:00Z", "a time is expected, such as 2026-01-31T12:00:00Z")
    if wrong:
        raise SyntaxMistake(node.args[-1].at, Text(f"{text}：{wrong.zh}", f"{text}: {wrong.en}"))


@cache
def _signatures() -> Mapping[tuple[str, bool], Sequence[Signature]]:
    found: dict[tuple[str, bool], list[Signature]] = {}
    for line in _TABLE.strip().splitlines():
        read = _LINE.fullmatch(line)
        if read is None:
            raise ValueError(f"not a signature: {line}")
        receiver, name, arguments, result = read.groups()
        parts = arguments.split(",") if arguments else []
        kind = types.listing(_ITEMS[name]) if name in _ITEMS else types.NAMED[result]
        way = Signature(_names(receiver), tuple(map(_names, parts)), sum("?" not in part for part in parts), kind)
        found.setdefault((name, bool(receiver)), []).append(way)
    return found


def _names(text: str | None) -> frozenset[str]:
    """The types in ``a|b``; none for anything."""
    return frozenset(name for name in (text or "").rstrip("?").split("|") if name not in ("", "*"))
