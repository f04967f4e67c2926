"""MkDocs hook: a site carries the licences of everything that ships with it, in licenses.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from operator import itemgetter
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

PYTHON = ("mkdocs-material", "mkdocs")
"""Python packages whose files end up in a page: the theme with its search, and the index it reads."""

LOCKS = tuple(f"requirements/npm/{part}/package-lock.json" for part in ("site", "web", "offline"))
"""What comes from npm and is in a page, with all that is built into it."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add licenses.txt."""
    root = Path(config.config_file_path).parent
    parts = [f"{name}\n{'=' * len(name)}\n\n{text.strip()}\n" for name, text in (*_python(), *_npm(root))]
    files.append(File.generated(config, "licenses.txt", content="\n\n".join(parts)))
    return files


def _python() -> Iterator[tuple[str, str]]:
    for name in PYTHON:
        distribution = metadata.distribution(name)
        for file in distribution.files or ():
            if file.name.upper().startswith(("LICENSE", "COPYING")):
                yield f"{name} {distribution.version}", Path(str(file.locate())).read_text(encoding="utf-8")


def _npm(root: Path) -> Iterator[tuple[str, str]]:
    locked = [json.loads((root / lock).read_text(encoding="utf-8"))["packages"].items() for lock in LOCKS]
    for path, entry in sorted(chain.from_iterable(locked), key=itemgetter(0)):
        folder = root / path
        if not path or entry.get("dev") or entry.get("optional") or not folder.is_dir():
            continue  # what is optional bundles the scripts, and is not in them
        texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("[Ll][Ii][Cc][Ee][Nn][SsCc]*"))]
        yield (
            f"{path.rpartition('node_modules/')[2]} {entry['version']}",
            "\n\n".join(texts) or f"License: {entry.get('license', 'see its package.json')}",
        )
