"""MkDocs hook: what readers see of a page's metadata and of the proof of its examples."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kubefence.blocks import Kind, is_yaml
from kubefence.edge.site import Outcome
from kubefence.findings import BlockReport, PageReport
from kubefence.rules import registry
from kubefence.seal import code_blocks
from kubefence.versions import spoken

GENERATED = "rules/"
"""Pages below this folder are written by a script; whoever edits them loses what they wrote."""


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Offer to edit only what is written by hand."""
    if page.file.src_uri.startswith(GENERATED):
        page.edit_url = None
    return page


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say below the heading what the page is proven against, and beside an example when it is not."""
    if "keywords" in page.meta:
        page.meta["tags"] = page.meta["keywords"]  # where the search looks first; nothing displays them
    outcome: Outcome | None = config.extra.get("proof")
    report = outcome.by_page.get(page.file.src_uri) if outcome else None
    if report is None or "reviewed" not in page.meta or page.is_homepage:
        return html
    html = _marked(html, report.blocks, lambda rule: _address(rule, page, files))
    head, end, tail = html.partition("</h1>")
    return f"{head}{end}{_proof(report, str(page.meta['reviewed']))}{tail}" if end else html


def _proof(report: PageReport, reviewed: str) -> str:
    proven = [b for b in report.blocks if is_yaml(b.language) and b.kind != Kind.SKIPPED and not b.expect]
    parts = [f"适用于 Kubernetes {spoken(report.versions)}", f"内容核对于 {reviewed}"]
    if proven:
        parts.append(f"{len(proven)} 个 YAML 示例已逐版本验证")
    return f'\n<p class="proof" data-search-exclude>{" · ".join(map(escape, parts))}</p>'


def _address(rule: str, page: Page, files: Files) -> str | None:
    """Where the page of a rule is, seen from this page; None for a rule without one."""
    file = files.get_file_from_path(f"rules/{rule}.md")
    return file.url_relative_to(page.file) if file else None


def _marked(html: str, blocks: tuple[BlockReport, ...], address: Callable[[str], str | None]) -> str:
    """The page with a line before every example that is wrong on purpose or could not be verified."""
    special = {block.digest: block for block in blocks if block.expect or block.skip}
    if not special:
        return html
    for shown in reversed(list(code_blocks(html))):
        block = special.get(shown.digest)
        if block is not None:
            html = html[: shown.start] + _mark(block, address) + html[shown.start :]
    return html


def _mark(block: BlockReport, address: Callable[[str], str | None]) -> str:
    if block.expect:
        title = registry.title(block.expect)
        text, page = escape(title.zh if title else block.expect), address(block.expect)
        shown = f'<a href="{escape(page)}">{text}</a>' if page else text
        return f'<p class="proof-mark proof-mark--wrong">错误示例：{shown}</p>'
    return f'<p class="proof-mark proof-mark--skipped">未经验证：{escape(block.skip or "")}</p>'


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """In the navigation a page has its short title; its own heading is the whole question."""
    for file in files.documentation_pages():
        if file.page and "short" in file.page.meta:
            file.page.title = str(file.page.meta["short"])
