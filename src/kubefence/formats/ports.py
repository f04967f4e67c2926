"""Names of ports, as ``IsValidPortName`` of ``k8s.io/apimachinery/pkg/util/validation`` defines them."""

from __future__ import annotations

import re

from kubefence.findings import Text

PORT_NAME_LENGTH = 15

_CHARACTERS = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_LETTER = re.compile(r"[a-z]")


def port_name(text: str) -> Text | None:
    """A service name of IANA: ``http``, ``http-8080``, at most 15 characters (RFC 6335)."""
    if len(text) <= PORT_NAME_LENGTH and "--" not in text and _CHARACTERS.fullmatch(text) and _LETTER.search(text):
        return None
    return Text(
        "只能用小写字母、数字和 -，至少有一个字母，首尾不是 -，没有连续的 -，不超过 15 个字符",
        "lower-case letters, digits and single -, at least one letter, no - at the ends, at most 15 characters",
    )
