"""The tree as XHTML for readers of e-books."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from html import escape

from studybook.book.shared.tones import tone
from studybook.book.shared.tree import (
    Block,
    Break,
    Callout,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Figure,
    Fold,
    Heading,
    Inline,
    Line,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
    Text,
)
from studybook.render import Drawing

TAGS = {"strong": "strong", "emph": "em", "strike": "del", "mark": "mark", "sub": "sub", "super": "sup",
        "small": "small", "key": "kbd", "quoted": "q"}  # fmt: skip


def identity(anchor: str) -> str:
    """An id for an anchor, which may have any characters."""
    return "a" + hashlib.sha256(anchor.encode()).hexdigest()[:12]


class Writer:
    """Writes the body of one file."""

    def __init__(
        self,
        address: Callable[[str], str],
        drawing: Callable[[str], Drawing],
        picture: Callable[[str], str],
        depth: int,
    ) -> None:
        """``address`` gives the link to an anchor, ``depth`` is the level of the chapter's heading."""
        self._address, self._drawing, self._picture, self._depth = address, drawing, picture, depth
        self.drawn = Counter[str]()

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks, one on a line."""
        return "\n".join(map(self._block, blocks))

    def inline(self, children: tuple[Inline, ...], links: bool = True) -> str:
        """Inline content, with or without its links."""
        return "".join(self._inline(child, links) for child in children)

    def _inline(self, child: Inline, links: bool) -> str:
        match child:
            case Text(text):
                return escape(text, quote=False)
            case Code(text):
                return f"<code>{escape(text, quote=False)}</code>"
            case Span(kind, inner):
                return f"<{TAGS[kind]}>{self.inline(inner, links)}</{TAGS[kind]}>"
            case Link(target, inner, external) if links:
                if external:
                    return f'<a class="outer" href="{escape(target)}">{self.inline(inner)}</a>'
                return f'<a href="{self._address(target)}">{self.inline(inner)}</a>'
            case Link(children=inner):
                return self.inline(inner, links)
            case Break():
                return "<br/>"
            case Picture(path, alternative):
                return f'<img src="{self._picture(path)}" alt="{escape(alternative)}"/>'
        raise TypeError(child)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(children, badge):
                return f"<p{_class('badge' if badge else '')}>{self.inline(children)}</p>"
            case Heading(level, anchor, children):
                tag = f"h{min(self._depth + level, 6)}"
                return f'<{tag} id="{identity(anchor)}">{self.inline(children)}</{tag}>'
            case CodeBlock():
                return self._code(block)
            case Listing(items, start):
                tag = "ul" if start is None else "ol"
                first = f' start="{start}"' if start not in (None, 1) else ""
                inner = "".join(f"<li{_id(item.anchor)}>{self.blocks(item.blocks)}</li>" for item in items)
                return f"<{tag}{first}>{inner}</{tag}>"
            case Table():
                return self._table(block)
            case Callout(kind, title, blocks):
                head = f'<p class="lead">{self.inline(title)}</p>' if title else ""
                return f'<div class="box {escape(kind)}">{head}{self.blocks(blocks)}</div>'
            case Fold():
                return self._fold(block)
            case Figure(key):
                self.drawn[key] += 1
                prefix = f"d{key[:8]}-{self.drawn[key]}"
                return f"<figure>{self._drawing(key).svg(prefix)}</figure>"
            case Quote(blocks):
                return f"<blockquote>{self.blocks(blocks)}</blockquote>"
            case Definitions(entries):
                inner = "".join(
                    f"<dt>{self.inline(term)}</dt><dd>{self.blocks(blocks)}</dd>" for term, blocks in entries
                )
                return f"<dl>{inner}</dl>"
            case Rule():
                return "<hr/>"
        raise TypeError(block)

    def _code(self, block: CodeBlock) -> str:
        verdict = f'<p class="verdict">{escape(block.verdict)}</p>' if block.verdict else ""
        title = f'<p class="filename">{escape(block.title)}</p>' if block.title else ""
        lines = "\n".join(map(_line, block.lines))
        names = "code wrong" if block.wrong else "code"
        return f'<div class="{names}">{verdict}{title}<pre><code>{lines}</code></pre></div>'

    def _table(self, table: Table) -> str:
        def row(cells: tuple[Cell, ...], tag: str) -> str:
            inner = "".join(
                f"<{tag}{_class('' if align == 'left' else align)}>{self.inline(cell)}</{tag}>"
                for cell, align in zip(cells, table.aligns, strict=True)
            )
            return f"<tr>{inner}</tr>"

        head = "".join(row(cells, "th") for cells in table.head)
        body = "".join(row(cells, "td") for cells in table.body)
        return f"<table>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"

    def _fold(self, fold: Fold) -> str:
        title = f'<p class="lead">{self.inline(fold.title)}</p>'
        link = ""
        if fold.partner:
            words = "回到问题" if fold.blocks else "答案"
            link = f'<p class="badge"><a href="{self._address(fold.partner)}">{words}</a></p>'
        return f'<section class="fold" id="{identity(fold.anchor)}">{title}{self.blocks(fold.blocks)}{link}</section>'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _id(anchor: str) -> str:
    return f' id="{identity(anchor)}"' if anchor else ""


def _line(line: Line) -> str:
    runs = []
    for name, text in line.runs:
        colour = tone(name)
        shown = escape(text, quote=False)
        runs.append(f'<span class="{colour}">{shown}</span>' if colour else shown)
    inner = "".join(runs)
    return f'<span class="marked">{inner}</span>' if line.marked else inner
