"""kubefence: proves the Kubernetes examples of documentation before it is published."""

from kubefence.config import Config
from kubefence.engine import Page, Verifier, verify
from kubefence.findings import Finding, PageReport, Related, Report, Severity, Text
from kubefence.positions import Place, Span
from kubefence.versions import Version, VersionError

__all__ = [
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
    "Verifier",
    "Version",
    "VersionError",
    "verify",
]
