"""MkDocs hook: diagrams stand in the published pages as SVG, and no page loads a script to draw them.

A page whose diagrams cannot be drawn here keeps its sources, and the reader's browser draws them through
mkdocs-mermaid2-plugin: while serving, where speed counts, and on a machine without a browser. The log says
so in one line. With ``DIAGRAMS=required`` in the environment, as when publishing, it is an error instead.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from studybook.builds import Builds
from studybook.diagrams import MARK, SOURCE, filled, frame, openable
from studybook.fonts import FontError
from studybook.render import BrowserError, DrawingError, Renderer

log = logging.getLogger("mkdocs.hooks.drawn_diagrams")
MERMAID = "assets/vendor/mermaid/"
"""Where hooks/local_mermaid.py puts it."""
IN_THE_PAGE = "diagrams are drawn in the reader's browser"


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    reason: str = ""
    """Why diagrams are left to the reader's browser; empty while they are drawn here."""
    renderer: Renderer | None = None


builds = Builds(_Build)


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    builds.start(command)


def on_config(config: MkDocsConfig) -> None:
    """Begin anew."""
    builds.begin().renderer = Renderer(Path(config.config_file_path).parent)
    if builds.serving:
        _leave_to_reader("mkdocs serve")


def _leave_to_reader(reason: str) -> None:
    builds.now.reason = reason
    log.info(f"{reason}: {IN_THE_PAGE}")


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with its diagrams drawn; the drawings themselves are put in when the page is finished."""
    renderer = builds.now.renderer
    if builds.now.reason or renderer is None or MARK not in html:
        return html
    try:
        return SOURCE.sub(lambda found: frame(renderer.draw(unescape(found["source"]))), html)
    except DrawingError as error:
        raise PluginError(f"{page.file.src_uri}: a diagram cannot be drawn: {error}") from error
    except (BrowserError, FontError) as error:
        if os.environ.get("DIAGRAMS") == "required":
            raise PluginError(f"{page.file.src_uri}: its diagrams must be drawn: {error}") from error
        _leave_to_reader(str(error))
        return html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The finished page with its drawings, and with frames for those that are left to the reader."""
    renderer = builds.now.renderer
    return openable(filled(output, renderer.known) if renderer else output)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are rendered: the browser can go, and Mermaid where no page needs it."""
    _close()
    if not builds.now.reason and "mermaid2" in config.plugins:
        loader = config.plugins["mermaid2"].config["javascript"]
        config.extra_javascript[:] = [script for script in config.extra_javascript if str(script) != loader]
        for file in [file for file in files if file.src_uri == loader or file.src_uri.startswith(MERMAID)]:
            files.remove(file)


def on_build_error(error: Exception) -> None:
    """It can go then too."""
    _close()


def _close() -> None:
    if builds.now.renderer:
        builds.now.renderer.close()
