"""Pages in, report out. Text becomes blocks, blocks become documents, documents become findings.

Nothing here reads the clock, the environment or, includes apart, a file: files, caches and output are
the business of `kubefence.edge` and of those who call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kubefence import blocks, catalog
from kubefence.blocks import Block, Kind
from kubefence.checks import diagrams, directives, shell, syntax
from kubefence.checks.lint import Linter
from kubefence.checks.objects import Objects
from kubefence.config import Config
from kubefence.findings import BlockReport, Finding, PageReport, Related, Report, Severity, Text
from kubefence.markdown.extract import Extractor
from kubefence.markdown.fences import UnsupportedSuperfences
from kubefence.markdown.openers import nested_opener
from kubefence.positions import FileMap, Place, Span, TextMap
from kubefence.rules import registry
from kubefence.schema.pack import Pack, builtin
from kubefence.versions import Version, VersionError, select
from kubefence.yamldoc.document import Document


@dataclass(frozen=True, slots=True)
class Page:
    """A file to verify. ``path`` is what findings call it; ``markdown=False`` means plain YAML."""

    path: str
    text: str
    markdown: bool = True


def verify(pages: Iterable[Page], config: Config | None = None) -> Report:
    """The report on all ``pages``; raises what `Verifier` raises."""
    verifier = Verifier(config or Config())
    return Report(tuple(verifier.verify(page) for page in pages))


class Verifier:
    """Verifies pages one at a time with everything compiled once.

    Raises `kubefence.versions.VersionError` for a range that the pack lacks,
    ``yamllint.config.YamlLintConfigError`` for a bad style, and
    `kubefence.markdown.fences.UnsupportedSuperfences` where pages cannot be read.
    """

    def __init__(
        self, config: Config, pack: Pack | None = None, shown: Callable[[str], str] = lambda path: path
    ) -> None:
        self.pack = pack or builtin()
        self.versions = select(config.k8s, self.pack.versions)
        self.reads: frozenset[str] = frozenset()
        """Files that the last page included."""
        self._linter = Linter(config.lint) if config.lint is not None else None
        self._objects = Objects(self.pack)
        self._config = config
        self._shown = shown
        self._extractor: Extractor | None = None

    def verify(self, page: Page) -> PageReport:
        """The report on one page."""
        self.reads = frozenset()
        try:
            return self._markdown(page) if page.markdown else self._plain(page)
        except UnsupportedSuperfences:
            raise
        except RecursionError:
            return PageReport(page.path, (_nested(page.path),))
        except Exception as error:  # whatever goes wrong in here must not pass for "nothing found"
            return PageReport(page.path, (_internal(page.path, error),))

    def _plain(self, page: Page) -> PageReport:
        source = FileMap(page.path)
        reading = syntax.read(page.text, source)
        findings = [*reading.findings, *self._style(reading, page.text, source)]
        documents = [document for document in reading.documents if document.value is not None]
        if not documents and not reading.incomplete:
            findings.append(_empty(Place(page.path, Span(1, 1, 1, 2))))
        for document in documents:
            findings += self._objects.manifest(document, self.versions)
        objects = tuple(BlockReport(Kind.MANIFEST, "yaml", "", document.value_place(())) for document in documents)
        return PageReport(page.path, _sorted(findings), objects, self.versions)

    def _markdown(self, page: Page) -> PageReport:
        if self._extractor is None:
            self._extractor = Extractor(self._config.extensions, self._shown)
        extraction = self._extractor.extract(page.path, page.text)
        self.reads = extraction.reads
        findings = list(extraction.findings)
        versions, complaint = self._page_versions(page, extraction.metadata)
        if complaint:
            findings.append(complaint)
        reports = []
        for block in extraction.blocks:
            report, found = self._block(block, versions)
            reports.append(report)
            findings += found
        return PageReport(page.path, _sorted(findings), tuple(reports), versions)

    def _page_versions(self, page: Page, metadata: dict[str, Any]) -> tuple[tuple[Version, ...], Finding | None]:
        """The versions that the front matter asks for (``k8s: ">=1.36"``), else those of the run."""
        if "k8s" not in metadata:
            return self.versions, None
        try:
            return select(str(metadata["k8s"]), self.pack.versions), None
        except VersionError as error:
            line = next((n for n, text in enumerate(page.text.split("\n"), 1) if text.startswith("k8s")), 1)
            place = Place(page.path, Span(line, 1, line, 4))
            text = Text(f"k8s 版本范围不可用：{error}", f"unusable k8s range: {error}")
            return self.versions, Finding("invalid-range", Severity.ERROR, place, text)

    def _block(self, block: Block, versions: Sequence[Version]) -> tuple[BlockReport, list[Finding]]:
        kind, findings = self._looked_at(block, versions)
        malformed = list(directives.malformed(block, self.rules))
        left = [*findings, *malformed] if malformed else directives.applied(block, findings, versions)
        given = block.directives
        last = block.text.count("\n")
        report = BlockReport(
            kind=Kind.SKIPPED if given.skip else kind,
            language=block.language,
            digest=blocks.digest(block.text),
            place=Place(block.opener.path, block.opener.span.through(block.map.place(last, 0, last, 1).span)),
            expect=given.expect,
            skip=given.skip,
        )
        return report, left

    @property
    def rules(self) -> frozenset[str]:
        """Ids of all rules that a wrong example may expect."""
        return frozenset(catalog.RULES) | registry.titles().keys()

    def _looked_at(self, block: Block, versions: Sequence[Version]) -> tuple[Kind, list[Finding]]:
        language = block.language.lower()
        swallowed = nested_opener(block.text, block.fence, indented=False)
        if swallowed is not None:
            return Kind.OTHER, [_unclosed(block, swallowed)]
        if language in blocks.YAML:
            kind = Kind.FRAGMENT if block.directives.fragment else Kind.MANIFEST
            return kind, list(self._yaml(block, versions))
        if language in blocks.SHELL:
            return Kind.COMMAND, list(self._shell(block, versions))
        if language == blocks.DIAGRAM:
            return Kind.DIAGRAM, list(diagrams.check(block))
        return Kind.OTHER, list(_untagged(block))

    def _yaml(self, block: Block, versions: Sequence[Version]) -> Iterator[Finding]:
        if not block.text.strip():
            yield _empty(block.opener)
            return
        reading = syntax.read(block.text, block.map, syntax.MAX_BLOCK)
        swallowed = nested_opener(block.text, block.fence, indented=True) if reading.incomplete else None
        if swallowed is not None:
            yield _unclosed(block, swallowed)
            return
        yield from _tabs(block)
        yield from reading.findings
        yield from self._style(reading, block.text, block.map)
        documents = [document for document in reading.documents if document.value is not None]
        if not documents and not reading.incomplete:
            yield _empty(block.opener)
        for document in documents:
            yield from self._document(document, block.directives.fragment, versions)

    def _document(self, document: Document, fragment: str | None, versions: Sequence[Version]) -> Iterator[Finding]:
        if fragment:
            yield from self._objects.fragment(document, fragment, versions)
        else:
            yield from self._objects.manifest(document, versions)

    def _shell(self, block: Block, versions: Sequence[Version]) -> Iterator[Finding]:
        for inner in shell.embedded(block):
            yield from inner.findings
            yield from self._yaml(inner.block, versions)

    def _style(self, reading: syntax.Reading, text: str, source: TextMap) -> Iterator[Finding]:
        # What cannot be read has no style yet, and yamllint takes minutes for what is too large or too deep.
        if self._linter and not reading.incomplete:
            yield from self._linter.check(text, source)


def _internal(path: str, error: Exception) -> Finding:
    what = f"{type(error).__name__}: {error}"
    return Finding(
        "internal-error",
        Severity.ERROR,
        Place(path, Span(1, 1, 1, 1)),
        Text(f"核对时程序出错，本页未核对（{what}）", f"kubefence failed on this page, so it was not checked ({what})"),
    )


def _nested(path: str) -> Finding:
    return Finding(
        "too-deep",
        Severity.ERROR,
        Place(path, Span(1, 1, 1, 1)),
        Text("本页嵌套过深，无法核对", "this page is nested too deeply to be checked"),
    )


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _empty(place: Place) -> Finding:
    return Finding(
        "empty-block",
        Severity.ERROR,
        place,
        Text("没有内容：写上清单，或删掉它", "there is nothing in it; write a manifest or remove it"),
    )


def _unclosed(block: Block, line: int) -> Finding:
    return Finding(
        "unclosed-fence",
        Severity.ERROR,
        block.opener,
        Text(
            "代码块没有结束：它的内容里又开始了另一个代码块",
            "the fence is not closed: another one opens inside of it",
        ),
        related=(Related(block.map.place(line, 0, line, 1), Text("另一个在这里开始", "the other one opens here")),),
    )


def _tabs(block: Block) -> Iterator[Finding]:
    for line, (start, end) in (block.tabs or {}).items():
        yield Finding(
            "tab-indentation",
            Severity.ERROR,
            block.map.place(line, start, line, end),
            Text("缩进里有制表符；YAML 只允许空格", "there is a tab in the indentation; YAML allows spaces only"),
        )


def _untagged(block: Block) -> Iterator[Finding]:
    lines = block.text.split("\n")
    heads = {head for head in ("apiVersion:", "kind:") if any(line.startswith(head) for line in lines)}
    if not block.language and len(heads) == 2:
        yield Finding(
            "untagged-manifest",
            Severity.ERROR,
            block.opener,
            Text(
                "这里是清单，但代码块没有标明语言；写成 ```yaml",
                "this is a manifest in a block without a language; write ```yaml",
            ),
        )
