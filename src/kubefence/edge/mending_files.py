"""What ``--fix`` and ``--diff`` make of a run: files that are mended, or the changes that would mend them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kubefence.checks.readers import reader
from kubefence.config import Config
from kubefence.edge import files, replacing
from kubefence.edge.fixing import Fixed, Verify, fixed
from kubefence.engine import Page
from kubefence.findings import PageReport, Text


class Mended(NamedTuple):
    """What is left once what is sure is mended."""

    reports: tuple[PageReport, ...]
    changed: Sequence[Fixed]

    @property
    def diff(self) -> str:
        """All changes."""
        return "".join(each.diff for each in self.changed)

    @property
    def notes(self) -> tuple[Text, ...]:
        """How much was mended."""
        count, many = sum(each.total for each in self.changed), len(self.changed)
        mistakes = f"{count} mistakes were" if count > 1 else "1 mistake was"
        told = Text(
            f"改好了 {many} 个文件里的 {count} 处", f"{mistakes} mended in {many} file{'s' if many > 1 else ''}"
        )
        return (told,) if count else ()

    def write(self) -> None:
        """Write the files; raises `kubefence.errors.ConfigError` for one that cannot be written."""
        for each in self.changed:
            replacing.replace(Path(each.path), each.after.data)


def mended(reports: Iterable[PageReport], pages: Iterable[Page], config: Config, verify: Verify) -> Mended:
    """Mend what is sure in the files that were reported on, without writing any."""
    by_path = {page.path: page for page in pages}
    read = reader(config, lambda path: files.shown_path(Path(path)))
    changed: list[Fixed] = []
    left: list[PageReport] = []
    for report in reports:
        page = by_path.get(report.path)
        new = fixed(report.path, report, page, verify, read) if page and report.findings else None
        changed += [new] if new else []
        left.append(new.report if new else report)
    return Mended(tuple(left), changed)
