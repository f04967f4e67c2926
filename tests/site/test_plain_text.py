"""What a page says about itself is text, whatever it says: in pages, in the search, in the book."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from tests.site.browser import served
from tests.site.conftest import build, small_site

BLOCK = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"


def hostile(number: int) -> str:
    """A text that would run script wherever it is taken for HTML, in an element or in an attribute."""
    return f"""{number} & &lt;b&gt; "'><img src=x onerror="ran({number})"></title><script>ran({number})</script>"""


def metadata(**given: object) -> str:
    return f"---\n{json.dumps(given)}\n---\n"


TITLE, SHORT, DESCRIPTION, KEYWORD, REVIEWED, LABEL = map(hostile, range(1, 7))
SAID = metadata(title=TITLE, short=SHORT, description=DESCRIPTION, keywords=[KEYWORD], reviewed=REVIEWED)
HEADING = "7 & &lt;img src=x onerror=ran(7)&gt; `<b>` &amp;amp;"
HEADING_TEXT = "7 & <img src=x onerror=ran(7)> <b> &amp;"
FILE = """8 '"<img src=x onerror=ran(8)>.md"""
PAGES = {
    "index.md": f"# 首页{BLOCK}",
    "said.md": f"{SAID}没有标题{BLOCK}",
    "heading.md": f"# {HEADING}{BLOCK}\n## 9 &lt;i&gt;{BLOCK}",
    "label.md": f"文{BLOCK}",
    FILE: f"文{BLOCK}",
}


class Built(NamedTuple):
    """The site of all these pages."""

    folder: Path

    def page(self, name: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = small_site(tmp_path_factory.mktemp("hostile"), PAGES)
    config = root / "mkdocs.yml"
    before = config.read_text(encoding="utf-8").partition("nav:")[0]
    nav = ["index.md", "said.md", "heading.md", {LABEL: "label.md"}, {hostile(0): [FILE]}]
    config.write_text(f"{before}nav: {json.dumps(nav)}\n", encoding="utf-8")
    done = build(root=root, REPO_URL="https://git.example/a/b", EDIT_URI="edit/main/docs/")
    assert done.returncode == 0, done.stderr
    return Built(root / "site")


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text().strip() for node in page.css(selector)]


def test_nothing_becomes_an_element_or_an_attribute(built: Built) -> None:
    files = [file.relative_to(built.folder).as_posix() for file in built.folder.rglob("*.html")]
    assert len(files) == len(PAGES) + 1
    for file in files:
        page = built.page(file)
        assert not page.css("[onerror]")
        assert not [script for script in texts(page, "script:not([type])") if "ran(" in script]


def test_the_head_of_a_page_says_it_whole(built: Built) -> None:
    page = built.page("said/index.html")
    assert texts(page, "title") == [f"{TITLE} - Kubernetes 问答手册"]
    assert [node.attributes["content"] for node in page.css("meta[name=description]")] == [DESCRIPTION]


def test_navigation_and_footer_show_it_as_text(built: Built) -> None:
    home = built.page("index.html")
    shown = texts(home, ".md-tabs__link")
    assert shown == ["首页", SHORT, HEADING_TEXT, LABEL, hostile(0)]
    page = built.page("heading/index.html")
    assert texts(page, ".md-footer__link--prev .md-ellipsis") == [SHORT]
    assert texts(page, ".md-path [aria-current]") == [HEADING_TEXT]
    assert texts(page, ".md-footer__link--next .md-ellipsis") == [LABEL]


def test_headings_are_shown_once_escaped(built: Built) -> None:
    page = built.page("heading/index.html")
    assert texts(page, "title") == [f"{HEADING_TEXT} - Kubernetes 问答手册"]
    assert "9 <i>" in texts(page, ".md-nav--secondary .md-nav__link")


def test_the_search_index_holds_text_of_it(built: Built) -> None:
    """The script that searches makes HTML of it; what of that runs is asked below."""
    index = json.loads((built.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    said = next(entry for entry in index["docs"] if entry["location"] == "said/")
    assert said["title"] == TITLE
    assert said["tags"] == [KEYWORD, SHORT]


@pytest.mark.browser
def test_the_book_says_it_too(tmp_path: Path) -> None:
    said = f"{metadata(short=SHORT, keywords=[KEYWORD])}# 题{BLOCK}"
    root = small_site(tmp_path, {"index.md": f"# 首页{BLOCK}", "said.md": said, "heading.md": PAGES["heading.md"]})
    done = build(root=root, BOOK="epub,pdf", SOURCE_DATE_EPOCH="1790000000")
    assert done.returncode == 0, done.stderr
    [file] = (root / "site" / "book").glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        pages = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if "xhtml" in name}
    assert not [
        element for page in pages.values() for element in page.iter() if element.tag.endswith(("script", "img"))
    ]
    words = "\n".join("".join(page.itertext()) for page in pages.values())
    assert HEADING_TEXT in words
    [file] = (root / "site" / "book").glob("*.pdf")
    outline = "\n".join(str(entry) for entry in PdfReader(file).outline)
    assert HEADING_TEXT in outline


@pytest.mark.browser
@pytest.mark.parametrize("name", ["", "said/", "heading/", "label/", "404.html"])
def test_nothing_runs(page: Page, built: Built, name: str) -> None:
    ran: list[str] = []
    page.expose_function("ran", lambda number: ran.append(number))
    with served(built.folder) as address:
        page.goto(address + name, wait_until="networkidle")
        box = page.locator(".md-search__input")
        box.fill("没有标题")
        page.wait_for_selector(".md-search-result__item")
        assert ran == []
