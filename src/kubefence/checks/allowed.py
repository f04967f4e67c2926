"""Comments in files of YAML that allow one thing where they stand: ``# kubefence: allow rule-id: why``.

Behind something, a comment is about its line. In a line of its own it is about the entry below, with all that is in it,
and at the head of a document about the whole object. One that allows nothing is a finding, as is one without a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import yaml

from kubefence.findings import Finding, Severity, Text
from kubefence.positions import TextMap
from kubefence.severities import FIXED, unfit

MARK = "kubefence:"
"""What stands in every such comment."""
_COMMENT = re.compile(r"(?<![^\s])#\s*kubefence:[ \t]*(.*?)\s*$")
_ALLOW = re.compile(r"allow[ \t]+((?:yamllint:)?[A-Za-z][\w-]*)[ \t]*(?::[ \t]*(.*))?")
_BETWEEN = re.compile(r"---(?:\s|$)|\.\.\.(?:\s|$)")
_UNUSED, _MALFORMED, _UNKNOWN, _WITHOUT = "unused-allow", "malformed-allow", "unknown-rule", "allow-without-reason"


class _Allowed(NamedTuple):
    """A comment."""

    line: int
    column: int
    width: int
    said: str
    own: bool
    """Whether it has its line for itself."""


def applied(text: str, source: TextMap, findings: Sequence[Finding], rules: Iterable[str]) -> Iterator[Finding]:
    """The findings of a file that no comment in it allows, and what is wrong with such comments."""
    lines = text.split("\n")
    left = list(findings)
    for comment in _comments(text, lines):
        rule, wrong = _read(comment, rules)
        if wrong is None:
            scope = _scope(comment, lines)
            kept = [each for each in left if each.rule != rule or each.span.line - 1 not in scope]
            wrong = (_UNUSED, _nothing(rule)) if len(kept) == len(left) else None
            left = kept
        if wrong is not None:
            yield _finding(comment, source, *wrong)
    yield from left


def misplaced(text: str, source: TextMap) -> Iterator[Finding]:
    """That such comments in a block of a page allow nothing: its readers would see them, and not what they hide."""
    for comment in _comments(text, text.split("\n")) if MARK in text else ():
        said = Text(
            '页面里的代码块没有这样的注释；写在代码块开头：expect="规则" 或 skip="原因"',
            'blocks of a page have no such comments; say it where the block opens: expect="rule" or skip="reason"',
        )
        yield _finding(comment, source, _UNUSED, said)


def _comments(text: str, lines: Sequence[str]) -> Iterator[_Allowed]:
    """All comments that speak to kubefence, whatever they say."""
    found = [(number, match) for number, line in enumerate(lines) if MARK in line and (match := _COMMENT.search(line))]
    texts = list(_texts(text)) if found else []
    for number, match in found:
        at = number, match.start()
        if not any(start <= at < end for start, end in texts):
            own = not lines[number][: match.start()].strip()
            yield _Allowed(number, match.start(), len(match[0]), match[1], own)


def _texts(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where the texts of a file reach, in which # is no comment, as far as it can be read."""
    try:
        for token in yaml.scan(text, yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken):
                start, end = token.start_mark, token.end_mark
                block = token.style in ("|", ">")  # behind its sign there may be a comment
                yield ((start.line + 1, 0) if block else (start.line, start.column)), (end.line, end.column)
    except (yaml.YAMLError, ValueError):
        return


def _read(comment: _Allowed, rules: Iterable[str]) -> tuple[str, tuple[str, Text] | None]:
    """The rule that a comment names, and what is wrong with it."""
    match = _ALLOW.fullmatch(comment.said)
    if match is None:
        return "", (_MALFORMED, _FORM)
    rule, reason = match[1], match[2] or ""
    wrong = _FIXED if rule in FIXED else unfit(rule, rules)
    if wrong is not None:
        return rule, (_UNKNOWN, wrong)
    if not any(map(str.isalnum, reason)):
        return rule, (
            _WITHOUT,
            Text(f"写明原因：# kubefence: allow {rule}: …", f"say why: # kubefence: allow {rule}: …"),
        )
    return rule, None


def _scope(comment: _Allowed, lines: Sequence[str]) -> range:
    """The lines that a comment is about, from 0."""
    if not comment.own:
        return range(comment.line, comment.line + 1)
    first = next((n for n in range(comment.line + 1, len(lines)) if _is_content(lines[n])), len(lines))
    if _at_head(first, lines):
        ends = (n for n in range(first, len(lines)) if _BETWEEN.match(lines[n]))
        return range(first, next(ends, len(lines)))
    return range(first, _end_of_entry(first, lines))


def _end_of_entry(first: int, lines: Sequence[str]) -> int:
    """The line behind an entry: the next that is not indented more, nor an item of its list."""
    if first >= len(lines):
        return first
    indent, item = _indent(lines[first]), lines[first].lstrip().startswith("-")
    for number in range(first + 1, len(lines)):
        line = lines[number]
        deeper = _indent(line) > indent or (_indent(line) == indent and not item and line.lstrip().startswith("- "))
        if _BETWEEN.match(line) or (_is_content(line) and not deeper):
            return number
    return len(lines)


def _at_head(first: int, lines: Sequence[str]) -> bool:
    """Whether nothing stands before a line in its document."""
    before = next((n for n in range(first - 1, -1, -1) if _is_content(lines[n]) or _BETWEEN.match(lines[n])), None)
    return before is None or _BETWEEN.match(lines[before]) is not None


def _is_content(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and not stripped.startswith("#") and not _BETWEEN.match(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _finding(comment: _Allowed, source: TextMap, rule: str, text: Text) -> Finding:
    place = source.place(comment.line, comment.column, comment.line, comment.column + comment.width)
    return Finding(rule, Severity.ERROR, place, text)


def _nothing(rule: str) -> Text:
    return Text(f"这里没有违反 {rule}；删掉这条注释", f"nothing here breaks {rule}; remove this comment")


_FORM = Text("写成 # kubefence: allow 规则: 原因", "write # kubefence: allow RULE: reason")
_FIXED = Text(
    "没能核对的不能这样放过；用选项 exclude 排除文件",
    "what was not looked at cannot be allowed; leave the file out with the option exclude",
)
