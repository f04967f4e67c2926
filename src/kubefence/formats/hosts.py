"""Names of hosts, as ``k8s.io/apimachinery/pkg/util/validation`` defines them.

Each function takes a string and returns None where it has the form, else what the form asks for.
"""

from __future__ import annotations

from kubefence.findings import Text
from kubefence.formats.names import SUBDOMAIN_LENGTH, dns1123_label, dns1123_subdomain


def wildcard_subdomain(text: str) -> Text | None:
    """``*.example.com``: the wildcard stands for exactly the first label (IsWildcardDNS1123Subdomain)."""
    if text.startswith("*.") and len(text) <= SUBDOMAIN_LENGTH and not dns1123_subdomain(text[2:]):
        return None
    return Text(
        "通配符只能是开头的 *.，后面接小写的域名，如 *.example.com",
        "the wildcard can only be a leading *. before a lower-case domain name, such as *.example.com",
    )


def fully_qualified(text: str) -> Text | None:
    """A domain of at least two labels, with or without a dot at the end (IsFullyQualifiedDomainName)."""
    name = text.removesuffix(".")
    labels = name.split(".")
    if len(labels) > 1 and not dns1123_subdomain(name) and not any(dns1123_label(label) for label in labels):
        return None
    return Text(
        "应为至少两段的小写域名，如 db.example.com",
        "it has to be a lower-case domain name of at least two parts, such as db.example.com",
    )
