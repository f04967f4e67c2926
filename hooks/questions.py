"""MkDocs hook: questions are read from the pages, judged, shown, and published as data.

All pages are read before any is rendered, so that what is wrong with one question is told whatever is rendered.
Answers are taken from finished pages, once the seal has looked at them. Templates and other hooks find the questions
in ``config.extra.study``.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from kubefence.edge.mkdocs.plugin import KubefencePlugin, language
from kubefence.edge.mkdocs.reach import may_be_read
from kubefence.report import text
from studybook.builds import Builds
from studybook.study.questions import cards, markup, published
from studybook.study.questions.bank import Bank, gather
from studybook.study.questions.catalogue import Catalogue
from studybook.study.questions.model import Vocabulary
from studybook.study.questions.vocabulary import PATH

log = logging.getLogger("mkdocs.hooks.questions")
FOLDER = "assets/study"
REVIEW = {True: "review/", False: "review.html"}
"""The page that shows cards, by whether pages are folders."""
_HEADING = re.compile(r"<h1\b")


@dataclass(slots=True)
class _Build:
    """What is known of one build."""

    study: str | None = None
    """The text of ``study.toml``; a site without has no questions."""
    bank: Bank = field(default_factory=lambda: Bank(Vocabulary(), (), ()))
    rendered: list[Page] = field(default_factory=list)


builds = Builds(_Build)


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether pages are published or only previewed."""
    builds.start(command)


def on_config(config: MkDocsConfig) -> None:
    """Read what questions are sorted by, and teach Markdown what a follow-up is."""
    config.markdown_extensions.append(markup.__name__)
    build, study = builds.begin(), Path(config.config_file_path).parent / PATH
    if study.is_file():
        build.study = study.read_text(encoding="utf-8")
        config.watch.append(str(study))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Read all pages, and add what is published to the files."""
    build = builds.now
    root = Path(config.config_file_path).parent
    folder = f"{Path(os.path.relpath(config.docs_dir, root)).as_posix()}/"
    build.bank = gather(dict(_pages(nav, config, files)), build.study, folder)
    _tell(build.bank, config)
    addresses = {file.src_uri: file.url for file in files.documentation_pages()}
    document = published.document(build.bank, lambda name: addresses.get(name, ""))
    config.extra["study"] = Catalogue(build.bank, document)
    if build.study is not None:
        data, script = published.as_json(document) + "\n", published.as_script("questions", published.brief(document))
        files.append(File.generated(config, "questions.json", content=data))
        files.append(File.generated(config, f"{FOLDER}/questions.js", content=script))


def _pages(nav: Navigation, config: MkDocsConfig, files: Files) -> Iterator[tuple[str, str]]:
    """Names and texts of all pages, in the order in which readers find them; not what must not be read."""
    plugin = config.plugins.get("kubefence")
    reports = plugin.outcome.by_page if isinstance(plugin, KubefencePlugin) else {}
    for file in (*(page.file for page in nav.pages), *files.documentation_pages()):
        if may_be_read(reports.get(file.src_uri)):
            yield file.src_uri, file.content_string


def _tell(bank: Bank, config: MkDocsConfig) -> None:
    for finding in bank.faults:
        log.log(logging.WARNING if builds.serving else logging.ERROR, text.line(finding, language(config)))
    if bank.faults and not builds.serving:
        raise PluginError(f"mistakes in the data of questions: {len(bank.faults)}; nothing was published")


@event_priority(-50)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The heading of a question says which it is."""
    question = config.extra["study"].page(page.file.src_uri)
    if question is None:
        return html
    builds.now.rendered.append(page)
    return _HEADING.sub(f'<h1 data-question="{question["id"]}"', html, count=1)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Templates can ask for questions."""
    env.globals["study"] = config.extra["study"]


@event_priority(-120)  # when the seal has looked at the pages (-100), before the site is published (-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the answers of every page that was rendered."""
    folder, questions = Path(config.site_dir, FOLDER, "cards"), {each.page: each for each in builds.now.bank.pages}
    for page in builds.now.rendered:
        question = questions[page.file.src_uri]
        html = Path(config.site_dir, page.file.dest_uri).read_text(encoding="utf-8")
        made = cards.cards(html, question, page.url, REVIEW[config.use_directory_urls])
        folder.mkdir(parents=True, exist_ok=True)
        script = published.as_script("cards", made, merged=True)
        (folder / f"{question.id}.js").write_text(script, encoding="utf-8", newline="\n")
