"""What to say of a text, or a part of one, that is no document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kubefence.checks.invisible import line_break_before
from kubefence.checks.syntax_texts import BOMBS, INDENTED, JSON, PROBLEMS, TAB, TOO_DEEP, template, too_large
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import TextMap
from kubefence.yamldoc.limits import MAX_CHARACTERS, Excess, Oversized
from kubefence.yamldoc.outcomes import Broken, Item, Tangled, Unreadable
from kubefence.yamldoc.stream import Lost, Refused

if TYPE_CHECKING:
    from kubefence.yamldoc.gaps.excerpt import Mark

_ELISION = re.compile(r"[ ]*(?:-[ ]+)?(\.\.\.|…)[ ]*")
_TEMPLATE_MARK = re.compile(r"(\{\{|\{%)")
_TEMPLATE_LINE = re.compile(r"^\s*(\{\{|\{%)")


def finding_on(item: Item, lines: Sequence[str], source: TextMap) -> Finding:
    """The finding on a part of a text, given by its lines, for which there is no document."""
    return _EXPLAINED[type(item)](item, lines, source)


def _error(
    rule: str, source: TextMap, at: tuple[int, int], text: Text, width: int = 1, severity: Severity = Severity.ERROR
) -> Finding:
    line, column = at
    return Finding(rule, severity, source.place(line, column, line, column + width), text)


def elided(mark: Mark, source: TextMap) -> Finding:
    """That a text is no YAML as it is written, though it is plain what is meant: so it was read, and checked."""
    told = _elision((mark.line, mark.column), mark.written, source)
    return told._replace(severity=Severity.NOTE)


def orphaned(item: Item, marks: Sequence[Mark], lines: Sequence[str], source: TextMap) -> Finding | None:
    """That what follows a mark has lost the keys that it belongs to, if that is why a part is not readable."""
    if not isinstance(item, Unreadable) or not any(said in item.problem for said in _MISPLACED):
        return None
    above = bisect_left(marks, (item.line,)) - 1
    if above < 0 or any(line.strip()[:1] not in ("", "#") for line in lines[marks[above].line + 1 : item.line]):
        return None
    mark = marks[above]
    told = Text(
        "省略掉的内容里有下面各行的上层键，看不出结构，没有核对；保留那些键",
        "what is left out here has the keys that the next lines belong to, so they were not checked; keep those keys",
    )
    return _error("elision", source, (mark.line, mark.column), told, len(mark.written), Severity.NOTE)


_MISPLACED = ("did not find expected key", "did not find expected '-' indicator", "expected <document start>")
"""What the parser says of a line that is indented as nothing above it."""


def _unreadable(item: Unreadable, lines: Sequence[str], source: TextMap) -> Finding:
    if item.line >= len(lines):
        item = item._replace(line=len(lines) - 1, column=len(lines[-1]))
    odd = line_break_before(lines, item.begin, item.line, item.column, source)
    if odd:
        return odd
    rest = (lines[number] for number in range(item.line + 1, len(lines)))
    if not lines[item.line][item.column :].strip() and not any(map(str.strip, rest)):
        # Something is missing behind the last text.
        last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
        item = item._replace(line=last, column=len(lines[last].rstrip()))
    for number in range(max(item.line - 2, item.begin), min(item.line + 1, len(lines))):
        elided = _ELISION.fullmatch(lines[number])
        if elided:  # the parser stumbles over it here, or only over what follows it
            return _elision((number, elided.start(1)), elided[1], source)
    template = _template(lines, item.line, source)
    if template:
        return template
    above = next((number for number in range(item.line - 1, item.begin - 1, -1) if lines[number].strip()), None)
    if above is not None and lines[above].strip() == "---" and lines[above].startswith(" "):
        return _error("yaml-syntax", source, (above, lines[above].index("-")), INDENTED, width=3)
    line = lines[item.line]
    if "\t" in line[: item.column + 1] and not line[: item.column].strip():
        told = TAB
    else:
        told = next((told for part, told in PROBLEMS.items() if part in item.problem), None) or Text(
            f"不是合法的 YAML（{item.problem}）", f"this is not YAML: {item.problem}"
        )
    return _error("yaml-syntax", source, (item.line, item.column), told)


def _template(lines: Sequence[str], line: int, source: TextMap) -> Finding | None:
    """That a line, or the one before it, is of a template."""
    for number, pattern in ((line - 1, _TEMPLATE_LINE), (line, _TEMPLATE_MARK)):
        found = pattern.search(lines[number]) if 0 <= number < len(lines) else None
        if found:
            at = (number, found.start(1))
            return _error("yaml-syntax", source, at, template(source), width=2, severity=Severity.NOTE)
    return None


def _elision(at: tuple[int, int], written: str, source: TextMap) -> Finding:
    told = Text(
        f"{written} 不是省略号而会破坏 YAML；写成注释 # ...",
        f"{written} does not leave something out, it breaks the YAML; write a comment: # ...",
    )
    return _error("elision", source, at, told, width=len(written))


def _broken(item: Broken, lines: Sequence[str], source: TextMap) -> Finding:
    template = None if item.readable else _template(lines, item.line, source)
    if template:
        return template
    told = JSON[item.reason]
    if item.readable:
        return _error("json-syntax", source, (item.line, item.column), _only_yaml(told), severity=Severity.WARNING)
    return _error("json-syntax", source, (item.line, item.column), told)


def _only_yaml(told: Text) -> Text:
    return Text(
        f"{told.zh}（kubectl 把它当作 YAML 来读，只认 JSON 的程序会报错）",
        f"{told.en} (kubectl reads it as YAML, what reads JSON only will fail)",
    )


def _lost(item: Lost, lines: Sequence[str], source: TextMap) -> Finding:
    if not item.whole:
        return _elision(item.marker, "...", source)
    told = Text(
        "kubectl 只读到 ... 为止，这里开始的对象不会创建，也没有核对；把 ... 换成 ---",
        "kubectl reads no further than ..., so the object that begins here is neither created nor checked; "
        "write --- instead of ...",
    )
    return _error("ignored-document", source, item.begin, told, severity=Severity.WARNING)


def _refused(item: Refused, lines: Sequence[str], source: TextMap) -> Finding:
    told = Text(
        "以 --- 开头的行是分隔符，后面只能有注释，否则 kubectl 报错；把内容换到下一行，或不要让它从行首开始",
        "a line that begins with --- separates documents, and kubectl allows only a comment behind it; "
        "put the rest on the next line, or indent it",
    )
    width = len(lines[item.line].rstrip())
    return _error("yaml-syntax", source, (item.line, 0), told, width=width)


def _too_deep(item: Excess, lines: Sequence[str], source: TextMap) -> Finding:
    return _error("too-deep", source, item, TOO_DEEP)


def _too_large(item: Oversized, lines: Sequence[str], source: TextMap) -> Finding:
    return _error("too-large", source, (item.line, item.column), too_large(item.length, MAX_CHARACTERS))


def _tangled(item: Tangled, lines: Sequence[str], source: TextMap) -> Finding:
    return _error("alias-bomb", source, (item.line, item.column), BOMBS[item.reason])


_EXPLAINED: dict[type, Callable[[Any, Sequence[str], TextMap], Finding]] = {
    Broken: _broken,
    Excess: _too_deep,
    Lost: _lost,
    Oversized: _too_large,
    Refused: _refused,
    Tangled: _tangled,
    Unreadable: _unreadable,
}
