"""MkDocs hook: small repairs of the theme's HTML for people who use a screen reader or no mouse."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from studybook import highlighted
from studybook.patch import Patch

HOOK = "hooks/access.py"
DIALOG = 'data-md-component="search" role="dialog"'
SEARCH = Patch(HOOK, "the search dialog", DIALOG)
_SECTION = re.compile(
    r'(<nav class="md-nav" data-md-level="\d+" aria-labelledby=")([\w-]+)_label("[^>]*>\s*)'
    r'(<label class="md-nav__title" for="\2")'
)
"""The list of a section: the label that is to name it holds an icon only where the section has a page of its own."""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Code can be scrolled with the keyboard; `web/viewing/` takes the focus away where nothing scrolls."""
    return highlighted.changed(html, lambda code: code[0].replace("<code", '<code tabindex="0"', 1), HOOK)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The search dialog has a role but no name, nor have the lists of sections."""
    return _named(output, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same for pages that are no page of ours, such as 404.html."""
    return _named(output_content, config) if template_name.endswith(".html") else output_content


def _named(output: str, config: MkDocsConfig) -> str:
    output = _SECTION.sub(r'\1\2_title\3\4 id="\2_title"', output)
    search: Any = config.plugins.get("material/search")
    return SEARCH.once(output, f'{DIALOG} aria-label="搜索"') if search and search.config.enabled else output
