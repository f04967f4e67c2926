"""The index of the search is text, once for each page and section, whatever colours its code has."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
import pytest
from material.plugins.search.plugin import SearchIndex

from studybook.search_index import About, entries, simplified
from tests.site.conftest import ROOT

HOOK = runpy.run_path(str(ROOT / "hooks" / "search.py"))
HOOK["on_config"](SimpleNamespace())
FENCES = {"pymdownx.highlight": {"anchor_linenums": False, "pygments_lang_class": True}}
PAGES = ("workloads/probes.md", "networking/dns.md", "pitfalls/oom-killed.md", "traffic/gateway-api.md")


def rendered(page: str) -> str:
    text = Path(ROOT / "docs" / page).read_text(encoding="utf-8").split("---\n", 2)[2]
    names = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.highlight", "pymdownx.superfences"]
    return markdown.markdown(text, extensions=names, extension_configs=FENCES)


def indexed(html: str) -> list[dict[str, Any]]:
    """Entries of a page as the plugin makes them, white space counted once."""
    index = SearchIndex(lang=["zh"], separator=" ", pipeline=[], fields={})
    index.add_entry_from_context(SimpleNamespace(content=html, meta={}, toc=[], url="page/", title="Page"))
    return [{key: re.sub(r"\s+", " ", value) for key, value in entry.items()} for entry in index.entries]


def test_the_index_is_the_same_without_colours() -> None:
    for page in PAGES:
        html = rendered(page)
        plain = HOOK["plain"](html)
        assert len(plain) < len(html)
        assert indexed(plain) == indexed(html)


def test_only_code_loses_its_elements() -> None:
    html = '<p><span class="a">x</span> <code class="b"><span class="k">kind</span>: Pod</code></p>'
    assert HOOK["plain"](html) == '<p><span class="a">x</span> <code class="b">kind: Pod</code></p>'


ABOUT = {"description": "讲的是甲。", "short": "甲", "errors": ["no such host", 137], "level": "senior"}


def entry(location: str = "a/", **more: Any) -> dict[str, Any]:
    return {"location": location, "title": "A", "text": "", **more}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<ul> <li>一 <code>kubectl  get</code></li> <li>二</li> </ul>", "一 kubectl get\n二"),
        ("容器\u200b编排", "容器编排"),
        ("a &lt;img&gt; &amp;amp; b", "a <img> &amp; b"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    [made] = entries([entry(text=html)], {})
    assert made["text"] == text


def test_code_stands_apart_as_it_was() -> None:
    html = "<p>前</p><pre><code>kind: Pod\n  name: &lt;a&gt;</code></pre><p>后</p><pre><code>x</code></pre>"
    [made] = entries([entry(text=html)], {})
    assert (made["text"], made["code"]) == ("前\n后", "kind: Pod\n  name: <a>\nx")


def test_what_a_page_says_of_itself_stands_in_its_own_entry() -> None:
    found = [entry(tags=["T", "1 &lt; 2"], title="A &amp; B"), entry("a/#s", tags=["T", "1 &lt; 2"], text="其余")]
    page, section = entries(found, {"a/": About.read(ABOUT)})
    assert page == {
        "location": "a/",
        "title": "A & B",
        "text": "讲的是甲。",
        "tags": ["T", "1 < 2", "甲"],
        "errors": ["no such host", "137"],
    }
    assert section == {"location": "a/#s", "title": "A", "text": "其余"}


def test_the_examples_of_a_page_that_steps_back_are_left_out() -> None:
    [made] = entries([entry(boost=0.2, text="<pre>kind: Pod</pre>")], {})
    assert made["boost"] == 0.2
    assert "code" not in made


def test_only_characters_whose_simplified_form_is_used_are_read_as_that() -> None:
    table = "# 註釋\n滾\t滚\n麼\t么 麽\n龜\t龟\n后\t后 後\n𬸦\t鹡\n"
    assert simplified(table, "滚么后") == "滾滚麼么"
