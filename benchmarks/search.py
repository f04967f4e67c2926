#!/usr/bin/env python3
"""What the search weighs, and how long a reader waits for the first result and for each one after it.

    python benchmarks/search.py [--site site] [--slower 4]

Beside it the search that the theme brings, over the same pages: the script of each reads its index and is asked the
queries of ``tests/site/queries.yml``. Both run in a frame of the page, as they do in the edition for folders, so that
the processor can be slowed down like that of a phone. What the network takes is not in the times; the bytes are.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser

sys.path.append(str(Path(__file__).resolve().parent.parent))

from tests.site.browser import launched, served

ROOT = Path(__file__).resolve().parent.parent
FRAME = ROOT / "node_modules" / "iframe-worker" / "shim" / "index.js"
INDEX = "search/search_index.json"
SCRIPTS = ("assets/search/worker.*.js", "assets/javascripts/workers/search.*.min.js")
"""Ours, the theme's."""
ASK = """async ([index, script, queries]) => {
  const { config, docs } = await (await fetch(index)).json();
  const begun = performance.now();
  const worker = new IFrameWorker(script);
  const told = () => new Promise(done => worker.addEventListener("message", event => done(event.data), { once: true }));
  const asked = async message => { const answer = told(); worker.postMessage(message); return answer; };
  await asked({ type: 0, data: { config, docs, options: { suggest: false } } });
  const times = [];
  let ready;
  for (const data of queries) {
    const typed = performance.now();
    await asked({ type: 2, data });
    times.push(performance.now() - typed);
    ready ??= performance.now() - begun;
  }
  return { ready, times };
}"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one search."""

    script: int
    """Bytes, packed."""
    index: int
    """Bytes, packed."""
    first: float
    """Milliseconds from the index to the first result."""
    middle: float
    """Milliseconds of a query after that."""
    longest: float


def main() -> None:
    """Measure both and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, help="a site that is built already")
    parser.add_argument("--slower", type=float, default=4, help="how much slower than this machine a phone is")
    options = parser.parse_args()
    entries = yaml.safe_load((ROOT / "tests/site/queries.yml").read_text(encoding="utf-8"))
    queries = [entry["query"] for entry in entries]
    with tempfile.TemporaryDirectory() as folder, launched(Path(folder)) as browser:
        sites = {
            "ours": options.site or _built(Path(folder), "mkdocs.yml"),
            "the theme's": _built(Path(folder), "benchmarks/stock.yml"),
        }
        for slower in (1.0, options.slower):
            figures = {name: _measured(browser, site, queries, slower) for name, site in sites.items()}
            print(f"{slower:g} times slower than this machine")
            for name, found in figures.items():
                print(_line(name, found))
            first, second = figures.values()
            print(f"  ratio: first result {second.first / first.first:.1f}, a query {second.middle / first.middle:.1f}")


def _line(name: str, found: Figures) -> str:
    return (
        f"  {name}: script {found.script / 1000:.0f} kB and index {found.index / 1000:.0f} kB packed, "
        f"first result {found.first:.0f} ms, a query {found.middle:.0f} ms, the longest {found.longest:.0f} ms"
    )


def _built(folder: Path, configuration: str) -> Path:
    """The pages as a site; stock.yml stands elsewhere than they do."""
    site, inherited = folder / Path(configuration).stem, ROOT / f".{Path(configuration).stem}-search.yml"
    inherited.write_text(f"INHERIT: {configuration}\ndocs_dir: docs\n", encoding="utf-8")
    try:
        line = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(inherited), "-d", str(site)]
        subprocess.run(line, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True)
    finally:
        inherited.unlink()
    return site


def _measured(browser: Browser, site: Path, queries: list[str], slower: float) -> Figures:
    [script] = [file for pattern in SCRIPTS for file in site.glob(pattern)]
    with served(site) as address:
        page = browser.new_page(bypass_csp=True)
        page.goto(address + "licenses.txt" if (site / "licenses.txt").exists() else address + "robots.txt")
        page.add_script_tag(path=FRAME)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        told = page.evaluate(ASK, [address + INDEX, address + script.relative_to(site).as_posix(), queries])
        page.close()
    times = told["times"][1:]
    return Figures(_packed(script), _packed(site / INDEX), told["ready"], statistics.median(times), max(times))


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
