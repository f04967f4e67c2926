"""Results of earlier runs, by content: a page that has not changed is not verified again.

The key covers everything that a result depends on: the text, the settings, and the state of kubefence
and of the libraries' versions. Files that the page includes are compared when an entry is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from kubefence.config import Config
from kubefence.edge.packing import digests, packed, unchanged, unpacked
from kubefence.engine import Page, Verifier
from kubefence.findings import PageReport
from kubefence.yamldoc.document import Json

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


class _Results:
    """What has been found out before, in one SQLite file. Close it (or use ``with``) to write."""

    def __init__(self, config: Config, file: Path, rules: str = "") -> None:
        """``rules`` is the identity of those rules that are not part of kubefence."""
        # Paths of included files are told relative to the working folder.
        depends_on = "\0".join((fingerprint(), repr(config), os.getcwd(), rules))
        self._settings = hashlib.blake2b(depends_on.encode("utf-8", "surrogatepass")).digest()
        self._file = file
        self._database = _open(file)
        self._used: list[bytes] = []
        self._new: list[tuple[bytes, bytes]] = []

    def _stored(self, key: bytes) -> Any:
        row = self._database.execute("SELECT report FROM results WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def _store(self, key: bytes, value: Any) -> None:
        packed = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self._new.append((key, packed))  # names of files need not be UTF-8

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _key(self, page: Page, what: str = "") -> bytes:
        read_as = map(str, (page.markdown, page.found, page.piped))
        content = "\0".join((f"{what}{page.path}", *read_as, page.text)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, key=self._settings[:64], digest_size=20).digest()


class CachedVerifier(_Results):
    """A `Verifier` that remembers."""

    def __init__(self, verifier: Verifier, config: Config, file: Path, rules: str = "") -> None:
        super().__init__(config, file, rules)
        self._verifier = verifier
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
            self._store(self._key(page), packed(report, reads))

    def _known(self, key: bytes) -> PageReport | None:
        """The report from the cache; what cannot be read from it is found out again."""
        with suppress(sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
            stored = self._stored(key)
            if stored and (report := unpacked(stored)):
                self.reads = frozenset(stored["reads"])
                return report
        return None


class CachedDefinitions(_Results):
    """What pages define, remembered, so that no page has to be read for what others are about."""

    def __init__(self, make: Callable[[], Verifier], config: Config, file: Path, rules: str = "") -> None:
        """``make`` makes what reads pages, where one has to be read."""
        super().__init__(config, file, rules)
        self._make = cache(make)

    def definitions(self, page: Page) -> tuple[Json, ...]:
        """The CRDs that a page shows."""
        key = self._key(page, "definitions ")
        with suppress(sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
            stored = self._stored(key)
            if stored and unchanged(stored["reads"]):
                self._used.append(key)
                return tuple(stored["definitions"])
        verifier = self._make()
        found = verifier.definitions(page)
        self._store(key, {"definitions": found, "reads": digests(verifier.reads)})
        return found


def _open(file: Path) -> sqlite3.Connection:
    """The database in ``file``; a damaged or unwritable one is replaced by one in memory."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _hide(file)
        return _connected(file)
    except sqlite3.OperationalError:
        pass  # it cannot be opened or is in use
    except (sqlite3.DatabaseError, OSError):
        with suppress(OSError):
            file.unlink()
    return _connected(":memory:")


def _hide(file: Path) -> None:
    """Tell git to ignore the database without anybody's help, and only that: others keep things in ``.cache`` too."""
    own = file.parent / ".gitignore"
    if not file.exists() and not own.exists():
        with suppress(OSError):  # it cannot be written
            own.write_text(f"/.gitignore\n/{file.name}*\n", encoding="utf-8")


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
