"""Published pages tell the browser what they may do; what they need works, and what was slipped in does not."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.helpers import loaded_script
from tests.site.browser import served, until
from tests.site.conftest import HERE, Site, build, small_site
from tests.site.test_pages import PAGE_TYPES

BLOCK = "\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"
DIAGRAM = "\n```mermaid\nflowchart LR\n  accTitle: 题\n  accDescr: 述\n  A[甲] --> B[乙]\n```\n"
DECLARED = "Content-Security-Policy"
LISTENING = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.effectiveDirective + " " + event.blockedURI);
});
"""


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


@pytest.mark.browser
@pytest.mark.parametrize("kind", PAGE_TYPES)
def test_nothing_that_a_page_needs_is_blocked(page: Page, site: Site, kind: str) -> None:
    """Everything a reader can start is started: the scheme, the search, copying, what is folded."""
    page.add_init_script(LISTENING)
    page.goto(site.address + PAGE_TYPES[kind], wait_until="networkidle")
    assert page.locator(f"meta[http-equiv='{DECLARED}']").count() == 1
    assert page.locator("html.js").count() == 1, "the theme's script has run"
    page.locator("[data-md-component=palette] label:not([hidden])").first.click()
    for summary in page.locator(".md-content details > summary").all():
        if summary.is_visible():  # a script shows the answers of items where they are asked for
            summary.click()
    for block in page.locator(".md-content .highlight").all()[:1]:
        block.scroll_into_view_if_needed()
        block.locator(".md-clipboard, .md-code__button").first.click()
    box = page.locator(".md-search__input")
    box.fill("Pod")
    box.press("End")
    page.wait_for_selector(".md-search-result__item")
    box.press("Enter")
    page.wait_for_url("**h=*")
    assert violations(page) == []


@pytest.mark.browser
def test_a_diagram_may_be_drawn_in_the_page(page: Page, tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页{BLOCK}{DIAGRAM}"})
    done = build(root=root, CHROME_PATH="/nowhere")
    assert done.returncode == 0, done.stderr
    page.add_init_script(LISTENING)
    with served(root / "site") as address:
        page.goto(address)
        until(page, "document.querySelector('div.mermaid')?.shadowRoot?.querySelector('svg')")
        assert DECLARED in page.content()
        assert violations(page) == []


INJECTED = {
    "script": "<script>ran('script')</script>",
    "script with a number": "<script nonce='a'>ran('script')</script>",
    "handler": "<img src=x onerror=\"ran('handler')\">",
    "handler of an animation": "<svg onload=\"ran('handler')\"></svg>",
    "address": "<a id=go href=\"javascript:ran('address')\">a</a>",
    "frame": "<iframe srcdoc=\"<script>parent.ran('frame')</script>\"></iframe>",
    "frame from elsewhere": "<iframe src='https://other.example/a'></iframe>",
    "script from elsewhere": "<script src='https://other.example/a.js'></script>",
    "picture from elsewhere": "<img src='https://other.example/a.png'>",
    "style from elsewhere": "<style>@import 'https://other.example/a.css';</style>",
    "font from elsewhere": "<style>@font-face{font-family:a;src:url(https://other.example/a)}p{font-family:a}</style>",
    "object": "<object data='/index.html'></object>",
    "base": "<base href='https://other.example/'>",
    "form": "<form action='/'><button id=go>a</button></form>",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_site(tmp_path_factory.mktemp("small"), {"index.md": f"# 首页{BLOCK}", "b.md": f"# 乙{DIAGRAM}"})
    done = build(root=root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture
def injected(small: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a page into which something was put after it was built."""
    folder = shutil.copytree(small, tmp_path / "site")
    home = folder / "index.html"
    html = home.read_text(encoding="utf-8")
    home.write_text(html.replace("</h1>", "</h1>" + INJECTED[request.param], 1), encoding="utf-8")
    with served(folder) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("injected", INJECTED, indirect=True)
def test_what_is_slipped_in_does_not_run(browser: Browser, injected: str) -> None:
    page = browser.new_page()
    ran: list[str] = []
    answered: list[str] = []
    page.expose_function("ran", lambda what: ran.append(what))
    page.on("response", lambda response: answered.append(response.url))
    page.route("https://other.example/**", lambda route: route.fulfill(status=200, body=""))
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.goto(injected, wait_until="networkidle")
        for link in page.locator("#go").all():
            link.evaluate("link => link.click()")
    assert ran == []
    assert [url for url in answered if not url.startswith(HERE)] == []
    page.close()


def test_the_same_pages_have_the_same_policies(small: Path, tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页{BLOCK}", "b.md": f"# 乙{DIAGRAM}"})
    assert build(root=root).returncode == 0
    for name in ("index.html", "b/index.html", "404.html"):
        once, again = (hashlib.sha256((folder / name).read_bytes()).digest() for folder in (small, root / "site"))
        assert once == again


def test_the_policy_stands_before_all_that_it_is_about(small: Path) -> None:
    for file in small.rglob("*.html"):
        head = file.read_bytes()[:1024].decode("utf-8", "ignore")
        before, declared, _ = head.partition(f'<meta http-equiv="{DECLARED}"')
        assert declared
        assert '<meta charset="utf-8">' in before
        assert not any(word in before for word in ("<script", "<link", "<style", "<title"))


def test_the_offline_edition_has_none(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页{BLOCK}"}, like="mkdocs-offline.yml")
    done = build(root=root)
    assert done.returncode == 0, done.stderr
    pages = list((root / "site").rglob("*.html"))
    assert pages
    assert not [page for page in pages if DECLARED in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize(("command", "declared"), [("build", True), ("serve", False)])
def test_a_preview_has_none(tmp_path: Path, command: str, declared: bool) -> None:
    """MkDocs puts a script of its own into what it serves."""
    policy: Any = loaded_script("policy", "hooks")
    page = tmp_path / "index.html"
    page.write_text('<!doctype html><head><meta charset="utf-8"></head>', encoding="utf-8")
    config: Any = SimpleNamespace(site_dir=str(tmp_path), plugins={}, theme={})
    policy.on_startup(command=command, dirty=False)
    policy.on_config(config)
    policy.on_post_template("", "index.html", config)
    policy.on_post_build(config)
    assert (DECLARED in page.read_text(encoding="utf-8")) is declared


ADDED_BY_A_HOOK = {
    "script in the content": ("content", "<script>a</script>"),
    "form in the content": ("content", "<form></form>"),
    "handler in the content": ("content", "<b onclick=a>b</b>"),
    "picture from elsewhere": ("content", "<img src=https://other.example/a>"),
    "handler in the page": ("page", "<b onclick=a>b</b>"),
    "address in the page": ("page", "<a href='javascript:a'>b</a>"),
    "frame in the page": ("page", "<iframe src=a></iframe>"),
    "base of the page": ("page", "<base href=/>"),
    "redirection": ("page", "<meta http-equiv=refresh content='0; url=/'>"),
    "script from elsewhere": ("page", "<script src=//other.example/a.js></script>"),
    "style from elsewhere": ("page", "<link rel=preload href=https://other.example/a.css>"),
    "settings of the theme": ("content", '<p id="__config">{}</p>'),
}


SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:a='http://www.w3.org/1999/xhtml'>{}</svg>"
FILES: dict[str, str | bytes] = {
    "page.html": "<!doctype html><title>a</title>",
    "script.svg": SVG.format("<script>a</script>"),
    "prefix.svg": SVG.format("<a:script>a</a:script>"),
    "handler.svg": SVG.format("<g onload='a'/>"),
    "elsewhere.svg": SVG.format("<image href='https://other.example/a'/>"),
    "entity.svg": "<!DOCTYPE svg [<!ENTITY e 'a'>]>" + SVG.format("&e;"),
    "wide.svg": SVG.format("<script>a</script>").encode("utf-16"),
    "sheet.css": "@import url(https://other.example/a);",
}


FINE = {"fine.svg": SVG.format("<path d='M0 0'/>"), "fine.css": "p { background: url(fine.svg) }"}
SNEAK = """
ADDED = {added!r}

def on_page_content(html, page, **_):
    event, more = ADDED.get(page.file.name, ("", ""))
    return html + more if event == "content" else html

def on_post_page(output, page, **_):
    event, more = ADDED.get(page.file.name, ("", ""))
    return output.replace("</body>", more + "</body>") if event == "page" else output
"""


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build says of pages that a plugin changed, and of files beside them."""
    pages = {f"{name.replace(' ', '-')}.md": f"# 题\n\n见 {name}\n" for name in ADDED_BY_A_HOOK}
    root = small_site(tmp_path_factory.mktemp("refused"), {"index.md": f"# 首页{BLOCK}", **pages})
    for name, text in (*FILES.items(), *FINE.items()):
        (root / "docs" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    hook = root / "sneak.py"
    added = {name.replace(" ", "-"): what for name, what in ADDED_BY_A_HOOK.items()}
    hook.write_text(SNEAK.format(added=added), encoding="utf-8")
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("hooks: [", f"hooks: [{hook}, "), encoding="utf-8")
    done = build(root=root)
    assert done.returncode != 0
    assert "faults in what would be published" in done.stderr
    assert not (root / "site").exists()
    return done.stderr


@pytest.mark.parametrize("name", ADDED_BY_A_HOOK)
def test_what_a_plugin_adds_is_looked_at_too(refused: str, name: str) -> None:
    """Each once, in the language of the site, and of the page that an author knows."""
    [told] = [line for line in refused.split("\n") if f" docs/{name.replace(' ', '-')}.md:" in line]
    assert told.startswith("ERROR")
    assert re.search(r"\.md:1:1: 错误: \S.*（<\w+.*>）|标识 __config 属于主题", told), told


@pytest.mark.parametrize("name", FILES)
def test_files_beside_the_pages_are_looked_at(refused: str, name: str) -> None:
    told = [line for line in refused.split("\n") if f" docs/{name}:" in line]
    assert len(told) == 1
    assert ": 错误: " in told[0]
    assert "Traceback" not in refused


@pytest.mark.parametrize("name", ["index.md", "index.html", "404.html", *FINE])
def test_nothing_is_said_of_what_is_fine(refused: str, name: str) -> None:
    assert f"{name}:" not in refused


HOSTILE = """\
---
title: "<img src=x onerror=ran(1)>"
---
# 题

<script>ran(2)</script>

[甲](java&#115;cript:ran(3)) <b onclick="ran(4)">乙</b>

<iframe src="a.html"></iframe>

![丙](https://other.example/a.png)
"""


def test_what_an_author_writes_is_told_at_its_line(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页{BLOCK}", "a.md": HOSTILE})
    done = build(root=root)
    assert done.returncode != 0
    for place, rule in (
        ("6:1", "script-in-page"),
        ("8:5", "script-in-page"),
        ("8:32", "script-in-page"),
        ("10:1", "raw-html"),
        ("12:6", "other-host"),
    ):
        assert any(f"docs/a.md:{place}: " in line and f"[{rule}]" in line for line in done.stderr.split("\n")), place
    assert done.stderr.count("docs/a.md:") == 5
    assert not (root / "site").exists()
