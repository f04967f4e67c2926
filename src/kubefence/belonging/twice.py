"""The same object twice in one stream: who applies it gets the second one only.

What other blocks of a page show of the same name is nearly always another version of it, so that says nothing; no more
does one of another version of the API, which is how a block shows what was and what has to be written instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kubefence.belonging.references import is_name
from kubefence.belonging.shown import Shown
from kubefence.belonging.telling import also, where
from kubefence.findings import Finding, Severity, Text

RULE = "duplicate-object"


def repeated(stream: Iterable[Shown]) -> Iterator[Finding]:
    """That objects of a stream were there before."""
    before: dict[tuple[str, ...], Shown] = {}
    for shown in stream:
        if shown.name in shown.document.gaps.unknown or not is_name(shown.name):
            continue
        first = before.setdefault((str(shown.at("apiVersion")), shown.kind, shown.namespace, shown.name), shown)
        if first is not shown:
            yield _told(shown, first)


def _told(shown: Shown, first: Shown) -> Finding:
    there = where(first.place, shown)
    text = Text(
        f"{shown.said} 前面已经有了（{there.zh}）；一起应用时后一个会覆盖前一个",
        f"{shown.said} is there before ({there.en}); of both only the second one stays",
    )
    field = "metadata.name"
    return Finding(RULE, Severity.WARNING, shown.place, text, field=field, related=also(first))
