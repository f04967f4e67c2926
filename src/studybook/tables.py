"""Tables that can be read on a phone: code in cells breaks where a word ends, and no column is a ladder of characters.

Browsers break Chinese anywhere, so beside a column of code they make one of text two characters wide, and rather than
let a table scroll they break identifiers inside a syllable. Here each column says how much it needs, and identifiers
say where they may break; site.css does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest

from studybook.columns import columns

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
"""As Markdown makes it; one that an author wrote says how it is to look."""
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])(?: [^>]*)?>(.*?)</\1>", re.DOTALL)
_HEAD = re.compile(r'<th(?: style="(?P<style>[^"]*)")?>')
_CODE = re.compile(r"(<code\b[^>]*>)(.*?)(</code>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN_TAGS = re.compile(r"[^<>\s]+(?![^<]*>)")
_JOINT = re.compile(r"(?<=[^\W_][./_:=,@-])(?=[^\W_])")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SHORT = 12
"""Characters of a word that never breaks."""
ENOUGH = 12
"""Columns of a terminal in which a sentence can be read, three times on a phone; what is shorter never breaks."""
MIDDLING = 24
"""Characters of a word that breaks on narrow screens only."""


def readable(html: str) -> str:
    """The content of a page with its tables prepared."""
    return _TABLE.sub(lambda table: _measured(_CODE.sub(_breakable, table[0])), html)


def _breakable(code: re.Match[str]) -> str:
    return code[1] + _BETWEEN_TAGS.sub(lambda word: _joint(word[0]).join(pieces(word[0])), code[2]) + code[3]


def _joint(word: str) -> str:
    return "<wbr>" if len(unescape(word)) > MIDDLING else '<wbr class="narrow">'


def pieces(word: str) -> Iterator[str]:
    """The parts of an identifier, at most so long as they have to be: those between joints, then between humps."""
    if len(unescape(word)) <= SHORT:
        yield word
        return
    for part in _JOINT.split(word):
        yield from _HUMP.split(part) if len(part) > SHORT else [part]


def _measured(table: str) -> str:
    """The table with the need of each column in the style of its heading."""
    rows = [[columns(_text(cell[2])) for cell in _CELL.finditer(row[0])] for row in _ROW.finditer(table)]
    needs = iter([min(ENOUGH, max(column)) for column in zip_longest(*rows, fillvalue=0)])

    def said(head: re.Match[str]) -> str:
        before = f"{head['style'].rstrip(';')};" if head["style"] else ""
        return f'<th style="{before}--needs:{next(needs)}">'

    return _HEAD.sub(said, table)


def _text(cell: str) -> str:
    return unescape(_TAG.sub("", cell)).strip()
