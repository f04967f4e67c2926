"""Files to pages: which ones, and what to say of one that cannot be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kubefence.edge.bounds import Bounds, finding
from kubefence.engine import Page, unrelated
from kubefence.findings import Finding, PageReport, Severity, Text
from kubefence.positions import Place, Span
from kubefence.reach import OUTSIDE

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})
MARKDOWN_OF_OTHERS = frozenset({".mdx", ".qmd", ".rmd"})
"""Markdown of which other programs than MkDocs make pages."""
MANIFESTS = frozenset({".json", ".yaml", ".yml"})
"""What kubectl reads of a folder."""
MAX_FILE = 32 * 1024 * 1024
"""Bytes of a file; what its documents become takes twenty times that."""
IGNORED = frozenset({"node_modules", "__pycache__"})
STDIN = Path("-")


class Input(NamedTuple):
    """Something to read."""

    path: Path
    problem: OSError | None = None
    """Why it cannot be read, where that is known already."""
    found: bool = False
    """Whether it was met in a folder and not named."""
    barred: str | None = None
    """Why it must not be read, see `kubefence.reach`."""


def pages_in(
    paths: Iterable[Path], bounds: Bounds | None = None, markdown: frozenset[str] = MARKDOWN
) -> Iterator[Input]:
    """The files among ``paths`` and below them: all files named, of folders ``markdown``, YAML and JSON.

    Hidden files and folders below a folder are left out, links are followed as far as ``bounds`` allow, each
    file comes once, in a fixed order. What cannot be looked into is among them, with the reason.
    """
    paths = list(paths)
    named = {os.path.abspath(path) for path in paths}
    seen: set[str] = set()
    for path in paths:
        for item in sorted(_named(path, bounds, markdown | MANIFESTS), key=lambda item: item.path):
            place = os.path.abspath(item.path)  # a file may be named in several ways
            if place not in seen:
                seen.add(place)
                yield item._replace(found=place not in named)


def _named(path: Path, bounds: Bounds | None, endings: frozenset[str]) -> Iterator[Input]:
    if bounds and bounds.hold(path) and bounds.reason(path) == OUTSIDE:
        yield Input(path, barred=OUTSIDE)
    elif path.is_dir():
        yield from _below(path, bounds and bounds.around(path), endings)
    else:
        yield Input(path)


def _below(folder: Path, bounds: Bounds | None, endings: frozenset[str]) -> Iterator[Input]:
    failed: list[OSError] = []
    visited = {os.path.realpath(folder)}
    for here, folders, names in os.walk(folder, onerror=failed.append, followlinks=True):
        folders[:] = [name for name in sorted(folders) if _is_new(here, name, visited)]
        for name in list(folders):
            why = _barred(Path(here, name), bounds)
            if why:
                folders.remove(name)
                yield Input(Path(here, name), barred=why)
        for name in names:
            path = Path(here, name)
            if not name.startswith(".") and path.suffix.lower() in endings:
                yield Input(path, _unfit(path), barred=_barred(path, bounds))
    for error in failed:
        yield Input(Path(str(error.filename)), error)


def _barred(path: Path, bounds: Bounds | None) -> str | None:
    """Why something in a folder must not be read; only a link can lead where it must not."""
    return bounds.reason(path) if bounds and path.is_symlink() and path.exists() else None


def _is_new(here: str, name: str, visited: set[str]) -> bool:
    """Whether to look into a folder: links may lead to one that has been seen, or around in a circle."""
    if name.startswith(".") or name in IGNORED:
        return False
    real = os.path.realpath(os.path.join(here, name))
    if real in visited:
        return False
    visited.add(real)
    return True


def _unfit(path: Path) -> OSError | None:
    """Why something in a folder is nothing to read; from a pipe without a writer one would read for ever."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return error
    return None if stat.S_ISREG(mode) else OSError(0, "not a regular file")


def read_regular(path: Path) -> bytes:
    """The content of a file that something names; raises `OSError`, also where it is no regular file."""
    unfit = _unfit(path)
    if unfit:
        raise unfit
    return path.read_bytes()


def read_bounded(file: BinaryIO) -> bytes:
    """The content of a file; of one that is too large only so much that this is seen."""
    return file.read(MAX_FILE + 1)


def load(item: Input, shown: str) -> Page | PageReport:
    """The page in a file, or the report that it cannot be read."""
    if item.barred:
        return PageReport(shown, (finding(shown, item.barred),))
    data = _data(item, shown)
    if isinstance(data, PageReport):
        return data
    loaded = decode(data, shown, markdown=is_markdown(item.path))
    if not item.found:
        return loaded
    if isinstance(loaded, Page):
        return loaded._replace(found=True)
    return unrelated(Place(shown, _START)) if item.path.suffix.lower() == ".json" else loaded


def lines(path: str) -> list[str]:
    """The lines of a file that a finding names, none where it cannot be read."""
    loaded = load(Input(Path(path)), path) if Path(path).is_file() else None
    return loaded.text.split("\n") if isinstance(loaded, Page) else []


def content(item: Input, shown: str) -> bytes | PageReport:
    """The bytes of a text in any encoding, or the report that it cannot be read."""
    data = _data(item, shown)
    return data if isinstance(data, PageReport) else _refused(data, shown) or data


def _data(item: Input, shown: str) -> bytes | PageReport:
    try:
        unfit = item.problem or _unfit(item.path)
        if unfit:
            raise unfit
        with item.path.open("rb") as file:
            return read_bounded(file)
    except OSError as error:
        reason = error.strerror or str(error)
        return _failed(shown, "unreadable-file", Text(f"读不了这个文件：{reason}", f"cannot read this file: {reason}"))


def is_markdown(path: Path) -> bool:
    """Whether a file of this name is read as Markdown; all others are manifests, as they are to kubectl."""
    return path.suffix.lower() in MARKDOWN | MARKDOWN_OF_OTHERS


def decode(data: bytes, shown: str, *, markdown: bool) -> Page | PageReport:
    """The page in ``data``, with line ends as Python's text mode gives them."""
    refused = _refused(data, shown)
    if refused:
        return refused
    try:
        return Page(shown, _unified(data.decode("utf-8-sig")), markdown)
    except UnicodeDecodeError as error:
        text = Text("不是 UTF-8 文本；请另存为 UTF-8", "this is not UTF-8 text; save the file as UTF-8")
        return _failed(shown, "not-utf8", text, _at(error.object[: error.start]))


def _refused(data: bytes, shown: str) -> PageReport | None:
    """The report that this is too large, or no text."""
    if len(data) > MAX_FILE:
        most = MAX_FILE // 2**20
        text = Text(f"文件超过 {most} MiB；分成几个文件", f"this file has more than {most} MiB; make several of it")
        return _failed(shown, "too-large", text)
    zero = data.find(b"\0")
    if zero >= 0 and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = Text(
            "这里有零字节：这是二进制文件，不是文本", "there is a zero byte here: this is a binary file, not text"
        )
        return _failed(shown, "not-utf8", text, _at(data[:zero]))
    return None


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at(before: bytes) -> Span:
    """The character that comes after ``before``."""
    text = _unified(before.decode("utf-8-sig", "replace"))
    line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    return Span(line, column, line, column + 1)


_START = Span(1, 1, 1, 1)


def _failed(shown: str, rule: str, text: Text, span: Span = _START) -> PageReport:
    return PageReport(shown, (Finding(rule, Severity.ERROR, Place(shown, span), text),))


def shown_path(file: Path) -> str:
    """How findings name a file: relative to the working folder, with ``/``."""
    here = os.getcwd()
    path = os.path.abspath(file)
    if not path.startswith(os.path.join(here, "")):  # it may still lie below, by another name of a folder above
        real = os.path.realpath(path) if os.path.islink(path) else os.path.join(*_resolved(path))
        path = real if real.startswith(os.path.join(_real(here), "")) else path
    try:
        return Path(os.path.relpath(path, here)).as_posix()
    except ValueError:  # another drive
        return Path(path).as_posix()


def _resolved(path: str) -> tuple[str, str]:
    """The folder of a file without links, and its name."""
    folder, name = os.path.split(path)
    return _real(folder), name


@cache
def _real(folder: str) -> str:
    """A folder without links; thousands of files lie in the same few."""
    return os.path.realpath(folder)


def mkdocs_file(start: Path) -> Path | None:
    """The mkdocs.yml of the project that ``start`` lies in: beside it or in a folder above."""
    start = start.absolute()
    for folder in (start, *start.parents):
        for name in ("mkdocs.yml", "mkdocs.yaml"):
            if (folder / name).is_file():
                return folder / name
    return None
