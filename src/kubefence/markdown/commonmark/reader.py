"""A page to its blocks without MkDocs: the fences of CommonMark, those in JSX, and code between shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

from kubefence.blocks import Block, is_checked
from kubefence.findings import Finding, Severity, Text
from kubefence.markdown import frontmatter, remarks
from kubefence.markdown.commonmark import fences, info, shortcodes
from kubefence.markdown.commonmark.fences import Fence
from kubefence.markdown.commonmark.shortcodes import Code
from kubefence.markdown.effort import excess
from kubefence.markdown.extraction import Extraction, Prose
from kubefence.markdown.openers import nested_opener
from kubefence.positions import FileMap, Relined, ShiftedMap, TextMap

_MDX = ".mdx"
_LOOKS_LIKE_ONE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<mark>`{3,}|~{3,})(?P<info>.+)")
_OPTIONS_OF_MYST = re.compile(r":[\w-]+:(?:\s|$)")


class CommonMark:
    """Reads pages; it looks at nothing but them.

    ``rendered`` says that Python-Markdown is to render them as well, so that it matters how long that would take.
    """

    def __init__(self, *, rendered: bool = False) -> None:
        self._rendered = rendered

    def extract(self, path: str, text: str) -> Extraction:
        """The blocks of the page ``text``; ``path`` is the name that its places carry."""
        page = frontmatter.split(text)
        lines = page.body.split("\n")
        source = ShiftedMap(FileMap(path), page.offset)
        found = fences.read(lines, mdx=path.lower().endswith(_MDX))
        codes = [code for code in shortcodes.found(lines) if not _within(code.opener, found.fences)]
        covered = sorted([(f.start, f.end) for f in found.fences] + [(c.opener, c.end + 1) for c in codes])
        costly = excess(_without(lines, covered)) if self._rendered else None
        made = [*(_of_fence(f, lines, source) for f in found.fences), *(_of_code(c, lines, source) for c in codes)]
        blocks = sorted(made, key=lambda block: block.opener.span)
        refused = list(_refused(lines, [*covered, *found.literal], source))
        return Extraction(
            blocks=tuple(block._replace(number=number) for number, block in enumerate(blocks)),
            findings=(*remarks.metadata(path, page), *_unclosed(found.fences, lines, source), *refused),
            metadata=page.metadata,
            reads=frozenset(),
            prose=() if refused else tuple(_prose(lines, sorted([*covered, *found.hidden]), source)),
            renderable=costly is None,
        )


def _within(line: int, found: Sequence[Fence]) -> bool:
    return any(fence.start <= line < fence.end for fence in found)


def _without(lines: Sequence[str], covered: Sequence[tuple[int, int]]) -> list[str]:
    """The lines that are read as Markdown, with something in the place of each line of code."""
    kept = list(lines)
    for start, end in covered:
        kept[start:end] = ["."] * (end - start)
    return kept


def _prose(lines: Sequence[str], covered: Sequence[tuple[int, int]], source: TextMap) -> Iterator[Prose]:
    start = 0
    for begin, end in [*covered, (len(lines), 0)]:
        if start < begin:
            yield Prose("\n".join(lines[start:begin]), ShiftedMap(source, start))
        start = max(start, end)


def _of_fence(fence: Fence, lines: Sequence[str], source: TextMap) -> Block:
    said = info.read(fence.info)
    text, starts = fence.text.split("\n"), fence.starts
    if fence.info.lstrip().startswith("{"):  # options of a directive stand above its content
        skipped = next((n for n, line in enumerate(text) if not _OPTIONS_OF_MYST.match(line)), 0)
        text, starts = text[skipped:], starts[skipped:]
    place: TextMap = Relined(source, starts) if starts else ShiftedMap(source, fence.start + 1)
    return _block(said, "\n".join(text), place, fence.start, lines, source)._replace(fence=fence.mark)


def _of_code(code: Code, lines: Sequence[str], source: TextMap) -> Block:
    said = info.read(f"{code.language} {code.rest}")
    written = lines[code.start : code.end]
    text = dedent("\n".join(written))
    first = next((n for n, line in enumerate(text.split("\n")) if line.strip()), None)
    indent = len(written[first]) - len(text.split("\n")[first]) if first is not None else 0
    return _block(said, text, ShiftedMap(source, code.start, indent), code.opener, lines, source)


def _block(said: info.Info, text: str, place: TextMap, opener: int, lines: Sequence[str], source: TextMap) -> Block:
    line = lines[opener]
    return Block(
        language=said.language,
        text=text,
        map=place,
        opener=source.place(opener, len(line) - len(line.lstrip()), opener, len(line.rstrip())),
        directives=said.directives,
        options=said.options,
        repeated=said.repeated,
        title=said.title,
    )


def _unclosed(found: Sequence[Fence], lines: Sequence[str], source: TextMap) -> Iterator[Finding]:
    """Fences that end with the page, or with the list or quote that holds them: they are read all the same."""
    for fence in found:
        if not fence.closed and nested_opener(fence.text, fence.mark, indented=False) is None:
            text = Text(
                f"代码块没有结束：补一行 {fence.mark}，缩进与开头相同",
                f"the fence is never closed; add a line {fence.mark} with the indentation of its opening",
            )
            yield _at(fence.start, "unclosed-fence", text, lines, source)._replace(severity=Severity.WARNING)


def _refused(lines: Sequence[str], known: Sequence[tuple[int, int]], source: TextMap) -> Iterator[Finding]:
    """Lines that are meant to open a block for us, and open none."""
    inside = {line for start, end in known for line in range(start, end)}
    for number, line in enumerate(lines):
        found = _LOOKS_LIKE_ONE.match(line) if "```" in line or "~~~" in line else None
        if found is None or number in inside or found["info"].rstrip().endswith(found["mark"]):
            continue
        if is_checked(info.read(found["info"]).language):
            text = Text(
                "这一行没有成为代码块：开头的一行里不能再有反引号，后面要有结束的一行",
                "this line does not open a code block: there can be no other back-tick in it, and a line that closes "
                "it has to follow",
            )
            yield _at(number, "refused-fence", text, lines, source)


def _at(number: int, rule: str, text: Text, lines: Sequence[str], source: TextMap) -> Finding:
    line = lines[number]
    place = source.place(number, len(line) - len(line.lstrip()), number, len(line.rstrip()))
    return Finding(rule, Severity.ERROR, place, text)
