"""A page starts with little: one style sheet, no image, and nothing painted that is far from the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Site, build, small_site

pytestmark = pytest.mark.browser
RESERVED = """() => {
  const boxes = [...document.querySelectorAll('.md-typeset pre[style], .md-typeset .diagram')];
  const heights = () => boxes.map(box => box.getBoundingClientRect().height);
  const unpainted = boxes.map(box => !box.firstElementChild.checkVisibility({contentVisibilityAuto: true}));
  const reserved = heights();
  boxes.forEach(box => { box.style.contentVisibility = 'visible'; });
  return heights().map((real, index) => [unpainted[index], reserved[index], real]);
}"""


def test_a_page_asks_for_one_style_sheet_and_no_image(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.goto(site.address + "architecture/components/")
    assert asked.count("stylesheet") == 1
    assert page.locator("img").count() == 0
    assert page.locator(".md-logo svg").first.is_visible()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("address", ["architecture/components/", "networking/dns/", "workloads/rolling-update/"])
def test_unpainted_boxes_have_the_height_that_they_will_have(page: Page, site: Site, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site.address + address)
    boxes = page.evaluate(RESERVED)
    assert any(unpainted for unpainted, _, _ in boxes)
    assert [box for box in boxes if abs(box[1] - box[2]) > 2] == []


def test_the_drawer_shows_the_navigation(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.address + "workloads/rolling-update/")
    link = page.locator(".md-nav--primary a", has_text="优雅退出")
    assert not link.evaluate("link => link.checkVisibility()")
    page.locator("label.md-header__button[for=__drawer]").click()
    link.click()
    page.wait_for_url("**/graceful-shutdown/")


def test_code_that_is_wider_than_a_phone_can_be_scrolled_with_the_keyboard(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.address + "architecture/components/")
    for code in page.locator("pre > code").all():
        code.scroll_into_view_if_needed()
        page.wait_for_timeout(200)  # the theme is done with a block after it was seen
        scrolls = code.evaluate("code => code.scrollWidth > code.clientWidth")
        assert (code.get_attribute("tabindex") == "0") == scrolls


def test_the_sitemap_has_the_pages_of_the_navigation(site: Site) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text(encoding="utf-8"))
    assert site.address + "architecture/components/" in listed
    assert site.address + "rules/" in listed
    assert not [address for address in listed if re.search("/rules/.", address)]


def test_links_are_followed_within_the_page_once_it_is_touched(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + "architecture/components/", wait_until="networkidle")
    assert site.address + "sitemap.xml" not in asked
    with page.expect_response("**/sitemap.xml"):
        page.mouse.move(200, 200)
    page.evaluate("window.same = true")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/api-request-flow/")
    assert page.evaluate("window.same")


def test_a_sheet_that_cannot_be_moved_is_an_error(tmp_path: Path) -> None:
    root = small_site(
        tmp_path, {"index.md": "# 首页\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"}
    )
    (root / "docs" / "own.css").write_text("h1 { background: url(picture.png); }", encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("extra_css: [own.css]\n")
    done = build(root=root)
    assert done.returncode != 0
    assert "own.css: hooks/lean.py cannot move relative addresses" in done.stderr
