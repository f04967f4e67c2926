"""kubefence: proves the Kubernetes examples of documentation before it is published."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kubefence.config import Config
    from kubefence.engine import Page, Verifier, verify
    from kubefence.errors import Unusable
    from kubefence.findings import BlockReport, Finding, PageReport, Related, Report, Severity, Text
    from kubefence.positions import Place, Span
    from kubefence.versions import Version, VersionError

__version__ = "0.1.0"
"""The one place that says it: the package and its release read it here."""

__all__ = [
    "BlockReport",
    "Config",
    "Finding",
    "Page",
    "PageReport",
    "Place",
    "Related",
    "Report",
    "Severity",
    "Span",
    "Text",
    "Unusable",
    "Verifier",
    "Version",
    "VersionError",
    "__version__",
    "verify",
]

_HOMES = {
    "config": ("Config",),
    "engine": ("Page", "Verifier", "verify"),
    "errors": ("Unusable",),
    "findings": ("BlockReport", "Finding", "PageReport", "Related", "Report", "Severity", "Text"),
    "positions": ("Place", "Span"),
    "versions": ("Version", "VersionError"),
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, and only then: a small part of the package should start quickly."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"kubefence.{module}"), name)
    raise AttributeError(f"module 'kubefence' has no attribute {name!r}")
