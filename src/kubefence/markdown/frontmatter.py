"""The metadata at the head of a page, cut off exactly as MkDocs does it."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any, NamedTuple

import yaml

from kubefence.yamldoc.settings import LONG, TooMuch, load

_YAML = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_KEY = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):\s*(.*)")
_LIKELY = re.compile(r"(?:\s|#.*\n)*[A-Za-z_][A-Za-z0-9_-]*:(?:\s|$)")
"""How metadata begins, and hardly any text."""
_MORE = re.compile(r"([ ]{4}|\t)\s*(.*)")
RANGE = "k8s"
"""The key that speaks to kubefence: the versions of Kubernetes that a page is for."""
_RANGE = re.compile(rf"^([\"']?){RANGE}\1\s*:", re.MULTILINE)


MAX_METADATA = 64 * 1024
"""Characters of metadata; no page needs a tenth of that."""


class Broken(NamedTuple):
    """Metadata that is not YAML: where (0-based) and what the parser says."""

    line: int
    column: int
    problem: str


class Page(NamedTuple):
    """A page without its metadata: the body starts at line ``offset`` (0-based) of the file."""

    body: str
    offset: int
    metadata: dict[str, Any]
    too_much: str | None = None
    """Why reading the metadata would take long or end the process, here and in MkDocs: see `TooMuch`."""
    broken: Broken | None = None
    """What was meant for metadata and is text to MkDocs."""
    ranges: tuple[int, ...] = ()
    """The lines (0-based) where the range of versions is given, if that is more than once."""


def split(text: str) -> Page:
    """Body and metadata of a page: a YAML block, or else lines of ``key: value`` before the first text."""
    found = _YAML.match(text)
    if not found:
        return _multimarkdown(text)
    try:
        metadata = load(found[1], MAX_METADATA)
    except TooMuch as error:
        return _page(text, found.end(), {})._replace(too_much=error.reason)
    except Exception as error:  # whatever it is, to MkDocs the text is then no metadata
        return Page(text, 0, {}, broken=_broken(found[1], error))
    if not isinstance(metadata, dict):
        return Page(text, 0, {})
    return _page(text, found.end(), metadata)._replace(ranges=_ranges(found[1]))


def _ranges(text: str) -> tuple[int, ...]:
    if len(_RANGE.findall(text)) < 2:
        return ()
    root = yaml.compose(text, yaml.CSafeLoader)
    keys = [key for key, _ in root.value] if isinstance(root, yaml.MappingNode) else []
    lines = tuple(key.start_mark.line + 1 for key in keys if key.value == RANGE)
    return lines if len(lines) > 1 else ()


def _broken(text: str, error: Exception) -> Broken | None:
    if not _LIKELY.match(text):
        return None  # text between two rules
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else None
    return Broken(mark.line + 1 if mark else 0, mark.column if mark else 0, problem or str(error))


def _multimarkdown(text: str) -> Page:
    metadata: dict[str, Any] = {}
    position = 0
    key = None
    for line in StringIO(text, newline="\n"):
        if not line.strip():
            position += len(line)
            break
        entry, more = _KEY.match(line), _MORE.match(line)
        if entry:
            key = entry[1].lower()
            metadata[key] = f"{metadata[key]} {entry[2].strip()}" if key in metadata else entry[2].strip()
        elif more and key:
            metadata[key] += f" {more[2].strip()}"
        else:
            break
        position += len(line)
        if position > MAX_METADATA:
            return Page(text, 0, {}, too_much=LONG)
    return _page(text, position, metadata)


def _page(text: str, position: int, metadata: dict[str, Any]) -> Page:
    body = text[position:].lstrip("\n")
    return Page(body, text.count("\n", 0, len(text) - len(body)), metadata)
