"""MkDocs hook: terms of the glossary say what they mean where a question first uses them."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from studybook.builds import Builds
from studybook.terms.explained import Explainer, with_anchors
from studybook.terms.glossary import PAGE, anchors, terms


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    glossary: File | None = None
    explainer: Explainer = field(default_factory=lambda: Explainer(()))
    anchors: dict[str, str] = field(default_factory=dict)


builds = Builds(_Build)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Begin anew: read the glossary, where there is one."""
    build = builds.begin()
    build.glossary = files.get_file_from_path(PAGE)
    if build.glossary:
        text = build.glossary.content_string
        build.explainer, build.anchors = Explainer(terms(text)), anchors(text)


@event_priority(-150)  # after the search and the book have read the page, before the policy looks at it (-300)
def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Explain terms in questions; give the rows of the glossary their addresses."""
    build = builds.now
    if page.file is build.glossary:
        page.content = with_anchors(page.content or "", build.anchors)
    elif build.glossary and "id" in page.meta:
        glossary = build.glossary.url_relative_to(page.file)
        address = f"{glossary}#".__add__
        page.content = build.explainer.explained(page.content or "", page.file.src_uri, address)
