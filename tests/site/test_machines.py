"""What programs ask a site for: what they may read, what there is and since when, how it is shown elsewhere."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from studybook.machines import Entry, Group, llms
from tests.site.conftest import ROOT, build, small_site

BLOCK = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
SITE = "https://pages.example/handbook/"
PAGES = {
    "index.md": f'---\ntitle: 手册 "<b>"\ndescription: 说明 & 用法\nreviewed: 2026-11-01\n---\n# 手册{BLOCK}',
    "made.md": "# 没有人核对",
    "vague.md": "---\nreviewed: 去年\n---\n# 某天核对",
}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_site(tmp_path_factory.mktemp("machines"), PAGES)
    done = build(root=root, SITE_URL=SITE)
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_a_page_is_as_new_as_its_review(folder: Path) -> None:
    found = ElementTree.parse(folder / "sitemap.xml").getroot()
    told = {url.findtext("s:loc", "", SITEMAP): url.findtext("s:lastmod", None, SITEMAP) for url in found}
    assert told == {SITE: "2026-11-01", f"{SITE}made/": None, f"{SITE}vague/": None}


def test_robots_learn_where_the_list_of_pages_is(folder: Path) -> None:
    assert f"\nSitemap: {SITE}sitemap.xml\n" in (folder / "robots.txt").read_text(encoding="utf-8")


def test_models_learn_what_each_page_says(folder: Path) -> None:
    text = (folder / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Kubernetes 问答手册\n\n> ")
    assert f'- [手册 "<b>"]({SITE}): 说明 & 用法\n- [没有人核对]({SITE}made/)\n' in text


def test_pages_of_a_section_stand_below_its_name() -> None:
    groups = [Group("", (Entry("a", "u", ""),)), Group("网络", (Entry("b", "v", "一\n二"),))]
    assert llms("名", "说", groups) == "# 名\n\n> 说\n\n- [a](u)\n\n## 网络\n\n- [b](v): 一 二\n"


def test_a_link_to_a_page_can_be_shown_elsewhere(folder: Path) -> None:
    page = LexborHTMLParser((folder / "index.html").read_text(encoding="utf-8"))
    told = {meta.attributes["property"]: meta.attributes["content"] for meta in page.css("meta[property]")}
    assert told == {
        "og:type": "website",
        "og:title": '手册 "<b>"',
        "og:description": "说明 & 用法",
        "og:url": SITE,
        "og:image": f"{SITE}assets/img/sign.png",
        "og:site_name": "Kubernetes 问答手册",
        "og:locale": "zh_CN",
    }
    made = LexborHTMLParser((folder / "made" / "index.html").read_text(encoding="utf-8"))
    assert [meta.attributes["content"] for meta in made.css("meta[property='og:type']")] == ["article"]


def test_every_page_names_its_language_and_its_address(folder: Path) -> None:
    for name, address in {"index.html": SITE, "made/index.html": f"{SITE}made/", "404.html": None}.items():
        page = LexborHTMLParser((folder / name).read_text(encoding="utf-8"))
        assert [node.attributes["lang"] for node in page.css("html")] == ["zh-CN"]
        assert [node.attributes["href"] for node in page.css("link[rel=canonical]")] == ([address] if address else [])


@pytest.mark.parametrize(("name", "size"), [("touch-icon.png", 180), ("sign.png", 512)])
def test_the_sign_is_drawn_for_those_who_take_no_svg(folder: Path, name: str, size: int) -> None:
    drawn = (folder / "assets" / "img" / name).read_bytes()
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", drawn[16:24]) == (size, size)


def test_an_edition_without_an_address_is_for_no_robot(tmp_path: Path) -> None:
    root = small_site(tmp_path, PAGES, like="mkdocs-offline.yml")
    done = build(root=root)
    assert done.returncode == 0, done.stderr
    names = ("robots.txt", "llms.txt", "assets/img/sign.png")
    assert [name for name in names if (root / "site" / name).exists()] == []
    assert (ROOT / "docs/assets/img/logo.svg").read_bytes() == (root / "site/assets/img/logo.svg").read_bytes()
