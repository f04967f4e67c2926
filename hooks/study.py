"""MkDocs hook: what readers see of a page's metadata and of its proof."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """In the navigation a page has its short title; its own heading is the whole question."""
    for file in files.documentation_pages():
        if file.page and "short" in file.page.meta:
            file.page.title = str(file.page.meta["short"])
