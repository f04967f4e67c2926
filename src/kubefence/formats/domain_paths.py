"""Names with a domain in front: ``example.com/controller`` (``validation.IsDomainPrefixedPath``)."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain

_PATH = re.compile(r"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+")


def domain_prefixed_path(text: str) -> Text | None:
    """None where the text is a domain, a slash and a path, else what it has to look like."""
    domain, _, path = text.partition("/")
    if not domain or not path:
        return Text("应为域名加路径，如 example.com/name", "it has to be a domain and a path, such as example.com/name")
    wrong = dns1123_subdomain(domain)
    if wrong:
        return Text(f"/ 之前应为域名：{wrong.zh}", f"before the / there has to be a domain: {wrong.en}")
    if not _PATH.fullmatch(path):
        return Text("/ 之后有不允许的字符", "there are characters after the / that are not allowed")
    return None
