"""CRDs that a configuration names, read before anything is verified: one that cannot be used is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kubefence.checks import syntax
from kubefence.errors import BadDefinition
from kubefence.findings import Severity, Text
from kubefence.positions import FileMap, Place, Span
from kubefence.schema.custom import definitions
from kubefence.schema.custom.definitions import Custom
from kubefence.schema.custom.files import Given
from kubefence.schema.custom.tree import fields
from kubefence.yamldoc.document import Document


def customs(files: Iterable[Given]) -> Iterator[Custom]:
    """The kinds that the CRDs in some files make known; raises `BadDefinition` for a file that was named.

    Of several CRDs of one kind that a tree has, as one for each release, the one with most fields is the newest.
    """
    best: dict[tuple[str, str, bool], Custom] = {}
    for each, named in _every(files):
        key = (each.api_version, each.kind, named)
        known = each if named else best.get(key, each)
        fullest = max(known, each, key=lambda one: fields(one.schema))
        best[key] = fullest._replace(several=known.several or known.schema != each.schema)
    yield from best.values()


def shown(files: Iterable[Given]) -> Iterator[Custom]:
    """All kinds that pages define, each as often as one of them does."""
    return (each for each, _ in _every(files))


def _every(files: Iterable[Given]) -> Iterator[tuple[Custom, bool]]:
    """All kinds of the files, and whether the file of each was named."""
    for file in files:
        reading = syntax.read(file.text, FileMap(file.path), json=file.path.lower().endswith(".json"))
        wrong = next((finding for finding in reading.findings if finding.severity is Severity.ERROR), None)
        if wrong and file.named:
            raise _bad(wrong.place, wrong.text)
        found = [document for document in reading.objects if definitions.is_definition(document.value)]
        if not found and file.named:
            raise _bad(Place(file.path, _START), _NONE)
        for document in found:
            for each in _kinds(document, named=file.named):
                yield each, file.named


_START = Span(1, 1, 1, 2)
_NONE = Text("这个文件里没有 CustomResourceDefinition", "there is no CustomResourceDefinition in this file")


def _kinds(document: Document, *, named: bool) -> Iterator[Custom]:
    fault = definitions.fault(document.value)
    if fault and named:
        path, text = fault
        raise _bad(document.value_place(path), text)
    yield from definitions.kinds(document.value)


def _bad(place: Place, text: Text) -> BadDefinition:
    at = f"{place.path}:{place.span.line}:{place.span.column}"
    return BadDefinition(f"crds：{at}：{text.zh}", f"crds: {at}: {text.en}")
