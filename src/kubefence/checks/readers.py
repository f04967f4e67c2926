"""Who reads a page as Markdown: the extensions of MkDocs, or CommonMark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kubefence.config import COMMONMARK, Config
from kubefence.markdown.extraction import Extraction


class Reader(Protocol):
    """What finds the blocks of pages."""

    def extract(self, path: str, text: str) -> Extraction:
        """The blocks of the page ``text``; ``path`` is the name that its places carry."""


def reader(config: Config, shown: Callable[[str], str]) -> Reader:
    """What reads pages as the configuration says; raises what `kubefence.markdown.extract.Extractor` raises."""
    if config.markdown == COMMONMARK:
        from kubefence.markdown.commonmark.reader import CommonMark  # each of them takes a while to load

        return CommonMark(rendered=bool(config.page_rules))
    from kubefence.markdown.extract import Extractor

    return Extractor(config.extensions, shown, config.root)
