"""MkDocs hook: the questions as a deck for Anki, in the site, where ``DECK=anki`` asks for it.

The backs of its cards are the answers of the finished pages; what shows downloads is told where the deck will be.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from studybook.builds import Builds
from studybook.errors import StudybookError

FOLDER = "book"
FORMS = {"anki": "Anki 牌组"}


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    wanted: str = ""
    files: Files | None = None


builds = Builds(_Build)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    build = builds.begin()
    build.wanted = os.environ.get("DECK", "")
    if not build.wanted:
        return
    if build.wanted not in FORMS:
        raise PluginError(f"DECK asks for {build.wanted}; there is {', '.join(FORMS)}")
    try:
        from studybook.anki.collect import FILE  # it needs packages that only the deck needs
    except ImportError as error:
        raise PluginError(f"DECK needs packages that are not installed; run scripts/setup.sh book ({error})") from error
    config.extra.setdefault("downloads", []).append((FORMS[build.wanted], f"{FOLDER}/{FILE}"))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep where each page is."""
    builds.now.files = files


def on_post_build(config: MkDocsConfig) -> None:
    """Write the deck into the site."""
    build = builds.now
    if not build.wanted or build.files is None:
        return
    from studybook.anki.collect import FILE, deck

    try:
        made = deck(config, build.files)
    except StudybookError as error:
        raise PluginError(f"the deck was not made: {error}") from error
    file = Path(config.site_dir, FOLDER, FILE)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made)
