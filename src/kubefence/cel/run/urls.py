"""URLs of expressions (``urls.go`` of the library): maps with one key."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cel_expr_python import cel

_S, _B = cel.Type.STRING, cel.Type.BOOL
_M = cel.Type.Map(_S, cel.Type.DYN)
Value = dict[str, Any]


def is_url(text: str) -> bool:
    """``url.ParseRequestURI``: absolute, or a path that begins with a slash."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    plain = not re.search(r"[\x00-\x20\x7f]|%(?![0-9A-Fa-f]{2})", text)
    return plain and (text.startswith("/") or bool(parts.scheme and (parts.netloc or parts.path.startswith("/"))))


def _url(text: str) -> Value:
    if not is_url(text):
        raise ValueError(f"{text} is no URL")
    return {"url": text}


def _part(name: str) -> Callable[[Value], Any]:
    return lambda url: getattr(urlsplit(url["url"]), name) or ""


def _port(url: Value) -> str:
    found = urlsplit(url["url"]).port
    return "" if found is None else str(found)


def _hostname(url: Value) -> str:
    return urlsplit(url["url"]).netloc.rpartition("@")[2].removesuffix(f":{_port(url)}").strip("[]")


FUNCTIONS: tuple[tuple[str, str, tuple[Any, ...], Any, Callable[..., Any]], ...] = (
    ("url", "", (_S,), _M, _url),
    ("isURL", "", (_S,), _B, is_url),
    ("getScheme", "member", (_M,), _S, _part("scheme")),
    ("getHost", "member", (_M,), _S, _part("netloc")),
    ("getHostname", "member", (_M,), _S, _hostname),
    ("getPort", "member", (_M,), _S, _port),
    ("getEscapedPath", "member", (_M,), _S, _part("path")),
    (
        "getQuery",
        "member",
        (_M,),
        cel.Type.Map(_S, cel.Type.List(cel.Type.DYN)),
        lambda url: parse_qs(urlsplit(url["url"]).query, True),
    ),
)
