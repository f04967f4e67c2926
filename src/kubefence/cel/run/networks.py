"""Addresses and networks of expressions (``ip.go`` and ``cidr.go`` of the library): maps with one key each.

They are read as ``net/netip`` does: no leading zeros, no zones, no IPv4 in IPv6, while a network may have host bits.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_interface
from typing import Any

from cel_expr_python import cel

from kubefence.formats.addresses import Flaw, address, network

_S, _B, _I = cel.Type.STRING, cel.Type.BOOL, cel.Type.INT
_M = cel.Type.Map(_S, cel.Type.DYN)
_TAKEN = (None, Flaw.NOT_CANONICAL, Flaw.HOST_BITS)
_BROADCAST = IPv4Address("255.255.255.255")
Value = dict[str, Any]


def _is_ip(text: str) -> bool:
    found = address(text)
    return found is not None and found.flaw in _TAKEN


def _is_cidr(text: str) -> bool:
    found = network(text)
    return found is not None and found.flaw in _TAKEN


def _ip(text: str) -> Value:
    if not _is_ip(text):
        raise ValueError(f"{text} is no IP address")
    return {"ip": str(ip_address(text))}


def _cidr(text: str) -> Value:
    if not _is_cidr(text):
        raise ValueError(f"{text} is no network")
    return {"cidr": str(ip_interface(text))}


def _is_global(found: IPv4Address | IPv6Address) -> bool:
    """``netip.Addr.IsGlobalUnicast``, which private addresses are too."""
    return not (
        found == _BROADCAST
        or found.is_unspecified
        or found.is_loopback
        or found.is_multicast
        or _is_link_local_unicast(found)
    )


def _is_link_local_unicast(found: IPv4Address | IPv6Address) -> bool:
    return found.is_link_local and not found.is_multicast


def _is_link_local_multicast(found: IPv4Address | IPv6Address) -> bool:
    """224.0.0.0/24, and ff02::/16 with any flags."""
    if isinstance(found, IPv4Address):
        return int(found) >> 8 == 0xE00000
    return int(found) >> 120 == 0xFF and int(found) >> 112 & 0xF == 2


def _asked(question: Callable[[IPv4Address | IPv6Address], bool]) -> Callable[[Value], bool]:
    return lambda value: question(ip_address(value["ip"]))


def _contains_ip(outer: Value, inner: Value | str) -> bool:
    found = ip_address((_ip(inner) if isinstance(inner, str) else inner)["ip"])
    return found in ip_interface(outer["cidr"]).network


def _contains_cidr(outer: Value, inner: Value | str) -> bool:
    one = ip_interface(outer["cidr"]).network
    other = ip_interface((_cidr(inner) if isinstance(inner, str) else inner)["cidr"]).network
    return one.overlaps(other) and one.prefixlen <= other.prefixlen


FUNCTIONS: tuple[tuple[str, str, tuple[Any, ...], Any, Callable[..., Any]], ...] = (
    ("ip", "", (_S,), _M, _ip),
    ("isIP", "", (_S,), _B, _is_ip),
    ("ip.isCanonical", "", (_S,), _B, lambda text: _ip(text)["ip"] == text),
    ("family", "member", (_M,), _I, lambda value: ip_address(value["ip"]).version),
    ("isUnspecified", "member", (_M,), _B, _asked(lambda found: found.is_unspecified)),
    ("isLoopback", "member", (_M,), _B, _asked(lambda found: found.is_loopback)),
    ("isLinkLocalMulticast", "member", (_M,), _B, _asked(_is_link_local_multicast)),
    ("isLinkLocalUnicast", "member", (_M,), _B, _asked(_is_link_local_unicast)),
    ("isGlobalUnicast", "member", (_M,), _B, _asked(_is_global)),
    ("cidr", "", (_S,), _M, _cidr),
    ("isCIDR", "", (_S,), _B, _is_cidr),
    ("containsIP", "member", (_M, _S), _B, _contains_ip),
    ("containsIP", "member", (_M, _M), _B, _contains_ip),
    ("containsCIDR", "member", (_M, _S), _B, _contains_cidr),
    ("containsCIDR", "member", (_M, _M), _B, _contains_cidr),
    ("ip", "member", (_M,), _M, lambda value: {"ip": str(ip_interface(value["cidr"]).ip)}),
    ("prefixLength", "member", (_M,), _I, lambda value: ip_interface(value["cidr"]).network.prefixlen),
    ("masked", "member", (_M,), _M, lambda value: {"cidr": str(ip_interface(value["cidr"]).network)}),
)
