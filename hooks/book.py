"""MkDocs hook: the book is made of the very pages that the site shows.

The content of each page is taken after all other plugins, so that the book says what the site says. With
``BOOK=pdf`` in the environment (or several of `studybook.book.editions.EDITIONS`, with commas) the book is
written into the site, and what shows downloads is told so; otherwise neither happens.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from studybook.book.collect import Collection, date_told
from studybook.book.shared.assemble import Manuscript
from studybook.builds import Builds
from studybook.errors import StudybookError

FOLDER = "book"


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    wanted: tuple[str, ...] = ()
    collection: Collection = field(default_factory=Collection)
    navigation: Navigation | None = None
    manuscript: Manuscript | None = None


builds = Builds(_Build)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    date_told()  # MkDocs itself would stumble over one that is no number
    build = builds.begin()
    build.wanted = tuple(filter(None, os.environ.get("BOOK", "").split(",")))
    if not build.wanted:
        return
    try:
        from studybook.book.editions import EDITIONS  # its parts need packages that only the book needs
    except ImportError as error:
        raise PluginError(f"BOOK needs packages that are not installed; run scripts/setup.sh book ({error})") from error
    if unknown := set(build.wanted) - EDITIONS.keys():
        raise PluginError(f"BOOK asks for {', '.join(sorted(unknown))}; there are {', '.join(EDITIONS)}")
    offered = [(EDITIONS[name].label, f"{FOLDER}/{EDITIONS[name].file}") for name in build.wanted]
    config.extra.setdefault("downloads", []).extend(offered)


@event_priority(-1000)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the order of the pages."""
    builds.now.navigation = nav


@event_priority(-1000)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Take the page."""
    if builds.now.wanted:
        builds.now.collection.add(page, html)


@event_priority(-1000)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are rendered."""
    build = builds.now
    if build.wanted and build.navigation is not None:
        build.manuscript = build.collection.finish(config, build.navigation, files)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what was asked for into the site."""
    build = builds.now
    if build.manuscript is None:
        return
    from studybook.book.editions import EDITIONS, write

    folder = Path(config.site_dir) / FOLDER
    wanted = {folder / EDITIONS[name].file: (EDITIONS[name], EDITIONS[name].options) for name in build.wanted}
    try:
        write(build.manuscript, Path(config.config_file_path).parent, wanted)
    except StudybookError as error:
        raise PluginError(f"the book was not made: {error}") from error
