"""What is too wide or too small for a phone: diagrams open large, tables and code say that they scroll, code wraps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browser import until
from tests.site.conftest import BOTH_SCHEMES, ROOT, Site

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
READABLE = 11
"""Pixels of a label that is read without effort."""
WIDE = "architecture/components/"
OPENER = ".diagram-open"
OPEN = "document.querySelector('dialog.viewer')?.open"
HOME_AGAIN = f"!{OPEN} && document.querySelector('figure.diagram > svg') && !history.state"
SVG = "document.querySelector('.viewer svg')"
SCALE = f"{SVG}.clientWidth / {SVG}.viewBox.baseVal.width"
FIGURES = """() => [...document.querySelectorAll('figure.diagram')].map(figure => {
  const svg = figure.querySelector('svg');
  const label = 16 * svg.clientWidth / svg.viewBox.baseVal.width;
  const opener = figure.querySelector('button').getBoundingClientRect();
  return {label, opener: Math.min(opener.width, opener.height), cut: figure.scrollWidth > figure.clientWidth};
})"""
BROKEN = """() => [...document.querySelectorAll('td code, th code')].flatMap(code => {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const broken = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    for (const word of text.data.matchAll(/[A-Za-z0-9]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0]);
    }
  }
  return broken;
})"""
NARROWEST = """() => Math.min(...[...document.querySelectorAll('td')]
  .filter(cell => cell.textContent.trim().length > 12).map(cell => cell.clientWidth))"""
COVERED = """() => [...document.querySelectorAll('.md-code__nav')].flatMap(nav => {
  const code = nav.parentElement.querySelector('code');
  const [box, frame] = [nav.getBoundingClientRect(), code.getBoundingClientRect()];
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const covered = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const part of range.getClientRects()) {
      const beside = Math.min(part.right, frame.right) <= box.left || part.left >= box.right;
      const apart = part.top >= box.bottom - 1 || part.bottom <= box.top + 1;
      if (text.data.trim() && !beside && !apart) covered.push(text.data);
    }
  }
  return covered;
})"""
SMALL = """() => [...document.querySelectorAll('.md-code__button')].map(button => button.getBoundingClientRect())
  .filter(box => box.width < 24 || box.height < 24).length"""
BUTTONS = "[...document.querySelectorAll('pre')].every(pre => pre.querySelector('.md-code__nav button'))"
CUT = "[...document.querySelectorAll('pre > code')].filter(code => code.scrollWidth > code.clientWidth).length"
SWITCH = "[data-md-type=wrap]"


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 844})
    return page


@pytest.fixture
def touch(browser: Browser) -> Iterator[Page]:
    """A phone that knows fingers only."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def _diagrams(site: Site) -> dict[str, float]:
    """Pages with a diagram, and how wide the widest of each is."""
    found = {}
    for file in site.folder.rglob("index.html"):
        sizes = re.findall(r'<figure class="diagram"[^>]*><svg[^>]* width="([\d.]+)"', file.read_text(encoding="utf-8"))
        if sizes:
            found[file.parent.relative_to(site.folder).as_posix() + "/"] = max(map(float, sizes))
    return found


def _whole(page: Page) -> None:
    """Make the window as high as the page: what is far from it is neither painted nor laid out."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": height + 200})


def test_each_diagram_fits_a_phone_and_says_so_where_it_is_too_small_to_read(phone: Page, site: Site) -> None:
    widths = _diagrams(site)
    limit = 358 * 16 / READABLE
    near = sorted(widths, key=lambda address: abs(widths[address] - limit))[:4]
    seen = []
    for address in {*near, max(widths, key=lambda address: widths[address])}:
        phone.goto(site.address + address)
        _whole(phone)
        seen += phone.evaluate(FIGURES)
    assert not [figure for figure in seen if figure["cut"]]
    assert {figure["label"] < READABLE for figure in seen} == {True, False}
    assert [figure for figure in seen if (figure["label"] < READABLE) != (figure["opener"] >= 24)] == []


def test_a_diagram_is_looked_at_with_the_keyboard(phone: Page, site: Site) -> None:
    phone.goto(site.address + "architecture/")
    phone.goto(site.address + WIDE)
    phone.locator(OPENER).focus()
    phone.keyboard.press("Enter")
    until(phone, OPEN)
    assert phone.evaluate("document.activeElement.matches('.viewer-stage')")
    assert phone.evaluate(SCALE) >= 1
    for key in ("n", "p", "s"):
        phone.keyboard.press(key)  # elsewhere they lead away
    phone.keyboard.press("ArrowRight")
    until(phone, "document.querySelector('.viewer-stage').scrollLeft > 0")
    phone.keyboard.press("+")
    until(phone, f"{SCALE} > 1.1")
    phone.keyboard.press("0")
    until(phone, f"{SCALE} < 0.5")
    phone.keyboard.press("Escape")
    until(phone, HOME_AGAIN)
    assert phone.url == site.address + WIDE
    assert phone.evaluate(f"document.activeElement.matches('{OPENER}')")
    phone.go_back()
    phone.wait_for_url(site.address + "architecture/")


def test_a_wheel_zooms_to_where_it_points_and_a_mouse_drags(phone: Page, site: Site) -> None:
    phone.goto(site.address + WIDE)
    phone.locator(OPENER).click()
    below = """() => { const box = document.querySelector('.viewer svg').getBoundingClientRect();
      return [(300 - box.left) / box.width, (400 - box.top) / box.height]; }"""
    phone.mouse.move(300, 400)
    before = phone.evaluate(below)
    phone.mouse.wheel(0, -500)
    until(phone, f"{SCALE} > 2")
    assert phone.evaluate(below) == pytest.approx(before, abs=0.01)
    at = "document.querySelector('.viewer-stage').scrollLeft"
    left = phone.evaluate(at)
    phone.mouse.down()
    phone.mouse.move(250, 400)
    phone.mouse.up()
    assert phone.evaluate(at) == pytest.approx(left + 50, abs=2)


def test_a_diagram_is_looked_at_with_fingers_and_the_way_back_closes_it(touch: Page, site: Site) -> None:
    touch.goto(site.address + WIDE)
    touch.locator("figure.diagram").first.tap()
    until(touch, OPEN)
    client = touch.context.new_cdp_session(touch)

    def fingers(kind: str, *places: tuple[int, int]) -> None:
        points: list[Any] = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(places)]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", (150, 400), (250, 400))
    fingers("touchMove", (100, 400), (300, 400))
    fingers("touchEnd")
    until(touch, f"{SCALE} > 1.8")
    touch.go_back()
    until(touch, HOME_AGAIN)
    assert touch.url == site.address + WIDE


@BOTH_SCHEMES
def test_an_open_diagram_has_no_accessibility_problem(phone: Page, site: Site) -> None:
    phone.goto(site.address + WIDE)
    phone.locator(OPENER).click()
    phone.evaluate(AXE.read_text(encoding="utf-8"))
    found = phone.evaluate("axe.run('dialog', {rules: {'target-size': {enabled: true}}})")
    assert found["passes"]
    assert [violation["id"] for violation in found["violations"]] == []


def test_a_diagram_opens_from_a_folder(phone: Page, offline: str) -> None:
    phone.goto(f"{offline}architecture/components.html")
    phone.locator(OPENER).click()
    until(phone, OPEN)
    phone.go_back()
    until(phone, HOME_AGAIN)


@pytest.mark.parametrize("address", ["workloads/probes/", "traffic/gateway-api/", "reference/versions/"])
def test_words_of_code_in_tables_are_whole_and_sentences_have_room(phone: Page, site: Site, address: str) -> None:
    phone.goto(site.address + address)
    _whole(phone)
    assert phone.evaluate(BROKEN) == []
    assert phone.evaluate(NARROWEST) >= 90


@BOTH_SCHEMES
@pytest.mark.parametrize("scrolls", [".md-typeset__scrollwrap", "pre:has([data-md-type=wrap]) > code"])
def test_a_shade_says_that_there_is_more(phone: Page, site: Site, scheme: str, scrolls: str) -> None:
    phone.goto(site.address + "workloads/probes/")
    until(phone, "document.querySelector('.md-typeset__scrollwrap')")
    _whole(phone)
    until(phone, f"document.querySelector('{scrolls}')?.tabIndex === 0")
    element = phone.locator(scrolls).first

    def edge() -> bytes:
        box = element.bounding_box()
        assert box
        return phone.screenshot(clip={"x": box["x"] + box["width"] - 5, "y": box["y"] + 2, "width": 4, "height": 4})

    more = edge()
    element.evaluate("element => element.scrollTo({left: element.scrollWidth, behavior: 'instant'})")
    assert edge() != more
    element.evaluate("element => element.scrollTo({left: 0, behavior: 'instant'})")
    assert edge() == more


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("address", ["traffic/gateway-api/", "pitfalls/dns-failure/"])
def test_buttons_of_code_are_large_enough_and_cover_nothing(page: Page, site: Site, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site.address + address)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    _whole(page)
    until(page, BUTTONS)
    until(page, f"document.querySelector('{SWITCH}')")
    assert page.evaluate(SMALL) == 0
    assert page.evaluate(COVERED) == []


def test_code_wraps_where_the_reader_wants_it_and_on_the_next_page_too(phone: Page, site: Site) -> None:
    phone.goto(site.address + "traffic/gateway-api/")
    _whole(phone)
    until(phone, f"document.querySelector('{SWITCH}')")
    assert phone.evaluate(CUT) > 0
    phone.locator(SWITCH).first.click()
    assert phone.evaluate(CUT) == 0
    phone.goto(site.address + "workloads/probes/")
    _whole(phone)
    assert phone.evaluate(CUT) == 0
    switch = phone.locator(f"{SWITCH}[aria-pressed=true]").first
    switch.click()
    assert phone.locator(f"{SWITCH}[aria-pressed=false]").count() > 0
    assert phone.evaluate(CUT) > 0


def test_nothing_moves_for_those_who_do_not_want_that(browser: Browser, site: Site) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(site.address + WIDE)
    moving = """[...document.querySelectorAll('*')].map(element => getComputedStyle(element))
      .filter(style => parseFloat(style.transitionDuration) || parseFloat(style.animationDuration))"""
    assert page.evaluate(f"{moving}.length") == 0
    context.close()


def test_an_identifier_that_may_break_is_found_as_one(phone: Page, site: Site) -> None:
    phone.goto(f"{site.address}workloads/probes/?h=initialDelaySeconds")
    assert phone.locator("td mark").first.text_content() == "initialDelaySeconds"


def test_neighbours_have_words_on_a_phone(phone: Page, site: Site) -> None:
    phone.goto(site.address + "workloads/probes/")
    for way, word in (("prev", "上一题"), ("next", "下一题")):
        said = phone.locator(f"footer a[rel={way}]").inner_text().split()  # what is not seen is no text
        assert said[0] == word
        assert said[1:]
