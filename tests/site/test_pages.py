"""Pages as readers meet them: at phone and desktop width, in both colour schemes, with nothing from outside."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site.conftest import BOTH_SCHEMES, ROOT, WIDTHS, Site, pairwise

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGE_TYPES = {
    "home": "",
    "list of questions": "questions/",
    "review": "review/",
    "quiz": "quiz/",
    "interview": "interview/",
    "section": "networking/",
    "question with a diagram": "architecture/components/",
    "question with wrong and unverified examples": "traffic/gateway-api/",
    "troubleshooting": "pitfalls/dns-failure/",
    "reference table": "reference/versions/",
    "glossary": "reference/glossary/",
    "contributing": "contributing/",
    "report": "report/",
    "help": "help/",
    "list of rules": "rules/",
    "rule": "rules/unknown-field/",
    "not found": "404.html",
}


@pairwise("kind", PAGE_TYPES)
def test_page_renders_and_fits(page: Page, site: Site, kind: str, width: str) -> None:
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    page.goto(site.address + PAGE_TYPES[kind])
    assert page.locator("h1").first.is_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"the page is {overflow} px wider than the window"


@BOTH_SCHEMES
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_no_accessibility_problem(page: Page, site: Site, kind: str) -> None:
    page.goto(site.address + PAGE_TYPES[kind], wait_until="networkidle")
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": height})  # what is far from the window is not painted
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    assert [
        f"{v['id']}: {v['help']}: {[node['html'][:160] for node in v['nodes'][:3]]}" for v in found["violations"]
    ] == []


def test_offline_edition_works_from_a_folder(page: Page, offline: str) -> None:
    page.goto(offline + "index.html")
    page.locator(".md-content a[href*='architecture/']").first.click()
    page.wait_for_url("**/architecture/*.html")
    assert page.locator("h1").is_visible()
