"""MkDocs hook: no page is published whose examples are not proven.

Before anything is rendered all pages are verified; an error ends the build. Afterwards every block of YAML
that a finished page shows must be one that was verified there (the seal), whatever other plugins did in
between, and what is wrong on purpose or was not verified says so.
``mkdocs serve`` goes on serving: findings are shown on the page, beside the block they are about.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Literal

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from kubefence.edge.rendering import Rendering
from kubefence.edge.sealing import Published, seal
from kubefence.edge.site import Outcome, Source, verify_site
from kubefence.errors import LocalizedError
from kubefence.findings import Finding, Severity
from kubefence.markdown.fences import FenceExtension
from kubefence.report import text

log = logging.getLogger("mkdocs.hooks.proof")


class _Run:
    """What one build knows."""

    serving = False
    dirty = False
    """Only the pages that have changed are rendered."""
    outcome: Outcome
    rendering: Rendering
    published: dict[str, Published]
    """Pages by the names of their files, those rendered in this build where it is dirty."""


run = _Run()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    run.serving, run.dirty = command == "serve", dirty


def on_config(config: MkDocsConfig) -> None:
    """Let fences carry our options, and let the HTML name the language of every block."""
    run.rendering = Rendering(_box if run.serving else None)
    config.markdown_extensions.append(FenceExtension(finish=run.rendering))  # type: ignore[arg-type]
    config.mdx_configs.setdefault("pymdownx.highlight", {})["pygments_lang_class"] = True
    if run.serving:
        _go_on_in_spite_of_warnings(config)


def _go_on_in_spite_of_warnings(config: MkDocsConfig) -> None:
    """In ``mkdocs serve``, strict mode would end the server at the first warning, a missing include too."""
    config.strict = False
    config.mdx_configs.get("pymdownx.snippets", {})["check_paths"] = False
    for handler in list(logging.getLogger("mkdocs").handlers):
        if isinstance(handler, CountHandler):
            logging.getLogger("mkdocs").removeHandler(handler)


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Verify all pages, after every other plugin has had its say on which there are."""
    try:
        Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)  # as for every page
        run.outcome = verify_site(Path(config.config_file_path), _sources(files))
    except LocalizedError as error:
        raise PluginError(error.in_(_language(config))) from error
    config.extra["proof"] = run.outcome  # for the hooks that show it to readers
    run.rendering.start(run.outcome.by_page, run.outcome.lang, run.outcome.title)
    run.published = {}
    report = run.outcome.report
    for finding in report.findings:
        log.log(_level(finding), _line(finding))
    errors = report.count(Severity.ERROR)
    if errors and not run.serving:
        raise PluginError(f"errors in the pages: {errors}; nothing was published")


def _language(config: MkDocsConfig) -> str:
    return "zh" if str(config.theme.get("language")).startswith("zh") else "en"


def _sources(files: Files) -> Iterator[Source]:
    for file in files.documentation_pages():
        yield Source(file.src_uri, Path(file.abs_src_path) if file.abs_src_path else None, _content(file))


def _content(file: Any) -> str:
    try:
        return str(file.content_string)
    except UnicodeDecodeError as error:
        raise PluginError(f"{file.src_uri}: not UTF-8 text at byte {error.start}; save the file as UTF-8") from error


def _level(finding: Finding) -> int:
    if run.serving:
        return logging.WARNING
    return logging.ERROR if finding.severity is Severity.ERROR else logging.WARNING


def _line(finding: Finding) -> str:
    return text.line(finding, run.outcome.lang)


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """The fences that are rendered next are those of this page."""
    name = page.file.src_uri
    report = run.outcome.by_page.get(name)
    run.published[page.file.dest_uri] = Published(name, report.path if report else name, lambda: _content(page.file))
    run.rendering.enter(name, lambda rule: _address(rule, page, files))


def _address(rule: str, page: Page, files: Files) -> str | None:
    """Where the page of a rule is, seen from another page; None for a rule without one."""
    file = files.get_file_from_path(f"rules/{rule}.md")
    return file.url_relative_to(page.file) if file and file is not page.file else None


@event_priority(-100)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """While serving, findings that belong to no block stand at the top of the page."""
    waiting = run.rendering.leave()
    return "".join(map(_box, waiting)) + html if run.serving else html


def _box(finding: Finding) -> str:
    kind = finding.severity.value
    return f'<p class="proof-finding proof-finding--{kind}" role="alert">{escape(_line(finding))}</p>'


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """The seal: look at what is about to be published."""
    broken = 0
    for finding in seal(Path(config.site_dir), run.published, run.rendering, only_pages=run.dirty):
        broken += 1
        log.log(_level(finding), _line(finding))
    if broken and not run.serving:
        raise PluginError(f"blocks in the HTML that were never verified: {broken}; nothing was published")
