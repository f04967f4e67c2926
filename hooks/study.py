"""MkDocs hook: what readers see of a page's metadata and of the proof of its examples."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kubefence.edge.mkdocs.plugin import KubefencePlugin
from kubefence.findings import PageReport
from kubefence.proof.overview import anchor
from kubefence.versions import spoken
from studybook.numbers import proven
from studybook.study.places import KEY
from studybook.study.questions.catalogue import Catalogue


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Say below the heading what the page is proven against."""
    if "keywords" in page.meta:
        page.meta["tags"] = page.meta["keywords"]  # where the search looks first; nothing displays them
    plugin = config.plugins.get("kubefence")
    report = plugin.outcome.by_page.get(page.file.src_uri) if isinstance(plugin, KubefencePlugin) else None
    if report is None or "reviewed" not in page.meta or page.is_homepage or KEY in page.meta:
        return html
    head, end, tail = html.partition("</h1>")
    about = files.get_file_from_path(str(plugin.outcome.config.report)) if isinstance(plugin, KubefencePlugin) else None
    href = f"{about.url_relative_to(page.file)}#{anchor(page.file.src_uri)}" if about else ""
    parts = [*_question(page, config), *_proof(report, str(page.meta["reviewed"]), href)]
    return f'{head}{end}\n<p class="proof" data-search-exclude>{" · ".join(parts)}</p>{tail}' if end else html


def _question(page: Page, config: MkDocsConfig) -> Iterator[str]:
    """Who is asked the question of the page, and how often."""
    study: Catalogue = config.extra["study"]
    if question := study.page(page.file.src_uri):
        yield f'<span class="question-level" data-level="{question["level"]}">{study.level(question)}</span>'
        if band := study.band(question):
            yield f'<span class="question-frequency" data-frequency="{band["id"]}">{escape(band["name"])}</span>'


def _proof(report: PageReport, reviewed: str, about: str) -> Iterator[str]:
    """What the page is held against; ``about`` is the address of the page about all examples, where there is one."""
    examples = len(list(proven(report.blocks)))
    yield f"适用于 Kubernetes {escape(spoken(report.versions))}"
    yield f"内容核对于 {escape(reviewed)}"
    if examples:
        said = f"{examples} 个 YAML 示例已逐版本验证"
        yield f'<a href="{escape(about)}">{said}</a>' if about else said


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """In the navigation a page has its short title; its own heading is the whole question."""
    for file in files.documentation_pages():
        if file.page and "short" in file.page.meta:
            file.page.title = str(file.page.meta["short"])
