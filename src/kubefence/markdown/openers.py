"""Lines that look like the opening of a fence but are none: superfences refused them or found no end."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from kubefence.blocks import Directives, is_checked, options_of
from kubefence.findings import Text
from kubefence.nearest import suggestion

_OPENER = re.compile(
    r"[> ]*(?P<marker>(?:[-*+:]|\d+[.)]|\[\^[^\]\s]+\]:)[ ](?:[> ]|[-*+:][ ]|\d+[.)][ ])*)?"
    r"(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$"
)
_OPTION = re.compile(r"([A-Za-z_][\w-]*)\s*=")
_FENCE = re.compile(r"^[> \t]*(?:`{3,}|~{3,})(?P<info>[^`\n]*)\n", re.MULTILINE)
_LANGUAGE = re.compile(r"[\w#.+-]+")
_QUOTED = re.compile(r"""=\s*("[^"]*"|'[^']*')""")
_GIVEN = re.compile(r"(?<![\w.#=-])([A-Za-z_][\w-]*)\s*=")
_TITLE = re.compile(r"""\b(?:title|file|filename)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'}]+))""")
_WORD = re.compile(r"(?<![\w.#-])[A-Za-z_][\w-]*")
OURS = Directives._fields
KNOWN_OPTIONS = ("title", "hl_lines", "linenums", *OURS)


class Refused(NamedTuple):
    """An opener that opened nothing: its line (0-based), the rule it breaks and the message."""

    line: int
    rule: str
    text: Text
    end: int | None = None
    """The line that was meant to close it; superfences may take that one for an opener."""


def refused(
    seen: Sequence[str], covered: Iterable[tuple[int, int]], shown_as_text: Container[str] = ()
) -> Iterator[Refused]:
    """Openers outside of the ``covered`` ranges of lines (start, exclusive end).

    ``shown_as_text`` has the text of lines that the page shows literally or not at all: those in indented
    code, raw ``<pre>`` and comments.
    """
    inside = {line for start, end in covered for line in range(start, end)}
    fences = [
        (n, found) for n, line in enumerate(seen) if "```" in line or "~~~" in line if (found := _OPENER.match(line))
    ]
    following: dict[str, tuple[int, re.Match[str]]] = {}
    partners = {}
    for number, found in reversed(fences):
        partners[number] = following.get(found["mark"])
        following[found["mark"]] = number, found
    closing: set[int] = set()
    for (number, found), after in zip_longest(fences, fences[1:]):
        if number in inside or number in closing:
            continue
        if seen[number].strip(" >") in shown_as_text:
            continue
        partner = partners[number]
        if partner is not None and not partner[1]["info"].strip():
            closing.add(partner[0])
            yield _explained(number, found, closed=True)._replace(end=partner[0])
        elif after and after[0] not in inside and _ends_another(after[1], found["mark"]):
            closing.add(after[0])
            yield _wrong_length(number, found["mark"], after[1]["mark"])
        else:
            yield _explained(number, found, closed=False)


def _ends_another(found: re.Match[str], mark: str) -> bool:
    """Whether this would be the end of a fence with more or fewer of the characters of ``mark``."""
    return not found["info"].strip() and found["mark"][0] == mark[0]


def nested_opener(text: str, mark: str, *, indented: bool) -> int | None:
    """The line inside a block, itself begun with ``mark``, that opens another: it was not closed before.

    With ``indented`` that line may be indented, as it also is in a text of several lines within the block.
    """
    if not mark or mark not in text:
        return None
    for number, line in enumerate(text.split("\n")):
        found = _OPENER.match(line) if mark in line else None
        if found and found["mark"] == mark and found["info"].strip() and (indented or line.startswith(mark)):
            return number
    return None


class Oversized(NamedTuple):
    """A block that is too large: the line that opens it (0-based), and how many characters follow."""

    line: int
    width: int
    """Length of that line."""
    length: int


def oversized(text: str, limit: int) -> Oversized | None:
    """The first fence for us with more than ``limit`` characters before anything that could end it."""
    if len(text) <= limit:
        return None
    fences = list(_FENCE.finditer(text))
    ends = [*(fence.start() for fence in fences[1:]), len(text)]
    for opener, end in zip(fences, ends, strict=False):
        length = end - opener.end() - 1
        if length > limit and any(map(is_checked, _LANGUAGE.findall(opener["info"]))):
            return Oversized(text.count("\n", 0, opener.start()), len(opener[0]) - 1, length)
    return None


def options(opener: str) -> list[str]:
    """The names of options and attributes in the line that opens a fence, its language among them."""
    return _WORD.findall(_QUOTED.sub("", opener))


def values(opener: str) -> list[str]:
    """The names in the line that opens a fence that are given a value, as often as they are."""
    return _GIVEN.findall(_QUOTED.sub("=", opener))


def title(opener: str) -> str:
    """The title in the line that opens a fence, "" where it has none."""
    found = _TITLE.search(opener)
    return next(filter(None, found.groups()), "") if found else ""


def _wrong_length(number: int, mark: str, end: str) -> Refused:
    zh, en = ("长", "longer") if len(end) > len(mark) else ("短", "shorter")
    text = Text(
        f"代码块没有结束：下面的 {end} 比开头的 {mark} {zh}，MkDocs 只认一样长的",
        f"the fence is never closed: the line {end} below is {en} than {mark}, MkDocs wants the same length",
    )
    return Refused(number, "unclosed-fence", text)


def _explained(number: int, opener: re.Match[str], closed: bool) -> Refused:
    mark, info = opener["mark"], opener["info"].strip()
    if opener["marker"]:
        text = Text(
            "代码块不能与列表符号写在同一行；另起一行并缩进",
            "a fence cannot begin on the line of a list marker; put it on a line of its own, indented, below",
        )
        return Refused(number, "refused-fence", text)
    if not closed:
        return Refused(
            number,
            "unclosed-fence",
            Text(f"代码块没有结束：补一行 {mark}", f"the fence is never closed; add a line {mark}"),
        )
    language = _LANGUAGE.match(info)
    allowed = options_of(language[0]) if language else OURS
    ours = [name for name in _OPTION.findall(info) if name in OURS and name not in allowed]
    if ours:
        text = Text(
            f"这一行没有成为代码块：选项 {ours[0]} 只用于 yaml 和 shell 代码块",
            f"this line does not open a code block: the option {ours[0]} is for yaml and shell blocks only",
        )
        return Refused(number, "refused-fence", text)
    unknown = [name for name in _OPTION.findall(info) if name not in KNOWN_OPTIONS]
    if unknown:
        zh, en = suggestion(unknown[0], KNOWN_OPTIONS, 0.6)
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
