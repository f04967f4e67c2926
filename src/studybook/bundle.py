"""The scripts of ``web/``: each entry becomes one classic script, the same bytes for the same sources.

esbuild does it (https://esbuild.github.io/), a program that needs no Node and no network. What it made is kept by a
digest of all that it could have read, so most builds do not start it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from studybook.errors import StudybookError

SOURCES = "web"
LOCKS = ("requirements/npm/web/package-lock.json", "requirements/npm/offline/package-lock.json")
KEPT = ".cache/web"
UNTOLD = frozenset({"tests", "README.md"})
"""What stands in ``web/`` and is in no bundle."""
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=iife",  # no module: a page from file:// may not load any
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",  # licenses.txt has them
    "--log-level=warning",
    "--color=false",
)


class BundleError(StudybookError):
    """A script that cannot be made; the text is what esbuild says of it."""


@dataclass(frozen=True)
class Bundles:
    """The scripts of the project in a folder."""

    root: Path

    def text(self, entry: str) -> str:
        """The script that an entry such as ``page.ts`` becomes; raises `BundleError`."""
        kept = self.root / KEPT / self._digest / f"{entry.replace('/', '-')}.js"
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            self._make(entry, kept)
        return kept.read_text(encoding="utf-8")

    @cached_property
    def _digest(self) -> str:
        sources = self.root / SOURCES
        files = sorted(file for file in sources.rglob("*") if file.is_file())
        read = [file for file in files if UNTOLD.isdisjoint(file.relative_to(sources).parts)]
        parts = [" ".join(OPTIONS).encode(), *((self.root / lock).read_bytes() for lock in LOCKS)]
        for file in read:
            parts += [file.relative_to(sources).as_posix().encode(), file.read_bytes()]
        return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()[:16]

    def _make(self, entry: str, target: Path) -> None:
        line = [str(_program(self.root)), f"{SOURCES}/{entry}", *OPTIONS]
        done = subprocess.run(line, cwd=self.root, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        said = done.stderr.decode("utf-8", "replace").strip()
        if done.returncode or said:
            raise BundleError(f"{SOURCES}/{entry} cannot be bundled:\n{said}")
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            file.write(done.stdout)
        os.replace(file.name, target)  # another build may be reading it


def _program(root: Path) -> Path:
    found = sorted((root / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    if not found:
        raise BundleError("esbuild is missing; run scripts/setup.sh, which installs it on Linux and macOS")
    return found[0]


def named(name: str, text: str) -> str:
    """The name of a script in the site, which changes with what is in it: browsers may keep it for ever."""
    return f"{name}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
