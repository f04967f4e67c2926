"""The site as a program of its own: the manifest that every page names, its icons; where there is a worker at all."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from studybook.offline.installed import ICONS
from tests.site.conftest import build, small_site
from tests.site.host import hosted
from tests.site.studied import WITH_ITEMS, made, reading
from tests.site.taking import WORKING
from tests.site.test_build import fetched, serving

WORKERS = "navigator.serviceWorker.getRegistrations().then(({ length }) => length)"
PAGE = "# 页\n\n```yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n```\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("installed") / "project", WITH_ITEMS)


@pytest.fixture(scope="module")
def manifest(folder: Path) -> Any:
    return json.loads((folder / "manifest.webmanifest").read_text(encoding="utf-8"))


def test_every_page_names_the_manifest(folder: Path) -> None:
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        (link,) = LexborHTMLParser(page.read_text(encoding="utf-8")).css("link[rel=manifest]")
        here = "/" + page.relative_to(folder).as_posix()
        assert urljoin(here, link.attributes["href"]) == "/manifest.webmanifest"


def test_it_has_what_browsers_ask_for_to_install(manifest: Any) -> None:
    assert (manifest["name"], manifest["short_name"]) == ("Kubernetes 问答手册", "K8s 问答")
    assert len(manifest["short_name"]) <= 12
    assert (manifest["lang"], manifest["display"]) == ("zh-CN", "standalone")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"] if icon["purpose"] == "any"}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}


@pytest.mark.parametrize("base", ["https://owner.example/kubernetes-handbook/", "https://handbook.example/"])
def test_it_means_the_site_below_whatever_path(manifest: Any, base: str) -> None:
    """Its addresses are relative to its own, and it has no identifier: that would be one of the whole host."""
    assert urljoin(base + "manifest.webmanifest", manifest["start_url"]) == base
    assert urljoin(base + "manifest.webmanifest", manifest["scope"]) == base
    assert "id" not in manifest
    assert not [icon for icon in manifest["icons"] if icon["src"].startswith(("/", "http"))]


def test_its_icons_are_there_in_the_size_that_it_says(folder: Path, manifest: Any) -> None:
    assert [icon["src"] for icon in manifest["icons"]] == [icon.path for icon in ICONS]
    for icon in manifest["icons"]:
        data = (folder / icon["src"]).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert "{}x{}".format(*struct.unpack(">II", data[16:24])) == icon["sizes"]


def test_its_ways_lead_to_pages(folder: Path, manifest: Any) -> None:
    assert [way["name"] for way in manifest["shortcuts"]] == ["测一测", "题库", "复习"]
    assert all((folder / way["url"] / "index.html").is_file() for way in manifest["shortcuts"])


def test_the_worker_names_no_host_and_no_map(folder: Path) -> None:
    text = (folder / "sw.js").read_text(encoding="utf-8") + (folder / "offline.json").read_text(encoding="utf-8")
    assert "://" not in text
    assert "sourceMappingURL" not in text
    assert not list(folder.glob("sw.js*.map"))


def test_two_builds_have_the_same_worker_and_icons(folder: Path) -> None:
    root = folder.parent
    done = build("-d", str(root / "again"), root=root)
    assert done.returncode == 0, done.stderr
    for name in ("sw.js", "offline.json", "manifest.webmanifest", *(icon.path for icon in ICONS)):
        assert (root / "again" / name).read_bytes() == (folder / name).read_bytes(), name


@pytest.mark.browser
def test_a_browser_finds_nothing_wrong_with_it(browser: Browser, folder: Path) -> None:
    with hosted(folder) as host, reading(browser, host.address, **WORKING) as reader:
        reader.open("dns/")
        protocol = reader.context.new_cdp_session(reader.page)
        found = protocol.send("Page.getAppManifest")
        assert found["errors"] == []
        assert found["url"] == host.address + "manifest.webmanifest"
        assert protocol.send("Page.getInstallabilityErrors")["installabilityErrors"] in ([], PRIVATE)


PRIVATE = [{"errorId": "in-incognito", "errorArguments": []}]
"""The browser of the tests keeps nothing, and so installs nothing."""


@pytest.mark.browser
def test_a_preview_has_no_worker(browser: Browser, tmp_path: Path, free_port: int) -> None:
    project = small_site(tmp_path, {"index.md": PAGE})
    address = f"http://127.0.0.1:{free_port}/"
    with serving(project, free_port) as server, reading(browser, address, expected="404", **WORKING) as reader:
        assert 'data-worker=""' in fetched(address, server)
        reader.page.goto(address, wait_until="networkidle")
        assert reader.page.evaluate(WORKERS) == 0
        assert reader.page.request.get(address + "sw.js").status == 404


def test_a_set_up_for_previews_says_what_is_missing_to_publish(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": PAGE})
    modules = (root / "node_modules").resolve()
    (root / "node_modules").unlink()
    (root / "node_modules").mkdir()
    for module in modules.iterdir():
        if not module.name.startswith("workbox-"):
            (root / "node_modules" / module.name).symlink_to(module)
    done = build(root=root)
    assert done.returncode == 1
    assert "node_modules/workbox-core is missing; run scripts/setup.sh site" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()


def test_the_edition_for_folders_has_none(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": PAGE}, like="mkdocs-offline.yml")
    done = build(root=root)
    assert done.returncode == 0, done.stderr
    site = root / "site"
    html = (site / "index.html").read_text(encoding="utf-8")
    assert "data-worker" not in html
    assert 'rel="manifest"' not in html
    assert not [path.name for path in site.iterdir() if path.name in ("sw.js", "offline.json", "manifest.webmanifest")]
