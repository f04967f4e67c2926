#!/usr/bin/env python3
"""Lighthouse on one page of each type of a built site, on a phone as it simulates one, median of five.

    python benchmarks/lighthouse.py [--site site] [--runs 5] ['' workloads/rolling-update/ …]

The score is of the machine too: its index (Lighthouse's own, the higher the faster) and the score of a page of
the bare theme tell how much. All pages take turns, so that what else the machine does meets all of them. A page may
be two points below the bare theme and never below 95; what can be judged without a clock must be without a fault.
Exits with 1 where that is not so. Files are served with gzip.

Lighthouse is installed from npm into .cache/lighthouse; the browser is the one that draws the diagrams.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import subprocess
import sys
import threading
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "scripts"))

from ready.machine import node
from ready.npm import own_node
from ready.work import Work
from studybook.browsers import environment, find, sandbox

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".cache" / "lighthouse"
VERSION = "12.8.2"
PACKED = (".html", ".css", ".js", ".json", ".svg", ".mjs", ".xml")
PAGES = (
    "",
    "networking/dns/",
    "architecture/components/",
    "pitfalls/dns-failure/",
    "networking/",
    "questions/",
    "review/",
    "quiz/",
    "interview/",
    "reference/versions/",
    "rules/unknown-field/",
    "help/",
)
BARE = "(a page of the bare theme)"
BELOW = 2
"""Points that a page may have less than one of the bare theme."""
LEAST = 95
WHOLE = ("accessibility", "best-practices", "seo")
"""Categories in which a page has all points."""
SHIFT = 0.02
FIGURES = {
    "shift": "cumulative-layout-shift",
    "weight": "total-byte-weight",
    "first": "first-contentful-paint",
    "paint": "largest-contentful-paint",
    "blocked": "total-blocking-time",
}
Figures = dict[str, float]


class Handler(SimpleHTTPRequestHandler):
    """Serves files, text packed as any host of static sites does."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """A file, packed if it is text."""
        file = Path(self.translate_path(self.path))
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        data, packed = _content(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@cache
def _content(file: Path) -> tuple[bytes, bool]:
    """Packed once, as a host of static sites does: packing at each request makes scripts come late."""
    data = file.read_bytes()
    packed = file.suffix in PACKED
    return (gzip.compress(data, mtime=0) if packed else data), packed


def main() -> int:
    """Measure the pages in turn, print a line for each, and hold them to the goals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    command = _lighthouse()
    ours = _served(options.site)
    with TemporaryDirectory() as folder:
        pages = {page or "(home)": f"{ours}/{page}" for page in options.pages}
        pages[BARE] = _served(_bare(Path(folder)))
        runs = [{name: _run(command, address) for name, address in pages.items()} for _ in range(options.runs)]
    middle = {name: _middle([run[name] for run in runs]) for name in pages}
    least = max(LEAST, middle[BARE]["performance"] - BELOW)
    over = [_line(name, figures, least) for name, figures in middle.items()]
    return 1 if any(over) else 0


def _middle(told: list[Figures]) -> Figures:
    return {figure: statistics.median(one[figure] for one in told) for figure in told[0]}


def _line(name: str, figures: Figures, least: float) -> bool:
    """Print it; whether something of it misses a goal, which the bare theme may."""
    missed = [one for one in WHOLE if figures[one] < 100]
    missed += ["performance"] if figures["performance"] < least else []
    missed += ["layout shift"] if figures["shift"] >= SHIFT else []
    others = "/".join(f"{figures[one]:.0f}" for one in WHOLE)
    print(
        f"{name}: performance {figures['performance']:.0f}, {'/'.join(WHOLE)} {others}, "
        f"layout shift {figures['shift']:.3f}, {figures['weight'] / 1000:.0f} kB, "
        f"first paint {figures['first'] / 1000:.2f} s, largest {figures['paint'] / 1000:.2f} s, "
        f"blocked {figures['blocked']:.0f} ms, machine {figures['machine']:.0f}"
        + (f" MISSED: {', '.join(missed)}" if missed and name != BARE else ""),
    )
    return bool(missed) and name != BARE


def _served(folder: Path) -> str:
    """Address of a server for a folder, which runs as long as this program."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: Handler(*args, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def _bare(folder: Path) -> Path:
    """A site of one paragraph with the theme as it comes, less its fonts from another host."""
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Kubernetes\n\n容器编排。\n", encoding="utf-8")
    theme = "theme: {name: material, language: zh, font: false}\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Kubernetes\n{theme}", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, stderr=subprocess.DEVNULL
    )
    return folder / "site"


def _lighthouse() -> list[str]:
    script = HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
    tools = node() or own_node(Work(ROOT), HOME / "node")
    if not script.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        line = [*tools.npm, "install", "--prefix", str(HOME), "--ignore-scripts", "--no-audit", "--no-fund"]
        cache = ["--cache", str(HOME / "npm")]
        subprocess.run([*line, *cache, f"lighthouse@{VERSION}"], check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(HOME / "npm")
    return [*tools.node, str(script)]


def _run(command: list[str], address: str) -> Figures:
    flags = " ".join(("--headless", *sandbox()))
    kept = ",".join(("performance", *WHOLE))
    line = [*command, address, "--quiet", "--output=json", f"--only-categories={kept}", f"--chrome-flags={flags}"]
    settings = {**environment(HOME), "CHROME_PATH": str(find())}
    done = subprocess.run(line, env=settings, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    report = json.loads(done.stdout)
    audits = report["audits"]
    lost = [
        f"{part['id']}: {audits[part['id']]['title']}"
        for category in WHOLE
        for part in report["categories"][category]["auditRefs"]
        if part["weight"] and audits[part["id"]]["score"] not in (1, None)
    ]
    if lost:
        print(f"{address}: {'; '.join(lost)}", file=sys.stderr)
    return {
        **{name: category["score"] * 100 for name, category in report["categories"].items()},
        **{figure: audits[audit]["numericValue"] for figure, audit in FIGURES.items()},
        "machine": report["environment"]["benchmarkIndex"],
    }


if __name__ == "__main__":
    sys.exit(main())
