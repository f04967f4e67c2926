"""From each page there is a way up, to its neighbours and to what belongs to it; from none, to what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from studybook.ways import Explained, cited, listed
from tests.site.browser import served
from tests.site.conftest import Site, build, small_site

BLOCK = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
WRONG = '\n\n```yaml expect="unknown-field"\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\nsped: {}\n```\n'
DOCS = "https://kubernetes.io/zh-cn/docs/concepts/"
PAGES = {
    "index.md": f"# 首页{BLOCK}",
    "net/index.md": "# 网络",
    "net/dns.md": f"---\nexplains: [unknown-field]\n---\n# 集群 DNS\n\n[服务]({DOCS}services/#dns)",
    "net/wrong.md": f"# 写错的字段{WRONG}",
    "words.md": "# 术语表",
    "rules/index.md": "# 验证规则\n\n[乙](unknown-field.md)、[甲](a-rule.md)",
    "rules/a-rule.md": f"# 甲\n\n[来源]({DOCS}services/)",
    "rules/unknown-field.md": "# 乙",
}
NAVIGATION = "nav: [index.md, 网络: [net/index.md, net/dns.md, net/wrong.md], 参考: [words.md, rules/index.md]]\n"


@pytest.fixture(scope="module")
def below_a_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, served below a path."""
    root = small_site(tmp_path_factory.mktemp("ways"), {"index.md": ""})
    for name, text in PAGES.items():
        page = root / "docs" / name
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("nav: [index.md]\n", NAVIGATION)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with served(root) as address:
        done = build("-d", "handbook", root=root, SITE_URL=f"{address}handbook/")
        assert done.returncode == 0, done.stderr
        yield Site(root / "handbook", f"{address}handbook/")


def _page(site: Site, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.folder / name / "index.html").read_text(encoding="utf-8"))


def _links(page: LexborHTMLParser, where: str) -> list[tuple[str, str | None]]:
    return [(node.text(strip=True), node.attributes["href"]) for node in page.css(f"{where} a")]


def test_a_page_says_where_it_stands(below_a_path: Site) -> None:
    path = _page(below_a_path, "net/dns")
    assert _links(path, ".md-path") == [("首页", "../.."), ("网络", "../")]
    current = path.css_first(".md-path [aria-current=page]")
    assert current is not None
    assert current.text() == "集群 DNS"
    assert _links(_page(below_a_path, "net"), ".md-path") == [("首页", "..")]
    assert not _page(below_a_path, "").css(".md-path")


def test_the_page_of_a_rule_has_a_place_though_no_navigation_names_it(below_a_path: Site) -> None:
    second = _page(below_a_path, "rules/a-rule")
    assert _links(second, ".md-path") == [("首页", "../.."), ("验证规则", "../")]
    assert [node.text() for node in second.css(".md-path__item > span")] == ["参考", "甲"]
    assert _links(second, ".md-footer nav") == [("上一页乙", "../unknown-field/")]
    assert _links(_page(below_a_path, "rules/unknown-field"), ".md-footer nav") == [
        ("上一页验证规则", "../"),
        ("下一页甲", "../a-rule/"),
    ]
    assert _links(_page(below_a_path, "rules"), ".md-footer nav") == [("上一页术语表", "../words/")]


def test_the_page_of_a_rule_leads_to_what_explains_it(below_a_path: Site) -> None:
    by_source, by_example = (_page(below_a_path, f"rules/{name}") for name in ("a-rule", "unknown-field"))
    assert _links(by_source, ".ways") == [("集群 DNS", "../../net/dns/"), ("全部规则", "../")]
    said, shown = ("集群 DNS", "../../net/dns/"), ("写错的字段", "../../net/wrong/")
    assert _links(by_example, ".ways") == [said, shown, ("全部规则", "../")]
    assert not _page(below_a_path, "rules").css(".ways")


def test_the_wrong_line_of_a_wrong_example_is_marked(below_a_path: Site) -> None:
    assert [node.text() for node in _page(below_a_path, "net/wrong").css(".highlight .hll")] == ["sped: {}\n"]


def test_a_page_that_shows_the_mistake_explains_it_before_one_that_cites_the_same() -> None:
    pages = {name: cited(text) for name, text in PAGES.items()}
    shown = {"net/wrong.md": frozenset({"a-rule"})}
    assert Explained("rules/", shown, pages).of("rules/a-rule.md") == ["net/wrong.md", "net/dns.md"]
    assert Explained("rules/", shown, pages).of("net/dns.md") == []


def test_a_source_about_everything_says_nothing() -> None:
    broad = f"[表]({DOCS}labels-annotations-taints/#a)"
    pages = {"a.md": cited(broad), "rules/x.md": cited(broad)}
    assert Explained("rules/", {}, pages).of("rules/x.md") == []


def test_links_are_read_in_their_order() -> None:
    assert listed("[a](b.md) [c](a.md#x) [d](a.md) [e](b.md) [f](../c.md)") == ["b", "a"]
    assert cited("[a](https://a/b#c) [d](https://a/b) [e](http://c)") == Counter({"https://a/b": 2})


@pytest.mark.browser
@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("networking/network-policies.html", "networking network policies"),
        ("%E7%BD%91%E7%BB%9C/DNS/index.html?a=b#c", "网络 DNS"),
        ("%ff", "%ff"),
    ],
)
def test_words_of_a_missing_address_are_looked_for(page: Page, below_a_path: Site, missing: str, words: str) -> None:
    body = (below_a_path.folder / "404.html").read_text(encoding="utf-8")
    page.route(f"**/handbook/{missing.partition('?')[0]}*", lambda route: route.fulfill(body=body))
    page.goto(below_a_path.address + missing)
    assert page.locator("h1").inner_text() == "没有这一页"
    offer = page.locator("[data-missing] a")
    assert offer.inner_text() == f"搜索“{words}”"
    offer.click()
    page.wait_for_url(f"{below_a_path.address}?q=*")
    assert page.locator(".md-search__input").input_value() == words


@pytest.mark.browser
def test_where_no_word_is_missing_none_is_looked_for(page: Page, below_a_path: Site) -> None:
    page.goto(f"{below_a_path.address}404.html")
    assert not page.locator("[data-missing]").is_visible()
    first = page.locator("main li a").first
    assert first.evaluate("link => link.href") == below_a_path.address
