"""MkDocs hook: the scripts of ``web/`` stand in the site, and pages hold the places that they fill.

A page gets its places when the book and the search have read it: they are no part of what it says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from studybook.builds import Builds
from studybook.bundle import SOURCES, BundleError, Bundles, named
from studybook.study import places

FOLDER = "assets/study"
SCRIPTS = ("page", "study", "quizzes", "interviews")
"""In files: ``page`` is on every page, ``study`` where somebody studies, the others each on a page of its own."""
EARLY = "early"
"""In the page, before it is painted."""


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    addresses: dict[str, str] = field(default_factory=dict)
    """Of the scripts, and of the pages that are made for studying."""
    early: str = ""


builds = Builds(_Build)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew, and again when a script has changed."""
    builds.begin()
    config.watch.append(str(Path(config.config_file_path).parent / SOURCES))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Bundle the scripts and add them to the files of the site."""
    made = Bundles(Path(config.config_file_path).parent)
    build = builds.now
    try:
        for name in SCRIPTS:
            text = made.text(f"{name}.ts")
            build.addresses[name] = f"{FOLDER}/{named(name, text)}"
            files.append(File.generated(config, build.addresses[name], content=text))
        build.early = made.text(f"{EARLY}.ts")
    except BundleError as error:
        raise PluginError(str(error)) from error
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give overrides/main.html what it puts into the pages."""
    build = builds.now
    for file in files.documentation_pages():
        if file.page and (app := file.page.meta.get(places.KEY)):
            build.addresses[str(app)] = file.url
            file.page.meta["hide"] = ["navigation", "toc"]  # lists use the whole width
    env.globals["study_addresses"] = build.addresses
    env.globals["study_early"] = Markup(build.early)
    env.globals["study_renamed"] = json.dumps(config.extra["study"].renamed)


@event_priority(-150)  # after the search and what mends it, before the policy looks at the page (-300)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Put the places for scripts into a page."""
    html = places.with_places(page.content or "")
    if app := page.meta.get(places.KEY):
        addresses = builds.now.addresses
        html = places.with_app(
            html,
            str(app),
            config.extra["study"],
            lambda url: get_relative_url(url, page.url),
            get_relative_url(addresses.get("questions", ""), page.url),
        )
    page.content = html
