"""MkDocs hook: what programs ask a site for: what they may read, what there is and since when, and its sign.

A page is as new as its last review, and what nobody reviews names no day: the day of the build says nothing. The
template of the sitemap is in ``overrides/``. Robots look for robots.txt at the root of a host only; below a path it
does no harm.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from studybook.builds import Builds
from studybook.errors import StudybookError
from studybook.machines import Entry, Group, llms, picture, robots

LOGO = "assets/img/logo.svg"
ICONS = {"assets/img/touch-icon.png": (180, "#3f51b5"), "assets/img/sign.png": (512, "")}
"""Size and ground: of the one that phones put among their own, which cut its corners, and of that of links."""
NEVER = "1980-01-01"
"""For MkDocs, which wants a day of each page."""


class _Build:
    """What is known of one build."""

    navigation: Navigation
    llms: str


builds = Builds(_Build)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    builds.begin()


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Draw the icons for those who take no SVG."""
    logo = files.get_file_from_path(LOGO)
    if logo is None or not config.site_url:
        return
    try:
        for name, (size, ground) in ICONS.items():
            files.append(File.generated(config, name, content=picture(logo.content_string, size, ground)))
    except StudybookError as error:
        raise PluginError(str(error)) from error


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the order of the pages."""
    builds.now.navigation = nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: say when each was reviewed, and list them."""
    for file in files.documentation_pages():
        if file.page:
            file.page.update_date = _day(file.page.meta.get("reviewed"))
    env.globals["never"] = NEVER
    groups = _groups(builds.now.navigation, env.globals.get("study"))
    builds.now.llms = llms(config.site_name, str(config.site_description), groups)


def _day(reviewed: object) -> str:
    """The day of a review, where it is one."""
    try:
        return datetime.date.fromisoformat(str(reviewed)).isoformat()
    except ValueError:
        return NEVER


def on_post_build(config: MkDocsConfig) -> None:
    """Write what is no page; an edition without an address has no use for it."""
    if config.site_url:
        texts = {"robots.txt": robots(config.site_url), "llms.txt": builds.now.llms}
        for name, text in texts.items():
            Path(config.site_dir, name).write_text(text, encoding="utf-8")


def _groups(nav: Navigation, study: Any) -> Iterator[Group]:
    """What stands by itself in the navigation, then its sections; ``study`` knows the answers of questions."""
    yield Group("", tuple(_entry(page, study) for page in nav.items if isinstance(page, Page)))
    for item in nav.items:
        if isinstance(item, Section):
            yield Group(item.title, tuple(_entry(page, study) for page in _pages(item)))


def _pages(section: Section) -> Iterator[Page]:
    for child in section.children:
        if isinstance(child, Page):
            yield child
        elif isinstance(child, Section):
            yield from _pages(child)


def _entry(page: Page, study: Any) -> Entry:
    question = study.page(page.file.src_uri) if study else None
    said = question["short"] if question else page.meta.get("description", "")
    return Entry(str(page.meta.get("title", page.title)), page.canonical_url or page.url, str(said))
