"""The files of a site that are about to be published: none from outside of the repository, none with a false name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kubefence.edge import bounds
from kubefence.edge.bounds import Bounds
from kubefence.edge.files import shown_path
from kubefence.findings import Finding, Severity, Text
from kubefence.letters import hidden, named
from kubefence.positions import Place, Span
from kubefence.reach import HIDDEN, OUTSIDE, is_hidden

_BREAKING = re.compile("[\t\n\u2028\u2029\ud800-\udfff]")
"""What has no business in a name besides: what ends a line, and bytes that are no UTF-8."""
UNREAD = frozenset({"alias-bomb", "barred-snippet", "include-bomb", "too-deep", "too-intricate", "too-large"})
"""Rules of pages that nothing may be asked to render: they would take minutes, or show what they must not."""


class SiteFile(NamedTuple):
    """A file of a site."""

    name: str
    """Its path below ``folder``."""
    folder: Path

    @property
    def shown(self) -> str:
        """What findings call it."""
        return shown_path(self.folder / self.name)


def folders(root: Path, docs: Path) -> Iterator[Finding]:
    """What must not be walked through or even named: links to folders that lead out of the repository or around in a
    circle, and names with something in them that nobody sees.

    Whoever follows such links reads a whole disk, or never comes to an end; such names may steer a terminal.
    """
    within = bounds.of_site(root, docs)
    if within.hold(docs) and within.reason(docs):
        yield bounds.finding(shown_path(docs), OUTSIDE)
        return
    for here, names, others in os.walk(docs):  # without following any
        for name in sorted((*names, *others)):
            unseen = _unseen(name)
            if unseen:
                yield _problem(shown_path(Path(here, name)), unseen)
        yield from _links(Path(here), sorted(names), within)


def _links(here: Path, names: Iterable[str], within: Bounds) -> Iterator[Finding]:
    for link in (here / name for name in names):
        if not link.is_symlink():
            continue
        why = within.reason(link)
        if why:
            yield bounds.finding(shown_path(link), why)
        elif Path(os.path.realpath(here)).is_relative_to(os.path.realpath(link)):
            yield _problem(shown_path(link), _CIRCLE)


def files(root: Path, docs: Path, given: Iterable[SiteFile]) -> Iterator[Finding]:
    """What of the files must not be published. Those that do not come from the pages' folder are others' own."""
    of_pages = bounds.of_site(root, docs)
    others: dict[Path, Bounds] = {}
    for file in given:
        folder = file.folder
        if folder not in others:
            others[folder] = of_pages if folder == docs else of_pages.around(folder, always=True)
        why = others[folder].reason(folder / file.name) or (HIDDEN if is_hidden(file.name) else None)
        unseen = _unseen(file.name)
        if why:
            yield bounds.finding(file.shown, why)
        elif unseen:
            yield _problem(file.shown, unseen)


def _problem(path: str, text: Text) -> Finding:
    return Finding("barred-file", Severity.ERROR, Place(path, Span(1, 1, 1, 2)), text)


_CIRCLE = Text(
    "这个链接指向它自己所在的文件夹，读不完；删掉它",
    "this link leads to a folder that it lies in itself, so there is no end to it; remove it",
)


def _unseen(name: str) -> Text | None:
    """What to say of a name in which there is something that nobody sees."""
    unseen = [name[begin:end] for begin, end in hidden(name)] + _BREAKING.findall(name)
    if not unseen:
        return None
    names = named("".join(unseen))
    return Text(
        f"文件名里有看不见的字符 {names}，读者看到的不是真正的文件名；改名",
        f"the name of this file has something in it that nobody sees, {names}; rename the file",
    )
