"""Signs that an editor or a translation made of those that were meant."""

from __future__ import annotations

import re
import unicodedata

from kubefence.commands.call import Call
from kubefence.commands.fault import Fault
from kubefence.commands.words import Word
from kubefence.findings import Text

_DASHES = "‐‑‒–—―−﹘﹣－"
_QUOTES = "“”„‟‘’‚‛＂＇"
_WIDE = frozenset(map(chr, range(0xFF01, 0xFF5F)))
"""The letters of ASCII as wide as those of Chinese."""
_SPACES = "\u00a0\u3000\u2007\u202f"


def refused(found: Call, word: Word) -> bool:
    """Whether a word has signs that an editor or a translation made of those that were meant."""
    if word.text[:1] and word.text[0] in _DASHES:
        meant = re.sub(f"^[{_DASHES}]+", lambda run: "--" if len(word.text) > len(run[0]) + 1 else "-", word.text)
        found.refuse(
            "typographic-sign",
            word,
            f"{word.text[0]} 不是连字符，程序会把它当成普通参数；写成 {meant}",
            f"{word.text[0]} is no hyphen, so this is taken for an argument; write {meant}",
        )
        return True
    sign = next((sign for sign in word.bare if sign in _QUOTES + _SPACES or sign in _WIDE), None)
    if sign is None:
        return False
    if sign in _WIDE and sign not in _QUOTES:
        meant = unicodedata.normalize("NFKC", word.bare)
        zh, en = f"{sign} 是全角字符；写成 {meant}", f"{sign} is a wide letter; write {meant}"
    elif sign in _QUOTES:
        zh, en = f"{sign} 不是引号，shell 会原样交给程序；写成 ' 或 \"", f"{sign} is no quote to a shell; write ' or \""
    else:
        zh, en = (
            "这里有一个不是空格的空白字符，两个词因此连成一个；换成空格",
            ("there is white space that is no space, so that two words are one; write a space"),
        )
    found.refuse("typographic-sign", word, zh, en)
    return True


def wide(word: Word, meant: str) -> Fault:
    """That the name of a program is written in signs that no shell takes for it."""
    zh = f"这里有全角字符或不是空格的空白，shell 找不到 {meant}；改用半角"
    en = f"there are wide letters or white space that is no space, so that a shell does not find {meant}; write ASCII"
    return Fault("typographic-sign", word.place, Text(zh, en))
