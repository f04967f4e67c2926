"""The proof in one build of MkDocs: pages verified before they are rendered, the seal on what was rendered."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from kubefence.edge.mkdocs.shown import Shown
from kubefence.edge.mkdocs_yml import PLUGIN, SUPERFENCES, lacks_superfences
from kubefence.edge.rendering import Rendering
from kubefence.edge.sealing import Published, seal, untold
from kubefence.edge.site import Outcome, Source, verify_site
from kubefence.errors import LocalizedError
from kubefence.findings import Finding, Severity
from kubefence.markdown.fences import FenceExtension
from kubefence.proof.overview import skeleton
from kubefence.report import text
from kubefence.severities import weighed

log = logging.getLogger("mkdocs.plugins.kubefence")
WRITE = "KUBEFENCE_WRITE_BASELINE"
"""Variable of the environment that lets a build write what only the finished site shows into the baseline."""
RULES = "rules/{}.md"
"""Where a site that has pages of rules has them."""


class Proof:
    """What one build knows of the proof of its examples."""

    outcome: Outcome

    def __init__(self, options: Mapping[str, Any], *, serving: bool, lang: str) -> None:
        self._options, self._serving, self._lang = options, serving, lang
        self._rendering = Rendering(self._box if serving else None)
        self._published: dict[str, Published] = {}
        """Pages by the names of their files; only those rendered in this build where it is a dirty one."""

    def configure(self, config: MkDocsConfig) -> None:
        """Let fences carry our options, and let the HTML name the language of every block.

        What our Markdown extension of the same name would do for other generators is done here.
        """
        config.markdown_extensions = [name for name in config.markdown_extensions if str(name) != PLUGIN]
        if lacks_superfences(map(str, config.markdown_extensions)):
            config.markdown_extensions.append(SUPERFENCES)
        # MkDocs says that these are names; Python-Markdown takes objects as well, and MkDocs hands them on.
        config.markdown_extensions.append(FenceExtension(finish=self._rendering))  # type: ignore[arg-type]
        config.mdx_configs.setdefault("pymdownx.highlight", {})["pygments_lang_class"] = True
        if self._serving:
            _go_on_in_spite_of_warnings(config)

    def verify(self, files: Files, config: MkDocsConfig) -> None:
        """Verify all pages; raises `PluginError` for errors, unless it is only served."""
        try:
            Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)  # as for every page
            self.outcome = verify_site(Path(config.config_file_path), _sources(files), self._options)
        except LocalizedError as error:
            raise PluginError(error.in_(self._lang)) from error
        made = self.outcome
        self._shown = Shown(made, files, config)
        below, anchors = self._shown.below, bool(made.config.report)
        self._rendering.start(made.by_page, made.lang, made.title, made.left_out, below, anchors=anchors)
        in_the_way = weighed(self._shown.publish(), dict(made.config.severity))
        report = replace(made.report, extra=(*made.report.extra, *in_the_way))
        for note in report.notes:
            log.info(note.in_(self._lang))
        for finding in report.findings:
            self._tell(finding)
        errors = report.count(Severity.ERROR)
        if errors and not self._serving:
            raise PluginError(f"errors in the pages: {errors}; nothing was published")

    def enter(self, page: Page, files: Files) -> None:
        """The fences that are rendered next are those of this page."""
        name = page.file.src_uri
        report = self.outcome.by_page.get(name)
        published = Published(name, report.path if report else name, lambda: _content(page.file))
        self._published[page.file.dest_uri] = published
        self._shown.page = page
        self._rendering.enter(name, lambda rule: _address(rule, page, files))

    def markdown(self, page: Page, markdown: str) -> str | None:
        """The text of a page, where the proof has something to add to it."""
        return markdown + skeleton(self.outcome.lang) if self._shown.is_overview(page) else None

    def lead(self, pages: Sequence[str]) -> None:
        """These are the pages that readers are led to."""
        self._shown.order = pages

    def overview(self, html: str, page: Page) -> str | None:
        """The page about all blocks with what it lists, None for any other."""
        return self._shown.filled(html) if self._shown.is_overview(page) else None

    def leave(self, html: str) -> str:
        """While serving, findings that belong to no block stand at the top of the page."""
        waiting = self._rendering.leave()
        return "".join(map(self._box, waiting)) + html if self._serving else html

    def seal(self, folder: Path, *, only_pages: bool) -> None:
        """Look at what is about to be published; raises `PluginError`, unless it is only served."""
        acceptance, left_out = self.outcome.acceptance, self.outcome.left_out
        shown = seal(folder, self._published, self._rendering, only_pages=only_pages, vouched=left_out)
        new = list(untold(shown, [*self.outcome.report.findings, *acceptance.accepted]))
        if not only_pages and os.environ.get(WRITE):
            acceptance.write_site(new)
        found = acceptance.site(new, whole=not only_pages)
        for finding in found:
            self._tell(finding)
        broken = sum(finding.severity is Severity.ERROR for finding in found)
        if broken and not self._serving:
            raise PluginError(f"blocks in the HTML that were never verified: {broken}; nothing was published")

    def _tell(self, finding: Finding) -> None:
        level = _LEVELS[finding.severity]
        log.log(min(level, logging.WARNING) if self._serving else level, self._line(finding))

    def _line(self, finding: Finding) -> str:
        return text.line(finding, self._lang)

    def _box(self, finding: Finding) -> str:
        kind = finding.severity.value
        return f'<p class="proof-finding proof-finding--{kind}" role="alert">{escape(self._line(finding))}</p>'


_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}


def _go_on_in_spite_of_warnings(config: MkDocsConfig) -> None:
    """In ``mkdocs serve``, strict mode would end the server at the first warning, a missing include too."""
    config.strict = False
    config.mdx_configs.get("pymdownx.snippets", {})["check_paths"] = False
    for handler in list(logging.getLogger("mkdocs").handlers):
        if isinstance(handler, CountHandler):
            logging.getLogger("mkdocs").removeHandler(handler)


def _sources(files: Files) -> Iterator[Source]:
    for file in files.documentation_pages():
        yield Source(file.src_uri, Path(file.abs_src_path) if file.abs_src_path else None, _content(file))


def _content(file: Any) -> str:
    try:
        return str(file.content_string)
    except UnicodeDecodeError as error:
        raise PluginError(f"{file.src_uri}: not UTF-8 text at byte {error.start}; save the file as UTF-8") from error


def _address(rule: str, page: Page, files: Files) -> str | None:
    """Where the page of a rule is, seen from another page; None for a rule without one."""
    file = files.get_file_from_path(RULES.format(rule))
    return file.url_relative_to(page.file) if file and file is not page.file else None
