"""Formats by name (``format.go`` of the library): what is wrong with a text as one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cel_expr_python import cel

from kubefence.cel.run import urls
from kubefence.cel.run.rewriting import FAULTS
from kubefence.formats import names
from kubefence.formats.openapi import FORMATS as OPENAPI

_S = cel.Type.STRING
_M = cel.Type.Map(_S, cel.Type.DYN)
Fault = Callable[[str], str | None]


def _prefix(fault: Fault) -> Fault:
    """The format of what others are called after, which may end with a dash (``maskTrailingDash``)."""
    return lambda text: fault(f"{text[:-2]}a" if len(text) > 1 and text.endswith("-") else text)


def _form(name: str, what: str) -> Fault:
    return lambda text: None if OPENAPI[name](text) else what


def _name(fault: Callable[[str], Any]) -> Fault:
    return lambda text: getattr(fault(text), "en", None)


_FAULTS: Mapping[str, Fault] = {
    "dns1123Label": _name(names.dns1123_label),
    "dns1123Subdomain": _name(names.dns1123_subdomain),
    "dns1035Label": _name(names.dns1035_label),
    "dns1123LabelPrefix": _prefix(_name(names.dns1123_label)),
    "dns1123SubdomainPrefix": _prefix(_name(names.dns1123_subdomain)),
    "dns1035LabelPrefix": _prefix(_name(names.dns1035_label)),
    "qualifiedName": _name(names.qualified_name),
    "labelValue": _name(names.label_value),
    "uri": lambda text: None if urls.is_url(text) else "invalid URI",
    "uuid": _form("uuid", "does not match the UUID format"),
    "byte": _form("byte", "invalid base64"),
    "date": _form("date", "invalid date"),
    "datetime": _form("datetime", "invalid datetime"),
}


def _faults(form: dict[str, Any], text: str) -> list[list[str]]:
    """A list of what is wrong, if anything is."""
    fault = _FAULTS[form["format"]](text)
    return [[fault]] if fault else []


def _named(name: str) -> list[dict[str, Any]]:
    return [{"format": name}] if name in _FAULTS else []


def _made(name: str) -> Callable[[], dict[str, Any]]:
    return lambda: {"format": name}


FUNCTIONS: tuple[tuple[str, str, tuple[Any, ...], Any, Callable[..., Any]], ...] = (
    *((f"format.{name}", "", (), _M, _made(name)) for name in _FAULTS),
    ("format.named", "", (_S,), cel.Type.List(_M), _named),
    (FAULTS, "member", (_M, _S), cel.Type.List(cel.Type.List(_S)), _faults),
)
