"""What lies within a repository, once all links are followed, and what to say of what does not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from kubefence.findings import Finding, Severity, Text
from kubefence.positions import Place, Span
from kubefence.reach import HIDDEN, IRREGULAR, OUTSIDE, barred

_TEXTS = {
    OUTSIDE: Text(
        "这是指向仓库（没有仓库时，所给文件夹）之外的链接，不读取，也不发布；把文件放进来",
        "this is a link that leads out of the repository, or where there is none of the folder that was named, so it "
        "is neither read nor published; move the file inside",
    ),
    HIDDEN: Text(
        "它在名字以点开头的文件夹里，不读取，也不发布；把它放到别处",
        "this lies in a folder whose name begins with a dot, so it is neither read nor published; move it elsewhere",
    ),
    IRREGULAR: Text(
        "这不是普通文件，不读取，也不发布；删掉它",
        "this is no regular file, so it is neither read nor published; remove it",
    ),
}


class Bounds(NamedTuple):
    """Folders that nothing may lead out of, their links followed."""

    roots: tuple[str, ...]

    def around(self, folder: Path, *, always: bool = False) -> Bounds:
        """The bounds for what is below a folder that was named: it may be a hidden one.

        A folder outside changes nothing, unless ``always`` says that it has been chosen to be read.
        """
        known = always or self.reason(folder) != OUTSIDE
        return Bounds((*self.roots, os.path.realpath(folder))) if known else self

    def hold(self, path: Path) -> bool:
        """Whether a path is written as one of something in here, wherever it leads."""
        parent = os.path.realpath(path.parent)
        return barred(os.path.join(parent, path.name), self.roots, regular=True) != OUTSIDE

    def reason(self, path: Path) -> str | None:
        """Why what the path leads to must not be shown; see `kubefence.reach`."""
        real = os.path.realpath(path)
        return barred(real, self.roots, regular=os.path.isfile(real) or os.path.isdir(real))


def repository(folder: Path) -> Path | None:
    """The repository that a folder lies in; None where it lies in none."""
    folder = folder.absolute()
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def of_site(root: Path, docs: Path) -> Bounds:
    """The bounds of a site in the folder ``root``: its repository, and its pages where settings put them elsewhere."""
    bounds = Bounds((os.path.realpath(repository(root) or root),))
    elsewhere = not bounds.hold(Path(os.path.abspath(docs)))
    return Bounds((*bounds.roots, os.path.realpath(docs))) if elsewhere else bounds


def finding(shown: str, reason: str) -> Finding:
    """The finding on a file or folder of which nothing may be shown."""
    return Finding("barred-file", Severity.ERROR, Place(shown, Span(1, 1, 1, 2)), _TEXTS[reason])
