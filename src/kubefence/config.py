"""What a run is told: versions, style, and how pages are to be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

DEFAULT_RANGE = "1.35-1.37"
"""The versions that the Kubernetes project supports; the one home of this fact."""

DEFAULT_LINT = """\
rules:
  braces: {max-spaces-inside: 1}
  brackets: {max-spaces-inside: 1}
  colons: enable
  commas: enable
  comments: {require-starting-space: true, min-spaces-from-content: 1}
  hyphens: enable
  indentation: {spaces: consistent, indent-sequences: consistent}
  trailing-spaces: enable
  truthy: {check-keys: false}
"""
"""Rules that concern a snippet; those about whole files (document start, line length) do not apply."""

Extensions = Sequence[tuple[str, dict[str, Any]]]

DEFAULT_EXTENSIONS: Extensions = (
    ("admonition", {}),
    ("attr_list", {}),
    ("def_list", {}),
    ("footnotes", {}),
    ("md_in_html", {}),
    ("tables", {}),
    ("pymdownx.details", {}),
    ("pymdownx.snippets", {}),
    ("pymdownx.superfences", {}),
    ("pymdownx.tabbed", {"alternate_style": True}),
)
"""What pages are read with where no mkdocs.yml says otherwise."""


class Config(NamedTuple):
    """Settings of a verification; the same settings and pages give the same report."""

    k8s: str = DEFAULT_RANGE
    """Range of Kubernetes versions, see `kubefence.versions.select`."""
    lint: str | None = DEFAULT_LINT
    """Content of a yamllint configuration, None for no linting."""
    extensions: Extensions = DEFAULT_EXTENSIONS
    """Markdown extensions with their configuration, in the order of mkdocs.yml."""
    root: str | None = None
    """Folder of the repository, which no include may lead out of; None for the folders that includes are read from."""
    page_rules: tuple[str, ...] = ()
    """Those of `kubefence.html.faults.RULES` that pages are to keep."""
    allow_html: tuple[str, ...] = ()
    """HTML that pages may have besides the usual: ``element`` or ``element[attribute attribute]``."""
