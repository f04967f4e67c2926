"""Characters that nobody sees, in a file of YAML or in a block of any language: a finding that names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from kubefence.blocks import Block, is_yaml
from kubefence.findings import Finding, Severity, Text
from kubefence.letters import hidden, named
from kubefence.positions import TextMap

_MARK = re.compile("(?:\\A|^---.*\n)\ufeff", re.MULTILINE)
"""The mark of a beginning, which kubectl's parser takes away of every document."""


def in_file(text: str, source: TextMap, told: Iterable[Finding]) -> Iterator[Finding]:
    """Those of a file of YAML that are not ``told`` already, apart from the marks that its documents may begin with."""
    marks = {(found.end() - 1, found.end()) for found in _MARK.finditer(text)} if "\ufeff" in text else set()
    return _untold((each for run, each in _found(text, source, yaml=True) if run not in marks), told)


def in_block(block: Block, told: Iterable[Finding]) -> Iterator[Finding]:
    """Those of a block, here-documents included, that are not ``told`` already."""
    return _bounded(_untold((each for _, each in _found(block.text, block.map, yaml=is_yaml(block.language))), told))


_MOST = 100
"""Findings of one block, behind which it is taken for something that is no text."""


def _bounded(found: Iterator[Finding]) -> Iterator[Finding]:
    yield from islice(found, _MOST)
    following = next(found, None)
    if following is not None:
        text = Text(
            "从这里起还有更多看不见的字符，像是二进制内容；放进文件，不要贴在代码块里",
            "there are more from here on, as in something that is no text; keep it in a file, not in a block",
        )
        yield following._replace(text=text)


def _untold(found: Iterator[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    first = next(found, None)
    if first is not None:
        known = {(each.path, *each.span[:2]) for each in told}
        yield from (each for each in chain((first,), found) if (each.path, *each.span[:2]) not in known)


def _found(text: str, source: TextMap, *, yaml: bool) -> Iterator[tuple[tuple[int, int], Finding]]:
    """Beginning and end of each run, and what to say of it."""
    line = line_start = known = 0
    for start, end in hidden(text, control=not yaml):  # in YAML the parser finds control characters
        line += text.count("\n", known, start)
        line_start = text.rfind("\n", known, start) + 1 or line_start
        known, column = start, start - line_start
        place = source.place(line, column, line, column + end - start)
        yield (start, end), Finding("hidden-character", Severity.ERROR, place, _text(named(text[start:end]), yaml=yaml))


def _text(names: str, *, yaml: bool) -> Text:
    zh, en = ("，或在双引号里写成转义", ", or write an escape in double quotes") if yaml else ("", "")
    return Text(
        f"这里有看不见的字符 {names}，读者看到的与程序读到的不同；删掉它{zh}",
        f"there is something here that nobody sees, {names}: readers and programs do not read the same; remove it{en}",
    )
