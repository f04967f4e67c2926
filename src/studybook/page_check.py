"""What is asked of the pages of this site besides their examples, in seconds.

These are claims, links, front matter, questions and diagrams. It is what the tests ask of all pages, and what MkDocs
and the hooks say in a strict build, told as kubefence tells what is wrong with an example.
A build looks at more: at the finished pages, their policy and their size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kubefence.edge.run import Run
from kubefence.engine import Page
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import Place, Span
from studybook import claims
from studybook.fonts import FontError
from studybook.render import BrowserError, DrawingError, Renderer
from studybook.rendered import RenderingError, rendered
from studybook.study.questions.bank import gather
from studybook.study.questions.vocabulary import PATH as QUESTIONS

CONFIG = "mkdocs.yml"
_AT_LINE = re.compile(r"(?P<name>\S+\.md):(?P<line>\d+): (?P<text>.*)", re.DOTALL)
"""How hooks say where something is."""
_ABOUT = re.compile(r"Doc file '(?P<name>[^']+)' contains an? .*?link(?: to)? '(?P<link>[^']+)'")
"""How MkDocs says that a link is wrong."""


class PageCheck:
    """Asks it of pages of the site in the folder ``root``, which is the working folder."""

    def __init__(self, root: Path, docs: str = "docs") -> None:
        self._root = root
        self._docs = f"{docs}/"

    def __call__(self, run: Run) -> Iterator[Finding]:
        """All findings of these pages; what is no page of the site has none."""
        known = {page.path.removeprefix(self._docs): page for page in run.pages if self._is_ours(page)}
        if known:
            yield from self._questions(known)
        for page in known.values():
            for line, claim, fault in claims.problems(page.text):
                yield _finding(claim, page, line, fault)
        if known:
            yield from self._as_rendered(known)

    def _is_ours(self, page: Page) -> bool:
        return page.markdown and page.path.startswith(self._docs)

    def _questions(self, known: Mapping[str, Page]) -> Iterator[Finding]:
        """What is wrong with the questions of these pages, seen among those of all pages."""
        study, folder = self._root / QUESTIONS, self._root / self._docs
        pages = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}
        texts = {name: path.read_text(encoding="utf-8", errors="replace") for name, path in pages.items()}
        text = study.read_text(encoding="utf-8", errors="replace") if study.is_file() else None
        bank = gather({**texts, **{name: page.text for name, page in known.items()}}, text, self._docs)
        asked = {QUESTIONS, *(page.path for page in known.values())}
        return (finding for finding in bank.faults if finding.path in asked)

    def _as_rendered(self, known: Mapping[str, Page]) -> Iterator[Finding]:
        try:
            made = rendered(self._root / CONFIG, known)
        except RenderingError as error:
            yield _finding("not-rendered", Page(CONFIG, ""), 1, Text(str(error), str(error)))
            return
        for message in made.messages:
            yield from _told(message, known)
        yield from self._drawn([(known[name], source) for name, source in made.diagrams])

    def _drawn(self, diagrams: Sequence[tuple[Page, str]]) -> Iterator[Finding]:
        with Renderer(self._root) as renderer:
            for page, source in diagrams:
                try:
                    renderer.draw(source)
                except DrawingError as error:
                    told = Text(f"画不出这张图：{error}", f"this diagram cannot be drawn: {error}")
                    yield Finding("diagram", Severity.ERROR, Place(page.path, _of_source(source, page)), told)
                except (BrowserError, FontError):
                    return  # as set-up has said: the readers' browsers draw them


def _told(message: str, known: Mapping[str, Page]) -> Iterator[Finding]:
    """What a message says of pages that are asked for."""
    if at := _AT_LINE.fullmatch(message):
        if page := known.get(at["name"]):
            yield _finding("mkdocs", page, int(at["line"]), Text(at["text"], at["text"]))
    elif about := _ABOUT.match(message):
        if page := known.get(about["name"]):
            span = _of_link(about["link"], page)
            yield Finding("mkdocs", Severity.ERROR, Place(page.path, span), Text(message, message))
    else:
        named = set(re.split(r"[\s'\"]+", message))
        for name in sorted(named & known.keys()):
            yield _finding("mkdocs", known[name], 1, Text(message, message))


def _finding(rule: str, page: Page, line: int, text: Text) -> Finding:
    return Finding(rule, Severity.ERROR, Place(page.path, _of_line(line, page)), text)


def _of_line(line: int, page: Page) -> Span:
    lines = page.text.split("\n")
    return Span(line, 1, line, 1 + (len(lines[line - 1]) if line <= len(lines) else 0))


def _of_link(link: str, page: Page) -> Span:
    """Where a link is written."""
    for line, text in enumerate(page.text.split("\n"), 1):
        if (at := text.find(f"({link}")) >= 0:
            return Span(line, at + 2, line, at + 2 + len(link))
    return _of_line(1, page)


def _of_source(source: str, page: Page) -> Span:
    """The first line of a diagram, however far it is indented."""
    wanted = [line.strip() for line in source.strip().split("\n")]
    lines = [line.strip() for line in page.text.split("\n")]
    found = (number for number in range(len(lines)) if lines[number : number + len(wanted)] == wanted)
    return _of_line(next(found, 0) + 1, page)
