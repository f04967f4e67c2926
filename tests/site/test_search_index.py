"""The index says the same with the colours of code taken out before it reads a page."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
from material.plugins.search.plugin import SearchIndex

from tests.site.conftest import ROOT

HOOK = runpy.run_path(str(ROOT / "hooks" / "search.py"))
HOOK["on_config"](SimpleNamespace(config_file_path=str(ROOT / "mkdocs.yml")))  # where words are looked up
FENCES = {"pymdownx.highlight": {"anchor_linenums": False, "pygments_lang_class": True}}
PAGES = ("workloads/probes.md", "networking/dns.md", "pitfalls/oom-killed.md", "traffic/gateway-api.md")


def rendered(page: str) -> str:
    text = Path(ROOT / "docs" / page).read_text(encoding="utf-8").split("---\n", 2)[2]
    names = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.highlight", "pymdownx.superfences"]
    return markdown.markdown(text, extensions=names, extension_configs=FENCES)


def indexed(html: str) -> list[dict[str, Any]]:
    """Entries of a page, white space counted once."""
    index = SearchIndex(lang=["zh"], separator=" ", pipeline=[], fields={})
    index.add_entry_from_context(SimpleNamespace(content=html, meta={}, toc=[], url="page/", title="Page"))
    return [{key: re.sub(r"\s+", " ", value) for key, value in entry.items()} for entry in index.entries]


def test_the_index_is_the_same() -> None:
    for page in PAGES:
        html = rendered(page)
        plain = HOOK["plain"](html)
        assert len(plain) < len(html)
        assert indexed(plain) == indexed(html)


def test_only_code_loses_its_elements() -> None:
    html = '<p><span class="a">x</span> <code class="b"><span class="k">kind</span>: Pod</code></p>'
    assert HOOK["plain"](html) == '<p><span class="a">x</span> <code class="b">kind: Pod</code></p>'
