"""Characters that nobody sees, in a file of YAML or in a block of any language: a finding that names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kubefence.blocks import Block, is_yaml
from kubefence.findings import Finding, Severity, Text
from kubefence.letters import hidden, named
from kubefence.positions import TextMap


def in_file(text: str, source: TextMap, told: Iterable[Finding]) -> Iterator[Finding]:
    """Those of a file of YAML that are not ``told`` already, apart from the mark that it may begin with."""
    mark = text.startswith("\ufeff")
    return _untold(_found(text, source, begin=int(mark), yaml=True), told)


def in_block(block: Block, told: Iterable[Finding]) -> Iterator[Finding]:
    """Those of a block, here-documents included, that are not ``told`` already."""
    return _untold(_found(block.text, block.map, yaml=is_yaml(block.language)), told)


def _untold(found: Iterator[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    first = next(found, None)
    if first is not None:
        known = {(each.path, *each.span[:2]) for each in told}
        yield from (each for each in chain((first,), found) if (each.path, *each.span[:2]) not in known)


def _found(text: str, source: TextMap, *, yaml: bool, begin: int = 0) -> Iterator[Finding]:
    line = line_start = 0
    for start, end in hidden(text, control=not yaml):  # in YAML the parser finds control characters
        if start < begin:
            continue
        line += text.count("\n", line_start, start)
        line_start = text.rfind("\n", line_start, start) + 1 or line_start
        column = start - line_start
        yield Finding(
            "hidden-character",
            Severity.ERROR,
            source.place(line, column, line, column + end - start),
            _text(named(text[start:end]), yaml=yaml),
        )


def _text(names: str, *, yaml: bool) -> Text:
    zh, en = ("，或在双引号里写成转义", ", or write an escape in double quotes") if yaml else ("", "")
    return Text(
        f"这里有看不见的字符 {names}，读者看到的与程序读到的不同；删掉它{zh}",
        f"there is something here that nobody sees, {names}: readers and programs do not read the same; remove it{en}",
    )
