"""What a page says lies elsewhere: ``external="Secret/db, ConfigMap/app"``, of a block, of the page, of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from kubefence.config_values import EXTERNAL
from kubefence.findings import Finding, PageReport, Severity, Text
from kubefence.positions import Place

KEY = "external"
"""The fence option, the key of the front matter and the option of the configuration."""


class External(NamedTuple):
    """An object that lies elsewhere, or with ``*`` at the end of its name several."""

    kind: str
    name: str

    @property
    def said(self) -> str:
        """As it is written."""
        return f"{self.kind}/{self.name}"


class Outside:
    """What lies elsewhere, for a block, with what does so for all of the page and of the site."""

    def __init__(self, written: Sequence[str], place: Place | None = None, further: Outside | None = None) -> None:
        """``place`` is where this is said; None where nobody is told of what is not needed."""
        self._entries = {External(*entry.split("/", 1)): None for entry in written if EXTERNAL.fullmatch(entry)}
        self._malformed = [entry for entry in written if not EXTERNAL.fullmatch(entry)]
        self._used: set[External] = set()
        self._place, self._further = place, further

    def covers(self, kind: str, name: str) -> bool:
        """Whether an object is said to lie elsewhere, which is a reason to say so."""
        for entry in _fitting(kind, name) if self._entries else ():
            if entry in self._entries:
                self._used.add(entry)
                return True
        return self._further is not None and self._further.covers(kind, name)

    @property
    def used(self) -> tuple[str, ...]:
        """The entries that were needed."""
        return tuple(sorted(entry.said for entry in self._used))

    def complaints(self) -> Iterator[Finding]:
        """What is wrong with it, once everything has been asked."""
        place = self._place
        if place is None:
            return
        for written in self._malformed:
            yield Finding("malformed-external", Severity.ERROR, place, _malformed(written))
        for entry in self._entries:
            if entry not in self._used:
                yield Finding("unused-external", Severity.ERROR, place, _unused(entry))


def _fitting(kind: str, name: str) -> Iterator[External]:
    """All entries that cover an object."""
    yield External(kind, name)
    for end in range(len(name), -1, -1):
        yield External(kind, f"{name[:end]}*")


def unneeded(written: Sequence[str], pages: Iterable[PageReport]) -> tuple[Text, ...]:
    """That no page of a whole site needs some entries of its configuration."""
    used = {entry for page in pages for entry in page.elsewhere}
    left = ", ".join(entry for entry in written if entry not in used)
    if not left:
        return ()
    return (
        Text(
            f"没有页面用到选项 external 里的 {left}；从配置里删掉",
            f"no page needs {left} of the option external; remove it from the configuration",
        ),
    )


def _malformed(written: str) -> Text:
    return Text(
        f"external 里的 {written} 要写成“种类/名称”，如 Secret/db；多个之间用逗号",
        f"write {written} in external as Kind/name, such as Secret/db, with commas between several",
    )


def _unused(entry: External) -> Text:
    return Text(
        f"没有引用找不到的 {entry.said}；从 external 里删掉它",
        f"nothing here needs {entry.said} from elsewhere; remove it from external",
    )


def entries(written: Any) -> Sequence[str]:
    """The entries of a text with commas, or of a list."""
    if isinstance(written, str):
        return [entry.strip() for entry in written.split(",") if entry.strip()]
    return [str(entry).strip() for entry in written] if isinstance(written, list) else []


NOTHING = Outside(())
