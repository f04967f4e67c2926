"""Reports as they are kept in the cache: lists and texts, with the digests of the files that a page includes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kubefence.edge.files import read_regular
from kubefence.findings import (
    BlockReport,
    Finding,
    Fix,
    PageReport,
    Reason,
    Related,
    Replacement,
    Severity,
    Standing,
    Text,
    Thing,
    Unasked,
)
from kubefence.positions import Place, Span
from kubefence.versions import Version, parse_version


def _digest(path: str) -> str:
    try:
        return hashlib.blake2b(read_regular(Path(path)), digest_size=16).hexdigest()
    except OSError:
        return ""


def digests(reads: Iterable[str]) -> dict[str, str]:
    """What identifies the content of each file, "" for one that is not there."""
    return {path: _digest(path) for path in sorted(reads)}


def unchanged(reads: Mapping[str, str]) -> bool:
    """Whether files still have what they had."""
    return all(_digest(path) == digest for path, digest in reads.items())


def packed(report: PageReport, reads: Iterable[str]) -> dict[str, Any]:
    """The report on a page that includes or looks for some files, for JSON."""
    return {
        "path": report.path,
        "versions": [str(version) for version in report.versions],
        "blocks": report.blocks,
        "unasked": report.unasked,
        "elsewhere": report.elsewhere,
        "reads": digests(reads),
        "findings": [
            [
                finding.rule,
                finding.severity,
                finding.place,
                finding.text,
                finding.field,
                [str(version) for version in finding.versions],
                [[related.place, related.text] for related in finding.related],
                finding.fix,
            ]
            for finding in report.findings
        ],
    }


def unpacked(stored: dict[str, Any]) -> PageReport | None:
    """The report, or None where a file that the page includes has changed since."""
    if not unchanged(stored["reads"]):
        return None
    return PageReport(
        stored["path"],
        tuple(map(_finding, stored["findings"])),
        tuple(map(_block, stored["blocks"])),
        tuple(map(parse_version, stored["versions"])),
        tuple(Unasked(*each) for each in stored["unasked"]),
        tuple(stored["elsewhere"]),
    )


def _block(stored: list[Any]) -> BlockReport:
    kind, language, digest, place, expect, skip, number, wrong, taken, standing = stored
    told = _standing(standing) if standing else None
    return BlockReport(kind, language, digest, _place(place), expect, skip, number, tuple(wrong), _texts(taken), told)


def _standing(stored: list[Any]) -> Standing:
    checked, versions, against, reasons, unchecked, things, title, text = stored
    return Standing(
        checked,
        _versions(versions),
        _texts(against),
        tuple(Reason(_versions(where), accepted, Text(*told)) for where, accepted, told in reasons),
        _texts(unchecked),
        tuple(Thing(*each) for each in things),
        title,
        text,
    )


def _texts(stored: list[Any]) -> tuple[Text, ...]:
    return tuple(Text(*each) for each in stored)


def _versions(stored: list[Any]) -> tuple[Version, ...]:
    return tuple(Version(*each) for each in stored)


def _finding(stored: list[Any]) -> Finding:
    rule, severity, place, text, field, versions, related, fix = stored
    return Finding(
        rule,
        Severity(severity),
        _place(place),
        Text(*text),
        field,
        tuple(map(parse_version, versions)),
        tuple(Related(_place(at), Text(*told)) for at, told in related),
        _fix(fix) if fix else None,
    )


def _fix(stored: list[Any]) -> Fix:
    text, replacements = stored
    return Fix(Text(*text), tuple(Replacement(_place(at), new) for at, new in replacements))


def _place(stored: list[Any]) -> Place:
    return Place(stored[0], Span(*stored[1]))
