"""MkDocs hook: from each page there is a way on: up, to its neighbours, and to what belongs to it.

The pages of the rules stand in no navigation, which they would drown. They are in the order of the list of rules,
below the section that has it, and lead to the pages of the site that explain what they are about: those that say so
or show such a mistake, else those that have their source in the same official page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from kubefence.edge.mkdocs.plugin import KubefencePlugin
from kubefence.findings import PageReport
from studybook.builds import Builds
from studybook.ways import Explained, cited, listed

RULES = "rules/"
LIST = "rules/index.md"


class Crumb(NamedTuple):
    """A step from the first page to the one that is read."""

    title: str
    url: str | None
    """None for what has no page of its own."""


class _Build:
    """What is known of one build."""

    home: Page | None = None
    list: Page | None = None
    """That of the rules."""


builds = Builds(_Build)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    builds.begin()


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Give the pages of the rules their place."""
    build = builds.now
    build.home = nav.homepage
    overview = files.get_file_from_path(LIST)
    if overview is None or overview.page is None:
        return
    build.list = overview.page
    names = listed(overview.content_string)
    pages = [file.page for name in names if (file := files.get_file_from_path(f"{RULES}{name}.md")) and file.page]
    for page in pages:
        page.parent = overview.page.parent
    for before, after in pairwise([overview.page, *pages]):
        after.previous_page = before
        if before is not overview.page:
            before.next_page = after


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages have their titles: tell the templates the ways."""
    explained = _explained(config, files)
    env.globals["missing_words"] = Markup(Path(__file__).with_name("missing_words.js").read_text(encoding="utf-8"))
    env.globals["address"] = lambda name: (file := files.get_file_from_path(name)) and file.page
    env.globals["crumbs"] = lambda page: list(_crumbs(page)) if page else []
    env.globals["rules_list"] = builds.now.list
    env.globals["explaining"] = lambda page: [
        file.page for name in explained.of(page.file.src_uri) if (file := files.get_file_from_path(name))
    ]


def _crumbs(page: Page) -> Iterator[Crumb]:
    """From the first page down; the last is the page itself."""
    home, overview = builds.now.home, builds.now.list
    if home and page is not home:
        yield Crumb(home.title, home.url)
    for section in reversed([item for item in page.ancestors if isinstance(item, Section)]):
        index = _index(section)
        if index is not page:
            yield Crumb(section.title, index.url if index else None)
    if overview and page is not overview and page.file.src_uri.startswith(RULES):
        yield Crumb(overview.title, overview.url)
    yield Crumb(page.title, None)


def _index(section: Section) -> Page | None:
    first = section.children[0] if section.children else None
    return first if isinstance(first, Page) and first.is_index else None


def _explained(config: MkDocsConfig, files: Files) -> Explained:
    """Which pages show which mistake, and which official pages each has its knowledge from."""
    plugin = config.plugins.get("kubefence")
    reports = plugin.outcome.by_page if isinstance(plugin, KubefencePlugin) else {}
    pages = [file.page for file in files.documentation_pages() if file.page]
    shown = {
        page.file.src_uri: frozenset(_said_or_shown(page, reports.get(page.file.src_uri)))
        for page in pages
        if not page.file.src_uri.startswith(RULES)
    }
    return Explained(RULES, shown, {page.file.src_uri: cited(page.markdown or "") for page in pages})


def _said_or_shown(page: Page, report: PageReport | None) -> Iterator[str]:
    """The rules that a page explains: by its front matter, or because an example breaks one on purpose."""
    yield from page.meta.get("explains") or ()
    yield from (block.expect for block in (report.blocks if report else ()) if block.expect)
