"""Pages as readers meet them: at phone and desktop width, in both colour schemes, with nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.conftest import ROOT, Site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGE_TYPES = {
    "home": "",
    "section": "networking/",
    "question with a diagram": "architecture/components/",
    "question with wrong and unverified examples": "traffic/gateway-api/",
    "troubleshooting": "pitfalls/dns-failure/",
    "reference table": "reference/versions/",
    "glossary": "reference/glossary/",
    "contributing": "contributing/",
    "not found": "404.html",
}
WIDTHS = {"phone": 390, "desktop": 1440}
SCHEMES = ("light", "dark")
OPEN_SHADOW_ROOTS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); };
"""
DRAWN = """
() => Array.from(document.querySelectorAll("div.mermaid")).filter(
  host => (host.shadowRoot || host).querySelector("svg")).length
"""


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def context(browser: Browser, scheme: str) -> Iterator[BrowserContext]:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    context.add_init_script(OPEN_SHADOW_ROOTS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """A page that remembers what it asked for elsewhere and what it complained about."""
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda r: None if _local(r.url, site.address) else trouble.append(f"request {r.url}"))
    page.on("console", lambda m: trouble.append(f"console {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(f"error {error}"))
    yield page
    assert trouble == []


def _local(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:", "file:"))


def diagrams(folder: Path) -> list[str]:
    """Addresses of all pages that have a diagram, with how many."""
    sources = {path.relative_to(ROOT / "docs"): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    return [
        "" if str(name) == "index.md" else str(name.parent if name.name == "index.md" else name.with_suffix("")) + "/"
        for name, text in sorted(sources.items())
        if "```mermaid" in text
    ]


@pytest.mark.browser
@pytest.mark.parametrize("kind", PAGE_TYPES)
@pytest.mark.parametrize("width", WIDTHS)
def test_page_renders_and_fits(page: Page, site: Site, kind: str, width: str) -> None:
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    page.goto(site.address + PAGE_TYPES[kind])
    assert page.locator("h1").first.is_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the window"


@pytest.mark.browser
def test_every_diagram_is_drawn(page: Page, site: Site) -> None:
    for address in diagrams(ROOT / "docs"):
        page.goto(site.address + address)
        expected = (ROOT / "docs" / (address.rstrip("/") + ".md")).parent
        page.wait_for_function(f"({DRAWN})() > 0 && !document.querySelector('pre.mermaid')", timeout=15000)
        assert page.evaluate(DRAWN) == page.locator("div.mermaid").count(), (address, expected)


@pytest.mark.browser
def test_diagram_after_instant_navigation(page: Page, site: Site) -> None:
    page.goto(site.address + "about/")
    assert page.locator(".mermaid").count() == 0
    page.evaluate("document.querySelector('nav.md-tabs a[href*=\"architecture\"]').click()")
    page.wait_for_url("**/architecture/")
    page.evaluate("document.querySelector('.md-content a[href*=\"components\"]').click()")
    page.wait_for_url("**/components/")
    page.wait_for_function(f"({DRAWN})() > 0", timeout=15000)


@pytest.mark.browser
def test_diagram_changes_colour_with_the_theme(page: Page, site: Site, scheme: str) -> None:
    page.goto(site.address + "architecture/components/")
    page.wait_for_function(f"({DRAWN})() > 0", timeout=15000)
    colour = """() => {
      const host = document.querySelector("div.mermaid");
      return getComputedStyle((host.shadowRoot || host).querySelector(".nodeLabel, text")).color;
    }"""
    before = page.evaluate(colour)
    page.locator("form[data-md-component=palette] label:not([hidden])").click()
    page.wait_for_function(f"({colour})() !== '{before}'", timeout=5000)


@pytest.mark.browser
def test_page_without_diagram_loads_no_mermaid(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address + "about/", wait_until="networkidle")
    assert not [url for url in asked if "vendor/mermaid" in url]


@pytest.mark.browser
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_no_serious_accessibility_problem(page: Page, site: Site, kind: str) -> None:
    page.goto(site.address + PAGE_TYPES[kind], wait_until="networkidle")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes'][:3]]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.browser
def test_offline_edition_works_from_a_folder(context: BrowserContext, offline: str) -> None:
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda r: trouble.append(r.url) if r.url.startswith("http") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(offline + "index.html")
    page.locator(".md-content a[href*='architecture']").first.click()
    page.goto(offline + "architecture/components.html")
    page.wait_for_function(f"({DRAWN})() > 0", timeout=15000)
    assert trouble == []
