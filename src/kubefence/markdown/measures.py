"""What takes Python-Markdown long: the ways in which it looks through a text again and again, and how often is allowed.

Each adds up the steps that reading takes, in linear time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kubefence.findings import Text
from kubefence.markdown import colouring


class Run(NamedTuple):
    """Lines without a blank one between them, or a whole page."""

    line: int
    text: str


Work = Iterator[tuple[float, int]]
"""Steps that reading takes, each sum with the offset of what causes it."""


class Measure(NamedTuple):
    """One way to take long."""

    sign: re.Pattern[str]
    """What causes work, each time no more than the page has characters."""
    work: Callable[[Run], Work]
    most: float
    text: Text
    whole: bool = False
    """Whether the rest of the page is looked through, and not only that of the paragraph."""
    squared: bool = False
    """Whether one sign may take the square of what follows it."""


def count(sign: re.Pattern[str], text: str) -> int:
    """How often there is such a sign."""
    return sum(1 for _ in sign.finditer(text))


def _to_its_end(opening: str, closing: str) -> Callable[[Run], Work]:
    """From each opening to what closes it, or to the end where nothing does."""
    token = re.compile(f"({opening})|{closing}")

    def work(run: Run) -> Work:
        begun: list[int] = []
        for found in token.finditer(run.text):
            if found[1]:
                begun.append(found.start())
            elif begun:
                yield found.end() - begun[-1], begun.pop()
        yield from ((len(run.text) - begin, begin) for begin in begun)

    return work


def _to_the_next(opening: str, closing: str) -> Callable[[Run], Work]:
    """From each opening to the next that closes anything, or to the end."""
    token = re.compile(f"({opening})|{closing}")

    def work(run: Run) -> Work:
        begun: list[int] = []
        for found in token.finditer(run.text):
            if found[1]:
                begun.append(found.start())
            else:
                yield from ((found.end() - begin, begin) for begin in begun)
                begun = []
        yield from ((len(run.text) - begin, begin) for begin in begun)

    return work


def _all_of_it(sign: re.Pattern[str], unit: re.Pattern[str]) -> Callable[[Run], Work]:
    """For each sign all of the unit that it stands in."""

    def work(run: Run) -> Work:
        for part in unit.finditer(run.text):
            first = sign.search(part[0])
            if first:
                yield count(sign, part[0]) * len(part[0]), part.start() + first.start()

    return work


def _all_others(sign: re.Pattern[str]) -> Callable[[Run], Work]:
    """For each sign all the different ones before it."""

    def work(run: Run) -> Work:
        different = set[str]()
        for found in sign.finditer(run.text):
            different.add(found[1] or str(found.start()))
            yield len(different), found.start()

    return work


def _elements(run: Run) -> Work:
    """For each element all those that are open, where some have Markdown in them."""
    depth = 0
    for found in _ELEMENT.finditer(run.text) if _WITH_MARKDOWN.search(run.text) else ():
        depth = depth + 1 if found[1] else max(0, depth - 1)
        yield depth if found[1] else 0, found.start()


def _footnotes(run: Run) -> Work:
    """For each mark all earlier uses of the same, and all the different ones, which are a tenth of the work."""
    uses = Counter[str]()
    for found in _FOOTNOTE.finditer(run.text):
        uses[found[1]] += 0
        yield 4 * uses[found[1]] + 0.4 * len(uses), found.start()
        uses[found[1]] += 0 if found[2] else 1


def _coloured(run: Run) -> Work:
    """Code in sentences that says of which language it is, up to as many back-ticks as it begins with."""
    following: dict[int, int] = {}
    for found in reversed(list(_TICKS.finditer(run.text))):
        ticks, language = found.groups()
        end = following.get(len(ticks))
        if language and end is not None:
            yield colouring.steps(language, run.text[found.end() : end]), found.start()
        following[len(ticks)] = found.start()


_MARK = re.compile(r"[`*_\\&!<:\[]|  \n")
_ITEM = re.compile(r"(?:\\\||[^|\n])+(?:\n(?![ \t>]*(?:[-*+:][ \t]|[0-9]{1,9}[.)][ \t]|\*?\[|<))(?:\\\||[^|\n])*)*")
"""What is read as one text: a paragraph, an item, a cell of a table. A line of HTML or a reference is none."""
_SECTION = re.compile(r"^[ \t>]*(?:#{1,6}|=+[ \t]*$|(?:[-*_][ \t]*)+$)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"(?:^|(?<=[ \n]))\{")
_TAB = re.compile(r"^[ \t>]*===[!+]*[ \t]+[\"']()", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([^\]\n]{1,100})(\]:)?")
_TICKS = re.compile(r"(`+)(?:\s*(?:#!|:{3,})([\w#.+-]+)\s)?")
_TAG = "<[A-Za-z]"
_ELEMENT = re.compile(r"(<(?!(?:area|br|col|hr|img|input|link|meta|source|wbr)\b)[A-Za-z])|</[A-Za-z]", re.IGNORECASE)
_WITH_MARKDOWN = re.compile(r"<[A-Za-z][^<>]{0,500}\smarkdown\b", re.IGNORECASE)
_LINE = re.compile(r".+")
_CLASS = re.compile(r"[ \t]\.")
_BRACES = re.compile(r"\{[^{}\n]*")
_BACKTICK = re.compile("`")
_ROW = re.compile(r"^.*\|.*$", re.MULTILINE)
_ALL = re.compile(r"[\s\S]+")

MEASURES = (
    Measure(
        re.compile(r"\["),
        _to_its_end(r"\[", r"\]"),
        6e6,
        Text(
            "方括号太多，或没有配对，读这一页要花几分钟；补上 ]，或写成 \\[",
            "too many brackets, or brackets that are not closed: this page would take minutes to read; "
            "close them, or write \\[",
        ),
    ),
    Measure(
        re.compile(r"\]\("),
        _to_its_end(r"\]\(", r"\)"),
        2e7,
        Text(
            "链接的圆括号没有配对，读这一页要花几分钟；补上 )",
            "the parentheses of links are not closed: this page would take minutes to read; close them",
        ),
    ),
    Measure(
        re.compile(_TAG),
        _to_the_next(_TAG, ">"),
        4e7,
        Text(
            "HTML 标签没有结束，读这一页要花几分钟；补上 >，或写成 &lt;",
            "HTML tags that do not end: this page would take minutes to read; end them with >, or write &lt;",
        ),
        whole=True,
    ),
    Measure(
        _ATTRIBUTES,
        _all_of_it(_ATTRIBUTES, _LINE),
        2e8,
        Text("这一行的花括号太多，读它要花几分钟；分成几行", "so many braces on a line would take minutes to read"),
    ),
    Measure(
        _CLASS,
        _all_of_it(_CLASS, _BRACES),
        1e9,
        Text(
            "花括号里的类太多，读它们要花很久；减少一些",
            "so many classes in braces take long to read; give fewer of them",
        ),
    ),
    Measure(
        _BACKTICK,
        _all_of_it(_BACKTICK, _ROW),
        2e8,
        Text(
            "这一行表格里的反引号太多，读它要花几分钟；分成几行",
            "so many back-ticks in a row of a table would take minutes to read; make several rows",
        ),
    ),
    Measure(
        _MARK,
        _all_of_it(_MARK, _ITEM),
        2e9,
        Text(
            "这一段太长，标记太多，读它要花几分钟；用空行分成几段",
            "this paragraph is so long and has so many marks that it would take minutes to read; "
            "split it with blank lines",
        ),
    ),
    Measure(
        re.compile(r"`\s*(?:#!|:::)"),
        _coloured,
        colouring.MOST,
        Text(
            "句子里的代码太长，Pygments 要花几分钟才能着色；写成代码块，只留下要说明的部分",
            "Pygments would take minutes to colour so much code in sentences; "
            "write it as a block, with only the part that matters",
        ),
        squared=True,
    ),
    Measure(
        _SECTION,
        _all_of_it(_SECTION, _ALL),
        1e8,
        Text(
            "标题或分隔线太多，之间没有空行，读它们要花几分钟；前后各留一个空行",
            "so many headings or rules without blank lines between them would take minutes to read; "
            "put a blank line around each",
        ),
    ),
    Measure(
        _ELEMENT,
        _elements,
        1e8,
        Text(
            "没有结束的 HTML 元素太多，读这一页要花几分钟；补上结束标签",
            "so many elements of HTML that are not closed would take minutes to read; close them",
        ),
        whole=True,
    ),
    Measure(
        _TAB,
        _all_others(_TAB),
        1.25e7,
        Text("标签页太多，读它们要花几分钟；分成几页", "so many tabs would take minutes to read; make several pages"),
        whole=True,
    ),
    Measure(
        _FOOTNOTE,
        _footnotes,
        8e6,
        Text(
            "脚注太多，读它们要花几分钟；分成几页", "so many footnotes would take minutes to read; make several pages"
        ),
        whole=True,
    ),
)
