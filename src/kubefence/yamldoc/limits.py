"""Guards that a text passes before a YAML parser sees it: size and nesting.

The C parser composes nested nodes by recursion, so a deep enough text kills the process; and no
useful example is that large. Both are found here in linear time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from kubefence.yamldoc.stream import BREAKS

MAX_CHARACTERS = 3 * 1024 * 1024
"""The API server reads at most 3 MiB of a request (``MaxRequestBodyBytes``)."""

MAX_BLOCK = 1024 * 1024
"""Characters of a fenced block; etcd refuses objects above 1.5 MiB, and no page shows one like that."""

MAX_DEPTH = 200
"""Deeper than any built-in type; JSON schema definitions inside CRDs stay below 100 as well."""

_OPENERS = re.compile(r"(?:^|(?<=\s))[-?:](?=\s|$)")
_FEW = MAX_DEPTH // 2
_LONG_PREFIX = re.compile(rf"\n[ ?:-]{{{_FEW // 2}}}")
"""A line whose indentation and list marks reach far in; before that column no line opens many levels."""
_PARSER_LIMIT = "maximum nesting depth"
_INDENT = re.compile(r"^ +", re.MULTILINE)


class Excess(NamedTuple):
    """The first place (0-based) where a text is too deep."""

    line: int
    column: int


class Oversized(NamedTuple):
    """A document with more than `MAX_CHARACTERS`: where it begins (0-based), and how many it has."""

    line: int
    column: int
    length: int


def too_deep(text: str) -> Excess | None:
    """The first place nested deeper than `MAX_DEPTH`, or None."""
    return _first_excess(text) if _may_be_too_deep(text) else None


def _first_excess(text: str) -> Excess | None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.events.CollectionStartEvent):
                depth += 1
                mark = event.start_mark
                if depth > MAX_DEPTH and mark is not None:
                    return Excess(mark.line, mark.column)
            elif isinstance(event, yaml.events.CollectionEndEvent):
                depth -= 1
    except yaml.MarkedYAMLError as error:
        # Newer parsers have a limit of their own and look ahead: they give up before the events come this far.
        end = error.problem_mark.index if error.problem_mark and _PARSER_LIMIT in str(error.problem) else len(text)
        if end < len(text):
            return _first_excess(text[:end])
    except (yaml.YAMLError, ValueError):
        pass  # the loader meets the same error and reports it
    return None


def _may_be_too_deep(text: str) -> bool:
    """False where counting proves that it is not: every opener and every column of indentation may nest."""
    if len(text) <= MAX_DEPTH:
        return False
    if not text.isascii() and BREAKS.search(text):  # the lines are not those that are looked at here
        return True
    openers = text.count("[") + text.count("{")
    if openers > MAX_DEPTH:
        return True
    if openers <= _FEW and not _LONG_PREFIX.search(f"\n{text}"):
        return False
    indent = max((len(run) for run in _INDENT.findall(text)), default=0)
    depth = openers + 2 * (indent + 1)  # a mapping and a list in it may share one column
    lines = text.split("\n")
    if depth + max(map(len, lines)) // 2 + 1 <= MAX_DEPTH:
        return False
    return depth + max(len(_OPENERS.findall(line)) for line in lines) > MAX_DEPTH
