"""Terms in questions: a link to the glossary, which with scripts says what the term means where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from studybook.terms.glossary import PAGE
from tests.site.browser import served
from tests.site.conftest import Site, build, small_site
from tests.site.studied import NAMES, PAGES, violations

GLOSSARY = """---
reviewed: 2026-11-29
---

# 术语表

| 英文 | 官方中文 | 一句话解释 | 详见 |
| --- | --- | --- | --- |
| StatefulSet | StatefulSet（不译） | 每个副本有稳定的名字 | [卷](../volumes.md) |
| Taint | 污点 | 节点拒绝 Pod 的标记 | [卷](../volumes.md) |
"""
USED = "\n## 用到的术语\n\nStatefulSet 与污点：\n\n- 污点，StatefulSet\n"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = tmp_path_factory.mktemp("terms")
    (root / "study.toml").write_text(NAMES, encoding="utf-8")
    small_site(root, {**PAGES, "dns.md": PAGES["dns.md"] + USED, PAGE: GLOSSARY})
    with served(root / "site") as address:
        done = build(root=root, SITE_URL=address)
        assert done.returncode == 0, done.stderr
        yield Site(root / "site", address)


@pytest.mark.browser
def test_a_term_unfolds_below_its_paragraph_and_folds_again(page: Page, handbook: Site) -> None:
    page.goto(f"{handbook.address}dns/")
    term, note = page.get_by_role("link", name="污点"), page.locator("p + .term-note")
    term.focus()
    page.keyboard.press("Enter")
    expect(note).to_have_text("污点（Taint）：节点拒绝 Pod 的标记。术语表")
    expect(term).to_have_attribute("aria-expanded", "true")
    assert violations(page) == []
    page.get_by_role("link", name="StatefulSet").click()
    expect(note).to_contain_text("StatefulSet：每个副本有稳定的名字。")
    page.get_by_role("link", name="StatefulSet").click()
    expect(note).to_have_count(0)
    term.click()
    note.get_by_role("link").click()
    page.wait_for_url(f"{handbook.address}reference/glossary/#term-taint")
    expect(page.locator("tr:target")).to_contain_text("节点拒绝 Pod 的标记")


@pytest.mark.browser
def test_a_term_is_a_link_where_there_are_no_scripts(page: Page, handbook: Site) -> None:
    page.route("**/assets/study/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{handbook.address}dns/")
    expect(page.get_by_title("污点（Taint）：节点拒绝 Pod 的标记")).to_have_text("污点")
    page.get_by_role("link", name="污点").click()
    page.wait_for_url(f"{handbook.address}reference/glossary/#term-taint")


def test_the_page_that_explains_a_term_and_the_search_have_none(handbook: Site) -> None:
    pages = {name: (handbook.folder / name / "index.html").read_text("utf-8") for name in ("dns", "volumes")}
    assert [pages[name].count('class="term"') for name in ("dns", "volumes")] == [2, 0]
    index = json.loads((handbook.folder / "search" / "search_index.json").read_text("utf-8"))
    (text,) = (entry["text"] for entry in index["docs"] if entry["title"] == "用到的术语")
    assert "StatefulSet 与污点" in text
    assert "拒绝" not in text


def test_every_term_of_the_site_leads_to_its_row(site: Site) -> None:
    glossary = LexborHTMLParser((site.folder / "reference" / "glossary" / "index.html").read_bytes())
    rows = {str(row.attributes["id"]) for row in glossary.css("tr[id]")}
    addresses = {
        str(term.attributes["href"])
        for page in site.folder.glob("*/*/index.html")
        for term in LexborHTMLParser(page.read_bytes()).css("a.term")
    }
    assert {address.partition("#")[0] for address in addresses} == {"../../reference/glossary/"}
    assert len(addresses) > 50
    assert {address.partition("#")[2] for address in addresses} <= rows
