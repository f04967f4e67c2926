"""MkDocs hook: nothing is published that lies outside of the repository, is hidden, or is no file.

A link among the pages may lead anywhere, for MkDocs follows it. Folders are looked at before MkDocs walks through
them, files once all plugins have had their say. While serving such files are left out, and a page that must not be
read stays empty but for what was found in it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kubefence.edge import published
from kubefence.edge.published import UNREAD, Published
from kubefence.findings import Finding
from kubefence.report import text

log = logging.getLogger("mkdocs.hooks.files")


class _Run:
    """What one run of MkDocs knows."""

    serving = False


run = _Run()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether files are published or only previewed."""
    run.serving = command == "serve"


def on_pre_build(config: MkDocsConfig) -> None:
    """MkDocs is about to walk through the folder of pages."""
    _refused(published.folders(_root(config), Path(config.docs_dir)), config)


@event_priority(-90)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at all files, before `proof` reads the pages among them."""
    docs = Path(config.docs_dir)
    given = {
        Published(file.src_uri, Path(file.src_dir)): file
        for file in files
        if file.src_dir and not file.inclusion.is_excluded()
    }
    found = {finding.path: finding for finding in published.files(_root(config), docs, given)}
    if found and run.serving:
        for file, known in given.items():
            if file.shown in found:
                files.remove(known)
                log.warning(_line(found[file.shown], config))
        return
    _refused(found.values(), config)


def _refused(found: Iterable[Finding], config: MkDocsConfig) -> None:
    lines = [_line(finding, config) for finding in found]
    for line in lines:
        log.error(line)
    if lines:
        raise PluginError(f"files that must not be published: {len(lines)}; nothing was published")


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """While serving, a page that must not be read."""
    outcome = config.extra.get("proof")  # what the hook `proof` has found
    report = outcome.by_page.get(page.file.src_uri) if outcome else None
    unread = report is not None and any(finding.rule in UNREAD for finding in report.findings)
    return "" if unread else None


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _line(finding: Finding, config: MkDocsConfig) -> str:
    return text.line(finding, str((config.extra.get("kubefence") or {}).get("lang", "en")))
