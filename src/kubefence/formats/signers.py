"""Names of those who sign certificates, and of the bundles that show whom to trust (``pkg/apis/certificates``)."""

from __future__ import annotations

from kubefence.findings import Text
from kubefence.formats.names import LABEL_LENGTH, SUBDOMAIN_LENGTH, dns1123_label, dns1123_subdomain

MAX_SIGNER = 2 * (SUBDOMAIN_LENGTH + 1) + LABEL_LENGTH
"""Two domains, a dot and a slash behind them, and a label."""


def signer_name(text: str) -> Text | None:
    """``example.com/signer``, with a domain of two parts at least (``ValidateSignerName``)."""
    domain, _, path = text.partition("/")
    labels = domain.split(".")
    sound = len(labels) > 1 and not any(map(dns1123_label, labels)) and not dns1123_subdomain(domain)
    if sound and len(text) <= MAX_SIGNER and not any(map(dns1123_subdomain, path.split("."))):
        return None
    return Text("应为 域名/名称，如 example.com/my-signer", "it has to be domain/name, such as example.com/my-signer")


def bundle_name(text: str) -> Text | None:
    """A subdomain, with the signer and colons before it where the bundle belongs to one."""
    parts = text.split(":")
    if len(parts) == 1:
        return dns1123_subdomain(text)
    if len(parts) == 3 and signer_name(f"{parts[0]}/{parts[1]}") is None and dns1123_subdomain(parts[2]) is None:
        return None
    return Text("应为 名称，或 域名:签名者:名称", "it has to be a name, or domain:signer:name")
