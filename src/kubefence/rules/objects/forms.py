"""Forms that only names of objects have, and what a name with a small slip could be instead."""

from __future__ import annotations

import re

from kubefence.findings import Text
from kubefence.formats.addresses import address
from kubefence.rules.vocabulary.values import Form

_SLIPS = re.compile(r"[^a-z0-9.-]+")
_EDGES = re.compile(r"(?:^|(?<=\.))-+|-+(?=\.|$)")
_LONGEST = 300


def canonical_address(text: str) -> Text | None:
    """An IP address in the one way that RFC 5952 writes it (``ValidateIPAddressName``)."""
    found = address(text)
    if found is not None and found.flaw is None and found.canonical == text:
        return None
    return Text("应为规范写法的 IP 地址，如 10.9.8.7", "it has to be an IP address in canonical form, such as 10.9.8.7")


def of_form(text: str, form: Form) -> str:
    """A name of the form that ``text``, which has it not, may have meant, "" where there is none."""
    if len(text) > _LONGEST or not text.isascii():
        return ""
    name = _EDGES.sub("", _SLIPS.sub("-", text.lower())).strip(".-")
    for candidate in (name, name.replace(".", "-")):
        if candidate and form(candidate) is None:
            return candidate
    return ""
