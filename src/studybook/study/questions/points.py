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
_ELSEWHERE = re.compile(r"[^，：；。]{0,6}见[^，：；。]{2,16}。")
"""A sentence that only leads to another page."""
_LEADS = re.compile(r"[：:；]$")


def points(answer: Sequence[str]) -> tuple[str, ...]:
    """The points of an answer, from its lines of Markdown; code stands between backticks."""
    paragraphs = list(prose(answer, code=True))
    found = list(_until_enough(paragraphs, _ENDS))
    return tuple(found if len(found) >= ENOUGH else _until_enough(paragraphs, f"{_ENDS}；"))


def _until_enough(paragraphs: Sequence[str], ends: str) -> Iterator[str]:
    count = 0
    for paragraph in paragraphs:
        if count >= ENOUGH:
            return
        for point in _joined([each for each in _sentences(paragraph, ends) if not _ELSEWHERE.fullmatch(each)]):
            count += 1
            yield point


def _joined(sentences: Sequence[str]) -> Iterator[str]:
    before = ""
    for sentence in sentences:
        before += sentence
        if len(sentence) > SHORT:
            yield before
            before = ""
    if before:
        yield before


def _sentences(text: str, ends: str) -> Iterator[str]:
    """Its sentences; one in brackets belongs to what is around it."""
    begin, depth, code = 0, 0, False
    for place, sign in enumerate(text):
        if sign in "`\n":
            code = code != (sign == "`")
        elif not code:
            depth = max(0, depth + (sign in _OPENS) - (sign in _CLOSES))
        if (sign in ends and not depth and not code) or sign == "\n":
            yield from _told(text[begin : place + 1])
            begin = place + 1
    yield from _told(text[begin:])


def _told(sentence: str) -> Iterator[str]:
    """What leads to a list or to code ends as any other; so does the part of a sentence."""
    if said := _LEADS.sub("。", sentence.strip()):
        yield said
