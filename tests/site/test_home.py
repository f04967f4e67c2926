"""The first page: numbers that the build has counted, what can be taken along, a way on without script."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from studybook.numbers import size
from tests.site.conftest import WIDTHS, Site, build, pairwise, small_site

EXAMPLE = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
WRONG = '\n\n```yaml expect="unknown-field"\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\nsped: {}\n```\n'
PAGES = {"index.md": f"# 首页\n\n说明{EXAMPLE}", "other.md": f"# 其他{EXAMPLE}{WRONG}"}
SCREEN = {"phone": 844, "desktop": 900}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_site(tmp_path, PAGES)


def _home(root: Path, **environment: str) -> LexborHTMLParser:
    done = build(root=root, SITE_URL="https://pages.example/", **environment)
    assert done.returncode == 0, done.stderr
    return LexborHTMLParser((root / "site" / "index.html").read_text(encoding="utf-8"))


def _facts(page: LexborHTMLParser) -> str:
    return " ".join(" ".join(node.text() for node in page.css(".home-facts")).split())


def test_numbers_are_counted_in_the_build(root: Path) -> None:
    home = _home(root)
    assert "2 页 · 2 个 YAML 示例逐版本验证 · Kubernetes 1.35–1.37" in _facts(home)
    assert [node.text() for node in home.css("h1")] == ["首页¶"]
    assert "说明" in home.css("article")[0].text()


def test_what_is_not_there_is_not_offered(root: Path) -> None:
    home = _home(root)
    assert home.css(".home-facts a[download]") == []
    assert "没有附带" in _facts(home)


def test_the_edition_for_folders_is_taken_in_and_has_a_size(root: Path) -> None:
    with zipfile.ZipFile(root / "offline.zip", "w") as archive:
        archive.writestr("index.html", bytes(1_234_567))
    home = _home(root, OFFLINE="offline.zip")
    assert [node.attributes["href"] for node in home.css(".home-facts a[download]")] == ["book/offline.zip"]
    assert "离线包 1.2 MB" in _facts(home)
    assert (root / "site" / "book" / "offline.zip").read_bytes() == (root / "offline.zip").read_bytes()


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("dist/none.zip", "which is not there; make offline makes it"),
        ("docs/other.md", "which is no ZIP archive; make offline makes one"),
    ],
)
def test_an_edition_that_was_not_made_is_an_error(root: Path, named: str, why: str) -> None:
    done = build(root=root, OFFLINE=named)
    assert done.returncode != 0
    assert f"OFFLINE names {named}, {why}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.browser
def test_the_book_is_offered_where_it_was_built(root: Path) -> None:
    home = _home(root, BOOK="epub", SOURCE_DATE_EPOCH="1790000000")
    assert [node.attributes["href"] for node in home.css(".home-facts a[download]")] == [
        "book/kubernetes-handbook.epub"
    ]
    made = (root / "site" / "book" / "kubernetes-handbook.epub").stat().st_size
    assert f"EPUB {size(made)}" in _facts(home)


@pytest.mark.parametrize(
    ("of", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9_949, "9.9 kB"), (9_950, "10 kB"), (2_960_000, "3.0 MB")],
)
def test_sizes_are_said_as_people_read_them(of: int, said: str) -> None:
    assert size(of) == said


@pytest.mark.browser
@pairwise("shown", ["[data-search-box]", ".home-ways a >> nth=0", ".home-topic >> nth=0"])
def test_the_next_step_is_on_the_first_screen(page: Page, site: Site, shown: str, width: str) -> None:
    page.set_viewport_size({"width": WIDTHS[width], "height": SCREEN[width]})
    page.goto(site.address)
    box = page.locator(shown).bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= SCREEN[width]
    assert box["height"] >= 24


@pytest.mark.browser
def test_every_topic_leads_somewhere_and_counts_its_questions(page: Page, site: Site) -> None:
    page.goto(site.address)
    topics = page.locator(".home-topic")
    assert topics.count() > 10
    for topic in topics.all():
        assert int(topic.locator(".home-count").inner_text().split()[0]) > 0
        answer = page.request.get(topic.evaluate("link => link.href"))
        assert answer.ok
