"""Diagrams as readers meet them: drawn in the published pages, and drawn by the browser where we could not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import BrowserContext, Page

from studybook.diagrams import MARK
from tests.site.browser import served, until
from tests.site.conftest import BOTH_SCHEMES, ROOT, Site, build, small_site

pytestmark = pytest.mark.browser

FENCE = """\
```mermaid
{kind}
  accTitle: {title}
  accDescr: 一张图
  {body}
```
"""
PAGES = {
    "index.md": "# 首页\n\n[图](drawn.md)\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n```\n",
    "drawn.md": "# 图\n\n"
    + FENCE.format(kind="flowchart LR", title="流程", body='A["API 服务器<br/>apiserver"] --> B[etcd]')
    + "\n"
    + FENCE.format(kind="sequenceDiagram", title="时序", body="A->>B: 请求"),
}
IN_A_SHADOW = "Array.from(document.querySelectorAll('div.mermaid')).filter(e => e.shadowRoot?.querySelector('svg'))"
DRAWN = f"({IN_A_SHADOW}).length"
LABEL_COLOUR = f"getComputedStyle(({IN_A_SHADOW})[0].shadowRoot.querySelector('.nodeLabel, text')).color"
SVG = "figure.diagram svg"


def sources() -> dict[str, int]:
    """Address of every page with a diagram, and how many it has."""
    found = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        if count := len(re.findall(r"^ *```mermaid$", path.read_text(encoding="utf-8"), re.MULTILINE)):
            name = path.relative_to(ROOT / "docs")
            folder = name.parent if name.name == "index.md" else name.with_suffix("")
            found["" if folder == Path() else f"{folder}/"] = count
    return found


def test_every_diagram_is_in_its_page(site: Site) -> None:
    """With its size, its labels, its description, and identifiers of its own."""
    wrong = []
    for address, count in sources().items():
        html = (site.folder / address / "index.html").read_text(encoding="utf-8")
        figures = [ElementTree.fromstring(svg) for svg in re.findall(r"<svg[^>]* role=.*?</svg>", html, re.DOTALL)]
        names = re.findall(r'\sid="([^"]*)"', html)
        if len(figures) != count or not all(map(complete, figures)) or len(names) > len(set(names)) or MARK in html:
            wrong.append((address, count, figures))
    assert wrong == []


def complete(svg: Element) -> bool:
    """Whether a drawing has a size, texts, a title and a description."""
    texts = {name: svg.findall(f".//{{{svg.tag[1:].partition('}')[0]}}}{name}") for name in ("text", "title", "desc")}
    return bool(svg.get("width") and svg.get("height") and all(texts.values()) and len(texts["text"]) > 1)


def test_a_drawing_is_large_enough_to_see(page: Page, site: Site) -> None:
    page.goto(site.address + "architecture/components/")
    box = page.locator(SVG).first.bounding_box()
    assert box
    assert box["width"] > 300
    assert box["height"] > 100


def test_no_page_loads_a_script_to_draw(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + "architecture/components/", wait_until="networkidle")
    assert page.locator(SVG).count() > 0
    assert not [url for url in asked if "mermaid" in url or "diagram-loader" in url]


def _change_scheme(page: Page) -> None:
    """Press the button, which goes from the scheme of the system to light to dark, until something changes."""
    chosen = "document.body.getAttribute('data-md-color-media')"
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    before = page.evaluate(scheme)
    while page.evaluate(scheme) == before:
        last = page.evaluate(chosen)
        page.locator("form[data-md-component=palette] label:not([hidden])").click()
        until(page, f"last => {chosen} !== last", arg=last)


@BOTH_SCHEMES
def test_a_drawing_changes_colour_with_the_theme(page: Page, site: Site) -> None:
    page.goto(site.address + "architecture/components/")
    colour = f"getComputedStyle(document.querySelector('{SVG} text')).fill"
    before = page.evaluate(colour)
    _change_scheme(page)
    until(page, f"{colour} !== '{before}'")


def test_label_text_can_be_selected_and_copied(page: Page, site: Site) -> None:
    page.goto(site.address + "architecture/components/")
    said = page.evaluate(
        f"""() => {{
          getSelection().selectAllChildren(document.querySelector("{SVG} text"));
          return getSelection().toString();
        }}"""
    )
    assert said.strip()


def test_a_drawing_stands_without_any_script(context: BrowserContext, site: Site) -> None:
    browser = context.browser
    assert browser
    without = browser.new_context(java_script_enabled=False)
    try:
        page = without.new_page()
        page.goto(site.address + "architecture/components/")
        assert page.locator(SVG).first.is_visible()
    finally:
        without.close()


def test_the_offline_edition_has_its_drawings(page: Page, offline: str) -> None:
    page.goto(offline + "architecture/components.html")
    assert page.locator(SVG).first.is_visible()


@pytest.fixture(scope="module")
def undrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site on a machine without a browser."""
    return small_site(tmp_path_factory.mktemp("undrawn"), PAGES)


@pytest.fixture
def left_to_reader(undrawn: Path) -> Iterator[str]:
    folder = undrawn / "site"
    folder.mkdir(exist_ok=True)
    with served(folder) as address:
        done = build(root=undrawn, SITE_URL=address, CHROME_PATH="/nowhere/chrome")
        assert done.returncode == 0, done.stderr
        yield address


@BOTH_SCHEMES
def test_the_browser_draws_what_we_could_not(page: Page, left_to_reader: str) -> None:
    """In the colours of the scheme, and again when the scheme changes."""
    page.goto(left_to_reader)
    page.locator(".md-content a[href*=drawn]").click()
    page.wait_for_url("**/drawn/")
    until(page, f"{DRAWN} === 2")
    assert "API 服务器" in page.evaluate(f"({IN_A_SHADOW})[0].shadowRoot.textContent")
    before = page.evaluate(LABEL_COLOUR)
    _change_scheme(page)
    until(page, f"{LABEL_COLOUR} !== '{before}'")


def test_what_the_browser_drew_opens_large_and_goes_back(page: Page, left_to_reader: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{left_to_reader}drawn/")
    until(page, f"{DRAWN} === 2")
    page.locator(".diagram-open").first.click()
    until(page, "document.querySelector('dialog.viewer[open] div.mermaid')")
    page.keyboard.press("Escape")
    until(page, "document.querySelectorAll('figure.diagram > div.mermaid').length === 2")


def test_only_pages_with_a_diagram_load_mermaid(page: Page, left_to_reader: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(left_to_reader, wait_until="networkidle")
    assert not [url for url in asked if "vendor/mermaid" in url]


def test_the_browser_draws_from_a_folder(page: Page, tmp_path: Path) -> None:
    root = small_site(tmp_path, PAGES, like="mkdocs-offline.yml")
    done = build(root=root, CHROME_PATH="/nowhere/chrome")
    assert done.returncode == 0, done.stderr
    page.goto((root / "site" / "drawn.html").as_uri())
    until(page, f"{DRAWN} === 2")
