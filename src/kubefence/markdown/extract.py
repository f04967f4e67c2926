"""A Markdown page to its blocks: exactly the fences that superfences renders, each with its place.

Only the preprocessors of Python-Markdown run, and its block parser where an indented fence might turn
out to be part of an indented code block; rendering the page costs ten times as much and adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import ETX, STX, AtomicString

from kubefence.blocks import Block
from kubefence.config import DEFAULT_EXTENSIONS, Extensions
from kubefence.errors import BadExtension
from kubefence.findings import Finding, Severity
from kubefence.markdown import colouring, frontmatter, openers, remarks, snippets
from kubefence.markdown.effort import excess
from kubefence.markdown.extraction import Extraction, Prose
from kubefence.markdown.fences import Fence, FenceExtension
from kubefence.markdown.linemap import LineMap, SourceLine, align
from kubefence.markdown.unseen import START as UNSEEN_START
from kubefence.markdown.unseen import unseen
from kubefence.positions import ShiftedMap

_PLACEHOLDER = re.compile(f"{STX}([^{STX}{ETX}]+){ETX}")


class Extractor:
    """Reads pages with one set of Markdown extensions.

    ``shown`` turns the absolute path of an included file into the one that findings name. Raises
    `kubefence.errors.BadExtension`, and `UnsupportedSuperfences` where superfences is missing or too new.
    """

    def __init__(
        self,
        extensions: Extensions = DEFAULT_EXTENSIONS,
        shown: Callable[[str], str] = lambda path: path,
        root: str | None = None,
    ) -> None:
        self._extensions, self._shown, self._root = extensions, shown, root
        self._set_up()

    def _set_up(self) -> None:
        self._fences = FenceExtension(recording=True)
        self._md = Markdown()
        for name, config in self._extensions:
            _load(self._md, name, config)
        self._md.registerExtensions([self._fences], {})
        self._snippets = snippets.trace(self._md, self._shown, self._root)
        self._coloured = all(config.get("use_pygments", True) for _, config in self._extensions)

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
        costly = tuple(remarks.costly(excess(self._without_fences()), source_map))
        hidden = set[str]() if costly else self._hidden()
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
                *remarks.metadata(path, page),
                *self._of_includes(),
                *costly,
                *self._too_long(source_map),
                *(Finding(o.rule, Severity.ERROR, source_map.whole(o.line), o.text) for o in refused),
            ),
            metadata=page.metadata,
            reads=frozenset(self._snippets.reads if self._snippets else ()),
            prose=() if costly or refused else tuple(self._prose(source_map)),
            renderable=not costly,
        )

    def _too_long(self, source_map: LineMap) -> Iterator[Finding]:
        """Code that would take minutes to colour, whether it is seen or not."""
        if self._coloured:
            yield from remarks.too_long(colouring.too_much(self._fences.fences), source_map)

    def _of_includes(self) -> Iterator[Finding]:
        if self._snippets:
            yield from remarks.missing(self._snippets.missing)
            if self._snippets.unfolded:
                yield remarks.unfolded(self._snippets.unfolded)

    def _prose(self, source_map: LineMap) -> Iterator[Prose]:
        """What stands between the fences; where one was meant and is none, what follows from that is not asked for."""
        start = 0
        for begin, end in [*self._covered(), (len(self._fences.seen), 0)]:
            if start < begin:
                yield Prose("\n".join(self._fences.seen[start:begin]), ShiftedMap(source_map, start))
            start = end

    def _without_fences(self) -> list[str]:
        """The lines that are read as Markdown, with something in the place of each line of a fence."""
        lines = list(self._fences.seen)
        for start, end in self._covered():
            lines[start:end] = ["."] * (end - start)
        return lines

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
        self._literal: list[str] = []

    def _hidden(self) -> set[str]:
        """Keys of the fences that nobody gets to see: in comments, or in indented code."""
        fences = self._fences.fences
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
        return hidden.union(*(_PLACEHOLDER.findall(text) for text in invisible))

    def _parsed(self) -> Element:
        root = self._md.parser.parseDocument(self._lines).getroot()
        assert root is not None, "a parsed document has a root"
        if "footnote" in self._md.treeprocessors:
            self._md.treeprocessors["footnote"].run(root)  # only now are their texts parsed
        return root

    def _suspicious(self) -> bool:
        """Whether some line outside of all fences looks like the opening of one."""
        return next(openers.refused(self._fences.seen, self._covered()), None) is not None

    def _covered(self) -> list[tuple[int, int]]:
        return [(fence.start, fence.end) for fence in self._fences.fences]

    def _refused(self) -> Iterator[openers.Refused]:
        lines = (line for text in self._literal for line in text.split("\n") if "```" in line or "~~~" in line)
        return openers.refused(self._fences.seen, self._covered(), {line.strip() for line in lines})


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
        repeated=fence.repeated,
        tabs=tabs,
        fence=fence.mark,
        number=number,
        own=fence.own,
        title=fence.title,
    )
