"""A browser and a server for tests: the Chromium, Chrome or Edge of this machine, and nothing from outside."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from studybook.browsers import environment, find, sandbox

ARGUMENTS = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *sandbox(),
)


@contextmanager
def launched(folder: Path) -> Iterator[Browser]:
    """The browser that everything here uses, which keeps in a folder what it keeps beside its profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS), env={**environment(folder)})
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yields its address, ending in a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


UNTIL = """([arg, patience]) => new Promise((resolve, reject) => {
  const met = %s;
  const start = performance.now();
  const look = async () => {
    if (await met(arg)) resolve();
    else if (performance.now() - start > patience) reject(new Error("never: " + met));
    else setTimeout(look, 20);
  };
  look().catch(reject);
})"""


def until(page: Page, condition: str, arg: Any = None) -> None:
    """Wait until a condition in JavaScript holds: an expression or, with ``arg``, a function of it, async too.

    Playwright's own way to do that compiles a text, which the policy of the pages forbids.
    """
    page.evaluate(UNTIL % (condition if arg is not None else f"() => ({condition})"), [arg, 30_000])
