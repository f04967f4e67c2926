"""What an answer has to have in it, as a list to tick off: the sentences with which the page answers.

An answer begins with what counts, as docs/contributing.md asks of pages, so its first sentences are its key points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studybook.study.questions.plain import prose

ENOUGH = 3
"""With so many points, paragraphs further down only tell more; with fewer, sentences are taken apart."""
_ENDS, _OPENS, _CLOSES = "。！？", "（(“「《", "）)”」》"
SHORT = 6
"""A sentence of so few characters, such as “不会。”, is one point with the reason behind it."""
_BESIDE = re.compile(r"[^，：；。]{0,6}见[^，：；。]{2,16}。|.*[：:]")
"""A sentence that only leads to another page, or to the list or the code behind it."""


def points(answer: Sequence[str]) -> tuple[str, ...]:
    """The points of an answer, from its lines of Markdown; code stands between backticks."""
    lines = [line for paragraph in prose(answer, code=True) for line in [*paragraph.split("\n"), ""]]
    found = _until_enough(lines, _ENDS)
    if len(found) < ENOUGH:
        found = _until_enough(lines, f"{_ENDS}；")
    return tuple(found or (_ended(line) for line in lines[:1]))


def _until_enough(lines: Sequence[str], ends: str) -> list[str]:
    """An empty line is the end of a paragraph or of a list."""
    found: list[str] = []
    for line in lines:
        if not line and len(found) >= ENOUGH:
            break
        found += _joined([each for each in _sentences(line, ends) if not _BESIDE.fullmatch(each)])
    return found


def _joined(sentences: Sequence[str]) -> Iterator[str]:
    before = ""
    for sentence in map(_ended, sentences):
        before += sentence
        if len(sentence) > SHORT:
            yield before
            before = ""
    if before:
        yield before


def _sentences(text: str, ends: str) -> Iterator[str]:
    """Its sentences; one in brackets belongs to what is around it."""
    begin, depth, code = 0, 0, False
    for place, sign in enumerate(text, 1):
        if sign == "`":
            code = not code
        elif not code:
            depth = max(0, depth + (sign in _OPENS) - (sign in _CLOSES))
        if place == len(text) or (sign in ends and not depth and not code):
            yield text[begin:place].strip()
            begin = place


def _ended(sentence: str) -> str:
    """A part of a sentence ends as any other."""
    return re.sub(r"[：:；]$", "。", sentence)
