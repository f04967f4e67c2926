"""Files of CRDs: those that the option ``crds`` names, and those among what is verified."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kubefence.edge import files
from kubefence.edge.files import Input
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
            said = f"{folder} 里没有这样的文件", f"there is no such file in {folder}"
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


def among(inputs: Iterable[Input]) -> Iterator[Given]:
    """The manifests that hold CRDs; what is wrong with one of them is told where it is verified itself."""
    for item in inputs:
        if item.path.suffix.lower() in files.MANIFESTS and not (item.barred or item.problem):
            try:
                data = files.read_regular(item.path)
                if len(data) <= files.MAX_FILE and _SIGN in data:
                    yield Given(files.shown_path(item.path), data.decode("utf-8"), named=False)
            except (OSError, UnicodeDecodeError):
                continue  # told where it is verified
