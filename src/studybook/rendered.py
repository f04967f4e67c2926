"""Some pages of the site, rendered as a build renders them, and what MkDocs and the hooks say about them.

A build renders all pages and writes them into templates. Whoever works on one page wants to know whether its links,
its front matter and its diagrams are right, and waits only for that page and those it links to.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import NamedTuple

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from studybook.diagrams import SOURCE
from studybook.errors import StudybookError

PROOF = ("mkdocs.hooks.proof", "mkdocs.plugins.kubefence", "mkdocs.hooks.questions")
"""Who says what is wrong with the examples and the questions, of all pages."""


class Rendered(NamedTuple):
    """What came of it."""

    messages: list[str]
    """Warnings and errors, of MkDocs and of hooks."""
    diagrams: list[tuple[str, str]]
    """Pages and the sources of their diagrams."""


class RenderingError(StudybookError):
    """The pages cannot be rendered at all."""


def rendered(config_file: Path, wanted: Collection[str]) -> Rendered:
    """Render the pages ``wanted``, by their names below the folder of pages; raises `RenderingError`."""
    with _said() as messages:
        try:
            config = load_config(str(config_file))
            config.plugins.on_startup(command="serve", dirty=False)  # to go on after a mistake
            try:
                pages = _pages(config, wanted)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise RenderingError(str(error)) from error
    diagrams = [
        (page.file.src_uri, unescape(found["source"]))
        for page in pages
        for found in SOURCE.finditer(page.content or "")
    ]
    return Rendered(messages, diagrams)


def _pages(config: MkDocsConfig, wanted: Collection[str]) -> list[Page]:
    """The steps of a build, as far as they concern the content of these pages."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = [
        _rendered(file.page or Page(None, file, config), config, files) for file in files if file.src_uri in wanted
    ]
    targets = {file.src_uri: file for page in pages for file in page.links_to_anchors or ()}
    for name, file in targets.items():
        if name not in wanted and file.page:
            _rendered(file.page, config, files)
    for page in pages:
        page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
    return pages


def _rendered(page: Page, config: MkDocsConfig, files: Files) -> Page:
    page = config.plugins.on_pre_page(page, config=config, files=files) or page
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.render(config, files)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)
    return page


class _Ear(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        if record.name not in PROOF:
            self._messages.append(record.getMessage())


@contextmanager
def _said() -> Iterator[list[str]]:
    messages: list[str] = []
    ear, log = _Ear(messages), logging.getLogger("mkdocs")
    log.addHandler(ear)
    try:
        yield messages
    finally:
        log.removeHandler(ear)
