"""What is checked of any text of YAML, in a file or in a block: how it reads, its style, its objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kubefence.checks.objects import Asked, Objects
from kubefence.checks.syntax import Reading
from kubefence.checks.together import Company, Together
from kubefence.checks.unchecked import graded
from kubefence.config import DEFAULT_LINT
from kubefence.errors import BadStyle, NotInstalled, in_extra
from kubefence.findings import Finding, Severity, Text, Unasked
from kubefence.foreign.declared import Declared
from kubefence.positions import Place, TextMap
from kubefence.rules.engine.group import at
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.schema.custom.known import NONE_KNOWN, Customs
from kubefence.schema.pack import Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Document

if TYPE_CHECKING:
    from kubefence.belonging.surroundings import Beside
    from kubefence.checks.lint import Linter
    from kubefence.inference.surroundings import Surroundings


MAX_STYLED = 3 * 1024 * 1024
"""Characters of a file whose style is judged."""


class YamlChecks:
    """All checks with one pack of schemas and one style; raises `kubefence.errors.BadStyle`."""

    def __init__(
        self,
        pack: Pack,
        style: str | None,
        rulebook: Rulebook,
        customs: Customs = NONE_KNOWN,
        *,
        strict: bool = False,
    ) -> None:
        self._strict = strict
        self._customs = customs
        self.rulebook = rulebook
        self.pack = pack
        self._objects = Objects(pack, rulebook)
        self._together = Together(self._objects)
        linter = _linter(style)
        self._linter = None if isinstance(linter, NotInstalled) else linter
        self.notes = (_no_style(linter),) if isinstance(linter, NotInstalled) else ()
        """What is not checked anywhere in this run."""

    def knows(self, kind: str) -> bool:
        """Whether exactly one kind is called so, of Kubernetes' own or of custom resources."""
        return any(name.endswith(f"/{kind}") for name in self.pack.kinds) or len(self._customs.named("", kind)) == 1

    def unasked(self) -> tuple[Unasked, ...]:
        """Kinds of custom resources of which not everything was asked, since this was last called."""
        found, self._objects.unasked = self._objects.unasked, set()
        return tuple(sorted(found))

    def findings(
        self,
        reading: Reading,
        text: str,
        source: TextMap,
        versions: tuple[Version, ...],
        start: Place | None,
        fragment: str | None = None,
        company: Company | None = None,
        around: Surroundings | None = None,
        beside: Beside | None = None,
        *,
        patch: str | None = None,
        promised: bool = False,
        declared: Declared | None = None,
    ) -> Iterator[Finding]:
        """Findings on a text that has been read; ``start`` is where to report that it is empty, if it may not be.

        ``company`` are the documents of all texts that belong to the same example, ``beside`` all objects of the page
        that it stands on. ``promised`` says that somebody
        counts on this very text being checked, whatever holds elsewhere, ``declared`` which format it has, and
        ``around`` what a block stands in, by which parts of objects are recognised.
        """
        asked = Asked(versions, named=promised, declared=declared, around=around)
        found = self._findings(reading, text, source, asked, start, fragment, company, beside, patch)
        return graded(found, promised=promised or self._strict)

    def _findings(
        self,
        reading: Reading,
        text: str,
        source: TextMap,
        asked: Asked,
        start: Place | None,
        fragment: str | None,
        company: Company | None,
        beside: Beside | None,
        patch: str | None,
    ) -> Iterator[Finding]:
        yield from reading.findings
        # What cannot be read has no style yet, and yamllint takes minutes for what is too large or too deep.
        if self._linter and reading.styled and not reading.incomplete:
            yield from self._style(reading, text, source, self._linter)
        objects = reading.objects
        if start and not objects and not reading.incomplete:
            marked = bool(reading.excerpt and reading.excerpt.marks)
            yield empty_block(start, _LEFT_OUT if marked else _COMMENTS if text.strip() else None)
        customs = company.known(self._customs) if company else self._customs
        customs = customs.with_shown(document.value for document in objects)
        for document in objects:
            if patch:
                yield from self._objects.patch(document, patch, asked.versions, customs)
            elif fragment:
                yield from self._objects.fragment(document, fragment, asked.versions, customs)
            else:
                yield from self._objects.manifest(document, asked._replace(customs=customs))
        if not fragment and not patch and not reading.incomplete:
            yield from self._together.findings(objects, asked.versions, company)
            yield from _belonging(objects, beside)

    def _style(self, reading: Reading, text: str, source: TextMap, linter: Linter) -> Iterator[Finding]:
        """Findings of style; how it is written that something is left out is not judged."""
        if len(text) > MAX_STYLED:
            yield _without_style(source)
        elif reading.excerpt is None:
            yield from linter.check(text, source)
        else:
            marked = {mark.line for mark in reading.excerpt.marks}
            yield from linter.check(reading.excerpt.text, source, but=marked)


def _belonging(objects: Sequence[Document], beside: Beside | None) -> Iterator[Finding]:
    if beside is None and len(objects) == 1 and not at(objects[0].value, ("items",)):
        return  # one object by itself, as most files have it
    from kubefence.belonging import belonging

    yield from belonging.findings(objects, beside) if beside else belonging.alone(objects)


def _linter(style: str | None) -> Linter | NotInstalled | None:
    """What checks the style; the error itself where that is not installed and nobody has asked for it."""
    if style is None:
        return None
    try:
        with in_extra("yamllint", "lint"):
            from kubefence.checks.lint import Linter  # yamllint takes as long to import as a small file to verify
    except NotInstalled as error:
        if style == DEFAULT_LINT:
            return error
        raise BadStyle(f"yamllint：{error.zh}", f"yamllint: {error}") from error
    return Linter(style)


def _no_style(error: NotInstalled) -> Text:
    return Text(
        f"YAML 的格式：{error.zh}，或写上 yamllint: false", f"style of the YAML: {error}, or say yamllint: false"
    )


def _without_style(source: TextMap) -> Finding:
    """That a file is so large that its style is not judged, which takes yamllint ten seconds for each MiB."""
    most = f"{MAX_STYLED // 2**20} MiB"
    text = Text(
        f"文件超过 {most}，没有核对它的格式；分成几个文件",
        f"this file has more than {most}, so its style was not checked; make several files of it",
    )
    return Finding("too-large", Severity.WARNING, source.place(0, 0, 0, 1), text)


def empty_block(place: Place, why: Text | None = None) -> Finding:
    """The finding that there is nothing to check: ``why`` says what there is instead."""
    if why is not None:
        return Finding("empty-block", Severity.NOTE, place, why)
    told = Text("没有内容：写上清单，或删掉它", "there is nothing in it; write a manifest or remove it")
    return Finding("empty-block", Severity.ERROR, place, told)


_LEFT_OUT = Text("内容全部省略了，没有可以核对的", "all of it is left out, so there is nothing to check")
_COMMENTS = Text("只有注释，没有可以核对的", "there is nothing but comments in it, so there is nothing to check")
