"""IP addresses and CIDRs as the API server reads them: first sloppily, then with a list of what it minds.

``k8s.io/utils/net`` ParseIPSloppy and ParseCIDRSloppy decide what is an address at all. They take leading
zeros and IPv4-mapped addresses; ``k8s.io/apimachinery/pkg/util/validation`` ip.go decides which of those
are refused or warned of, which depends on the field and the version.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple

_OCTET = re.compile(r"0*[0-9]{1,3}")
_GROUP = re.compile(r"0*[0-9a-fA-F]{1,4}")
_PREFIX = re.compile(r"0*[0-9]{1,3}")
_MAPPED = 0xFFFF << 32


class Flaw(Enum):
    """What the strict readers mind in an address that the sloppy ones take."""

    LEADING_ZERO = auto()
    MAPPED = auto()
    HOST_BITS = auto()
    """A CIDR with bits set after its prefix."""
    NOT_CANONICAL = auto()
    """IPv6 that is not written as RFC 5952 asks for; never refused in older fields."""


class Address(NamedTuple):
    """An address; an IPv4-mapped IPv6 address counts as IPv4, as it does in Go."""

    family: int
    """4 or 6."""
    number: int
    flaw: Flaw | None
    canonical: str


class Network(NamedTuple):
    """A CIDR."""

    family: int
    number: int
    """The address with the bits after the prefix cleared."""
    prefix: int
    flaw: Flaw | None
    canonical: str

    def contains(self, other: Network) -> bool:
        """Whether ``other`` is a true part of this network."""
        bits = (32 if self.family == 4 else 128) - self.prefix
        return (
            self.family == other.family and self.prefix < other.prefix and self.number >> bits == other.number >> bits
        )


@lru_cache(maxsize=1024)
def address(text: str) -> Address | None:
    """The IP address that ``text`` is, None where it is none."""
    number = _ipv4(text)
    if number is not None:
        flaw = Flaw.LEADING_ZERO if _zeros(text) else None
        return Address(4, number, flaw, str(IPv4Address(number)))
    number = _ipv6(text)
    if number is None:
        return None
    if number >> 32 == 0xFFFF:
        plain = number - _MAPPED
        return Address(4, plain, Flaw.LEADING_ZERO if _zeros(text) else Flaw.MAPPED, str(IPv4Address(plain)))
    canonical = IPv6Address(number).compressed
    if _zeros(text):
        return Address(6, number, Flaw.LEADING_ZERO, canonical)
    return Address(6, number, None if text == canonical else Flaw.NOT_CANONICAL, canonical)


@lru_cache(maxsize=1024)
def network(text: str) -> Network | None:
    """The CIDR that ``text`` is, None where it is none."""
    head, slash, tail = text.partition("/")
    found = address(head)
    if not slash or found is None or not _PREFIX.fullmatch(tail):
        return None
    wide = ":" in head
    prefix = int(tail[-3:])
    if prefix > (128 if wide else 32):
        return None
    family, number = found.family, found.number
    if wide and family == 4:  # IPv4-mapped: the prefix counts from the start of the IPv6 form
        family, number, prefix = (4, number, prefix - 96) if prefix >= 96 else (6, number + _MAPPED, prefix)
    bits = (32 if family == 4 else 128) - prefix
    base = number >> bits << bits
    written = IPv4Address(base) if family == 4 else IPv6Address(base)
    canonical = f"{written.compressed}/{prefix}"
    return Network(family, base, prefix, _network_flaw(text, tail, found, number != base, canonical), canonical)


def _network_flaw(text: str, tail: str, found: Address, host_bits: bool, canonical: str) -> Flaw | None:
    if found.flaw is Flaw.LEADING_ZERO or (len(tail) > 1 and tail[0] == "0"):
        return Flaw.LEADING_ZERO
    if found.flaw is Flaw.MAPPED:
        return Flaw.MAPPED
    if host_bits:
        return Flaw.HOST_BITS
    return Flaw.NOT_CANONICAL if found.family == 6 and text != canonical else None


def _ipv4(text: str) -> int | None:
    parts = text.split(".")
    if len(parts) != 4:
        return None
    number = 0
    for part in parts:
        if not _OCTET.fullmatch(part) or int(part[-3:]) > 255:
            return None
        number = number << 8 | int(part[-3:])
    return number


def _ipv6(text: str) -> int | None:
    if ":" not in text:
        return None
    head, gap, tail = text.partition("::")
    if not gap:
        groups = _groups(text, last=True)
        if groups is None or len(groups) != 8:
            return None
    else:
        front = _groups(head, last=False) if head else []
        back = _groups(tail, last=True) if tail else []
        if front is None or back is None or len(front) + len(back) > 7:
            return None
        groups = [*front, *[0] * (8 - len(front) - len(back)), *back]
    number = 0
    for group in groups:
        number = number << 16 | group
    return number


def _groups(text: str, *, last: bool) -> list[int] | None:
    """The groups of 16 bits; the very last may be an IPv4 address, which makes two."""
    parts = text.split(":")
    groups: list[int] = []
    for index, part in enumerate(parts):
        if last and index == len(parts) - 1 and "." in part:
            dotted = _ipv4(part)
            if dotted is None:
                return None
            groups += (dotted >> 16, dotted & 0xFFFF)
        elif _GROUP.fullmatch(part):
            groups.append(int(part[-4:], 16))
        else:
            return None
    return groups


def _zeros(text: str) -> bool:
    """Whether an octet has a leading zero, or a group more than four digits."""
    groups = text.split(":")
    octets = groups[-1].split(".")
    if len(octets) > 1 and any(len(octet) > 1 and octet[0] == "0" for octet in octets):
        return True
    return any("." not in group and len(group) > 4 for group in groups)
