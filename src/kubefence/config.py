"""What a run is told: versions, style, and how pages are to be read."""

from __future__ import annotations

from dataclasses import dataclass

from kubefence.checks.lint import DEFAULT as DEFAULT_LINT
from kubefence.markdown.extract import DEFAULT_EXTENSIONS, Extensions

DEFAULT_RANGE = "1.35-1.37"
"""The versions that the Kubernetes project supports; the one home of this fact."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a verification; the same settings and pages give the same report."""

    k8s: str = DEFAULT_RANGE
    """Range of Kubernetes versions, see `kubefence.versions.select`."""
    lint: str | None = DEFAULT_LINT
    """Content of a yamllint configuration, None for no linting."""
    extensions: Extensions = DEFAULT_EXTENSIONS
    """Markdown extensions with their configuration, in the order of mkdocs.yml."""
