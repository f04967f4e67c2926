"""Names of dynamic resource allocation (``pkg/apis/resource/validation``)."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain

MAX_DOMAIN, MAX_ID, MAX_POOL = 63, 32, 253
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PRERELEASE = r"(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_SEMVER = re.compile(
    r"(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)"
    rf"(?:-{_PRERELEASE}(?:\.{_PRERELEASE})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)


def driver_name(text: str) -> Text | None:
    """A domain of at most 63 characters, in any case."""
    if len(text) <= MAX_DOMAIN and not dns1123_subdomain(text.lower()):
        return None
    return Text(
        "应为不超过 63 个字符的域名，如 gpu.example.com", "a domain of at most 63 characters, such as gpu.example.com"
    )


def driver_of_pools(text: str) -> Text | None:
    """A domain in any case, as long as a domain can be: those who ask for the state of pools are not cut at 63."""
    return dns1123_subdomain(text.lower())


def pool_name(text: str) -> Text | None:
    """Subdomains joined by slashes (``validatePoolName``)."""
    if len(text) <= MAX_POOL and not any(dns1123_subdomain(part) for part in text.split("/")):
        return None
    return Text("应为小写域名，可用 / 连接", "lower-case domain names, joined by /")


def attribute_name(text: str) -> Text | None:
    """``name`` or ``domain/name`` (``validateQualifiedName``)."""
    domain, slash, name = text.rpartition("/")
    if "/" in domain:
        return None  # the server does not look at names of more parts
    sound = len(name) <= MAX_ID and _IDENTIFIER.fullmatch(name) and not (slash and (not domain or driver_name(domain)))
    return None if sound else _ATTRIBUTE


def full_attribute_name(text: str) -> Text | None:
    """``domain/name`` (``validateFullyQualifiedName``)."""
    return attribute_name(text) if "/" in text else _ATTRIBUTE


def version(text: str) -> Text | None:
    """``1.2.3``, ``1.2.3-rc.1+build`` (semver.org 2.0.0), at most 64 characters."""
    if len(text) <= MAX_VALUE and _SEMVER.fullmatch(text):
        return None
    return Text("应为语义化版本，如 1.2.3", "it has to be a semantic version, such as 1.2.3")


MAX_VALUE = 64
_ATTRIBUTE = Text(
    "应为 域名/标识符，如 gpu.example.com/model；标识符用字母、数字和 _，不超过 32 个字符",
    "it has to be domain/identifier, such as gpu.example.com/model, with letters, digits and _, at most 32 characters",
)
