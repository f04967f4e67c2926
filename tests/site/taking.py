"""Readers who take the site along: what is in their browser, and when it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.site.browser import until
from tests.site.host import BELOW
from tests.site.studied import Reader

AWAY = "Failed to load resource"
"""What the console says of each request that the network does not answer."""
WORKING: dict[str, Any] = {"service_workers": "allow"}
"""For a browser in which the worker of the site works: other tests have none, so that they see every request."""
STORED = """async () => {
  const found = {};
  for (const name of await caches.keys())
    found[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
  return found;
}"""
KEPT = "async (urls) => (await Promise.all(urls.map((url) => caches.match(url)))).every(Boolean)"


def paths(site: Path) -> dict[str, str]:
    """What can be taken along, with digests."""
    return {path: revision for path, revision, _ in json.loads((site / "offline.json").read_text("utf-8"))["files"]}


def settled(reader: Reader, *more: str) -> None:
    """Wait until the worker has kept the page that is open, what it is made of, and more pages."""
    here = "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))"
    wanted = [reader.page.url, *reader.page.evaluate(here), *(reader.address + path for path in more)]
    until(reader.page, "navigator.serviceWorker.controller !== null")
    until(reader.page, KEPT, wanted)


def kept(reader: Reader) -> set[str]:
    """Paths of what is in the browser."""
    found: dict[str, list[str]] = reader.page.evaluate(STORED)
    return {url.removeprefix(BELOW) for url in found[f"handbook {reader.address} files-1"]}


def taken(reader: Reader, patience: int = 10) -> None:
    """Take the whole site along, from the first page."""
    reader.page.get_by_role("button", name="整站离线").click()
    expect(reader.page.locator(".offline-said")).to_contain_text("整站已在本机", timeout=patience * 1000)
