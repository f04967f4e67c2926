"""MkDocs hook: small repairs of the theme's HTML for people who use a screen reader."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

REPAIRS = (
    # The search dialog has a role but no name.
    ('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="搜索"'),
)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page with all repairs made."""
    for before, after in REPAIRS:
        output = output.replace(before, after)
    return output
