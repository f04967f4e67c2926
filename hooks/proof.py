"""MkDocs hook: no page is published whose examples are not proven.

Before anything is rendered all pages are verified; an error ends the build. Afterwards every YAML block
of the finished HTML must be one that was verified (the seal), whatever other plugins did in between.
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

from kubefence.edge.site import Outcome, Source, verify_site
from kubefence.errors import LocalizedError
from kubefence.findings import BlockReport, Finding, Report, Severity
from kubefence.markdown.fences import FenceExtension
from kubefence.report import text
from kubefence.seal import code_blocks, unproven

log = logging.getLogger("mkdocs.hooks.proof")


class _Run:
    """What one build knows."""

    serving = False
    outcome: Outcome


run = _Run()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    run.serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Let fences carry our options, and let the HTML name the language of every block."""
    config.markdown_extensions.append(FenceExtension())  # type: ignore[arg-type]
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
    report = run.outcome.report
    for finding in report.findings:
        log.log(_level(finding), _line(finding))
    errors = report.count(Severity.ERROR)
    if errors and not run.serving:
        raise PluginError(f"errors in the examples: {errors}; nothing was published")


def _language(config: MkDocsConfig) -> str:
    return str((config.extra.get("kubefence") or {}).get("lang", "en"))


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
    one = Report(extra=(finding,))
    return text.plain(one, run.outcome.lang, lambda _: [], 0).split("\n")[0]


@event_priority(-100)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """While serving, put each finding of the page behind the block that it is about."""
    report = run.outcome.by_page.get(page.file.src_uri)
    if not run.serving or report is None or not report.findings:
        return html
    waiting = list(report.findings)
    shown = list(code_blocks(html))
    for block in reversed(report.blocks):
        about = [finding for finding in waiting if _lies_in(finding, block)]
        place = next((code for code in reversed(shown) if code.digest == block.digest), None)
        if about and place:
            waiting = [finding for finding in waiting if finding not in about]
            end = html.find("</div>", place.end) if html.startswith("<div", place.start) else place.end - len("</code>")
            after = html.find(">", end) + 1
            html = html[:after] + "".join(map(_box, about)) + html[after:]
            shown.remove(place)
    return "".join(map(_box, waiting)) + html


def _lies_in(finding: Finding, block: BlockReport) -> bool:
    span, around = finding.span, block.place.span
    return finding.path == block.place.path and around.line <= span.line <= around.end_line


def _box(finding: Finding) -> str:
    kind = finding.severity.value
    return f'<p class="proof-finding proof-finding--{kind}" role="alert">{escape(_line(finding))}</p>'


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """The seal: look at what is about to be published."""
    proven = run.outcome.proven
    broken = 0
    for file in sorted(Path(config.site_dir).rglob("*.html")):
        for block in unproven(file.read_bytes().decode("utf-8"), proven):
            broken += 1
            first = block.text.strip().split("\n", 1)[0]
            name = file.relative_to(config.site_dir).as_posix()
            log.log(
                logging.WARNING if run.serving else logging.ERROR,
                f"{name}: a YAML block that was never verified ({first!r}); "
                "put it into the source of the page as a fenced block",
            )
    if broken and not run.serving:
        raise PluginError(f"YAML blocks in the HTML that were never verified: {broken}; nothing was published")
