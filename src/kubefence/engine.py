"""Pages in, report out. Text becomes blocks, blocks become documents, documents become findings.

Nothing here reads the clock, the environment or, includes apart, a file: files, caches and output are
the business of `kubefence.edge` and of those who call it.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kubefence import severities
from kubefence.blocks import Kind
from kubefence.checks import custom, given, hidden, json_files, printed, syntax
from kubefence.checks.syntax import Reading
from kubefence.checks.yaml_text import YamlChecks
from kubefence.config import Config
from kubefence.errors import Unusable
from kubefence.findings import BlockReport, Finding, PageReport, Report, Severity, Text
from kubefence.foreign.declared import Declared, Formats
from kubefence.foreign.recognition import is_foreign
from kubefence.positions import FileMap, Place, Span
from kubefence.rules.engine.model import Tables
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.schema.custom import carried
from kubefence.schema.custom.files import Given
from kubefence.schema.custom.known import Customs
from kubefence.schema.pack import Pack, builtin
from kubefence.versions import select
from kubefence.yamldoc.document import Document, Json

if TYPE_CHECKING:
    from kubefence.checks.pages import MarkdownPages


class Page(NamedTuple):
    """A file to verify."""

    path: str
    """What findings call it. It need not exist: nothing is read from it."""
    text: str
    """Its content, whose lines end with ``\\n``."""
    markdown: bool = True
    """False for manifests: JSON where the path ends so, else what kubectl makes of it."""
    found: bool = False
    """Whether it was met in a folder, so that nobody has said that it is for Kubernetes."""
    piped: bool = False
    """Whether a program handed it over under no name: its objects may be what a cluster printed."""


def verify(pages: Iterable[Page], config: Config | None = None, rules: Iterable[Tables] = ()) -> Report:
    """The report on all pages, in their order; a kind that one of them defines is known on the others.

    ``rules`` are those of others, besides the built-in ones: `kubefence.installed_rules` gives what the environment
    has. Raises what `Verifier` raises.
    """
    pages, config, rules = [*pages], config or Config(), [*rules]
    shown = tuple(shown_on(pages, lambda: nullcontext(Verifier(config, rules=rules))))
    verifier = Verifier(replace(config, definitions=(*shown, *config.definitions)) if shown else config, rules=rules)
    reports = tuple(verifier.verify(page) for page in pages)
    return Report(reports, notes=(*verifier.notes, *custom.notes(reports)))


CRD = re.compile(r"""kind['"]?:\s*['"]?CustomResourceDefinition\b""")
"""What a text has that may define a kind."""


class Reader(Protocol):
    """What tells which kinds a page defines, as a `Verifier` does."""

    def definitions(self, page: Page) -> tuple[Json, ...]:
        """The CRDs that a page shows."""


def shown_on(pages: Iterable[Page], reading: Callable[[], AbstractContextManager[Reader]]) -> Iterator[Given]:
    """The CRDs that pages show, in whatever order the pages come; ``reading`` is called where there may be any."""
    holding = sorted(page for page in pages if page.markdown and CRD.search(page.text))
    if not holding:
        return
    with reading() as reader:
        for page in holding:
            for value in reader.definitions(page):
                yield Given(page.path, json.dumps(value, ensure_ascii=False), named=False, on_page=True)


class Verifier:
    """Verifies pages one at a time with everything compiled once. It is not for several threads at once.

    ``shown`` is how files that a page includes are to be called, ``rules`` are those of others, besides the built-in
    ones. Raises `kubefence.VersionError` for a range with versions that are not known, and `kubefence.Unusable` for a
    style or rules that cannot be used; where Markdown cannot be read as configured, with the first page.
    """

    def __init__(
        self,
        config: Config,
        pack: Pack | None = None,
        shown: Callable[[str], str] = lambda path: path,
        rules: Iterable[Tables] = (),
    ) -> None:
        self.pack = pack or builtin()
        self.versions = select(config.k8s, self.pack.versions)
        self.reads: frozenset[str] = frozenset()
        """Files that the last page included or looked for."""
        self.rulebook = Rulebook(self.pack, rules)
        near = given.customs(each for each in config.definitions if not each.on_page)
        elsewhere = given.shown(each for each in config.definitions if each.on_page)
        customs = Customs(near, carried.find, carried.versions, elsewhere)
        self._checks = YamlChecks(self.pack, config.lint, self.rulebook, customs, strict=config.strict)
        self.notes = self._checks.notes
        """What is not checked anywhere, as a package is not installed that it needs; see `Report.notes`."""
        self._config = config
        self._formats = Formats(config.formats, config.format_languages, config.format_keys)
        self._shown = shown
        self._levels = self._weights()

    def _weights(self) -> Mapping[str, str]:
        """How severe rules are; raises `Unusable` for a rule that there is not."""
        if not self._config.severity:
            return {}
        from kubefence.catalog import RULES  # few configurations say so

        for rule, _ in self._config.severity:
            wrong = severities.unfit(rule, self.rulebook.ids() | RULES.keys())
            if wrong:
                raise Unusable(f"severity：{wrong.zh}", f"severity: {wrong.en}")
        return dict(self._config.severity)

    def verify(self, page: Page) -> PageReport:
        """The report on one page, its findings in the order of their places."""
        self.reads = frozenset()
        collecting = gc.isenabled()
        gc.disable()  # a page makes thousands of nodes that all go at its end; to look for cycles in them is wasted
        try:
            report = self._markdown(page) if page.markdown else self._plain(page)
        except Unusable:
            raise
        except RecursionError:
            report = PageReport(page.path, (_nested(page.path),))
        except Exception as error:  # whatever goes wrong in here must not pass for "nothing found"
            report = PageReport(page.path, (_internal(page.path, error),))
        finally:
            if collecting:
                gc.enable()
        if unasked := self._checks.unasked():
            report = report._replace(unasked=unasked)
        if self._levels:
            report = report._replace(findings=tuple(severities.weighed(report.findings, self._levels)))
        if len(report.findings) > 1:
            return report._replace(findings=tuple(sorted(report.findings, key=lambda finding: finding.order)))
        return report

    def definitions(self, page: Page) -> tuple[Json, ...]:
        """The CRDs that a page of Markdown shows; of one that cannot be read, which `verify` tells, there are none."""
        self.reads = frozenset()
        try:
            found = tuple(self._pages.definitions(page.path, page.text))
        except Unusable:
            raise
        except Exception:  # told with the page
            return ()
        self.reads = self._pages.reads
        return found

    def _plain(self, page: Page) -> PageReport:
        source, start = FileMap(page.path), Place(page.path, Span(1, 1, 1, 2))
        json = page.path.lower().endswith(".json")
        doubtful = json and page.found
        if doubtful and not json_files.may_be_manifest(page.text):
            return unrelated(start)
        reading = syntax.read(page.text, source, json=json)
        if page.piped:
            reading = printed.recognised(reading)
        if doubtful and not json_files.is_manifest(page.text, reading):
            return unrelated(start)
        empty_at = None if page.found or "#" in page.text else start  # kubectl skips it; comments are there on purpose
        promised = not page.found  # who names a file wants it checked
        checks = self._checks
        values = [document.value for document in reading.objects]
        declared = None if promised else self._formats.of(None, (page.path,), values)

        def found(reading: Reading) -> tuple[Finding, ...]:
            versions, text = self.versions, page.text
            return tuple(
                checks.findings(reading, text, source, versions, empty_at, promised=promised, declared=declared)
            )

        findings = found(reading)
        wrong = reading.incomplete or any(each.severity is Severity.ERROR for each in findings)
        if wrong and page.found and not self._config.strict:
            excerpt = syntax.as_excerpt(page.text, source, self._config.placeholders, json=json)
            if excerpt:  # nobody said of it that it is to be applied as it is
                reading, findings = excerpt, found(excerpt)
        findings += tuple(hidden.in_file(page.text, source, findings))
        if "kubefence:" in page.text and not any(document.json for document in reading.documents):
            from kubefence.catalog import RULES
            from kubefence.checks import allowed  # few files have such comments

            findings = tuple(allowed.applied(page.text, source, findings, self.rulebook.ids() | RULES.keys()))
        objects = tuple(_manifest(document, promised, declared) for document in reading.objects)
        return PageReport(page.path, findings, objects, self.versions)

    def _markdown(self, page: Page) -> PageReport:
        report = self._pages.verify(page.path, page.text)
        self.reads = self._pages.reads
        return report

    @cached_property
    def _pages(self) -> MarkdownPages:
        from kubefence.checks.pages import MarkdownPages  # Markdown is not needed for files of YAML

        return MarkdownPages(self._checks, self.versions, self.pack.versions, self._config, self._shown)


def unrelated(start: Place) -> PageReport:
    """The report on a file that is counted, and not looked at any further."""
    return PageReport(start.path, (), (BlockReport(Kind.UNRELATED, "json", "", start),))


def _manifest(document: Document, promised: bool, declared: Declared | None) -> BlockReport:
    kind = Kind.MANIFEST if promised or not is_foreign(document.value, declared) else Kind.FOREIGN
    return BlockReport(kind, "json" if document.json else "yaml", "", document.value_place(()))


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
