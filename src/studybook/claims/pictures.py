"""A question is explained by a diagram: whatever is asked here has a structure or an order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.findings import Text
from studybook.claims import prose

_ID = re.compile(r"^id: ", re.MULTILINE)
_DIAGRAM = re.compile(r"\s*```mermaid\b")


def problems(page: str) -> Iterator[tuple[int, Text]]:
    """That a page with a question has no diagram."""
    matter = re.match(r"---\n.*?\n---\n", page, re.DOTALL)
    if matter and (found := _ID.search(matter[0])) and not any(map(_DIAGRAM.match, prose.fenced(page))):
        told = Text("这道题没有图；把结构或先后画出来", "this question has no diagram: draw its structure or order")
        yield page.count("\n", 0, found.start()) + 1, told
