"""Markdown extensions of others that mkdocs.yml names and that were not loaded: a finding for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kubefence.edge import files
from kubefence.edge.mkdocs_yml import SiteConfig
from kubefence.findings import Finding, Severity, Text
from kubefence.positions import Place, Span

_INHERIT = r"^INHERIT(?=\s*:)"


def findings(site: SiteConfig) -> Iterator[Finding]:
    """That pages may have been read otherwise than the site shows them."""
    shown = files.shown_path(site.file)
    source = files.read_regular(site.file).decode("utf-8-sig") if site.left_out else ""
    for name in site.left_out:
        written = rf"(?<![\w.]){re.escape(name)}(?![\w.])"
        found = re.search(written, source) or re.search(_INHERIT, source, re.MULTILINE)
        yield Finding("extension-left-out", Severity.WARNING, Place(shown, _span(source, found)), _text(name))


def _span(source: str, found: re.Match[str] | None) -> Span:
    if found is None:
        return Span(1, 1, 1, 2)
    line, column = source.count("\n", 0, found.start()) + 1, found.start() - source.rfind("\n", 0, found.start())
    return Span(line, column, line, column + len(found[0]))


def _text(name: str) -> Text:
    return Text(
        f"Markdown 扩展 {name} 是别人的代码，没有运行它，读到的页面可能与站点显示的不同；"
        "信得过就加上 --load-extensions",
        f"the Markdown extension {name} is code of others and was not run, so pages may have been read otherwise than "
        "the site shows them; if you trust it, add --load-extensions",
    )
