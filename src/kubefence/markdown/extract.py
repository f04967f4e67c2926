"""A Markdown page to its blocks: exactly the fences that superfences renders, each with its place.

Only the preprocessors of Python-Markdown run, and its block parser where an indented fence might turn
out to be part of an indented code block; rendering the page costs ten times as much and adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import ETX, STX, AtomicString

from kubefence.blocks import Block
from kubefence.config import DEFAULT_EXTENSIONS, Extensions
from kubefence.errors import BadExtension
from kubefence.findings import Finding, Severity, Text
from kubefence.markdown import frontmatter, openers, snippets
from kubefence.markdown.fences import Fence, FenceExtension
from kubefence.markdown.frontmatter import MAX_METADATA
from kubefence.markdown.linemap import LineMap, SourceLine, align
from kubefence.markdown.unseen import START as UNSEEN_START
from kubefence.markdown.unseen import unseen
from kubefence.positions import Place, ShiftedMap, Span
from kubefence.yamldoc.limits import MAX_DEPTH
from kubefence.yamldoc.settings import DEEP, LONG, MAX_UNFOLDED, UNFOLDED


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a page holds."""

    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
    metadata: dict[str, Any]
    reads: frozenset[str]
    """Absolute paths of the files that were included or looked for."""


class Extractor:
    """Reads pages with one set of Markdown extensions.

    ``shown`` turns the absolute path of an included file into the one that findings name. Raises
    `kubefence.errors.BadExtension`, and `UnsupportedSuperfences` where superfences is missing or too new.
    """

    def __init__(
        self, extensions: Extensions = DEFAULT_EXTENSIONS, shown: Callable[[str], str] = lambda path: path
    ) -> None:
        self._extensions, self._shown = extensions, shown
        self._set_up()

    def _set_up(self) -> None:
        self._fences = FenceExtension(recording=True)
        self._md = Markdown()
        for name, config in self._extensions:
            _load(self._md, name, config)
        self._md.registerExtensions([self._fences], {})
        self._snippets = snippets.trace(self._md, self._shown)

    def extract(self, path: str, text: str) -> Extraction:
        """The blocks of the page ``text``; ``path`` is the name that its places carry."""
        try:
            return self._extract(path, text)
        except Exception:
            self._set_up()  # Markdown breaks off in the middle of a list or quote and would go on from there
            raise

    def _extract(self, path: str, text: str) -> Extraction:
        page = frontmatter.split(text)
        lines = page.body.split("\n")
        sources = [SourceLine(path, number, line) for number, line in enumerate(lines, page.offset + 1)]
        self._preprocess(lines, sources)
        known = self._snippets.expanded if self._snippets else sources
        source_map = align(known, self._fences.seen, self._md.tab_length)
        hidden = self._hidden()
        refused = list(self._refused())
        ends = {opener.end for opener in refused}
        shown = [
            (number, fence)
            for number, fence in enumerate(self._fences.fences)
            if fence.key not in hidden and fence.start not in ends
        ]
        return Extraction(
            blocks=tuple(_block(number, fence, source_map, "\t" in page.body) for number, fence in shown),
            findings=(
                *_metadata(path, page),
                *self._missing(),
                *(Finding(o.rule, Severity.ERROR, source_map.whole(o.line), o.text) for o in refused),
            ),
            metadata=page.metadata,
            reads=frozenset(self._snippets.reads if self._snippets else ()),
        )

    def _preprocess(self, lines: list[str], sources: list[SourceLine]) -> None:
        """Run the page through the preprocessors up to superfences, as ``Markdown.convert`` begins."""
        self._md.reset()
        if self._snippets:
            self._snippets.begin(sources)
        pending = iter(self._md.preprocessors)
        for preprocessor in pending:
            lines = preprocessor.run(lines)
            if preprocessor is self._fences.superfences:
                break
        self._pending, self._lines = pending, lines

    def _hidden(self) -> set[str]:
        """Keys of the fences that nobody gets to see: in comments, or in indented code."""
        fences = self._fences.fences
        self._literal: list[str] = []
        hidden: set[str] = set()
        suspicious = self._suspicious()
        indented = any(fence.indent >= self._md.tab_length for fence in fences)
        if not (indented or suspicious or any(UNSEEN_START.search(line) for line in self._fences.seen)):
            return hidden
        for preprocessor in self._pending:
            self._lines = preprocessor.run(self._lines)
        raw = [text for text in self._md.htmlStash.rawHtmlBlocks if isinstance(text, str)]
        self._literal += [text for text in raw if text.startswith("<pre")]
        if indented or suspicious or any(UNSEEN_START.search(line) for line in self._lines):
            root = self._parsed()
            kept = self._fences.superfences.extension.stash.stash
            hidden |= {fence.key for fence in fences if fence.key not in kept}
            self._literal += [code.text for code in root.iter("code") if isinstance(code.text, AtomicString)]
            raw += [element.text for element in root.iter() if element.text and UNSEEN_START.search(element.text)]
        invisible = [text[start:end] for text in raw for start, end in unseen(text)]
        self._literal += invisible
        return hidden | {fence.key for fence in fences for text in invisible if f"{STX}{fence.key}{ETX}" in text}

    def _parsed(self) -> Element:
        root = self._md.parser.parseDocument(self._lines).getroot()
        assert root is not None, "a parsed document has a root"
        if "footnote" in self._md.treeprocessors:
            self._md.treeprocessors["footnote"].run(root)  # only now are their texts parsed
        return root

    def _suspicious(self) -> bool:
        """Whether some line outside of all fences looks like the opening of one."""
        return next(openers.refused(self._fences.seen, self._covered(), None), None) is not None

    def _covered(self) -> list[tuple[int, int]]:
        return [(fence.start, fence.end) for fence in self._fences.fences]

    def _refused(self) -> Iterator[openers.Refused]:
        literal = "\n".join(self._literal)
        shown_as_text = None
        if literal:
            lines = {re.escape(line.strip()) for line in literal.split("\n") if "```" in line or "~~~" in line}
            shown_as_text = re.compile(f"^(?:{'|'.join(sorted(lines))})$") if lines else None
        return openers.refused(self._fences.seen, self._covered(), shown_as_text)

    def _missing(self) -> Iterator[Finding]:
        for missing in self._snippets.missing if self._snippets else ():
            line = missing.line
            start = len(line.text) - len(line.text.lstrip())
            span = Span(line.number, start + 1, line.number, max(len(line.text.rstrip()), start + 1) + 1)
            yield Finding(
                "missing-snippet", Severity.ERROR, Place(line.path, span), _missing_text(missing.target, missing.reason)
            )


def _load(md: Markdown, name: str, config: dict[str, Any]) -> None:
    try:
        md.registerExtensions([name], {name: dict(config)})
    except KeyError as error:  # what Python-Markdown raises for an option that the extension does not have
        zh, en = f"没有选项 {error.args[0]}", f"has no option {error.args[0]}"
        raise BadExtension(f"Markdown 扩展 {name} {zh}；改正 mkdocs.yml", f"{name} {en}; mend mkdocs.yml") from error
    except Exception as error:  # extensions are code of others
        what = f"{type(error).__name__}: {error}"
        raise BadExtension(
            f"Markdown 扩展 {name} 加载不了（{what}）；安装它，或改正 mkdocs.yml 的 markdown_extensions",
            f"the Markdown extension {name} cannot be loaded ({what}); install it, or mend markdown_extensions",
        ) from error


def _block(number: int, fence: Fence, source_map: LineMap, tabbed: bool) -> Block:
    first = fence.start + 1
    tabs = {
        line: columns
        for line in range(fence.end - first - 1 if tabbed else 0)
        if source_map.expanded(first + line) and (columns := source_map.tab(first + line, fence.indent))
    }
    return Block(
        language=fence.language,
        text=fence.text,
        map=ShiftedMap(source_map, first, fence.indent),
        opener=source_map.whole(fence.start),
        directives=fence.directives,
        options=fence.options,
        tabs=tabs,
        fence=fence.mark,
        number=number,
    )


def _metadata(path: str, page: frontmatter.Page) -> Iterator[Finding]:
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


def _missing_text(target: str, reason: str) -> Text:
    return {
        "absent": Text(f"要引入的文件不存在：{target}", f"the file to include does not exist: {target}"),
        "outside": Text(
            f"要引入的文件在仓库之外，不会被读取：{target}；把它放进仓库",
            f"the file to include lies outside of the repository and is not read: {target}; move it inside",
        ),
        "remote": Text(
            f"要引入的内容在网络上，无法离线核对：{target}；把它存为仓库里的文件",
            f"the text to include is on the network and cannot be checked offline: {target}; store it as a file",
        ),
        "section": Text(f"被引入的文件里没有名为 {target} 的片段", f"the included file has no section {target}"),
        "unreadable": Text(
            f"要引入的文件读不了（不是 UTF-8 文本？）：{target}",
            f"the file to include cannot be read (not UTF-8 text?): {target}",
        ),
    }[reason]
