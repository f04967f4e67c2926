#!/usr/bin/env python3
"""Build the site with MkDocs and with ProperDocs, which goes on where MkDocs 1 ends, and compare all bytes.

Only the tag that names the generator may differ, and what the list for readers without a network says of the pages that
have it: their digests and sizes. ProperDocs is no part of any set-up; it stands in an environment that
can build the site: .venv/bin/python -m pip install --require-hashes --no-deps -r requirements/properdocs.txt
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATORS = ("mkdocs", "properdocs")
_NAMED = re.compile(rb'<meta name="generator" content="mkdocs-[^",]+')
_LISTS = ("offline.json", "sw.js")
_OF_PAGES = re.compile(rb'("(?:[^"]*/)?",)"[0-9a-f]{16}",\d+|("build":)"[0-9a-f]{16}"|("bytes":)\d+')


def main() -> int:
    """Exit status: 1 where the sites differ, 2 where one of them could not be built."""
    with tempfile.TemporaryDirectory() as folder:
        sites = [Path(folder, name, "site") for name in GENERATORS]
        for name, site in zip(GENERATORS, sites, strict=True):
            if not _built(name, site):
                print(f"{name} cannot build the site, see above.", file=sys.stderr)
                return 2
        differing = list(differences(*sites))
        for name in differing:
            print(f"{name} differs between {' and '.join(GENERATORS)}", file=sys.stderr)
        if not differing:
            print(f"{sum(1 for _ in _files(sites[0]))} files are the same.")
    return 1 if differing else 0


def _built(generator: str, site: Path) -> bool:
    command = [sys.executable, "-m", generator, "build", "--strict", "--quiet", "-f", "mkdocs.yml", "-d", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def differences(one: Path, other: Path) -> Iterator[str]:
    """Names of the files that only one of the sites has, or whose content differs."""
    for name in sorted({*_files(one), *_files(other)}):
        if _content(one / name) != _content(other / name):
            yield name


def _files(site: Path) -> Iterator[str]:
    return (file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())


def _content(file: Path) -> bytes | None:
    """What a file holds, but for what follows from the name of the generator; None where there is none."""
    if not file.is_file():
        return None
    content = file.read_bytes()
    if file.name in _LISTS:
        return _OF_PAGES.sub(rb"\1\2\3", content)
    return _NAMED.sub(b"", content) if file.suffix == ".html" else content


if __name__ == "__main__":
    sys.exit(main())
