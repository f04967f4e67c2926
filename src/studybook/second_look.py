"""Faults of what is about to be published, told in the file that an author can mend.

They are found in HTML, where nothing has a line. What stands in the source as it stands in the fault is told there;
what a plugin, a hook or the theme has made is told of the page as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import NamedTuple

from kubefence.findings import Finding, PageReport, Severity, Text
from kubefence.html import css
from kubefence.html.addresses import elsewhere
from kubefence.html.dom import TooDeep
from kubefence.html.faults import Fault, from_elsewhere
from kubefence.html.locate import Source
from kubefence.html.rules import HOST, RAW
from kubefence.markdown import frontmatter
from kubefence.positions import Place, Span

_SHOWN = 80
"""Characters of a value that a message quotes."""
_TOO_DEEP = Text("元素嵌套过深，无法核对；减少嵌套", "elements are nested too deeply to be read; nest less")
HTML_FILE = Text("页面文件夹里有 HTML 文件；改写成 Markdown", "an HTML file among the pages; write Markdown instead")


class Origin(NamedTuple):
    """What an author wrote, of which something published was made."""

    path: str
    """What findings call it."""
    text: str = ""
    source: Source | None = None
    """Where things stand in it; None for what no author wrote."""
    told: frozenset[tuple[str, int]] = frozenset()
    """Rules that were told already, with their lines."""


def page(path: str, text: str, report: PageReport | None) -> Origin:
    """A page in Markdown, with its blocks of code, which make no elements, and what was found in it before."""
    if report is None:
        return Origin(path)
    code = [(0, frontmatter.split(text).offset)]
    spans = (block.place.span for block in report.blocks if block.place.path == path)
    code += [(span.line - 1, span.end_line) for span in spans]
    told = frozenset((finding.rule, finding.span.line) for finding in report.findings if finding.path == path)
    return Origin(path, text, Source(text.split("\n"), code), told)


def file(path: str, text: str) -> Origin:
    """A file that is published as it is: a drawing, a style sheet."""
    return Origin(path, text, Source(text.split("\n"), markdown=False))


def of_elements(faults: Iterable[Fault], origin: Callable[[], Origin]) -> Iterator[Finding]:
    """What to tell of faults of elements; most pages have none, and then nobody asks for their origin."""
    known: Origin | None = None
    try:
        for fault in faults:
            known = known or origin()
            place = _place(fault, known)
            if place is None or (fault.rule, place.span.line) not in known.told:
                yield Finding(fault.rule, Severity.ERROR, place or _start(known), _shown(fault))
    except TooDeep:
        yield whole(known or origin(), _TOO_DEEP)


def of_sheet(origin: Origin) -> Iterator[Finding]:
    """What a style sheet would load from another host."""
    for address in css.addresses(origin.text):
        if host := elsewhere(address):
            yield Finding(HOST, Severity.ERROR, _of_text(address, origin) or _start(origin), from_elsewhere(host))


def whole(origin: Origin, text: Text) -> Finding:
    """What to tell of a file as a whole."""
    return Finding(RAW, Severity.ERROR, _start(origin), text)


def unreadable(position: int) -> Text:
    """What to say of a file that is no UTF-8."""
    return Text(
        f"第 {position} 字节处不是 UTF-8 文字；把文件存为 UTF-8",
        f"not UTF-8 text at byte {position}; save the file as UTF-8",
    )


def _start(origin: Origin) -> Place:
    return Place(origin.path, Span(1, 1, 1, 1))


def _place(fault: Fault, origin: Origin) -> Place | None:
    stretch = origin.source.place(fault) if origin.source and _is_written(fault, origin.text) else None
    if stretch is None:
        return None
    return Place(origin.path, Span(stretch.line + 1, stretch.column + 1, stretch.end_line + 1, stretch.end_column + 1))


def _is_written(fault: Fault, text: str) -> bool:
    """Whether the text has what is wrong; a link of the author is not to blame for one that a plugin has made."""
    return fault.attribute in text.lower() and (fault.value in text or fault.value in unescape(text))


def _of_text(wanted: str, origin: Origin) -> Place | None:
    """Where a text stands; None where it is written with escapes."""
    start = origin.text.find(wanted)
    if start < 0:
        return None
    line, column = origin.text.count("\n", 0, start) + 1, start - origin.text.rfind("\n", 0, start)
    return Place(origin.path, Span(line, column, line, column + len(wanted)))


def _shown(fault: Fault) -> Text:
    """The text of a fault, with the element that has it: there may be no line that shows it."""
    if not fault.tag:
        return fault.text
    value = f' {fault.attribute}="{fault.value[:_SHOWN]}"' if fault.attribute else ""
    return Text(f"{fault.text.zh}（<{fault.tag}{value}>）", f"{fault.text.en} (<{fault.tag}{value}>)")
