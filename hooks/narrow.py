"""MkDocs hook: tables can be read on a phone."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from studybook import tables


@event_priority(-150)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Say in tables where code may break, and what columns need: that is no part of what the page says."""
    page.content = tables.readable(page.content or "")
