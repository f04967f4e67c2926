"""The mark below a block: for which versions it holds and why for no others, and the file of a whole example."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from kubefence.blocks import Kind
from kubefence.findings import BlockReport, Text
from kubefence.proof.words import State, details, label, state

MARK = "proof-seal"
ANCHOR = "block-{}"
"""The id of a block on its page, by its number from 1."""
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "output", "none"})
"""Languages of blocks that nobody would take for something checked."""
_DOWNLOAD = Text("下载", "download")


class Link(NamedTuple):
    """Where the file of an example is."""

    name: str
    href: str
    """As it stands in the page."""
    address: str = ""
    """For everybody; empty where there is none."""


def is_marked(block: BlockReport) -> bool:
    """Whether a block has a mark below it: what a remark above says already, and a diagram, has none."""
    how = state(block)
    if how in (State.SKIPPED, State.DRAWN):
        return False
    return block.kind != Kind.OTHER or block.language.casefold() not in _PLAIN


def mark(block: BlockReport, lang: str, link: Link | None = None) -> str:
    """The HTML of a mark, empty for a block without one."""
    if not is_marked(block):
        return ""
    said = escape(label(block).in_(lang))
    more = "".join(f"<li>{line}</li>" for line in _lines(block, lang, link))
    shown = f"<details><summary>{said}</summary><ul>{more}</ul></details>" if more else f"<span>{said}</span>"
    return f'<div class="{MARK} {MARK}--{state(block)}" data-search-exclude>{shown}{_download(link, lang)}</div>'


def _lines(block: BlockReport, lang: str, link: Link | None) -> Iterator[str]:
    yield from (escape(text.in_(lang)) for text in details(block))
    if link and link.address:
        yield f"<code>kubectl apply -f {escape(link.address)}</code>"


def _download(link: Link | None, lang: str) -> str:
    if link is None:
        return ""
    return f'<a href="{escape(link.href)}" download>{_DOWNLOAD.in_(lang)} {escape(link.name)}</a>'
