#!/usr/bin/env python3
"""How far kubefence agrees with a real API server, on manifests that one has judged.

    python benchmarks/agreement.py FILE.jsonl[.gz] [--k8s 1.36] [--crds FOLDER] [--show KIND|RULE|ID] [--top 20]

FILE has one JSON object a line. Needed: ``text`` (YAML) and ``verdict`` (``accepted``, ``rejected``,
``unknown_kind``, ``not_an_object``). Used where given: ``doc`` (which document of the text is meant,
0-based, empty ones not counted), ``builtin_group``, ``beta_api``, ``causes`` with ``field``, ``id``.

Rows that are not about built-in kinds, and kinds in alpha or beta versions, are left out; with ``--crds`` all but
those are that are about the custom resources which the CRDs in a folder define.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kubefence.checks import given
from kubefence.checks.objects import Asked, Objects
from kubefence.checks.syntax import read
from kubefence.checks.unchecked import graded
from kubefence.errors import BadDefinition
from kubefence.findings import Finding, Severity
from kubefence.positions import FileMap
from kubefence.rules.engine.rulebook import Rulebook
from kubefence.schema.custom.files import Given
from kubefence.schema.custom.known import NONE_KNOWN, Customs
from kubefence.schema.pack import builtin
from kubefence.versions import Version, VersionError, select
from kubefence.yamldoc.document import Document
from manifests import NotLabelled, labelled


def main() -> None:
    """Read the rows, judge them and print the comparison."""
    parser = _parser()
    options = parser.parse_args()
    pack = builtin()
    try:
        customs = Customs(given.customs(_crds(options.crds) if options.crds else ()))
        rows = [row for row in labelled(options.file) if (counts(row) if not options.crds else _defined(row, customs))]
        objects, versions = Objects(pack, Rulebook(pack)), select(options.k8s, pack.versions)
    except (BadDefinition, NotLabelled, VersionError) as error:
        parser.error(str(error))
    if not rows:
        parser.error(f"{options.file}: no row is about a kind that a default API server knows")
    comparison = Comparison()
    started = time.process_time()
    for row in rows:
        errors = list(judged(row, objects, versions, customs))
        comparison.count(row, errors)
        if options.show and _wanted(row, errors, options.show):
            _show(row, errors)
    seconds = time.process_time() - started
    comparison.show(options.top)
    print(f"throughput              {len(rows) / seconds:,.0f} manifests a CPU second, without yamllint")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--k8s", default="1.36")
    parser.add_argument("--crds", type=Path, help="a folder with files of CRDs, for rows about custom resources")
    parser.add_argument("--top", type=int, default=20, help="classes of disagreement to print")
    parser.add_argument("--show", help="print the disagreeing rows whose id, kind, rule or message has this text")
    return parser


def counts(row: dict[str, Any]) -> bool:
    """Whether the row is about a kind that a default API server of its version should know."""
    if row.get("beta_api"):
        return False
    return row["verdict"] in ("accepted", "rejected") or bool(
        row["verdict"] == "unknown_kind" and row.get("builtin_group")
    )


def _crds(folder: Path) -> Iterator[Given]:
    for file in sorted(folder.rglob("*.yaml")):
        yield Given(str(file), file.read_text("utf-8"))


def _defined(row: dict[str, Any], customs: Customs) -> bool:
    return customs.find(str(row.get("apiVersion")), str(row.get("kind"))) is not None


def judged(
    row: dict[str, Any], objects: Objects, versions: tuple[Version, ...], customs: Customs = NONE_KNOWN
) -> Iterator[Finding]:
    """Our errors on the document that the row is about."""
    reading = read(row["text"], FileMap(row.get("id", "row")))
    documents = reading.objects
    wanted = row.get("doc", 0)
    if reading.incomplete or len(documents) <= wanted:
        yield from reading.findings
        if not reading.findings:
            raise SystemExit(f"{row.get('id')}: document {wanted} is not there")
        return
    document = documents[wanted]
    yield from _in_document(reading.findings, document)
    asked = Asked(versions, named=True, customs=customs)
    found = graded(objects.manifest(document, asked), promised=True)  # as of a file that is named
    yield from (f for f in found if f.severity is Severity.ERROR)


def _in_document(findings: Sequence[Finding], document: Document) -> Iterator[Finding]:
    if findings:
        first = document.value_place(()).span.line
        last = document.root().end_mark.line + document.map.place(0, 0, 0, 0).span.line
        yield from (f for f in findings if first <= f.span.line <= last and f.severity is Severity.ERROR)


@dataclass(slots=True)
class Comparison:
    """What the rows have shown so far."""

    tally: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    """Kinds of disagreement, numbers taken out."""
    examples: dict[str, str] = field(default_factory=dict)
    """A row for each class."""

    def count(self, row: dict[str, Any], errors: list[Finding]) -> None:
        """Compare the verdicts on a row, and the fields that they name."""
        bad = row["verdict"] != "accepted"
        kind = row.get("kind", "?")
        self.tally["bad" if bad else "accepted"] += 1
        if bad == bool(errors):
            self.tally["agree"] += 1
            self.tally["found"] += bad
        elif bad:
            self._differ(row, f"missed: {kind}: {_message_class(row.get('message', ''))}")
        else:
            self.tally["false alarms"] += 1
            self._differ(row, f"false alarm: {kind}: {errors[0].rule}: {errors[0].field}")
        fields = [cause["field"] for cause in row.get("causes", ()) if cause.get("field")]
        if bad and errors and fields:
            named = names_field(errors, fields)
            self.tally["with field"] += 1
            self.tally["field named"] += named
            if not named:
                self._differ(row, re.sub(r"\d+", "#", f"other field: {fields[0]} / {errors[0].rule} {errors[0].field}"))

    def _differ(self, row: dict[str, Any], name: str) -> None:
        self.classes[name] += 1
        self.examples.setdefault(name, row.get("id", "?"))

    def show(self, top: int) -> None:
        """Print the figures, and so many classes of disagreement."""
        tally = self.tally
        rows, named = tally["bad"] + tally["accepted"], tally["field named"]
        print(f"rows                    {rows}")
        print(f"same verdict            {tally['agree'] / rows:.3%}  ({rows - tally['agree']} differ)")
        found = f"{tally['found']} of {tally['bad']}"
        print(f"found of the rejected   {tally['found'] / max(tally['bad'], 1):.3%}  ({found})")
        print(f"false alarms            {tally['false alarms']} of {tally['accepted']} accepted")
        print(f"field named             {named / max(tally['with field'], 1):.2%}  ({named} of {tally['with field']})")
        for name, count in self.classes.most_common(top):
            print(f"{count:6}  {name}  (e.g. {self.examples[name]})")


def names_field(errors: list[Finding], fields: list[str]) -> bool:
    """Whether one of our findings names a field of the server's, or its immediate parent."""
    for path in fields:
        decoded = bool(_GO_PATH.match(path))
        theirs = normalised(path, decoded)
        accepted = {theirs, theirs.rpartition(".")[0]}
        if any(normalised(error.field, decoded, ours=True) in accepted for error in errors):
            return True
    return False


_GO_PATH = re.compile(r"[A-Z]\w*\.")


def normalised(field: str, decoded: bool, *, ours: bool = False) -> str:
    """A field path to compare. Paths of the decoder lose their type names, and both sides the indices.

    Beside the type in front, the decoder writes those of embedded structs (``volumes.VolumeSource.secret``).
    White space that is no blank it writes as an escape.
    """
    if decoded:
        field = re.sub(r"\[\d+\]", "", field)
    if decoded and not ours:
        field = ".".join(part for part in field.split(".") if not part[:1].isupper())
    return re.sub(r"\[([^\]\d][^\]]*)\]", r".\1", field).replace("\xa0", "\\u00a0")


def _message_class(message: str) -> str:
    """The message without what differs from row to row."""
    text = re.sub(r'"[^"]*"', '"…"', message.partition(" is invalid: ")[2] or message)
    return re.sub(r"\[?\d+\]?", "#", text)[:150]


def _wanted(row: dict[str, Any], errors: list[Finding], wanted: str) -> bool:
    if (row["verdict"] != "accepted") == bool(errors):
        return False
    told = (row.get("id", ""), row.get("kind", ""), row.get("message", ""), *(error.rule for error in errors))
    return any(wanted in text for text in told)


def _show(row: dict[str, Any], errors: list[Finding]) -> None:
    print(f"=== {row.get('id')} {row['verdict']}: {row.get('message', '')}\n{row['text']}")
    for error in errors:
        print(f"--> {error.rule} {error.field} line {error.span.line}: {error.text.en}")


if __name__ == "__main__":
    main()
