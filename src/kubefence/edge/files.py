"""Files to pages: which ones, and what to say of one that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kubefence.engine import Page
from kubefence.findings import Finding, PageReport, Severity, Text
from kubefence.positions import Place, Span

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
YAML = frozenset({".yaml", ".yml"})
IGNORED = frozenset({"node_modules", "__pycache__"})


def pages_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among ``paths`` and below them: all files named, of folders Markdown and YAML.

    Hidden files and folders below a folder are left out, each file comes once, in a fixed order.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in sorted(_below(path)) if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in IGNORED]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in MARKDOWN | YAML:
                yield Path(here, name)


def load(file: Path, shown: str) -> Page | PageReport:
    """The page in a file, or the report that it cannot be read."""
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return _failed(shown, "unreadable-file", Text(f"读不了这个文件：{reason}", f"cannot read this file: {reason}"))
    return decode(data, shown, markdown=file.suffix.lower() not in YAML)


def decode(data: bytes, shown: str, *, markdown: bool) -> Page | PageReport:
    """The page in ``data``, with line ends as Python's text mode gives them."""
    if b"\0" in data[:65536] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _failed(shown, "not-utf8", Text("这是二进制文件，不是文本", "this is a binary file, not text"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return _failed(
            shown,
            "not-utf8",
            Text("不是 UTF-8 文本；请另存为 UTF-8", "this is not UTF-8 text; save the file as UTF-8"),
            Span(line, column, line, column + 1),
        )
    return Page(shown, text.replace("\r\n", "\n").replace("\r", "\n"), markdown)


_START = Span(1, 1, 1, 1)


def _failed(shown: str, rule: str, text: Text, span: Span = _START) -> PageReport:
    return PageReport(shown, (Finding(rule, Severity.ERROR, Place(shown, span), text),))


def shown_path(file: Path) -> str:
    """How findings name a file: relative to the working folder where it lies below, with ``/``."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()
