"""What readers see of the proof in one build of MkDocs: marks, files of whole examples, the page about all blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, meta

from kubefence.edge.site import Outcome
from kubefence.findings import LANGUAGES, BlockReport, Finding, Severity, Text
from kubefence.positions import Place, Span
from kubefence.proof import manifests, marks, overview
from kubefence.proof.overview import Listed
from kubefence.schema.pack import builtin

_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)
_MARKUP = re.compile(r"\*+|`+|\s*\{[^{}]*\}$|!?\[(?P<said>[^\[\]]*)\]\([^()]*\)")
"""What a heading has besides its words: emphasis, code, attributes, the address of a link."""


class Shown:
    """Made when the pages are verified; ``page`` is the one that is rendered."""

    page: Page

    def __init__(self, outcome: Outcome, files: Files, config: MkDocsConfig) -> None:
        self._outcome, self._files = outcome, files
        self._config = config
        self.order: Sequence[str] = ()
        """The pages that readers are led to, in their order."""

    def publish(self) -> Iterator[Finding]:
        """Add the files of examples to the site, and yield what stands in their way."""
        there = {file.dest_uri.casefold() for file in self._files}
        added: set[str] = set()
        for (page, _), file in self._outcome.files.files.items():
            if file.path in added:
                continue
            if file.path.casefold() in there:
                yield _in_the_way(file)
                continue
            added.add(file.path)
            content = manifests.written(file, self._outcome.lang, self._address(self._url(page)))
            self._files.append(File.generated(self._config, file.path, content=content))
        wanted = self._outcome.config.report
        if wanted and self._files.get_file_from_path(wanted) is None:
            yield _no_page(wanted, self._outcome.config.file or "mkdocs.yml")

    def below(self, page: str, block: BlockReport) -> str:
        """The mark below a block of a page."""
        if not self._outcome.config.marks:
            return ""
        file = self._outcome.files.files.get((page, block.number))
        link = None
        if file:
            url = self._url(file.path)
            link = marks.Link(file.name, get_relative_url(url, self.page.url), self._address(url))
        own = self.page.meta.get("lang")
        return marks.mark(block, own if own in LANGUAGES else self._outcome.lang, link)

    def is_overview(self, page: Page) -> bool:
        """Whether a page is the one about all blocks."""
        return page.file.src_uri == self._outcome.config.report

    def filled(self, html: str) -> str:
        """That page, with all that it lists."""
        return overview.filled(html, list(self._listed()), builtin().versions, self._outcome.lang)

    def _listed(self) -> Iterator[Listed]:
        by_page, left_out = self._outcome.by_page, self._outcome.left_out
        others = (name for name in (*by_page, *sorted(left_out)) if name not in self.order)
        for name in (*self.order, *others):
            href, report = get_relative_url(self._url(name), self.page.url), by_page.get(name)
            blocks = report.blocks if report else ()
            yield Listed(name, self._title(name), href, blocks, name not in self.order, name in left_out)

    def _url(self, name: str) -> str:
        """The address of a file below the site."""
        file = self._files.get_file_from_path(name)
        return file.url if file else ""

    def _title(self, page: str) -> str:
        """What a page calls itself; in the middle of a build MkDocs knows that of some pages only."""
        file = self._files.get_file_from_path(page)
        text, data = meta.get_data(file.content_string if file else "")
        heading = _HEADING.search(text)
        return str(data.get("title") or (_MARKUP.sub(_said, heading[1]) if heading else page))

    def _address(self, url: str) -> str:
        """An address for everybody; empty where the site has none."""
        site = self._config.site_url
        return f"{site.rstrip('/')}/{url.removeprefix('./')}" if site else ""


def _said(markup: re.Match[str]) -> str:
    """The words in a piece of markup."""
    return markup["said"] or ""


def _in_the_way(file: manifests.File) -> Finding:
    text = Text(
        f'示例要存成 {file.path}，站点里已经有这个文件；给代码块写 title="….yaml"，或改名',
        f'the example is to be the file {file.path}, which the site has already; write title="….yaml" at the block, '
        "or rename the other",
    )
    return Finding(manifests.TAKEN, Severity.ERROR, file.place, text)


def _no_page(name: str, config: str) -> Finding:
    text = Text(
        f"选项 report 写着 {name}，站点里没有这个页面；建一个，有标题就够",
        f"the option report names {name}, and the site has no such page; make one, a heading is enough",
    )
    return Finding("missing-report-page", Severity.ERROR, Place(config, Span(1, 1, 1, 1)), text)
