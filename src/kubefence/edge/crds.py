"""CRDs: in files that the option ``crds`` names, in those among what is verified, and on the pages of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from kubefence.edge import files
from kubefence.edge.files import Input
from kubefence.engine import CRD, Page, Reader, shown_on
from kubefence.options import Unfit
from kubefence.schema.custom.files import Given

_SIGN = b"CustomResourceDefinition"


def named(folder: Path, globs: Iterable[str], content: Callable[[Path], str]) -> Iterator[Given]:
    """The files that the option names, each once; raises `Unfit`, as ``content`` does for one that cannot be read."""
    seen: set[Path] = set()
    for index, pattern in enumerate(globs):
        try:
            found = sorted(path for path in folder.glob(pattern) if path.is_file())
        except (ValueError, NotImplementedError, IndexError) as error:  # pathlib: empty; absolute; only dots
            raise Unfit(f"不是通配符（{error}）", f"this is no glob: {error}", ("crds", index)) from error
        if not found:
            said = (
                f"{folder} 里没有文件符合 {pattern!r:.60}；改正或删掉它",
                f"no file in {folder} fits {pattern!r:.60}; mend it or leave it out",
            )
            raise Unfit(*said, ("crds", index))
        for file in found:
            if file not in seen:
                seen.add(file)
                yield Given(files.shown_path(file), _content(file, index, content))


def _content(file: Path, index: int, content: Callable[[Path], str]) -> str:
    try:
        return content(file)
    except Unfit as unfit:
        raise Unfit(*unfit.text, ("crds", index)) from unfit


def may_define(text: str) -> bool:
    """Whether a page may define a kind, so that it concerns all others."""
    return CRD.search(text) is not None


def among(inputs: Iterable[Input], reading: Callable[[], AbstractContextManager[Reader]]) -> Iterator[Given]:
    """The CRDs in files and on pages; what is wrong with one of them is told where it is verified itself.

    ``reading`` gives what reads pages, and is called where there is one to read.
    """
    found = [*_holding(inputs)]
    yield from shown_on(found, reading)
    yield from (Given(page.path, page.text, named=False) for page in found if not page.markdown)


def _holding(inputs: Iterable[Input]) -> Iterator[Page]:
    for item in inputs:
        if item.path == files.STDIN or item.barred or item.problem:
            continue
        try:
            data = files.read_regular(item.path)
        except OSError:  # told where it is verified, as all that is wrong with it
            continue
        if _SIGN in data:
            page = files.decode(data, files.shown_path(item.path), markdown=files.is_markdown(item.path))
            if isinstance(page, Page):
                yield page
