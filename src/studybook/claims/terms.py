"""Translations that this site does not use, by the table of the glossary that says what to write instead.

Titles of other pages (the texts of links), code, and the glossary itself may have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kubefence.findings import Text
from studybook.claims import prose
from studybook.errors import StudybookError

GLOSSARY = Path(__file__).parents[3] / "docs" / "reference" / "glossary.md"
HEADING = "## 不用的译法"
_NO_PROSE = re.compile(r"`+[^`]*`+|\[[^\]]*\]\([^)]*\)")


def problems(page: str) -> Iterator[tuple[int, Text]]:
    """Line and fault of every translation that is not used here."""
    if HEADING in page:
        return
    for number, line in prose.lines(page):
        text = _NO_PROSE.sub("", line)
        for word, instead in unused().items():
            if word in text:
                yield (
                    number,
                    Text(f"不写“{word}”，写“{instead}”，见术语表", f'"{word}" is "{instead}" here: see the glossary'),
                )


@cache
def unused() -> Mapping[str, str]:
    """What is not written, to what is, from the glossary."""
    return read(GLOSSARY.read_text(encoding="utf-8"))


def read(glossary: str) -> dict[str, str]:
    """The rows of the table below `HEADING`; several words that mean the same share a row. Raises StudybookError."""
    lines = glossary.splitlines()
    if HEADING not in lines:
        raise StudybookError(f"{GLOSSARY.name} has no section {HEADING!r}")
    found: dict[str, str] = {}
    for line in lines[lines.index(HEADING) + 1 :]:
        if line.startswith("## "):
            break
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) > 1 and not set(cells[0]) <= {"-", ":", " "}:
            found |= dict.fromkeys(re.split(r"、", cells[0]), cells[1])
    found.pop("不写", None)
    return found
