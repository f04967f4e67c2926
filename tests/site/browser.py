"""A browser and a server for tests: the Chromium, Chrome or Edge of this machine, and nothing from outside."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
ARGUMENTS = (
    "--no-sandbox",  # CI runs as root, where Chromium refuses to start with its sandbox
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(RuntimeError):
    """No browser was found; the text says how to install one."""


def find_browser() -> str:
    """Path of the browser to use; raises `NoBrowser`."""
    chosen = os.environ.get("CHROME_PATH")
    if chosen:
        if shutil.which(chosen):
            return chosen
        raise NoBrowser(f"CHROME_PATH is {chosen}, which is no program; name a Chromium, Chrome or Edge")
    for name in (*NAMES, *MAC):
        found = shutil.which(name)
        if found:
            return found
    raise NoBrowser(
        "the tests need Chromium, Chrome or Edge: sudo apt install chromium (Debian, Ubuntu), "
        "brew install --cask chromium (macOS), or set CHROME_PATH"
    )


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
