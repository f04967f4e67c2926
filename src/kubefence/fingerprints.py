"""What a finding is known by when lines have moved: its rule, the line that it is about, and what stands around that.

The line alone says which mistake it is; of several that are alike, the lines around it say which one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from kubefence.findings import Finding

_INDEX = re.compile(r"\[\d+\]")
_AROUND = 2
"""Lines before and behind that count, blank ones left out."""
_LOOKED_AT = 20
"""How far they may be away."""
_LONG = 2_000
"""Characters of a line that are looked at."""


class Fingerprint(NamedTuple):
    """Two identities: the same mistake, and the same mistake in the same surroundings."""

    line: str
    around: str

    def __str__(self) -> str:
        return f"{self.line}.{self.around}"


def fingerprint(finding: Finding, lines: Sequence[str]) -> Fingerprint:
    """That of a finding in a file with these lines; white space around them does not count, nor do numbers of items."""
    at = finding.span.line - 1
    line = _near(lines[at], finding.span.column - 1) if 0 <= at < len(lines) else ""
    before = _filled(lines[max(at - _LOOKED_AT, 0) : max(at, 0)][::-1])
    behind = _filled(lines[at + 1 : at + 1 + _LOOKED_AT])
    others = (related.place.path for related in finding.related if related.place.path != finding.path)
    return Fingerprint(
        _digest((finding.rule, _INDEX.sub("[]", finding.field), line)),
        _digest((*before, "", *behind, *others))[:8],
    )


def _near(line: str, column: int) -> str:
    """The line, of one that nobody could read the part around a column: it may have as many findings as letters."""
    part = line if len(line) <= _LONG else line[max(column - _LONG // 2, 0) : column + _LONG // 2]
    return part.strip()


def _filled(lines: Sequence[str]) -> Iterable[str]:
    return islice((stripped for line in lines if (stripped := _near(line, 0))), _AROUND)


def _digest(parts: Iterable[str]) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=8).hexdigest()
