"""Files that a script makes: whether they are there as it would make them, and writing them. Shared by ``update_*``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Wanted = Mapping[Path, str]
"""File to content."""


def differing(wanted: Wanted, there: Iterable[Path] = ()) -> list[Path]:
    """Files that are missing or not as wanted, and those of ``there`` that nothing makes any more."""
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_bytes() != text.encode()]
    return stale + sorted(path for path in there if path not in wanted)


def run(
    script: str, about: str | None, wanted: Callable[[], Wanted], there: Callable[[], Iterable[Path]] = list
) -> int:
    """The main function of such a script: write what differs or, with ``--check``, name it; its exit code."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    return settle(script, wanted(), there(), check=check)


def settle(script: str, files: Wanted, there: Iterable[Path] = (), *, check: bool) -> int:
    """Write what differs or, with ``check``, name it; the exit code of the script."""
    stale = differing(files, there)
    for path in stale:
        if check:
            print(f"differs: {path.relative_to(ROOT)}; run {script}")
        else:
            print(_settled(path, files.get(path)))
    if not stale:
        print("all is up to date")
    return int(check and bool(stale))


def _settled(path: Path, text: str | None) -> str:
    """Write the file, or remove it where nothing makes it; what was done."""
    if text is None:
        path.unlink()
        return f"removed: {path.relative_to(ROOT)}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return f"written: {path.relative_to(ROOT)}"
