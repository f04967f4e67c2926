"""The page about all blocks of a site: how many stand how, in which versions, what nobody checked, and each of them.

HTML that needs no script: the blocks of a page are folded together, so that two thousand of them can be opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from kubefence.blocks import Kind
from kubefence.findings import BlockReport, Text
from kubefence.proof.marks import ANCHOR
from kubefence.proof.words import KINDS, NAMES, State, details, label, name, state
from kubefence.versions import Version

PLACE = '<div class="proof-overview" data-part="{}" data-search-exclude></div>'
"""Where a part of it goes, in a page of Markdown."""

PAGES, LEFT = "proof-pages", "proof-left"
"""The classes of what lists the blocks of a page, and those that were not checked."""


def anchor(page: str) -> str:
    """The id of the list of a page, by its file."""
    return f"page-{page.removesuffix('.md').replace('/', '-')}"


class Listed(NamedTuple):
    """A page with its blocks."""

    name: str
    """Its file."""
    title: str
    href: str
    """As it stands in the report."""
    blocks: Sequence[BlockReport]
    beside: bool = False
    """Whether readers are not led to it: such pages come last, folded together."""
    left_out: bool = False
    """Whether the configuration says that nobody looks at it."""

    def link(self, block: BlockReport) -> str:
        """Where a block is; a diagram has no place of its own."""
        return self.href if block.kind == Kind.DIAGRAM else f"{self.href}#{ANCHOR.format(block.number + 1)}"


_HEADINGS = {
    "totals": Text("总数", "Totals"),
    "unchecked": Text("没有核对的", "What was not checked"),
    "versions": Text("各版本", "By version"),
    "pages": Text("逐页", "Page by page"),
}


def skeleton(lang: str) -> str:
    """Markdown with a heading and a place for each part."""
    return "".join(f"\n\n## {title.in_(lang)}\n\n{PLACE.format(part)}\n" for part, title in _HEADINGS.items())


def filled(html: str, pages: Sequence[Listed], known: Sequence[Version], lang: str) -> str:
    """A page whose places are filled."""
    parts: dict[str, Callable[[Sequence[Listed], Sequence[Version], str], Iterator[str]]] = {
        "totals": _totals,
        "versions": _versions,
        "unchecked": _unchecked,
        "pages": _pages,
    }
    for part, make in parts.items():
        place = PLACE.format(part)
        if place in html:
            html = html.replace(place, f"{place.removesuffix('</div>')}{''.join(make(pages, known, lang))}</div>")
    return html


def _blocks(pages: Sequence[Listed]) -> Iterator[BlockReport]:
    return (block for page in pages for block in page.blocks)


def _totals(pages: Sequence[Listed], _: Sequence[Version], lang: str) -> Iterator[str]:
    """Kinds of blocks, and how those of each stand."""
    counts = Counter((state(block), Kind(block.kind)) for block in _blocks(pages))
    rows: list[tuple[str, str]] = []
    for how in State:
        kinds = [(KINDS[kind].in_(lang), counts[how, kind]) for kind in KINDS if counts[how, kind]]
        if kinds:
            total = sum(count for _, count in kinds)
            only = len(kinds) == 1 and how in (State.SKIPPED, State.DRAWN)
            parts = "" if only else _joined([f"{kind} {count}" for kind, count in kinds], lang)
            rows.append((f"{NAMES[how].in_(lang)}", f"<b>{total}</b>{'　' if parts else ''}{escape(parts)}"))
    rows.append((Text("代码块一共", "blocks in all").in_(lang), f"<b>{sum(counts.values())}</b>"))
    yield _table((Text("结果", "result").in_(lang), Text("数目", "number").in_(lang)), rows)


def _versions(pages: Sequence[Listed], known: Sequence[Version], lang: str) -> Iterator[str]:
    """How many of the blocks that hold somewhere hold in each version; commands are known for fewer of them."""
    blocks = (block for block in _blocks(pages) if block.kind != Kind.COMMAND)
    held = [block.standing for block in blocks if state(block) in (State.PROVEN, State.PARTLY)]
    counted = [standing for standing in held if standing and standing.versions]
    rows = []
    for version in reversed(known):
        having = sum(version in standing.versions for standing in counted)
        rows.append((f"v{version}", f"{having} / {len(counted)}"))
    head = Text("接受的清单、片段和配置", "manifests, parts and configurations that it accepts").in_(lang)
    yield _table((Text("版本", "version").in_(lang), head), rows)


def _unchecked(pages: Sequence[Listed], _: Sequence[Version], lang: str) -> Iterator[str]:
    """By state: each block of which nothing, or a part, was not checked, and why."""
    for how in (State.FAILED, State.SKIPPED, State.UNCHECKED, State.PARTLY):
        rows = [
            (f"{_linked(page, block, lang)}<small>{escape(page.title)}</small>", _why(block, lang))
            for page in pages
            for block in page.blocks
            if state(block) is how
        ]
        if rows:
            yield _folded(LEFT, f"{escape(NAMES[how].in_(lang))} <b>{len(rows)}</b>", _rows(rows, lang))
    yield from _left_out(pages, lang)


def _left_out(pages: Sequence[Listed], lang: str) -> Iterator[str]:
    """Pages that nobody has looked at."""
    rows = [f'<li><a href="{escape(page.href)}">{escape(page.title)}</a></li>' for page in pages if page.left_out]
    if rows:
        title = Text("整页没有核对", "pages that are left out").in_(lang)
        yield _folded(LEFT, f"{title} <b>{len(rows)}</b>", f"<ul>{''.join(rows)}</ul>")


def _why(block: BlockReport, lang: str) -> str:
    left = block.standing.unchecked if block.standing and state(block) is State.PARTLY else ()
    return escape(_joined([text.in_(lang) for text in left], lang) if left else label(block).in_(lang))


def _pages(pages: Sequence[Listed], _: Sequence[Version], lang: str) -> Iterator[str]:
    """Every block of every page."""
    said = Text("点开一页，看它的每个代码块。", "Open a page to see each of its blocks.").in_(lang)
    yield f'<p class="{PAGES}">{said}</p>'
    for page in pages:
        if not page.beside:
            yield from _page(page, lang)
    beside = [page for page in pages if page.beside and page.blocks]
    if beside:
        title = Text("不在导航里的页面", "pages outside of the navigation").in_(lang)
        inner = "".join(part for page in beside for part in _page(page, lang))
        yield _folded(PAGES, f"{title} <b>{len(beside)}</b>", inner)


def _page(page: Listed, lang: str) -> Iterator[str]:
    if page.blocks:
        counts = Counter(state(block) for block in page.blocks)
        told = _joined([f"{NAMES[how].in_(lang)} {counts[how]}" for how in State if counts[how]], lang)
        rows = [(_linked(page, block, lang), _result(block, lang)) for block in page.blocks]
        listed = _rows(rows, lang).replace("<tbody>", f'<tbody id="{escape(anchor(page.name))}">')
        yield _folded(PAGES, f"{escape(page.title)} <small>{escape(told)}</small>", listed)


def _result(block: BlockReport, lang: str) -> str:
    told = [label(block).in_(lang), *(text.in_(lang) for text in details(block))]
    if block.expect:
        told[0] += f" ({block.expect})"
    return "<br>".join(map(escape, told))


def _linked(page: Listed, block: BlockReport, lang: str) -> str:
    return f'<a href="{escape(page.link(block))}">{escape(name(block, lang))}</a>'


def _rows(rows: Sequence[tuple[str, str]], lang: str) -> str:
    return _table((Text("代码块", "block").in_(lang), Text("结果", "result").in_(lang)), rows)


def _table(head: tuple[str, str], rows: Sequence[tuple[str, str]]) -> str:
    body = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in rows)
    return f"<table><thead><tr><th>{head[0]}</th><th>{head[1]}</th></tr></thead><tbody>{body}</tbody></table>"


def _folded(name: str, summary: str, inner: str) -> str:
    return f'<details class="{name}"><summary>{summary}</summary>{inner}</details>'


def _joined(texts: Sequence[str], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(texts)
