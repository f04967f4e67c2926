"""Names of dynamic resource allocation (``pkg/apis/resource/validation``)."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain, driver_name
from kubefence.formats.semver import is_semantic

MAX_ID, MAX_POOL = 32, 253
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


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
    """``1.2.3``, ``1.2.3-rc.1+build``, at most 64 characters."""
    if len(text) <= MAX_VALUE and is_semantic(text):
        return None
    return Text("应为语义化版本，如 1.2.3", "it has to be a semantic version, such as 1.2.3")


MAX_VALUE = 64
_ATTRIBUTE = Text(
    "应为 域名/标识符，如 gpu.example.com/model；标识符用字母、数字和 _，不超过 32 个字符",
    "it has to be domain/identifier, such as gpu.example.com/model, with letters, digits and _, at most 32 characters",
)
