"""``mkdocs serve`` renders only what a change concerns.

MkDocs builds everything anew when a file is saved. Where nothing has changed but the text of some pages, or of
files that they include, only these pages are rendered; the others keep what they were in the last build. Anything
else, such as a new page, another title, the configuration, a hook or the theme, leads to a build of everything.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from kubefence.edge import crds

log = logging.getLogger("mkdocs.plugins.kubefence")
_RENDERED = ("meta", "markdown", "content", "toc", "_title_from_render", "present_anchor_ids")
"""What rendering gives to a page, and others ask of it."""
_HEAD = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_OF_ALL_PAGES = frozenset({"search"})
"""Plugins that write one file from all pages, by the last part of their name; their file of the last build stays."""

State = Mapping[str, tuple[int, int]]
"""Files to their time and size."""


class Seen(NamedTuple):
    """What a build was made of."""

    files: State
    """All that is watched."""
    pages: Mapping[str, str]
    """Files of pages to their keys."""
    heads: Mapping[str, str]
    """Keys of pages to what the rest of the site shows of them."""
    includes: Mapping[str, frozenset[str]]
    """Keys of pages to the files that they include."""
    rendered: Mapping[str, Mapping[str, Any]]
    """Keys of pages to what rendering gave them."""


class Preview:
    """From the first build of a server to its end."""

    def __init__(self) -> None:
        self._seen: Seen | None = None
        self._watched: list[str] = []
        self._state: State = {}
        self.only: frozenset[str] | None = None
        """Keys of the pages that the build which runs now renders, None for all."""

    def begin(self, config: MkDocsConfig) -> None:
        """A build begins: what is saved from now on is a change."""
        named = (config.docs_dir, config.config_file_path, *config.watch)
        self._watched += [path for path in named if path not in self._watched]
        self._state = _state(self._watched)

    def attach(self, server: LiveReloadServer, config: MkDocsConfig, build: Callable[..., None]) -> None:
        """Build in this way whenever something changes that ``server`` watches, or that a page includes."""
        self._server = server
        server.builder = lambda: self._rebuild(build)
        self._watch_includes()

    def _rebuild(self, build: Callable[..., None]) -> None:
        self.only = self._concerned()
        try:
            if self.only is None:
                build()
            else:
                log.info("Only what has changed is rendered: %s", ", ".join(sorted(self.only)))
                with _dirty(build):
                    build()
        except BaseException:
            self._seen = None
            raise
        finally:
            self.only = None
        self._watch_includes()

    def _watch_includes(self) -> None:
        known = tuple(f"{folder}/" for folder in self._watched if Path(folder).is_dir())
        if self._seen is None:
            return
        for file in sorted({file for files in self._seen.includes.values() for file in files}):
            if not file.startswith(known) and file not in self._watched and Path(file).is_file():
                self._watched.append(file)
                self._server.watch(file)
                self._seen = self._seen._replace(files={**self._seen.files, **_state([file])})

    def _concerned(self) -> frozenset[str] | None:
        """Keys of the pages that changes concern, None where everything may be."""
        seen = self._seen
        if seen is None:
            return None
        now = _state(self._watched)
        if now.keys() != seen.files.keys():
            return None
        changed = {file for file, state in now.items() if state != seen.files[file]}
        pages = {seen.pages[file] for file in changed if file in seen.pages}
        including = {page for page, files in seen.includes.items() if files & changed}
        known = {file for files in seen.includes.values() for file in files} | seen.pages.keys()
        heads = {file: seen.heads[seen.pages[file]] for file in changed if file in seen.pages}
        if not changed or changed - known or any(_head(Path(file)) != head for file, head in heads.items()):
            return None
        return frozenset(pages | including)

    def restrict(self, files: Files, config: MkDocsConfig) -> None:
        """Where only some pages are rendered, tell MkDocs which."""
        if self.only is None:
            return
        for file in files.documentation_pages():
            # MkDocs asks each file by itself, and offers no other way to answer.
            file.is_modified = _always(file.src_uri in self.only)  # type: ignore[method-assign]
        for name, plugin in config.plugins.items():
            if name.rpartition("/")[2] in _OF_ALL_PAGES:
                for methods in config.plugins.events.values():
                    methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]

    def restore(self, navigation: Navigation) -> None:
        """Give pages that are not rendered what they were when they were."""
        if self.only is None or self._seen is None:
            return
        for page in navigation.pages:
            if page.file.src_uri not in self.only:
                page.__dict__.update(self._seen.rendered.get(page.file.src_uri, {}))

    def remember(self, files: Files, includes: Mapping[str, Iterable[str]]) -> None:
        """A build is done."""
        pages = {str(file.abs_src_path): file.src_uri for file in files.documentation_pages() if file.abs_src_path}
        rendered = dict(self._seen.rendered) if self._seen and self.only is not None else {}
        for file in files.documentation_pages():
            if file.page is not None and (self.only is None or file.src_uri in self.only):
                rendered[file.src_uri] = {
                    name: file.page.__dict__[name] for name in _RENDERED if name in file.page.__dict__
                }
        self._seen = Seen(
            files=self._state,
            pages=pages,
            heads={key: _head(Path(file)) for file, key in pages.items()},
            includes={key: frozenset(str(Path(file).resolve()) for file in named) for key, named in includes.items()},
            rendered=rendered,
        )


@contextmanager
def _dirty(build: Callable[..., None]) -> Iterator[None]:
    """The build that MkDocs' server calls keeps the pages that are not modified, without the warning about that."""
    real = build.__globals__["build"]
    said = real.__globals__["log"]
    said.addFilter(_is_no_warning)
    try:
        with patch.dict(build.__globals__, build=lambda *given, **named: real(*given, **{**named, "dirty": True})):
            yield
    finally:
        said.removeFilter(_is_no_warning)


def _is_no_warning(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in record.getMessage()


def _always(answer: bool) -> Callable[[], bool]:
    return lambda: answer


def _state(watched: Iterable[str]) -> State:
    found = {}
    for path in map(Path, watched):
        for file in path.rglob("*") if path.is_dir() else (path,):
            if file.is_file():
                about = file.stat()
                found[str(file.resolve())] = about.st_mtime_ns, about.st_size
    return found


def _head(file: Path) -> str:
    """What concerns the rest of the site: the metadata and the title of a page, all of one that defines a kind."""
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    if crds.may_define(text):
        return text
    head, title = _HEAD.match(text), _TITLE.search(text)
    return (head[0] if head else "") + (title[0] if title else "")
