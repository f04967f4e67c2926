"""Checks of fields that hold IP addresses and CIDRs (``apivalidation.IsValidIPForLegacyField`` and kin).

Up to 1.35 older fields take leading zeros, IPv4-mapped addresses and CIDRs with bits after the prefix, and
the server only warns; from 1.36 on (``StrictIPCIDRValidation``) it refuses them. Newer fields were always
strict, and ask for the canonical form as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kubefence.findings import Severity, Text
from kubefence.formats.addresses import Address, Flaw, Network, address, network
from kubefence.problems import Problem
from kubefence.rules.documentation.addresses import AMBIGUOUS
from kubefence.rules.engine.model import Site
from kubefence.rules.vocabulary.values import shown
from kubefence.versions import parse_version
from kubefence.yamldoc.document import Path

_STRICT, _LAX = parse_version("1.36"), parse_version("1.35")
_FLAWS = {
    Flaw.LEADING_ZERO: ("有多余的前导零", "has leading zeros"),
    Flaw.MAPPED: ("是 IPv4 映射的 IPv6 地址", "is an IPv4-mapped IPv6 address"),
    Flaw.HOST_BITS: ("在前缀之外还有非零的位", "has bits set beyond the prefix length"),
    Flaw.NOT_CANONICAL: ("不是 RFC 5952 的规范写法", "is not in the canonical form of RFC 5952"),
}
_SPECIAL_4 = (
    (0, 32, "未指定地址", "the unspecified address"),
    (127 << 24, 8, "环回地址", "a loopback address"),
    (169 << 24 | 254 << 16, 16, "链路本地地址", "a link-local address"),
    (224 << 24, 24, "链路本地组播地址", "a link-local multicast address"),
)
_SPECIAL_6 = (
    (0, 128, "未指定地址", "the unspecified address"),
    (1, 128, "环回地址", "a loopback address"),
    (0xFE80 << 112, 10, "链路本地地址", "a link-local address"),
)


def legacy_ip(site: Site, at: Path, text: str) -> Iterator[Problem]:
    """An older field with an IP address."""
    found = address(text)
    if found is None:
        yield _no_ip(site, at, text)
    else:
        yield from _legacy(site, at, text, found)


def strict_ip(site: Site, at: Path, text: str) -> Iterator[Problem]:
    """A field with an IP address in canonical form (``validation.IsValidIP``)."""
    found = address(text)
    if found is None:
        yield _no_ip(site, at, text)
    elif found.flaw:
        yield _flawed(site, at, text, found)


def legacy_cidr(site: Site, at: Path, text: str) -> Iterator[Problem]:
    """An older field with a CIDR."""
    found = network(text)
    if found is None:
        yield _no_cidr(site, at, text)
    else:
        yield from _legacy(site, at, text, found)


def strict_cidr(site: Site, at: Path, text: str) -> Iterator[Problem]:
    """A newer field with a CIDR, in canonical form (``validation.IsValidCIDR``)."""
    found = network(text)
    if found is None:
        yield _no_cidr(site, at, text)
    elif found.flaw:
        yield _flawed(site, at, text, found)


def ordinary_ip(site: Site, at: Path, text: str) -> Iterator[Problem]:
    """An IP address that is not one of those with a meaning of their own (``ValidateNonSpecialIP``)."""
    found = address(text)
    name = special(found) if found else None
    if name:
        yield site.problem(
            "invalid-format",
            at,
            f"{text} 是{name.zh}，这里不能用；改成普通的地址",
            f"{text} is {name.en}, which may not stand here; write an ordinary address",
        )


def special(found: Address) -> Text | None:
    """What makes an address special, None for an ordinary one."""
    if found.family == 6 and found.number >> 120 == 0xFF and found.number >> 112 & 0xF == 2:
        return Text("链路本地组播地址", "a link-local multicast address")
    width = 32 if found.family == 4 else 128
    for base, prefix, zh, en in _SPECIAL_4 if found.family == 4 else _SPECIAL_6:
        if found.number >> (width - prefix) == base >> (width - prefix):
            return Text(zh, en)
    return None


def _legacy(site: Site, at: Path, text: str, found: Address | Network) -> Iterator[Problem]:
    if found.flaw is None:
        return
    problem = _flawed(site, at, text, found)
    warning = replace(problem, rule=AMBIGUOUS.id, severity=Severity.WARNING)
    if found.flaw is Flaw.NOT_CANONICAL:
        yield warning
        return
    yield replace(warning, until=_LAX)
    yield replace(problem, since=_STRICT)


def _flawed(site: Site, at: Path, text: str, found: Address | Network) -> Problem:
    assert found.flaw is not None
    zh, en = _FLAWS[found.flaw]
    return site.problem(
        "invalid-format",
        at,
        f"{shown(text)} {zh}；写成 {found.canonical}",
        f"{shown(text)} {en}; write {found.canonical}",
    )


def _no_ip(site: Site, at: Path, text: str) -> Problem:
    return site.problem(
        "invalid-format",
        at,
        f"{shown(text)} 不是 IP 地址；应如 10.9.8.7 或 2001:db8::1",
        f"{shown(text)} is no IP address; write one such as 10.9.8.7 or 2001:db8::1",
    )


def _no_cidr(site: Site, at: Path, text: str) -> Problem:
    if address(text):
        single = 32 if ":" not in text else 128
        zh, en = f"缺少前缀长度；单个地址写成 {text}/{single}", f"lacks a prefix; for one address write {text}/{single}"
    else:
        zh, en = "不是 CIDR；应如 10.9.8.0/24 或 2001:db8::/64", "is no CIDR; write one such as 10.9.8.0/24"
    return site.problem("invalid-format", at, f"{shown(text)} {zh}", f"{shown(text)} {en}")
