"""Findings on what is around the blocks of a page: its metadata, its includes, and how long it takes to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kubefence.findings import Finding, Related, Severity, Text
from kubefence.markdown import colouring
from kubefence.markdown.effort import MAX_PAGE, Excess
from kubefence.markdown.fences import Fence
from kubefence.markdown.frontmatter import MAX_METADATA, RANGE, Page
from kubefence.markdown.linemap import LineMap, SourceLine
from kubefence.markdown.snippets import Missing, Unfolded
from kubefence.positions import Place, Span
from kubefence.reach import HIDDEN, IRREGULAR, OUTSIDE
from kubefence.yamldoc.limits import MAX_DEPTH
from kubefence.yamldoc.settings import DEEP, LONG, MAX_UNFOLDED, UNFOLDED


def metadata(path: str, page: Page) -> Iterator[Finding]:
    """What is wrong with the front matter."""
    if page.too_much:
        rule, text = _TOO_MUCH[page.too_much]
        yield Finding(rule, Severity.ERROR, Place(path, Span(1, 1, 1, 4)), text)
    if page.broken:
        line, column, problem = page.broken
        text = Text(
            f"页首元数据不是合法的 YAML（{problem}），会被当成正文显示；改正它",
            f"the front matter is not YAML ({problem}), so it is shown as text; mend it",
        )
        span = Span(line + 1, column + 1, line + 1, column + 2)
        yield Finding("yaml-syntax", Severity.ERROR, Place(path, span), text)
    if page.ranges:
        first, second = (Place(path, Span(line + 1, 1, line + 1, 1 + len(RANGE))) for line in page.ranges[:2])
        text = Text(
            f"页首元数据里 {RANGE} 写了不止一次，只有最后一次算数；只留一个",
            f"the front matter gives {RANGE} more than once, and only the last one counts; keep one",
        )
        related = (Related(first, Text("先写在这里", "it is given here first")),)
        yield Finding("duplicate-key", Severity.ERROR, second, text, related=related)


def missing(found: Iterable[Missing]) -> Iterator[Finding]:
    """What could not be included, or must not be."""
    for each in found:
        rule, zh, en = _MISSING[each.reason]
        text = Text(f"{zh[0]}：{each.target}{zh[1]}", f"{en[0]}: {each.target}{en[1]}")
        yield Finding(rule, Severity.ERROR, _written(each.line), text)


def unfolded(found: Unfolded) -> Finding:
    """Includes that unfold too far, with the way from the page to where they do."""
    chain = " → ".join(found.files)
    first, *further = map(_written, found.lines)
    return Finding(
        "include-bomb",
        Severity.ERROR,
        first,
        Text(
            f"引入展开后超过 {MAX_PAGE // 2**20} MiB，或层次过多：{chain}；少引入一些",
            f"the includes unfold to more than {MAX_PAGE // 2**20} MiB, or too many levels: {chain}; include less",
        ),
        related=tuple(
            Related(place, Text(f"它引入 {file}", f"this includes {file}"))
            for place, file in zip(further, found.files[1:], strict=True)
        ),
    )


def costly(found: Excess | None, lines: LineMap) -> Iterator[Finding]:
    """What makes a page take minutes to read."""
    if found:
        place = lines.place(found.line, found.column, found.line, found.column + 1)
        yield Finding(found.rule, Severity.ERROR, place, found.text)


def too_long(fence: Fence | None, lines: LineMap) -> Iterator[Finding]:
    """The block that makes the code of a page take minutes to colour."""
    if fence:
        yield Finding("too-intricate", Severity.ERROR, lines.whole(fence.start), colouring.told(fence.language))


def _written(line: SourceLine) -> Place:
    """A line without the white space around it."""
    start = len(line.text) - len(line.text.lstrip())
    return Place(line.path, Span(line.number, start + 1, line.number, max(len(line.text.rstrip()), start + 1) + 1))


_TOO_MUCH = {
    DEEP: (
        "too-deep",
        Text(f"页首元数据嵌套超过 {MAX_DEPTH} 层", f"the front matter is nested deeper than {MAX_DEPTH} levels"),
    ),
    LONG: (
        "too-large",
        Text(
            f"页首元数据太长，最多 {MAX_METADATA // 1024} KiB；缩短它",
            f"the front matter is too long, at most {MAX_METADATA // 1024} KiB; shorten it",
        ),
    ),
    UNFOLDED: (
        "alias-bomb",
        Text(
            f"页首元数据的别名展开后超过 {MAX_UNFOLDED} 个值；直接写出内容",
            f"the aliases of the front matter unfold to more than {MAX_UNFOLDED} values; write out what is meant",
        ),
    ),
}
_ABSENT, _BARRED = "missing-snippet", "barred-snippet"
_MISSING = {
    "absent": (_ABSENT, ("要引入的文件不存在", ""), ("the file to include does not exist", "")),
    "remote": (
        _ABSENT,
        ("要引入的内容在网络上，无法离线核对", "；把它存为仓库里的文件"),
        ("the text to include is on the network and cannot be checked offline", "; store it as a file"),
    ),
    "section": (_ABSENT, ("被引入的文件里没有这个片段", ""), ("the included file has no such section", "")),
    "unreadable": (
        _ABSENT,
        ("要引入的文件读不了（不是 UTF-8 文本？）", ""),
        ("the file to include cannot be read (not UTF-8 text?)", ""),
    ),
    OUTSIDE: (
        _BARRED,
        ("要引入的文件在仓库之外，不会被读取", "；把它放进仓库"),
        ("the file to include lies outside of the repository and is not read", "; move it inside"),
    ),
    HIDDEN: (
        _BARRED,
        ("要引入的文件在名字以点开头的文件夹里，不会被读取", "；把它放到别处"),
        ("the file to include lies in a folder whose name begins with a dot and is not read", "; move it elsewhere"),
    ),
    IRREGULAR: (
        _BARRED,
        ("要引入的不是普通文件，不会被读取", "；写一个文件的路径"),
        ("what to include is no regular file and is not read", "; give the path of a file"),
    ),
}
