"""The site built once, into a folder that is thrown away, for what is made of its pages."""

from __future__ import annotations

import logging
import sys
import tempfile
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

P = TypeVar("P", bound=BasePlugin[LegacyConfig])


def built(config_file: Path, plugin: P) -> P:
    """The plugin that has taken part in the run, after all others."""
    with tempfile.TemporaryDirectory() as folder:
        config = load_config(str(config_file), site_dir=folder)
        _without_search(config)
        config.plugins["studybook/collector"] = plugin
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    return plugin


def _without_search(config: MkDocsConfig) -> None:
    """Nobody searches a site that is thrown away; the dictionary for its index alone takes 67 MB."""
    for name, plugin in config.plugins.items():
        if name.rpartition("/")[2] == "search" and "enabled" in plugin.config:
            plugin.config["enabled"] = False


def show_warnings() -> None:
    """Of MkDocs; other packages say more than anybody wants to know."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logging.getLogger("mkdocs").addHandler(handler)
