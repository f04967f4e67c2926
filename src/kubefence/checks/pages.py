"""A Markdown page: its blocks, each checked as what it is, with the fence options applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from kubefence import blocks
from kubefence.belonging import commanded
from kubefence.belonging.outside import Outside
from kubefence.blocks import Block, Kind
from kubefence.checks import (
    allowed,
    carriers,
    commands,
    diagrams,
    directives,
    hidden,
    ranges,
    standing,
    untagged,
    unverified,
)
from kubefence.checks.example import Example, elsewhere, examples
from kubefence.checks.kustomized import with_patches
from kubefence.checks.markup import markup
from kubefence.checks.oversized import too_large_page
from kubefence.checks.readers import reader
from kubefence.checks.syntax import Reading
from kubefence.checks.unchecked import graded
from kubefence.checks.yaml_text import YamlChecks, empty_block
from kubefence.config import Config
from kubefence.findings import BlockReport, Finding, PageReport, Related, Severity, Standing, Text
from kubefence.foreign.declared import Declared, Formats, unknown_format
from kubefence.foreign.recognition import is_foreign
from kubefence.markdown.openers import nested_opener
from kubefence.positions import Place
from kubefence.versions import Version
from kubefence.yamldoc.document import Json


class MarkdownPages:
    """Checks pages with one set of Markdown extensions; raises what `reader` raises."""

    def __init__(
        self,
        checks: YamlChecks,
        versions: tuple[Version, ...],
        known: tuple[Version, ...],
        config: Config,
        shown: Callable[[str], str],
    ) -> None:
        self.reads: frozenset[str] = frozenset()
        """Files that the last page included or looked for."""
        self._checks = checks
        self._rules = checks.rulebook.ids()
        self._versions = versions
        self._formats = Formats(config.formats, config.format_languages, config.format_keys)
        self._known = known
        self._strict, self._everywhere = config.strict, config.everywhere
        self._placeholders = config.placeholders
        self._external = config.external
        self._reader = reader(config, shown)
        self._markup = markup(config, shown)

    def definitions(self, path: str, text: str) -> Iterator[Json]:
        """The CRDs that a page shows, as far as they are right and whole."""
        if too_large_page(path, text) is None:
            extraction = self._reader.extract(path, text)
            self.reads = extraction.reads
            given = [untagged.read_as(self._formats.as_yaml(block)) for block in extraction.blocks]
            for example in islice(examples(given, path, text, self._placeholders), 1):
                yield from (document.value for document in example.company.definitions())

    def verify(self, path: str, text: str) -> PageReport:
        """The report on one page."""
        huge = too_large_page(path, text)
        if huge:  # reading it as Markdown would take long, for nothing
            return PageReport(path, (huge,), (), self._versions)
        extraction = self._reader.extract(path, text)
        self.reads = extraction.reads
        findings = list(extraction.findings)
        versions, complaint = ranges.of_page(path, text, extraction.metadata, self._known, self._versions)
        if complaint:
            findings.append(complaint)
        reports = []
        known = [untagged.read_as(self._formats.as_yaml(block)) for block in extraction.blocks]
        given = with_patches(known, self._checks.knows)
        of_site = Outside(self._external)
        outside = elsewhere(path, text, extraction.metadata, of_site)
        read = examples(given, path, text, self._placeholders, outside, complete=self._strict)
        for block, example in zip(given, read, strict=True):
            report, found = self._block(block, versions, example)
            if self._everywhere:
                report = report._replace(standing=self._standing(block, example, report))
            reports.append(report)
            findings += found if block.text.strip() else _unexplained(found, extraction.findings)
        findings += outside.complaints()
        findings += (found for prose in extraction.prose for found in unverified.outside(prose.text, prose.map))
        if self._markup and extraction.renderable:
            findings += self._markup.page(path, text)
        told = tuple(graded(findings, promised=self._strict))
        return PageReport(path, told, tuple(reports), versions, elsewhere=of_site.used)

    def _block(
        self, block: Block, versions: tuple[Version, ...], example: Example
    ) -> tuple[BlockReport, list[Finding]]:
        wrong: tuple[int, ...] = ()
        swallowed = nested_opener(block.text, block.fence, indented=False)
        if swallowed is not None:  # whatever its options say, it holds something that should stand by itself
            kind, left = Kind.OTHER, [_unclosed(block, swallowed)]
        else:
            asked, complaint = ranges.of_block(block, self._known, versions)
            kind, findings = self._looked_at(block, asked, example)
            findings += example.beside.outside.complaints() if block.directives.external else ()
            left = [*self._left(block, findings, asked), *([complaint] if complaint else [])]
            wrong = directives.wrong_lines(block, findings)
            if asked != versions and not left and self._passes(block, versions, example.anew()):
                left = [ranges.unneeded(block, versions)]
        given = block.directives
        report = BlockReport(
            kind=Kind.SKIPPED if given.skip else kind,
            language="" if block.untagged else block.language,
            digest=blocks.digest(block.text),
            place=_extent(block),
            expect=given.expect,
            skip=given.skip,
            number=block.number,
            wrong=wrong,
            taken=_taken(block, example),
        )
        return report, left

    def _passes(self, block: Block, versions: tuple[Version, ...], example: Example) -> bool:
        """Whether a block is what its options say in these versions."""
        return not self._left(block, self._looked_at(block, versions, example)[1], versions)

    def _standing(self, block: Block, example: Example, report: BlockReport) -> Standing:
        """What holds of a block in all known versions."""
        asked, pack = standing.is_asked(report), self._checks.pack
        found = self._looked_at(block, self._known, example.anew())[1] if asked else []
        return standing.of(block, example, report, found, self._known, pack, self._declared(block, example))

    def _left(self, block: Block, findings: Sequence[Finding], versions: tuple[Version, ...]) -> list[Finding]:
        """The findings of a block that its options do not take away; what nobody sees is no matter of ``skip``."""
        unseen = list(hidden.in_block(block, findings))
        malformed = list(directives.malformed(block, self._rules))
        if malformed:
            return [*findings, *unseen, *malformed]
        if block.directives.skip:
            return [*directives.applied(block, findings, versions), *unseen]
        return directives.applied(block, [*findings, *unseen], versions)

    def _looked_at(self, block: Block, versions: tuple[Version, ...], example: Example) -> tuple[Kind, list[Finding]]:
        untold = [untagged.finding(block)] if block.untagged else []
        if blocks.is_yaml(block.language):
            findings = [*untold, *self._yaml(block, versions, example)]
            if example.reading and example.reading.language in blocks.SHELL:
                as_shell = block._replace(language=example.reading.language)
                return Kind.COMMAND, [*findings, *self._shell(as_shell, versions, example)]
            return _kind(block, example, self._declared(block, example)), findings
        kind, findings = self._in_another_language(block, versions, example)
        if not untold and unverified.shows_manifest(block.language, block.text):
            untold = [unverified.finding(block)]
        return kind, [*findings, *untold]

    def _in_another_language(
        self, block: Block, versions: tuple[Version, ...], example: Example
    ) -> tuple[Kind, list[Finding]]:
        language = blocks.folded(block.language)
        if language in blocks.SHELL:
            return Kind.COMMAND, list(self._shell(block, versions, example))
        if language == blocks.DIAGRAM:
            return Kind.DIAGRAM, [*diagrams.check(block), *(self._markup.diagram(block) if self._markup else ())]
        if language in blocks.CARRIERS:
            return self._carrier(block, versions)
        return Kind.OTHER, []

    def _carrier(self, block: Block, versions: tuple[Version, ...]) -> tuple[Kind, list[Finding]]:
        """The manifests that a block of another language carries; of a diff what stands on both sides is told once."""
        inside = carriers.carried(block)
        if not inside:
            return Kind.OTHER, list(carriers.broken(block))
        found: dict[tuple[str, Place], Finding] = {}
        for each in inside:
            checked = self._checks.findings(each.reading, each.text, each.map, versions, None)
            for finding in each.told([*checked]):
                found.setdefault((finding.rule, finding.place), finding)
        return Kind.MANIFEST, [*found.values()]

    def _yaml(self, block: Block, versions: tuple[Version, ...], example: Example) -> Iterator[Finding]:
        reading = example.reading
        if reading is None:
            yield empty_block(block.opener)
            return
        swallowed = nested_opener(block.text, block.fence, indented=True) if reading.incomplete else None
        if swallowed is not None:
            yield _unclosed(block, swallowed)
            return
        yield from _tabs(block, reading)
        yield from allowed.misplaced(block.text, block.map)
        given, company = block.directives, example.company
        declared = self._declared(block, example)
        if given.format and declared is None:
            yield unknown_format(given.format, block.opener)
        checked = self._checks.findings(
            reading,
            block.text,
            block.map,
            versions,
            block.opener,
            given.fragment,
            company,
            example.around,
            None if given.output else example.beside,
            patch=given.patch,
            declared=declared,
        )
        for finding in checked:
            yield finding._replace(place=block.opener) if finding.rule == "unknown-fragment" else finding

    def _declared(self, block: Block, example: Example) -> Declared | None:
        """The format that the fence, or the configuration, says a block has."""
        values = [document.value for document in example.reading.objects] if example.reading else []
        return self._formats.of(block.directives.format, (block.title, block.opener.path), values)

    def _shell(self, block: Block, versions: tuple[Version, ...], example: Example) -> Iterator[Finding]:
        yield from commands.check(block, versions)
        yield from commanded.findings(commands.script(block), block.map, example.beside)
        for inner, its in example.within:
            yield from inner.findings
            if inner.typed:
                yield from self._yaml(inner.block, versions, its)
            elif its.reading:
                yield from its.reading.findings


def _kind(block: Block, example: Example, declared: Declared | None) -> Kind:
    """What a block of YAML holds."""
    if block.directives.fragment or block.directives.patch:
        return Kind.FRAGMENT
    objects = example.reading.objects if example.reading else []
    if example.around and objects and example.around.parts == len(objects):
        return Kind.FRAGMENT
    return Kind.FOREIGN if objects and all(is_foreign(each.value, declared) for each in objects) else Kind.MANIFEST


def _taken(block: Block, example: Example) -> tuple[Text, ...]:
    """What the documents of a block were taken for, and why."""
    name = block.directives.fragment
    if name:
        return (Text(f"{name} 的片段：写了 fragment", f"a part of {name}: its option fragment says so"),)
    return tuple(example.around.taken) if example.around else ()


def _unexplained(found: list[Finding], known: Iterable[Finding]) -> list[Finding]:
    """Without that a block is empty, where it is so because what it includes is missing."""
    missing = {(each.path, each.span.line - 1) for each in known if each.rule in _NOT_INCLUDED}
    return [each for each in found if each.rule != "empty-block" or (each.path, each.span.line) not in missing]


_NOT_INCLUDED = frozenset({"barred-snippet", "include-bomb", "missing-snippet"})


def _extent(block: Block) -> Place:
    """From the opening of the fence to the last line of its content, as far as that lies in the same file."""
    lines = block.text.count("\n") + 1
    ends = (block.map.place(line, 0, line, 1) for line in range(lines - 1, -1, -1))
    end = next((end for end in ends if end.path == block.opener.path and end.span >= block.opener.span), block.opener)
    return Place(block.opener.path, block.opener.span.through(end.span))


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


def _tabs(block: Block, reading: Reading) -> Iterator[Finding]:
    left_out = {mark.line for mark in reading.excerpt.marks} if reading.excerpt else ()
    for line, (start, end) in (block.tabs or {}).items():
        if line in left_out:
            continue
        yield Finding(
            "tab-indentation",
            Severity.ERROR,
            block.map.place(line, start, line, end),
            Text("缩进里有制表符；YAML 只允许空格", "there is a tab in the indentation; YAML allows spaces only"),
        )
