"""kubefence: proves the Kubernetes examples of documentation before it is published.

Text in, findings out; nothing is read but what the package ships with, and files that a page includes::

    from kubefence import Config, Page, verify

    report = verify([Page("docs/dns.md", text)], Config(k8s=">=1.34"))
    for finding in report.findings:
        print(finding.path, finding.span.line, finding.span.column, finding.rule, finding.text.en)

`verify` compiles everything anew; a `Verifier` does it once for many pages. What is wrong with a page is a `Finding`
in what they return and never raised. What is raised is `Unusable` or `VersionError`, where nothing can be verified at
all, and `Unfit` by `Config.of`; each has its message in English and, as ``zh`` or ``text``, in Chinese.

Names in ``__all__`` of this module, of `kubefence.custom` (rules of your own) and of `kubefence.testing` (their tests)
keep their meaning within a major version; before 1.0.0 a change that breaks something raises the second number. All
other modules are internal. A verdict that changes because it was wrong, or because Kubernetes changed, breaks nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kubefence.config import Config
    from kubefence.edge.custom_rules import installed_rules
    from kubefence.engine import Page, Verifier, verify
    from kubefence.errors import Unusable
    from kubefence.findings import BlockReport, Finding, Fix, PageReport, Related, Replacement, Report, Severity, Text
    from kubefence.options import Unfit
    from kubefence.positions import Place, Span
    from kubefence.versions import Version, VersionError

__version__ = "0.1.0"
"""The one place that says it: the package and its release read it here."""

__all__ = [
    "BlockReport",
    "Config",
    "Finding",
    "Fix",
    "Page",
    "PageReport",
    "Place",
    "Related",
    "Replacement",
    "Report",
    "Severity",
    "Span",
    "Text",
    "Unfit",
    "Unusable",
    "Verifier",
    "Version",
    "VersionError",
    "__version__",
    "installed_rules",
    "verify",
]

_HOMES = {
    "config": ("Config",),
    "edge.custom_rules": ("installed_rules",),
    "engine": ("Page", "Verifier", "verify"),
    "errors": ("Unusable",),
    "findings": (
        *("BlockReport", "Finding", "Fix", "PageReport", "Related", "Replacement", "Report", "Severity", "Text"),
    ),
    "options": ("Unfit",),
    "positions": ("Place", "Span"),
    "versions": ("Version", "VersionError"),
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, and only then: a small part of the package should start quickly."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"kubefence.{module}"), name)
    raise AttributeError(f"module 'kubefence' has no attribute {name!r}")
