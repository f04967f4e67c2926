"""What the book takes from a run of MkDocs: the content of every page, after all plugins have had their say."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavSection
from mkdocs.structure.pages import Page

from studybook import dates
from studybook.book.shared.assemble import Manuscript, Section, Source
from studybook.study.places import KEY


@dataclass(slots=True)
class Collection:
    """Grows while MkDocs works."""

    html: dict[str, str] = field(default_factory=dict)

    def add(self, page: Page, html: str) -> None:
        """Take a page, unless its content is made for the screen alone."""
        if KEY not in page.meta:
            self.html[page.file.src_uri] = html

    def finish(self, config: MkDocsConfig, navigation: Navigation, files: Files) -> Manuscript:
        """All of it, once everything is rendered: navigation, titles and addresses are final."""
        pages = {page.file.src_uri: page for page in navigation.pages if page.file.src_uri in self.html}
        root = Path(config.config_file_path).parent
        return Manuscript(
            title=config.site_name,
            description=config.site_description or "",
            author=config.site_author or f"《{config.site_name}》的贡献者",
            licence=re.sub(r"<[^>]*>", "", config.copyright or ""),
            address=config.site_url or "",
            date=date_of(root, pages.values()),
            sections=tuple(_sections(navigation, pages.keys())),
            pages={name: self._source(page) for name, page in pages.items()},
            files={file.url: file.abs_src_path or "" for file in files if file.src_uri not in pages},
        )

    def _source(self, page: Page) -> Source:
        name = page.file.src_uri
        return Source(name, page.url, str(page.meta.get("short") or page.title or name), self.html[name])


class Collector(BasePlugin[LegacyConfig]):
    """A plugin for a run of MkDocs that is made for the book alone; `manuscript` is what it took from it."""

    manuscript: Manuscript

    def on_config(self, config: MkDocsConfig) -> None:
        """Begin anew."""
        date_told()  # MkDocs itself would stumble over one that is no number
        self._collection = Collection()

    @event_priority(-1000)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        """Keep the order of the pages."""
        self._navigation = nav

    @event_priority(-1000)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Take the page, after all other plugins."""
        self._collection.add(page, html)

    @event_priority(-1000)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """All pages are rendered."""
        self.manuscript = self._collection.finish(config, self._navigation, files)


def _sections(navigation: Navigation, taken: Container[str]) -> Iterator[Section]:
    for item in navigation.items:
        if isinstance(item, Page) and item.file.src_uri in taken:
            yield Section("", (item.file.src_uri,))
        elif isinstance(item, NavSection):
            yield from _flat(item, item.title)


def _flat(section: NavSection, title: str) -> Iterator[Section]:
    """A section and those in it, one after the other; a link in the navigation is no page."""
    pages = tuple(child.file.src_uri for child in section.children if isinstance(child, Page))
    if pages:
        yield Section(title, pages)
    for child in section.children:
        if isinstance(child, NavSection):
            yield from _flat(child, f"{title} · {child.title}")


def date_told() -> str:
    """The day that ``SOURCE_DATE_EPOCH`` names, if it is set; raises `PluginError`."""
    try:
        seconds = dates.told()
    except dates.DateError as error:
        raise PluginError(str(error)) from None
    return "" if seconds is None else dates.day(seconds)


def date_of(root: Path, pages: Iterable[Page] = ()) -> str:
    """The day of the content; raises `PluginError`."""
    date_told()
    return dates.day(dates.moment(root, (str(page.meta["reviewed"]) for page in pages if "reviewed" in page.meta)))
