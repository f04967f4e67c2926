"""What every edition says in the same words: its own headings, the numbers of parts and chapters."""

from __future__ import annotations

from studybook.book.shared.tree import Chapter

WORDS = {"contents": "目录", "licence": "许可与说明", "front": "", "page": "页", "outside": "↗"}
INDEX = "问题索引"
SOURCES = "参考资料总表"
NUMERALS = "零一二三四五六七八九"


def part_number(number: int | None) -> str:
    """A number up to 99 as in “第十二部分”."""
    tens, ones = divmod(number or 0, 10)
    text = ("" if tens < 2 else NUMERALS[tens]) + ("十" if tens else "") + (NUMERALS[ones] if ones or not tens else "")
    return f"第{text}部分"


def chapter_number(chapter: Chapter) -> str:
    """What stands before the title of a chapter."""
    return f"{chapter.number}　" if chapter.number is not None else ""
