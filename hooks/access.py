"""MkDocs hook: small repairs of the theme's HTML for people who use a screen reader or no mouse."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

SCROLLING = Path(__file__).with_name("scrolling_code.js").read_text(encoding="utf-8")
REPAIRS = (
    # The search dialog has a role but no name.
    ('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="搜索"'),
    # Code that can only be scrolled with a finger.
    ("<span></span><code>", '<span></span><code tabindex="0">'),
    ("</body>", f"<script>{SCROLLING}</script></body>"),
)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page with all repairs made."""
    return _repaired(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages that are no page of ours, such as 404.html."""
    return _repaired(output_content) if template_name.endswith(".html") else output_content


def _repaired(output: str) -> str:
    for before, after in REPAIRS:
        output = output.replace(before, after)
    return output
