"""Objects of which a page shows a section: what else they need stands elsewhere, and a name may be a blank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kubefence.checks.missing import MISSING, left_out
from kubefence.checks.served import Found
from kubefence.findings import Severity, Text
from kubefence.problems import Problem
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import Json, Path

_HEAD = frozenset({"apiVersion", "kind", "metadata"})
_NAMED = ("metadata", "name")
_SELECTOR, _LABELS, _POD = "selector-mismatch", ("spec", "template", "metadata", "labels"), "containers"
_ADDED = frozenset({"annotations", "labels"})
"""What metadata is shown for, where it has no name."""
_SEVERAL = 2
"""A slip leaves out one field; where more are missing, near the top, nobody meant to write the whole."""
_NEAR_TOP = 1
"""How deep the mapping is, at most, that is the object, its metadata or its spec."""
_OF_TEXTS = frozenset({"invalid-base64", "invalid-name", "wrong-type"})
_BLANK = re.compile(r"[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*")
_BYTES = re.compile(
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"  # of several words in capitals
    r"|(?i:.*\byour(?:\b|_).*)"
    r"|(?i:(?=.* )(?=.*\b(?:base64|encoded)\b).*)"  # words that say what belongs there
)
"""A text in the place of base64 that says which."""
_STAND_INS = {"invalid-base64": _BYTES, "wrong-type": re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")}
"""Texts that stand for what cannot be one, by the rules that tell them."""


Leave = Callable[[Sequence[Found], Json, Path], Iterator[Found]]
"""What is left of the problems of an object, by paths from the document, given the path at which it stands."""


def leave(*, fenced: bool, named: bool) -> Leave | None:
    """What an object may leave to others: one in a block most, one in a file that was named nothing."""
    return None if named else judged if fenced else decrypted


def decrypted(found: Sequence[Found], value: Json, start: Path) -> Iterator[Found]:
    """The problems; what SOPS has added to an encrypted object, and will take away, is noted."""
    for versions, problem in found:
        if (
            problem.rule == "unknown-field"
            and problem.path[len(start) :] == _SOPS
            and isinstance(at(value, _SOPS), dict)
        ):
            problem = replace(problem, severity=Severity.NOTE, text=_ENCRYPTED)
        yield versions, problem


_SOPS = ("sops",)
_ENCRYPTED = Text(
    "sops 是 SOPS 加密时写入的；解密之后没有它，按原样提交则会被服务器拒绝",
    "SOPS has added sops, and takes it away when it decrypts the file; as it stands, the server refuses it",
)


def judged(found: Sequence[Found], value: Json, start: Path) -> Iterator[Found]:
    """The problems, by paths from the document, of an object at ``start`` that a page may show in part."""
    missing = {_place(problem)[len(start) :] for _, problem in found if _lacks(problem)}
    shown = _Shown(value, _is_section(value) or _several(missing), Counter(place[:-1] for place in missing))
    for versions, problem in blanks_noted([*decrypted(found, value, start)], value, start):
        yield versions, _noted(problem) if shown.in_part(problem, problem.path[len(start) :]) else problem


class _Shown(NamedTuple):
    """What a page shows of an object."""

    value: Json
    a_part: bool
    """Whether it is shown in part, as a whole."""
    lacking: Mapping[Path, int]
    """How many fields are missing in a mapping."""

    def in_part(self, problem: Problem, path: Path) -> bool:
        """Whether a problem is that something is not shown; ``path`` begins at the value."""
        if problem.rule == _SELECTOR:
            lacks_several = any(count >= _SEVERAL for count in self.lacking.values())
            return (self.a_part or lacks_several) and at(self.value, _LABELS) is None
        if problem.rule != MISSING or problem.severity is not Severity.ERROR:
            return False
        if not problem.field:
            return _breaks_off(self.value, path)
        unnamed = (*path, problem.field) == _NAMED and _only_added(self.value)
        few = self.lacking[path] >= _SEVERAL or (problem.named or (problem.field,))[-1] == _POD
        return self.a_part or unnamed or few


def blanks_noted(found: Sequence[Found], value: Json, start: Path) -> Iterator[Found]:
    """The problems; those of texts that a reader has to fill in, as their place shows, are notes or none."""
    for versions, problem in found:
        path = problem.path[len(start) :]
        text = at(value, path) if problem.rule in _OF_TEXTS else None
        if problem.rule == "invalid-name" and _is_name(text, path):
            continue
        words = isinstance(text, str) and _STAND_INS.get(problem.rule)
        if words and words.fullmatch(str(text)):
            problem = replace(problem, severity=Severity.NOTE)
        yield versions, problem


def _lacks(problem: Problem) -> bool:
    return problem.rule == MISSING and bool(problem.field) and problem.severity is Severity.ERROR


def _place(problem: Problem) -> Path:
    return (*problem.path, problem.field)


def unidentified(problem: Problem, value: Json) -> Problem:
    """What is wrong with an object that does not say what it is, which a page may show in part."""
    return _noted(problem) if _is_section(value) and _lacks(problem) else problem


def _noted(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.NOTE, text=left_out(problem.text))


def _is_section(value: Json) -> bool:
    """Whether it has no metadata, or nothing else: every object that is created has a name, and most a spec."""
    return isinstance(value, dict) and ("metadata" not in value or value.keys() <= _HEAD)


def _several(missing: set[Path]) -> bool:
    return len(missing) >= _SEVERAL and any(len(path) - 1 <= _NEAR_TOP for path in missing)


def _only_added(value: Json) -> bool:
    """Whether its metadata is there for labels or annotations, and says nothing of which object it is."""
    metadata = value.get("metadata") if isinstance(value, dict) else None
    return isinstance(metadata, dict) and bool(metadata) and metadata.keys() <= _ADDED


def _breaks_off(value: Json, path: Path) -> bool:
    """Whether the last thing that is written is a key, at this path, with nothing behind it."""
    for step in path:
        last: tuple[str | int | None, Json] = (None, None)
        if isinstance(value, dict):
            last = next(reversed(value.items()), last)
        elif isinstance(value, list) and value:
            last = len(value) - 1, value[-1]
        if step != last[0]:
            return False
        value = last[1]
    return value is None and bool(path)


def _is_name(text: Json, path: Path) -> bool:
    """Whether a name is in capitals, of several words or the one that its field has: ``POOL_NAME``, ``NAMESPACE``."""
    if not (isinstance(text, str) and path and _BLANK.fullmatch(text)):
        return False
    return "_" in text or text == str(path[-1]).upper()
