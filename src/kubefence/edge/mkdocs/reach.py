"""Nothing is published that lies outside of the repository, is hidden, or is no file; no page that is no text.

A link among the pages may lead anywhere, for MkDocs follows it. Folders are looked at before MkDocs walks through
them, files once all plugins have had their say. While serving such files are left out, and a page that must not be
read stays empty but for what was found in it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from kubefence.edge import published
from kubefence.edge.files import decode
from kubefence.edge.published import UNREAD, SiteFile
from kubefence.findings import Finding, PageReport
from kubefence.report import text

log = logging.getLogger("mkdocs.plugins.kubefence")


class Reach:
    """What one build may publish."""

    def __init__(self, *, serving: bool, lang: str) -> None:
        self._serving, self._lang = serving, lang

    def folders(self, config: MkDocsConfig) -> None:
        """MkDocs is about to walk through the folder of pages; raises `PluginError`."""
        self._refuse(published.folders(_root(config), Path(config.docs_dir)))

    def files(self, files: Files, config: MkDocsConfig) -> None:
        """Look at all files before the pages among them are read; raises `PluginError`, unless it is only served."""
        docs = Path(config.docs_dir)
        given = {
            SiteFile(file.src_uri, Path(file.src_dir)): file
            for file in files
            if file.src_dir and not file.inclusion.is_excluded()
        }
        found = {finding.path: finding for finding in published.files(_root(config), docs, given)}
        allowed = {file.shown: known for file, known in given.items() if file.shown not in found}
        found |= {finding.path: finding for finding in _no_text(allowed)}
        if not self._serving:
            self._refuse(found.values())
            return
        for file, known in given.items():
            if file.shown in found:
                files.remove(known)
                log.warning(self._line(found[file.shown]))

    def _refuse(self, found: Iterable[Finding]) -> None:
        lines = [self._line(finding) for finding in found]
        for line in lines:
            log.error(line)
        if lines:
            raise PluginError(f"files that must not be published: {len(lines)}; nothing was published")

    def _line(self, finding: Finding) -> str:
        return text.line(finding, self._lang)


def may_be_read(report: PageReport | None) -> bool:
    """Whether a page, of which this was found, may be rendered at all."""
    return report is None or not any(finding.rule in UNREAD for finding in report.findings)


def _no_text(given: Mapping[str, File]) -> Iterator[Finding]:
    """Pages, by what findings call them, that are not UTF-8."""
    for shown, file in given.items():
        if not file.is_documentation_page():
            continue
        try:
            file.content_string  # noqa: B018 - MkDocs reads it here
        except UnicodeDecodeError:
            read = decode(file.content_bytes, shown, markdown=True)
            yield from read.findings if isinstance(read, PageReport) else ()


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
