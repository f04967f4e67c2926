"""A page as readers get it, but for its code: the HTML that Markdown makes, with the way back to the source.

Fences are frames without content here: what they hold is checked as blocks, and never becomes markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, NamedTuple

from markdown import Markdown

from kubefence.config import Extensions
from kubefence.markdown import frontmatter, snippets
from kubefence.markdown.fences import FenceExtension
from kubefence.markdown.linemap import LineMap, SourceLine, align


class Rendered(NamedTuple):
    """A page in HTML, and the lines that it was made of."""

    html: str
    lines: list[str]
    """With includes expanded, without metadata."""
    code: list[tuple[int, int]]
    """Ranges of lines (end exclusive) that stand within fences."""
    map: LineMap


class Renderer:
    """Renders pages with one set of Markdown extensions; raises what `kubefence.markdown.extract.Extractor` raises."""

    def __init__(self, extensions: Extensions, shown: Callable[[str], str], root: str | None) -> None:
        self._extensions, self._shown, self._root = extensions, shown, root
        self._set_up()

    def _set_up(self) -> None:
        self._md = Markdown()
        for name, config in self._extensions:
            self._md.registerExtensions([name], {name: dict(config)})
        self._fences = FenceExtension(recording=True)
        self._md.registerExtensions([self._fences], {})
        for entry in self._fences.superfences.extension.superfences:
            entry["formatter"] = _frame
        self._snippets = snippets.trace(self._md, self._shown, self._root)

    def render(self, path: str, text: str) -> Rendered:
        """The page ``text``; ``path`` is the name that its places carry."""
        page = frontmatter.split(text)
        sources = [SourceLine(path, number, line) for number, line in enumerate(page.body.split("\n"), page.offset + 1)]
        self._md.reset()
        if self._snippets:
            self._snippets.begin(sources)
        try:
            html = self._md.convert(page.body) if page.body.strip() else ""
        except Exception:
            self._set_up()  # Markdown breaks off in the middle of a list or quote and would go on from there
            raise
        known = self._snippets.expanded if self._snippets else sources
        seen = self._fences.seen if html else []
        code = [(fence.start + 1, fence.end - 1) for fence in self._fences.fences] if html else []
        return Rendered(html, seen, code, align(known, seen, self._md.tab_length))


def _frame(
    src: str = "",
    language: str = "",
    css_class: str = "",
    options: Mapping[str, Any] | None = None,
    md: object = None,
    classes: list[str] | None = None,
    id_value: str = "",
    attrs: Mapping[str, Any] | None = None,
    **_: object,
) -> str:
    """The element of a fence with what its opener gives it."""
    given = {"id": id_value, "class": " ".join(classes or ()), **(attrs or {})}
    written = "".join(f' {name}="{escape(str(value))}"' for name, value in given.items() if value)
    return f"<pre{written}></pre>"
