"""Addresses that the API server calls: URLs and paths of webhooks (``k8s.io/apiserver/pkg/util/webhook``)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from kubefence.findings import Text
from kubefence.formats.names import dns1123_subdomain

_HOST = re.compile(r"(?:\[[^\]]*\]|[^:]*)(?::[0-9]*)?")
"""A host and digits: how many, Go does not mind (``validOptionalPort``)."""
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def webhook_url(text: str) -> Text | None:
    """``https://host[:port][/path]``, as ``ValidateWebhookURL`` asks for."""
    try:
        url = urlsplit(text)
        sound = bool(_HOST.fullmatch(url.netloc.rpartition("@")[2]))
    except ValueError:
        sound = False
    if not sound or _BAD_ESCAPE.search(text) or re.search(r"[\x00-\x1f\x7f]", text):
        return Text("不是有效的 URL，应为 https://host/path", "no valid URL, it has to be https://host/path")
    if url.scheme != "https":
        return Text("只能用 https://", "only https:// is possible")
    if not url.netloc.rpartition("@")[2]:
        return Text("缺少主机名", "the host is missing")
    if "@" in url.netloc or url.query or url.fragment:
        return Text("不能带用户名、查询参数和片段", "without user information, query and fragment")
    return None


def service_path(text: str) -> Text | None:
    """The path below a service that is a webhook, as ``ValidateWebhookService`` asks for."""
    if text in ("", "/"):
        return None
    if not text.startswith("/"):
        return Text("应以 / 开头", "it has to start with /")
    steps = text[1:].removesuffix("/").split("/")
    if text == "//" or any(not step or dns1123_subdomain(step) for step in steps):
        return Text(
            "/ 之间的每一段只能用小写字母、数字、- 和 .",
            "each part between the / is of lower-case letters, digits, - and .",
        )
    return None
