"""Lines that look like the opening of a fence but are none: superfences refused them or found no end."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kubefence.findings import Text

_OPENER = re.compile(r"[> ]*(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_OPTION = re.compile(r"([A-Za-z_][\w-]*)\s*=")
KNOWN_OPTIONS = ("title", "hl_lines", "linenums", "fragment", "expect", "skip")


class Refused(NamedTuple):
    """An opener that opened nothing: its line (0-based), the rule it breaks and the message."""

    line: int
    rule: str
    text: Text


def refused(
    seen: Sequence[str], covered: Iterable[tuple[int, int]], is_shown_as_text: re.Pattern[str] | None
) -> Iterator[Refused]:
    """Openers outside of the ``covered`` ranges of lines (start, exclusive end).

    ``is_shown_as_text`` matches the text of lines that the page shows literally or not at all: those
    in indented code, raw ``<pre>`` and comments.
    """
    inside = {line for start, end in covered for line in range(start, end)}
    for number, line in enumerate(seen):
        if number in inside or ("```" not in line and "~~~" not in line):
            continue
        found = _OPENER.match(line)
        if found and not (is_shown_as_text and is_shown_as_text.search(line.strip(" >"))):
            yield _explained(number, found["mark"], found["info"].strip(), seen)


def nested_opener(text: str) -> int | None:
    """The line inside a block that opens another fence: a sign that the block itself was not closed."""
    for number, line in enumerate(text.split("\n")):
        found = _OPENER.match(line)
        if found and found["info"].strip():
            return number
    return None


def _explained(number: int, mark: str, info: str, seen: Sequence[str]) -> Refused:
    if not any(line.lstrip("> ").rstrip() == mark for line in seen[number + 1 :]):
        return Refused(
            number,
            "unclosed-fence",
            Text(f"代码块没有结束：补一行 {mark}", f"the fence is never closed; add a line {mark}"),
        )
    unknown = [name for name in _OPTION.findall(info) if name not in KNOWN_OPTIONS]
    if unknown:
        near = difflib.get_close_matches(unknown[0], KNOWN_OPTIONS, n=1, cutoff=0.6)
        zh, en = (f"；是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
        return Refused(
            number,
            "refused-fence",
            Text(
                f"这一行没有成为代码块：选项 {unknown[0]} 不被识别{zh}",
                f"this line does not open a code block: unknown option {unknown[0]}{en}",
            ),
        )
    return Refused(
        number,
        "refused-fence",
        Text(
            '这一行没有成为代码块：检查选项的写法（名称="值"），以及结束行的缩进和长度是否与它一致',
            'this line does not open a code block; check its options (name="value"), and that the closing '
            "line has the same indentation and length",
        ),
    )
