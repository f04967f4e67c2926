#!/usr/bin/env python3
"""Ask other hosts whether the links of the pages are good; on a machine that has a network.

    python scripts/check_links.py [--list] [--jobs 8] [PATH …]        default: docs and the READMEs

`--list` prints every address with its places and asks nobody. Each host is asked for one page after the other. A link
whose page or part is gone is told with its places, and the script ends with 1; what a host refuses to a script, or did
not answer in three attempts, is told too, and no failure.
"""

from __future__ import annotations

import argparse
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALL = ("docs", "README.md", "README.zh-CN.md", "src/kubefence/DESCRIPTION.md")
AGENT = "Mozilla/5.0 (compatible; link check of a documentation site)"
ATTEMPTS, PAUSE, TIMEOUT = 3, 2.0, 30
AGAIN = {0, 429, 500, 502, 503, 504}
MOST = 8_000_000
"""Bytes of a page that are read."""

try:
    from studybook.endings import in_a_sentence
    from studybook.outside import Answer, Place, Verdict, by_host, links, verdict
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Run scripts/setup.sh once, then .venv/bin/python {' '.join(sys.argv)}")


def main() -> int:
    """Ask for all links, and tell which are not good."""
    options = _options()
    found = links(_pages(options.paths))
    if options.list:
        for url, places in found.items():
            print(url, *(f"{place.page}:{place.line}" for place in places))
        return 0
    failed = 0
    for url, said in _asked(found, options.jobs, options.pause):
        for place in found[url] if said.text else ():
            print(f"{place.page}:{place.line}: {'' if said.sure else 'perhaps: '}{url}: {said.text}", flush=True)
        failed += bool(said.text and said.sure)
    print(f"{len(found)} links, {failed} of them are not good")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="pages, and folders of pages")
    parser.add_argument("--list", action="store_true", help="print the links and ask nobody")
    parser.add_argument("--jobs", type=int, default=8, help="hosts that are asked at the same time (default 8)")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds before another attempt (default 2)")
    return parser.parse_args()


def _pages(paths: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for given in [Path(path) for path in paths] or [ROOT / path for path in ALL]:
        if not given.exists():
            sys.exit(f"there is no file or folder {given}")
        for page in sorted(given.rglob("*.md")) if given.is_dir() else [given]:
            name = page.relative_to(ROOT) if page.is_relative_to(ROOT) else page
            found[name.as_posix()] = page.read_text(encoding="utf-8")
    return found


def _asked(found: Mapping[str, Sequence[Place]], jobs: int, pause: float) -> Iterator[tuple[str, Verdict]]:
    """Every link with what is to be said of it, host by host."""

    def host(pages: Mapping[str, Sequence[str]]) -> list[tuple[str, Verdict]]:
        answers = {page: _answer(page, pause) for page in pages}
        return [(url, verdict(url, answers[page])) for page, urls in pages.items() for url in urls]

    with ThreadPoolExecutor(jobs) as pool:
        for told in pool.map(host, by_host(found).values()):
            yield from told


def _answer(url: str, pause: float) -> Answer:
    answer = Answer(0, url)
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(pause * 2**attempt)
        answer = _once(url)
        if answer.status not in AGAIN:
            break
    return answer


def _once(url: str) -> Answer:
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "text/html,*/*"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            return Answer(response.status, response.url, response.read(MOST))
    except urllib.error.HTTPError as error:
        return Answer(error.code, url)
    except (OSError, ValueError) as error:
        return Answer(0, url, error=str(error))


if __name__ == "__main__":
    sys.exit(in_a_sentence(main))
