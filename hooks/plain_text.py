"""MkDocs hook: what a page says about itself is text everywhere, never markup.

Titles, descriptions, keywords, labels of the navigation and names of files come from authors, and the theme
prints them as they are. Here its templates escape whatever is not marked as HTML, and what MkDocs hands over as
HTML is marked. The search index is written without a template, so it is shown an escaped form.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from html import unescape
from typing import Any, Literal, cast

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.templates import TemplateContext

from studybook.builds import Command
from studybook.metadata import mistakes

log = logging.getLogger("mkdocs.hooks.plain_text")
INDEXED = ("title", "tags")
"""What the search index takes from the metadata of a page."""


KEPT = "plain_text"
"""Where, in what the template of a page is given, its own words wait while it is indexed."""
running = Command()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    running.start(command)


@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """What a page says of itself has a form; while serving, the rest is left out."""
    for mistake in list(mistakes(page.meta, page.file.content_string)):
        told = f"{page.file.src_uri}:{mistake.line}: {mistake.text}"
        if not running.serving:
            raise PluginError(told)
        log.warning(told)
        del page.meta[mistake.key]


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """A title that MkDocs takes from the heading of a page has entities, one from anywhere else has none."""
    if "title" not in page.meta and "title" not in vars(page):
        page.title = unescape(str(page.title))


@event_priority(100)  # before any template is read
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let the templates escape."""
    env.autoescape = True
    env.filters["striptags"] = _stripped
    if config.copyright:
        config.copyright = Markup(config.copyright)  # HTML, as MkDocs documents it


@event_priority(90)
def _before_indexing(context: TemplateContext, /, *, page: Page, **_: object) -> None:
    metadata = {name: page.meta[name] for name in INDEXED if name in page.meta}
    cast("dict[str, Any]", context)[KEPT] = metadata, page.title
    page.meta.update({name: _escaped(value) for name, value in metadata.items()})
    page.title = _escaped(page.title)


@event_priority(-200)  # after the search has put the whole content back
def _after_indexing(context: TemplateContext, /, *, page: Page, **_: object) -> None:
    metadata, page.title = cast("dict[str, Any]", context).pop(KEPT)
    page.meta.update(metadata)
    page.content = Markup(page.content)
    _plain(page.toc)


on_page_context = CombinedEvent(_before_indexing, _after_indexing)


def _stripped(value: object) -> str:
    """The text of HTML; what is text already keeps what looks like tags."""
    return value.striptags() if isinstance(value, Markup) else str(value)


def _escaped(value: Any) -> Any:
    return [escape(str(each)) for each in value] if isinstance(value, list) else escape(str(value))


def _plain(items: Iterable[AnchorLink]) -> None:
    """Titles of sections are HTML to MkDocs; as text they are escaped like all others."""
    for item in items:
        item.title = Markup(item.title).striptags()
        _plain(item.children)
