"""The seal on the files of a site: what they show that nobody has verified, told where the author wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from kubefence.checks.unverified import MANIFEST, quoting
from kubefence.edge.rendering import Rendering
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import Place, Span
from kubefence.seal import Reason, Unproven, unproven

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".svg"})
"""Files that a browser shows as a page."""
COMPARED = 12
"""Lines of a block that tell it from others."""

_TEXTS: dict[Reason, Text] = {
    Reason.YAML: Text(
        "这里显示的 YAML 没有人验证过（{0}）；在页面源文件里把它写成 ```yaml 代码块",
        "this shows YAML that was never verified ({0}); put it into the source of the page as a ```yaml block",
    ),
    Reason.MANIFEST: MANIFEST,
    Reason.CHANGED: Text(
        "这个代码块在验证之后被改动了（{0}）；检查改动它的插件或钩子",
        "this block is not as it was when it was verified ({0}); look for the plugin or hook that changes it",
    ),
    Reason.UNMARKED: Text(
        "这个代码块前面没有说明它有错或未经验证（{0}）；检查删去说明的插件或钩子",
        "nothing before this block says that it is wrong or was never verified ({0}); "
        "look for the plugin or hook that takes the remark away",
    ),
    Reason.UNREADABLE: Text(
        "这一页的 HTML 嵌套过深或属性过多，无法核对它显示了什么；减少嵌套",
        "the HTML of this page is nested too deeply or has too many attributes to see what it shows; nest less",
    ),
}


class Published(NamedTuple):
    """A page whose file is about to be published."""

    name: str
    """Its key in `kubefence.edge.site.Outcome.by_page`."""
    path: str
    """What findings call it."""
    source: Callable[[], str]


def seal(
    folder: Path,
    pages: Mapping[str, Published],
    rendering: Rendering,
    *,
    only_pages: bool = False,
    vouched: AbstractSet[str] = frozenset(),
) -> Iterator[Finding]:
    """Look at all files of a site, or only at ``pages``, known by file name, and take the markers out of them.

    ``vouched`` are the keys of pages that the configuration vouches for, whatever they show.
    """
    for file in sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file()):
        name = file.relative_to(folder).as_posix()
        page = pages.get(name)
        if only_pages and page is None:
            continue
        content = file.read_bytes()
        if page is None or page.name not in vouched:
            yield from unproven_in(content, name, page, rendering)
        html = content.decode("utf-8", "surrogateescape")
        if (clean := rendering.unmarked(html)) != html:
            file.write_bytes(clean.encode("utf-8", "surrogateescape"))


def unproven_in(html: str | bytes, name: str, page: Published | None, rendering: Rendering) -> Iterator[Finding]:
    """What a finished page shows that nobody has verified; ``name`` is that of its file."""
    for found in unproven(html, rendering.licences(page.name if page else None)):
        yield Finding(
            "not-verified",
            Severity.ERROR,
            _place(found, name, page, rendering),
            quoting(_TEXTS[found.reason], found.text),
        )


_SHOWN = frozenset({"not-verified", "unclosed-fence", "untagged-manifest"})
"""What the source is told of a block that a page shows though it was not verified as what it is."""


def untold(found: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """What is not told yet, of the source: a block of another language that shows a manifest is."""
    known = {(finding.path, finding.span.line) for finding in told if finding.rule in _SHOWN}
    return (finding for finding in found if (finding.path, finding.span.line) not in known)


def _place(found: Unproven, name: str, page: Published | None, rendering: Rendering) -> Place:
    """Where the author wrote it, as far as that can be known: a browser's view has no lines."""
    origin, block = rendering.block(found.marker)
    if block is not None and page is not None and origin == page.name:
        return block.place
    if page is None:
        return Place(name, Span(1, 1, 1, 1))
    line, width = _written(found.text, page.source())
    return Place(page.path, Span(line, 1, line, width + 1))


def _written(text: str, source: str) -> tuple[int, int]:
    """The line of a source, and its width, at which most lines of the text follow one another; else its first."""
    line, width, _ = best_match(text, source)
    return line, width


def best_match(text: str, source: str) -> tuple[int, int, int]:
    """The same, and how many lines follow one another there: none where the first line of the text is nowhere."""
    wanted = [line for each in text.splitlines() if (line := _looks(each).strip())][:COMPARED]
    lines = [(number, _looks(unescape(line))) for number, line in enumerate(source.split("\n"), 1) if line.strip()]

    def following(start: int) -> int:
        both = zip(wanted, lines[start:], strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] in pair[1][1], both))

    best = max(range(len(lines)), key=following, default=None)
    if best is None or not following(best):
        return 1, 1, 0
    number, line = lines[best]
    return number, len(line), following(best)


def _looks(line: str) -> str:
    """A line of a text or of its source, with spaces of every kind as the usual one."""
    return line.replace("\xa0", " ")
