"""Addresses as a browser reads them: which of them run script, and which lead away from the site.

The rules are those of the URL standard: white space and control characters around an address and line breaks
and tabs within it do not count, letters of a scheme have no case, ``\\`` is ``/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?[/\\]*([^/\\?#]*)")
_RUNNING = frozenset({"javascript", "vbscript"})
_WITH_HOST = frozenset({"http", "https", "ftp", "ws", "wss"})
INLINE = "data"
"""The scheme of an address that is the content itself."""


def cleaned(address: str) -> str:
    """The address as the standard reads it."""
    return address.strip(_AROUND).translate(_WITHIN)


def scheme(address: str) -> str:
    """The scheme in lower case, "" for an address that is relative to the page."""
    found = _SCHEME.match(cleaned(address))
    return found[1].lower() if found else ""


def runs_script(address: str) -> bool:
    """Whether following the address runs what it says."""
    return scheme(address) in _RUNNING


def elsewhere(address: str) -> str:
    """Where an address leads that leaves the site: the host, or the scheme of one without; "" for one within."""
    text, kind = cleaned(address), scheme(address)
    if kind in _WITH_HOST or (not kind and text[:2].replace("\\", "/") == "//"):
        found = _HOST.match(text)
        return (found[1] if found else "") or text
    return f"{kind}:" if kind not in ("", INLINE) else ""


def candidates(srcset: str) -> Iterator[str]:
    """The addresses in a ``srcset``; the descriptors among them lead nowhere."""
    yield from (part.strip(",") for part in srcset.split())
