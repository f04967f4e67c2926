"""Results of earlier runs, by content: a page that has not changed is not verified again.

The key covers everything that a result depends on: the text, the settings, and the state of kubefence
and of the libraries' versions. Files that the page includes are compared when an entry is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kubefence.config import Config
from kubefence.edge.files import read_regular
from kubefence.engine import Page, Verifier
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

LIBRARIES = (
    "cel_expr_python",
    "cryptography",
    "jsonschema_rs",
    "markdown",
    "markdown_it",
    "pathspec",
    "pygments",
    "pymdownx",
    "re2",
    "ryaml",
    "selectolax",
    "tinycss2",
    "tree_sitter",
    "tree_sitter_bash",
    "yaml",
    "yamllint",
)
"""What a verdict depends on: all that the package asks for or can do with, but ``rich``, which only prints, and
Pygments, which a site has: it knows which languages are YAML, and what takes minutes to colour."""
KEEP = 50_000
"""Entries to keep; the ones unused for longest go first."""


def cache_file(root: Path) -> Path:
    """Where the results of the project in ``root`` are kept."""
    return root / ".cache" / "kubefence.db"


class CachedVerifier:
    """A `Verifier` that remembers, in one SQLite file. Close it (or use ``with``) to write."""

    def __init__(self, verifier: Verifier, config: Config, file: Path, rules: str = "") -> None:
        """``rules`` is the identity of those rules that are not part of kubefence."""
        self._verifier = verifier
        # Paths of included files are told relative to the working folder.
        depends_on = "\0".join((fingerprint(), repr(config), os.getcwd(), rules))
        self._settings = hashlib.blake2b(depends_on.encode("utf-8", "surrogatepass")).digest()
        self._file = file
        self._database = _open(file)
        self._used: list[bytes] = []
        self._new: list[tuple[bytes, bytes]] = []
        self.reads: frozenset[str] = frozenset()
        """Files that the last page included or looked for."""

    def verify(self, page: Page) -> PageReport:
        """The report on a page, from the cache where there is one."""
        known = self.known(page)
        if known is not None:
            return known
        report = self._verifier.verify(page)
        self.keep(page, report, self._verifier.reads)
        return report

    def known(self, page: Page) -> PageReport | None:
        """The report on a page that has been verified before."""
        key = self._key(page)
        report = self._known(key)
        if report is not None:
            self._used.append(key)
        return report

    def keep(self, page: Page, report: PageReport, reads: frozenset[str]) -> None:
        """Remember the report on a page, which included or looked for some files."""
        self.reads = reads
        if all(finding.rule != "internal-error" for finding in report.findings):  # the next run may do better
            packed = json.dumps(_packed(report, reads), ensure_ascii=False).encode("utf-8", "surrogatepass")
            self._new.append((self._key(page), packed))  # names of files need not be UTF-8

    def _known(self, key: bytes) -> PageReport | None:
        """The report from the cache; what cannot be read from it is found out again."""
        with suppress(sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
            row = self._database.execute("SELECT report FROM results WHERE key = ?", (key,)).fetchone()
            stored = json.loads(row[0]) if row else None
            if stored and (report := _unpacked(stored)):
                self.reads = frozenset(stored["reads"])
                return report
        return None

    def close(self) -> None:
        """Write what is new; a cache that cannot be written is no reason to fail."""
        try:
            self._write()
        except sqlite3.OperationalError:
            pass  # in use by another run for long, or read-only
        except sqlite3.DatabaseError:  # damaged
            with suppress(OSError):
                self._file.unlink()
        self._database.close()

    def _write(self) -> None:
        (now,) = self._database.execute("SELECT COALESCE(MAX(run), 0) + 1 FROM results").fetchone()
        self._database.executemany("UPDATE results SET run = ? WHERE key = ?", [(now, key) for key in self._used])
        self._database.executemany(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?)", [(key, packed, now) for key, packed in self._new]
        )
        self._database.execute(
            "DELETE FROM results WHERE key NOT IN (SELECT key FROM results ORDER BY run DESC LIMIT ?)", (KEEP,)
        )
        self._database.commit()

    def __enter__(self) -> CachedVerifier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _key(self, page: Page) -> bytes:
        content = f"{page.path}\0{page.markdown}\0{page.found}\0{page.text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, key=self._settings[:64], digest_size=20).digest()


def _open(file: Path) -> sqlite3.Connection:
    """The database in ``file``; a damaged or unwritable one is replaced by one in memory."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return _connected(file)
    except sqlite3.OperationalError:
        pass  # it cannot be opened or is in use
    except (sqlite3.DatabaseError, OSError):
        with suppress(OSError):
            file.unlink()
    return _connected(":memory:")


def _connected(place: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(place, timeout=5)
    try:
        database.execute("CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, report BLOB, run INTEGER)")
        database.execute("SELECT 1 FROM results LIMIT 1").fetchone()
    except sqlite3.Error:
        database.close()
        raise
    return database


@cache
def fingerprint(package: Path = Path(__file__).parent.parent) -> str:
    """Identity of kubefence itself: size and time of each of its files, and of those of its libraries' entry."""
    total = hashlib.blake2b()
    libraries = (found.origin for name in LIBRARIES if (found := find_spec(name)) and found.origin)
    for path in (*libraries, *_files(package)):
        state = os.stat(path)
        total.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _files(folder: Path | str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if not entry.is_dir():
            yield entry.path
        elif entry.name != "__pycache__":
            yield from _files(entry.path)


def _digest(path: str) -> str:
    try:
        return hashlib.blake2b(read_regular(Path(path)), digest_size=16).hexdigest()
    except OSError:
        return ""


def _packed(report: PageReport, reads: Iterable[str]) -> dict[str, Any]:
    return {
        "path": report.path,
        "versions": [str(version) for version in report.versions],
        "blocks": report.blocks,
        "unasked": report.unasked,
        "reads": {path: _digest(path) for path in sorted(reads)},
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


def _unpacked(stored: dict[str, Any]) -> PageReport | None:
    """The report, or None where a file that the page includes has changed since."""
    if any(_digest(path) != digest for path, digest in stored["reads"].items()):
        return None
    return PageReport(
        stored["path"],
        tuple(map(_finding, stored["findings"])),
        tuple(map(_block, stored["blocks"])),
        tuple(map(parse_version, stored["versions"])),
        tuple(Unasked(*each) for each in stored["unasked"]),
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
