#!/usr/bin/env python3
"""How long it takes from saving a page to its findings in the terminal, and to the new page in the browser.

    python benchmarks/serve.py [--saves 10] [--copies 1] [--page networking/dns]

Serves a copy of the site, saves a page again and again, once with a mistake and once without, and waits for what a
writer waits for. ``--copies 2`` serves every page twice, to see how it grows. Prints medians, which are to be at most
1.5 s and 3 s.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("docs", "hooks", "overrides", "requirements", "web", "mkdocs.yml", "pyproject.toml", "LICENSE", "NOTICE")
MISTAKE = "\n```yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: saved\ndatta: {{n: '{0}'}}\n```\n"
PATIENCE = 60.0
"""Seconds after which something is wrong."""


def copied(root: Path, copies: int) -> None:
    """The site in ``root``, each page of questions ``copies`` times."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        elif source.exists():
            shutil.copy(source, root / name)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    for number in range(2, copies + 1):
        for folder in [folder for folder in (ROOT / "docs").iterdir() if folder.is_dir() and folder.name != "assets"]:
            shutil.copytree(folder, root / "docs" / f"{folder.name}-{number}")
    if copies > 1:
        file = root / "mkdocs.yml"
        text = re.sub(r"(?m)^not_in_nav:.*$", "not_in_nav: |\n  /rules/*.md\n  /*-[0-9]/**", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8")


class Output:
    """What the server has said, with the time of each line."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self.lines: list[tuple[float, str]] = []
        self._server = server
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._server.stderr or ():
            self.lines.append((time.perf_counter(), line))

    def wait(self, wanted: str, since: float) -> float:
        """Seconds from ``since`` until a line holds ``wanted``."""
        while time.perf_counter() - since < PATIENCE:
            found = next((at for at, line in list(self.lines) if at > since and wanted in line), None)
            if found is not None:
                return found - since
            time.sleep(0.01)
        raise SystemExit("".join(line for _, line in self.lines[-20:]) + f"waited in vain for “{wanted}”")


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, Output]]:
    """The site served on a free port; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1"}
    server = subprocess.Popen(line, cwd=root, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        output = Output(server)
        output.wait("Serving on", time.perf_counter())
        yield f"http://127.0.0.1:{port}/", output
    finally:
        server.terminate()
        server.wait()


def page_with(address: str, wanted: str, since: float) -> float:
    """Seconds from ``since`` until the page at an address holds ``wanted``."""
    while time.perf_counter() - since < PATIENCE:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            if wanted in answer.read().decode("utf-8"):
                return time.perf_counter() - since
        time.sleep(0.01)
    raise SystemExit(f"waited in vain for {address}")


def main() -> None:
    """Save, wait, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=10)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--page", default="networking/dns")
    options = parser.parse_args()
    findings, pages = [], []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copied(root, options.copies)
        file = root / "docs" / f"{options.page}.md"
        text = file.read_text(encoding="utf-8")
        with serving(root) as (address, output):
            for number in range(options.saves):
                saved = time.perf_counter()
                file.write_text(f"{text}\n第 {number} 次保存。\n{MISTAKE.format(number)}", encoding="utf-8")
                findings.append(output.wait("datta", saved))
                pages.append(page_with(f"{address}{options.page}/", f"第 {number} 次保存", saved))
                output.wait("Reloading browsers", saved)
    print(f"{len(pages)} saves of {options.page}, every page {options.copies} times; seconds, least, median, most")
    for name, times in (("until its findings", findings), ("until the page", pages)):
        print(f"{name:20}{min(times):7.2f}{statistics.median(times):7.2f}{max(times):7.2f}")


if __name__ == "__main__":
    main()
