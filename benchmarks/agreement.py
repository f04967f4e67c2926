#!/usr/bin/env python3
"""How far kubefence agrees with a real API server, on manifests that one has judged.

    python benchmarks/agreement.py FILE.jsonl[.gz] [--k8s 1.36] [--show KIND|RULE|ID] [--top 20]

FILE has one JSON object a line. Needed: ``text`` (YAML) and ``verdict`` (``accepted``, ``rejected``,
``unknown_kind``, ``not_an_object``). Used where given: ``doc`` (which document of the text is meant,
0-based, empty ones not counted), ``builtin_group``, ``beta_api``, ``causes`` with ``field``, ``id``.

Rows that are not about built-in kinds, and kinds in alpha or beta versions, are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kubefence.checks.objects import Objects
from kubefence.checks.syntax import read
from kubefence.findings import Finding, Severity
from kubefence.positions import FileMap
from kubefence.schema.pack import builtin
from kubefence.versions import select


def main() -> None:
    """Read the rows, judge them and print the comparison."""
    options = _options()
    rows = [row for row in _rows(options.file) if counts(row)]
    pack = builtin()
    objects, versions = Objects(pack), select(options.k8s, pack.versions)
    tally: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    started = time.process_time()
    for row in rows:
        errors = list(judged(row, objects, versions))
        _count(row, errors, tally, classes, examples)
        if options.show and _wanted(row, errors, options.show):
            _show(row, errors)
    seconds = time.process_time() - started
    _print(tally, classes, examples, len(rows), seconds, options.top)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--k8s", default="1.36")
    parser.add_argument("--top", type=int, default=20, help="classes of disagreement to print")
    parser.add_argument("--show", help="print the disagreeing rows whose id, kind, rule or message has this text")
    return parser.parse_args()


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
        for line in lines:
            yield json.loads(line)


def counts(row: dict[str, Any]) -> bool:
    """Whether the row is about a kind that a default API server of its version should know."""
    if row.get("beta_api"):
        return False
    return row["verdict"] in ("accepted", "rejected") or bool(
        row["verdict"] == "unknown_kind" and row.get("builtin_group")
    )


def judged(row: dict[str, Any], objects: Objects, versions: Any) -> Iterator[Finding]:
    """Our errors on the document that the row is about."""
    reading = read(row["text"], FileMap(row.get("id", "row")))
    documents = [document for document in reading.documents if document.value is not None]
    wanted = row.get("doc", 0)
    if reading.incomplete or len(documents) <= wanted:
        yield from reading.findings
        if not reading.findings:
            raise SystemExit(f"{row.get('id')}: document {wanted} is not there")
        return
    document = documents[wanted]
    lines = {place.span.line for place in (document.value_place(()),)}
    last = document.root.end_mark.line + document.map.place(0, 0, 0, 0).span.line
    for finding in reading.findings:
        if min(lines) <= finding.span.line <= last and finding.severity is Severity.ERROR:
            yield finding
    yield from (f for f in objects.manifest(document, versions) if f.severity is Severity.ERROR)


def _count(
    row: dict[str, Any], errors: list[Finding], tally: Counter[str], classes: Counter[str], examples: dict[str, str]
) -> None:
    bad = row["verdict"] != "accepted"
    tally["bad" if bad else "accepted"] += 1
    if bad == bool(errors):
        tally["agree"] += 1
        tally["found"] += bad
    elif bad:
        name = f"missed: {row.get('kind', '?')}: {_message_class(row.get('message', ''))}"
        classes[name] += 1
        examples.setdefault(name, row.get("id", "?"))
    else:
        tally["false alarms"] += 1
        name = f"false alarm: {row.get('kind', '?')}: {errors[0].rule}: {errors[0].field}"
        classes[name] += 1
        examples.setdefault(name, row.get("id", "?"))
    fields = [cause["field"] for cause in row.get("causes", ()) if cause.get("field")]
    if bad and errors and fields:
        tally["with field"] += 1
        named = names_field(errors, fields)
        tally["field named"] += named
        if not named:
            name = f"other field: {fields[0]} / {errors[0].rule} {errors[0].field}"
            name = re.sub(r"\d+", "#", name)
            classes[name] += 1
            examples.setdefault(name, row.get("id", "?"))


def names_field(errors: list[Finding], fields: list[str]) -> bool:
    """Whether one of our findings names a field of the server's, or its immediate parent."""
    for field in fields:
        decoded = bool(_GO_PATH.match(field))
        theirs = normalised(field, decoded)
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


def _print(
    tally: Counter[str], classes: Counter[str], examples: dict[str, str], rows: int, seconds: float, top: int
) -> None:
    print(f"rows                    {rows}")
    print(f"same verdict            {tally['agree'] / rows:.3%}  ({rows - tally['agree']} differ)")
    print(f"found of the rejected   {tally['found'] / max(tally['bad'], 1):.3%}  ({tally['found']} of {tally['bad']})")
    print(f"false alarms            {tally['false alarms']} of {tally['accepted']} accepted")
    named, possible = tally["field named"], max(tally["with field"], 1)
    print(f"field named             {named / possible:.2%}  ({named} of {tally['with field']})")
    print(f"throughput              {rows / seconds:,.0f} manifests a CPU second, without yamllint")
    for name, count in classes.most_common(top):
        print(f"{count:6}  {name}  (e.g. {examples[name]})")


if __name__ == "__main__":
    main()
