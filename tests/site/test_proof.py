"""What readers see of the proof: a mark below each block, files that kubectl applies, a page about all blocks."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kubefence import Config, Verifier
from kubefence import Page as Source
from kubefence.seal import without_numbers
from tests.site.conftest import WIDTHS, Site, pairwise
from tests.site.studied import AXE

REPORT = "report/"
REPORT_LARGEST, REPORT_PACKED = 500_000, 60_000
"""Bytes of the page about all blocks, as it is and on its way."""
CHECKED = (
    "[class*='language-yaml'].highlight, [class*='language-bash'].highlight, [class*='language-console'].highlight"
)
QUESTION = "workloads/sidecar/"
TAKEN = re.compile(r"^# kubefence 离线核对：Kubernetes v([\d.]+(?:–v[\d.]+)?) 接受$", re.MULTILINE)
"""What a file says of the versions that take it."""


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, LexborHTMLParser]:
    """All pages of the site by their addresses below it."""
    files = sorted(site.folder.rglob("index.html"))
    read = {file.parent.relative_to(site.folder).as_posix(): LexborHTMLParser(file.read_bytes()) for file in files}
    return {"" if name == "." else f"{name}/": root for name, root in read.items()}


def before(node: LexborNode | None) -> LexborNode | None:
    """The element before another."""
    node = node.prev if node else None
    while node is not None and not node.is_element_node:
        node = node.prev
    return node


def after(node: LexborNode) -> LexborNode | None:
    found = node.next
    while found is not None and not found.is_element_node:
        found = found.next
    return found


def has(node: LexborNode | None, name: str) -> bool:
    return node is not None and name in (node.attributes.get("class") or "").split()


def published(site: Site) -> dict[str, str]:
    """The files of examples, by their addresses below the site."""
    files = sorted((site.folder / "manifests").rglob("*.y*ml"))
    return {file.relative_to(site.folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_every_block_says_how_it_stands(pages: dict[str, LexborHTMLParser]) -> None:
    blocks = [(name, block) for name, root in pages.items() for block in root.css(CHECKED)]
    silent = [
        (name, block.text()[:60])
        for name, block in blocks
        if not has(after(block), "proof-seal") and not has(before(block), "proof-mark")
    ]
    assert len(blocks) > 500
    assert silent == []


def links(pages: dict[str, LexborHTMLParser]) -> Iterator[tuple[str, str, LexborNode]]:
    """Pages, the addresses of files that they offer, and the blocks above."""
    for name, root in pages.items():
        for link in root.css(".proof-seal > a[download]"):
            block = before(link.parent)
            assert block is not None
            yield name, urljoin(f"/{name}", link.attributes["href"]).lstrip("/"), block


def test_a_file_holds_what_the_block_above_its_link_shows(site: Site, pages: dict[str, LexborHTMLParser]) -> None:
    files = published(site)
    verifier = lru_cache(lambda said: Verifier(Config(lint=None, k8s=said)))
    offered = list(links(pages))
    assert {path for _, path, _ in offered} == files.keys()
    for name, path, block in offered:
        shown = list(yaml.safe_load_all(without_numbers(block.css("code")[0])))
        assert list(yaml.safe_load_all(files[path])) == shown, path
        assert files[path].startswith(f"# 来自 {site.address}{name}\n"), path
        taken = TAKEN.search(files[path])  # what only carried definitions know says no version
        checked = verifier(taken[1].replace("–v", "-") if taken else Config().k8s)
        found = checked.verify(Source(path, files[path], markdown=False, found=True)).findings
        assert [finding for finding in found if finding.severity == "error"] == [], path


def test_the_command_names_the_address_of_the_file(site: Site, pages: dict[str, LexborHTMLParser]) -> None:
    commands = [code.text() for root in pages.values() for code in root.css(".proof-seal li > code")]
    addresses = {command.removeprefix("kubectl apply -f ") for command in commands}
    assert addresses == {site.address + path for path in published(site)}


def test_files_are_found_by_their_address_alone(site: Site) -> None:
    index = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert not [entry for entry in index["docs"] if entry["location"].startswith("manifests/")]
    assert "命令已核对 v1." not in "".join(entry["text"] for entry in index["docs"])
    assert f"{site.address}manifests/" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_every_line_of_the_report_leads_to_its_block(pages: dict[str, LexborHTMLParser]) -> None:
    ids = {name: {node.attributes["id"] for node in root.css("[id]")} for name, root in pages.items()}
    targets = [link.attributes["href"] or "" for link in pages[REPORT].css(".proof-overview a")]
    assert len(targets) > 700
    for target in targets:
        parts = urlsplit(urljoin(f"/{REPORT}", target))
        assert not parts.fragment or unquote(parts.fragment) in ids[parts.path.lstrip("/")], target


def test_the_report_counts_what_it_lists(pages: dict[str, LexborHTMLParser]) -> None:
    [totals] = pages[REPORT].css("[data-part=totals]")
    *states, total = [int(number.text()) for number in totals.css("b")]
    listed = pages[REPORT].css("[data-part=pages] tbody tr")
    assert sum(states) == total == len(listed)


def test_the_report_is_light(site: Site) -> None:
    content = (site.folder / REPORT / "index.html").read_bytes()
    assert len(content) < REPORT_LARGEST
    assert len(gzip.compress(content, 9, mtime=0)) < REPORT_PACKED


@pytest.mark.parametrize("place", [".home-facts a", ".footer-links a"])
def test_the_first_page_leads_to_the_report(pages: dict[str, LexborHTMLParser], place: str) -> None:
    assert REPORT in [link.attributes["href"] for link in pages[""].css(place)]


def test_the_line_below_a_heading_leads_to_the_report(pages: dict[str, LexborHTMLParser]) -> None:
    [link] = pages[QUESTION].css("p.proof a")
    address = urlsplit(urljoin(f"/{QUESTION}", link.attributes["href"]))
    assert address.path == f"/{REPORT}"
    assert len(pages[REPORT].css(f'[id="{address.fragment}"]')) == 1


def test_the_edition_for_folders_has_the_files_and_names_no_address(offline: str) -> None:
    folder = Path(unquote(urlsplit(offline).path))
    page = folder / "workloads" / "sidecar.html"
    html = page.read_text(encoding="utf-8")
    found = re.findall(r'<a href="([^"]+\.yaml)" download', html)
    assert len(found) == 2
    for href in found:
        assert (page.parent / href).is_file()
        assert "# 来自" not in (page.parent / href).read_text(encoding="utf-8")
    assert "kubectl apply -f http" not in html


# In a browser


@pytest.mark.browser
@pairwise("name", [QUESTION, "traffic/gateway-api/"])
def test_an_example_can_be_taken_along(page: Page, site: Site, name: str, width: str) -> None:
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    page.goto(site.address + name)
    link = page.locator(".proof-seal > a[download]").first
    with page.expect_download() as started:
        link.click()
    taken = Path(started.value.path()).read_text(encoding="utf-8")
    assert taken == published(site)[urljoin(name, link.get_attribute("href") or "")]
    assert f"下载 {started.value.suggested_filename}" == link.text_content()


@pytest.mark.browser
@pairwise("name", [QUESTION, "basics/images/"])
def test_marks_fit_and_are_accessible_when_they_are_open(page: Page, site: Site, name: str, width: str) -> None:
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    page.goto(site.address + name)
    page.evaluate(
        "document.querySelectorAll('details').forEach((around) => { around.open = !around.closest('.proof-seal') })"
    )
    for summary in page.locator(".proof-seal summary").all():  # those in a follow-up as well
        summary.press("Enter")
    expect(page.locator(".proof-seal details[open]")).to_have_count(page.locator(".proof-seal details").count())
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.evaluate(AXE)
    found = page.evaluate("axe.run('.proof-seal', {rules: {'target-size': {enabled: true}}})")["violations"]
    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found] == []


@pytest.mark.browser
def test_what_is_copied_is_what_the_file_holds(page: Page, site: Site) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.address + QUESTION)
    block = page.locator(".highlight", has=page.locator(":scope + .proof-seal")).first
    copy = page.locator("#block-2 .md-code__button[data-md-type=copy], #block-2 .md-clipboard").first
    block.scroll_into_view_if_needed()
    copy.click()
    link = page.locator("#block-2 + .proof-seal > a[download]")
    file = published(site)[urljoin(QUESTION, link.get_attribute("href") or "")]
    copied = page.evaluate("navigator.clipboard.readText()")
    assert list(yaml.safe_load_all(copied)) == list(yaml.safe_load_all(file))


@pytest.mark.browser
def test_without_script_reasons_unfold_and_files_are_there(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(site.address + QUESTION)
        page.locator(".proof-seal summary").first.click()
        expect(page.locator(".proof-seal li").first).to_be_visible()
        page.goto(f"{site.address}{REPORT}")
        page.locator("[data-part=pages] summary").first.click()
        expect(page.locator("[data-part=pages] td a").first).to_be_visible()
    finally:
        context.close()


@pytest.mark.browser
def test_marks_move_nothing_while_the_page_comes(page: Page, site: Site) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
        "moved += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.address}{QUESTION}#block-2", wait_until="networkidle")
    assert page.evaluate("moved") < 0.01
