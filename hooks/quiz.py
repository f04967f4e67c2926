"""MkDocs hook: manifests to guess at, with the verdict of the engine that proves the examples of the site.

They are judged while the site is built, so what readers are told is what the proof says, in the versions that it is
about. A site without a page for them has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kubefence.config import DEFAULT_RANGE
from kubefence.edge.mkdocs.plugin import KubefencePlugin
from kubefence.edge.mkdocs.reach import may_be_read
from kubefence.findings import PageReport
from kubefence.schema.pack import builtin
from kubefence.versions import select, spoken
from studybook.study import places
from studybook.study.questions.catalogue import Catalogue
from studybook.study.quiz import published
from studybook.study.quiz.collection import Site, collected

FOLDER = "assets/study"
APP = "quiz"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Front matter has been read: judge, and add what is published to the files."""
    pages = [file for file in files.documentation_pages() if file.page]
    if not any(file.page and file.page.meta.get(places.KEY) == APP for file in pages):
        return
    study: Catalogue = config.extra["study"]
    reports = _reports(config)
    site = Site(
        texts={file.src_uri: file.content_string for file in pages if may_be_read(reports.get(file.src_uri))},
        reports=reports,
        pages=study.bank.pages,
        explained=_explained(pages, reports),
        topics=[topic["id"] for topic in study.topics],
        versions=DEFAULT_RANGE,
    )
    addresses = {file.src_uri: file.url for file in pages}
    told = spoken(select(DEFAULT_RANGE, builtin().versions))
    made = published.files(collected(site), study.bank, told, lambda rule: addresses.get(f"rules/{rule}.md", ""))
    for name, script in made.items():
        files.append(File.generated(config, f"{FOLDER}/{name}", content=script))


def _reports(config: MkDocsConfig) -> Mapping[str, PageReport]:
    plugin = config.plugins.get("kubefence")
    return plugin.outcome.by_page if isinstance(plugin, KubefencePlugin) else {}


def _explained(pages: Sequence[File], reports: Mapping[str, PageReport]) -> Mapping[str, Sequence[str]]:
    """Rules to the pages that say or show of a mistake that they explain it."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in pages:
        report, meta = reports.get(file.src_uri), file.page.meta if file.page else {}
        shown = [block.expect for block in (report.blocks if report else ()) if block.expect]
        for rule in (*(meta.get("explains") or ()), *shown):
            found[str(rule)].append(file.src_uri)
    return found
