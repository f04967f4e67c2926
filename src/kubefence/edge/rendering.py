"""What a build of a site puts around each fence, and how it knows the fence again in the finished HTML.

Each fence gets a marker that nobody can guess, so that HTML in a page cannot pass for a fence; the markers
are taken out of the pages before these are published, so that equal sources give equal bytes.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kubefence.blocks import DIAGRAM, Directives, digest
from kubefence.edge import wrong_lines
from kubefence.edge.remarks import Title, remark
from kubefence.findings import BlockReport, Finding, PageReport
from kubefence.markdown.fences import RenderedFence
from kubefence.proof.marks import ANCHOR
from kubefence.rules.engine import registry
from kubefence.seal import MARKER, Licence, Licences

_START = re.compile(r"\s*<[A-Za-z][\w-]*")
_MARKER = re.compile(rf"""\s{MARKER}=(["']?)([0-9a-f]{{32}})\1""")


class Issued(NamedTuple):
    """A fence that was rendered."""

    page: str
    """Its key in `kubefence.edge.site.Outcome.by_page`; empty for one that a plugin renders for itself."""
    number: int
    """Which fence of the page it is."""
    language: str
    digest: str
    directives: Directives
    remark: str


class _Page(NamedTuple):
    name: str
    blocks: Mapping[int, BlockReport]
    address: Callable[[str], str | None]


_NO_PAGE = _Page("", {}, lambda rule: None)
Known = tuple[str, str, str | None, str | None]
"""What a block that was verified is known by: language, digest, ``expect``, ``skip``."""


class Rendering:
    """The fences of one build; a `kubefence.markdown.fences.FenceExtension` calls it for each."""

    def __init__(self, beside: Callable[[Finding], str] | None = None) -> None:
        """``beside`` gives the HTML of a finding that is to stand below the block it is about."""
        self._beside = beside
        self._waiting: list[Finding] = []
        self.start({}, "en")

    def start(
        self,
        by_page: Mapping[str, PageReport],
        lang: str,
        title: Title = registry.title,
        vouched: AbstractSet[str] = frozenset(),
        below: Callable[[str, BlockReport], str] = lambda page, block: "",
        *,
        anchors: bool = False,
    ) -> None:
        """Begin a build with what was found in the pages; ``title`` says what a rule is about.

        ``vouched`` are pages that nobody has verified and that the configuration vouches for. ``below`` gives the HTML
        that stands below a block of a page; with ``anchors`` each block can be linked to.
        """
        self._vouched, self._below, self._anchors = vouched, below, anchors
        self._by_page, self._lang, self._title = by_page, lang, title
        self._known = {name: frozenset(map(_known, report.blocks)) for name, report in by_page.items()}
        self._right = frozenset(block for page in self._known.values() for block in page if block[2:] == (None, None))
        self._issued: dict[str, Issued] = {}
        self._page, self._count = _NO_PAGE, 0

    def enter(self, page: str, address: Callable[[str], str | None]) -> None:
        """The fences that follow are those of a page; ``address`` gives the page of a rule as seen from it."""
        report = self._by_page.get(page)
        blocks = {block.number: block for block in report.blocks} if report else {}
        self._page, self._count = _Page(page, blocks, address), 0
        self._waiting = list(report.findings) if report else []

    def leave(self) -> list[Finding]:
        """The page is rendered; what was found in it and stands beside no block."""
        self._page, self._count = _NO_PAGE, 0
        return self._waiting

    def __call__(self, fence: RenderedFence) -> str:
        """The HTML of a fence with its marker, its remark and, while serving, its findings."""
        number, self._count = self._count, self._count + 1
        said = remark(fence.directives, self._lang, self._page.address, self._title)
        issued = Issued(
            page=self._page.name,
            number=number,
            language=fence.language,
            digest=digest(fence.text),
            directives=fence.directives,
            remark=said.text if said else "",
        )
        html = wrong_lines.marked(fence.html, self._wrong(issued))
        block = self._report(issued)
        below = self._below(issued.page, block) if block else ""
        return (said.html if said else "") + self._marked(html, issued) + below + self._findings(issued)

    def _report(self, issued: Issued) -> BlockReport | None:
        """What was reported on a fence of the page that is being rendered, if it is as it was then."""
        block = self._page.blocks.get(issued.number)
        return block if block and block.digest == issued.digest else None

    def _wrong(self, issued: Issued) -> tuple[int, ...]:
        block = self._report(issued)
        return block.wrong if block else ()

    def _marked(self, html: str, issued: Issued) -> str:
        start = _START.match(html)
        if start is None:  # a site has a formatter that gives no element; what it shows is looked at as such
            return html
        marker = secrets.token_hex(16)
        self._issued[marker] = issued
        return f'{start[0]}{self._anchor(html, issued)} {MARKER}="{marker}"{html[start.end() :]}'

    def _anchor(self, html: str, issued: Issued) -> str:
        """The id of a block that has none of its own; what is drawn of a diagram takes its place."""
        if not self._anchors or issued.language == DIAGRAM or " id=" in html.partition(">")[0]:
            return ""
        return f' id="{ANCHOR.format(issued.number + 1)}"'

    def _findings(self, issued: Issued) -> str:
        block = self._report(issued)
        if self._beside is None or block is None:
            return ""
        about = [finding for finding in self._waiting if block.place.holds(finding.place)]
        self._waiting = [finding for finding in self._waiting if finding not in about]
        return "".join(map(self._beside, about))

    def licences(self, page: str | None) -> Licences:
        """What markers allow in the file of a page, or in one that is no page."""
        return lambda marker, hidden: self._licence(marker, page, hidden)

    def _licence(self, marker: str, page: str | None, hidden: bool) -> Licence | None:
        issued = self._issued.get(marker)
        if issued is None:
            return None
        if hidden or issued.page in self._vouched:  # a fence that the page has commented out, or of such a page
            return Licence(issued.language, issued.digest, free=True)
        key = issued.language, issued.digest, issued.directives.expect, issued.directives.skip
        free = bool(issued.remark)
        verified = key in self._known.get(issued.page, ()) or (not issued.page and key in self._right)
        if not verified:
            return Licence(issued.language, "")  # a plugin has changed the page before it was rendered
        if free and issued.page != page:
            return None
        return Licence(issued.language, issued.digest, free, issued.remark)

    def block(self, marker: str) -> tuple[str, BlockReport | None]:
        """The page of a fence and, where it stands there as it was read, what was reported on it."""
        issued = self._issued.get(marker)
        report = self._by_page.get(issued.page) if issued else None
        if issued is None or report is None:
            return "", None
        same = (b for b in report.blocks if (b.number, b.digest) == (issued.number, issued.digest))
        return issued.page, next(same, None)

    def unmarked(self, html: str) -> str:
        """A finished page without the markers of this build."""
        return _MARKER.sub(lambda found: "" if found[2] in self._issued else found[0], html) if MARKER in html else html


def _known(block: BlockReport) -> Known:
    return block.language, block.digest, block.expect, block.skip
