"""MkDocs hook: the first page says what there is, and what can be taken along.

Other hooks say in ``config.extra["downloads"]`` what they put into the site. The edition for folders is built before,
by a run of its own; ``OFFLINE`` in the environment names its file, which is then a part of the site. How large a file
is, is known when it has been written, which is after the page.
"""

from __future__ import annotations

import os
import re
import zipfile
from html import unescape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kubefence.edge.mkdocs.plugin import KubefencePlugin
from kubefence.versions import spoken
from studybook.builds import Builds
from studybook.numbers import proven, size

FOLDER = "book"
SIZE = re.compile(r'(<span data-size="([^"]+)">)(</span>)')
"""The place of a size in the first page."""


class _Build:
    """What is known of one build."""

    navigation: Navigation


builds = Builds(_Build)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    builds.begin()
    config.extra.setdefault("downloads", [])


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Take in the edition for folders, where there is one."""
    if not (told := os.environ.get("OFFLINE")):
        return
    archive = Path(config.config_file_path).parent / told
    if not archive.is_file():
        raise PluginError(f"OFFLINE names {told}, which is not there; make offline makes it")
    if not zipfile.is_zipfile(archive):
        raise PluginError(f"OFFLINE names {told}, which is no ZIP archive; make offline makes one")
    name = f"{FOLDER}/{archive.name}"
    files.append(File.generated(config, name, abs_src_path=str(archive)))
    config.extra["downloads"].append(("离线包", name))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep which pages readers are led to."""
    builds.now.navigation = nav


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """The first page has nothing beside it: it leads everywhere itself."""
    if page.is_homepage:
        page.meta["hide"] = ["navigation", "toc"]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give its template the numbers."""
    env.globals["downloads"] = config.extra["downloads"]
    env.globals["numbers"] = _numbers(config)


def _numbers(config: MkDocsConfig) -> dict[str, object]:
    """Of the pages in the navigation: the examples of rules, many times as many, say nothing about these."""
    plugin, pages = config.plugins.get("kubefence"), builds.now.navigation.pages
    known = plugin.outcome.by_page if isinstance(plugin, KubefencePlugin) else {}
    reports = [known[page.file.src_uri] for page in pages if page.file.src_uri in known]
    versions = {version for report in reports for version in report.versions}
    return {
        "pages": len(pages),
        "proven": sum(1 for report in reports for _ in proven(report.blocks)),
        "versions": spoken(versions) if versions else "",
    }


@event_priority(-60)  # when the book is written, before anybody looks at finished pages
def on_post_build(config: MkDocsConfig) -> None:
    """Say how large each download is."""
    home = builds.now.navigation.homepage
    page = Path(config.site_dir, home.file.dest_uri) if home else None
    if page and config.extra["downloads"] and page.is_file():
        html = page.read_text(encoding="utf-8")
        page.write_text(SIZE.sub(lambda found: _sized(found, config), html), encoding="utf-8")


def _sized(found: re.Match[str], config: MkDocsConfig) -> str:
    bytes_there = Path(config.site_dir, unescape(found[2])).stat().st_size
    return f"{found[1]}{size(bytes_there)}{found[3]}"
