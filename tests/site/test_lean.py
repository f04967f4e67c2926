"""A page starts with little: one style sheet, no image, and nothing painted that is far from the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.site.browser import until
from tests.site.conftest import BOTH_SCHEMES, WIDTHS, Site, build, pairwise, small_site

pytestmark = pytest.mark.browser
ROOT = "[...document.documentElement.attributes].map(a => `${a.name}=${a.value.split(' ').sort().join(' ')}`).sort()"
SHOWN = {"light": "default", "dark": "slate"}
TOGGLE = "form[data-md-component=palette] label:not([hidden])"
SETTLED = """code => code.closest('.highlight').querySelector('.md-code__nav, .md-clipboard')
  && (code.getAttribute('tabindex') === '0') === (code.scrollWidth > code.clientWidth)"""
"""The theme is done with a block once it has its button, after it was seen; then its width decides."""
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


@pairwise("address", ["architecture/components/", "networking/dns/", "workloads/rolling-update/"])
def test_unpainted_boxes_have_the_height_that_they_will_have(page: Page, site: Site, address: str, width: str) -> None:
    page.set_viewport_size({"width": WIDTHS[width], "height": 700})
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
    page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    for code in page.locator("pre > code").all():
        code.scroll_into_view_if_needed()
        until(page, SETTLED, arg=code.element_handle())


def test_nothing_of_the_search_is_asked_for_before_somebody_searches(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + "architecture/components/", wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    with page.expect_response("**/search_index.json"), page.expect_worker():
        page.locator(".md-search__input").focus()


def test_the_theme_finds_the_root_as_it_wants_it(page: Page, site: Site) -> None:
    """Each change of it would style the whole page once more, as would a rule about every element."""
    page.route("**/bundle.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site.address)
    without = page.evaluate(ROOT)
    page.unroute("**/bundle.*.js")
    page.reload(wait_until="networkidle")
    assert page.evaluate(ROOT) == without
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in site.folder.glob("assets/stylesheets/all.*.css"))
    assert "data-md-color-scheme" in sheets
    assert "data-md-color-switching" not in sheets


@BOTH_SCHEMES
def test_a_first_visit_has_the_scheme_of_the_system_without_the_script_of_the_theme(
    page: Page, site: Site, scheme: str
) -> None:
    page.route("**/bundle.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(site.address)
    assert page.locator("body").get_attribute("data-md-color-scheme") == SHOWN[scheme]


@BOTH_SCHEMES
def test_the_page_follows_the_system_until_the_reader_chooses(page: Page, site: Site, scheme: str) -> None:
    other: Literal["light", "dark"] = "light" if scheme == "dark" else "dark"
    page.goto(site.address)
    page.emulate_media(color_scheme=other)
    page.wait_for_selector(f"body[data-md-color-scheme={SHOWN[other]}]")
    page.locator(TOGGLE).click()  # from the scheme of the system to the light one
    page.wait_for_selector("body[data-md-color-scheme=default]")
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"


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
