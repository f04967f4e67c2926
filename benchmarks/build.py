#!/usr/bin/env python3
"""CPU time of building the site, against a stock configuration, and where it goes.

    python benchmarks/build.py [100 300 1000] [--no-stock]

The pages of the site are copied up to each number of pages, all examples distinct. Each build runs in a
process of its own; CPU time is that of the process and its children. "proof" is the time of the plugin that
verifies the examples and seals the pages: cold without and with yamllint, and with a warm cache.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from replicate import ROOT, replicate, stock_source, write_config

PROOF = "kubefence"


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=int, default=[100, 300, 1000])
    parser.add_argument("--no-stock", action="store_true", help="leave out the stock configuration")
    options = parser.parse_args()
    if min(options.pages) < 1:
        parser.error("a site has at least one page")
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            _measure(pages, Path(folder), stock=not options.no_stock)


def _measure(pages: int, folder: Path, *, stock: bool) -> None:
    ours = folder / "ours"
    navigation = replicate(pages, ours)
    config = _our_config(ours, navigation)
    no_lint = _run(config, KUBEFENCE_BENCH_NO_LINT="1")
    (ours / ".cache" / "kubefence.db").unlink(missing_ok=True)
    cold, warm = _run(config), _run(config)
    print(f"\n{pages} pages: ours {cold['total']:.2f} s cold, {warm['total']:.2f} s warm")
    if stock:
        compared = _run(_stock_config(folder / "stock", pages))
        print(f"  stock {compared['total']:.2f} s: ours is 1/{compared['total'] / cold['total']:.1f} of it cold,")
        print(f"  1/{compared['total'] / warm['total']:.1f} warm")
    print("  proof, share of the build:")
    print(f"    cold without yamllint {_share(no_lint)}")
    lint = cold["hooks"][PROOF] - no_lint["hooks"][PROOF]
    print(f"    yamllint alone        {lint:.2f} s, {lint / cold['total']:.1%} of the cold build")
    print(f"    warm with yamllint    {_share(warm)}")
    print(
        "  hooks and the plugin, cold:",
        ", ".join(f"{name} {seconds:.2f} s" for name, seconds in sorted(cold["hooks"].items())),
    )


def _share(run: dict[str, Any]) -> str:
    seconds = run["hooks"][PROOF]
    return f"{seconds:.2f} s, {seconds / run['total']:.1%}"


def _our_config(folder: Path, navigation: list[Any]) -> Path:
    for name in ("node_modules", "overrides", "requirements", "hooks", "web"):
        (folder / name).symlink_to(ROOT / name)
    return write_config(folder, {"INHERIT": str(ROOT / "mkdocs.yml"), "strict": False, "nav": navigation})


def _stock_config(folder: Path, pages: int) -> Path:
    navigation = replicate(pages, folder)
    stock_source(folder)
    return write_config(folder, {"INHERIT": str(ROOT / "benchmarks" / "stock.yml"), "nav": navigation})


def _run(config: Path, **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "timed_build.py"), str(config)],
        cwd=config.parent,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
