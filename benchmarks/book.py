#!/usr/bin/env python3
"""Cost of the book beyond the MkDocs build, against mkdocs-to-pdf on the same pages in the same run.

    python benchmarks/book.py [108 300] [--no-peer] [--config mkdocs.yml]

CPU time and memory are those of the whole tree of processes, the browser with it, sampled from /proc, so this
needs Linux. Diagrams all differ and are drawn with an empty cache. From each total that of the same build
without a book is taken. The peer is installed into .cache/book-peer.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from replicate import ROOT, stock_source, write_config

PEER = Path(__file__).parent / "book_peer"
PEER_HOME = ROOT / ".cache" / "book-peer"
NOT_IN_THE_BOOK = "rules"
TICKS = os.sysconf("SC_CLK_TCK")
"""Units of CPU time in /proc, in a second."""
_DIAGRAM = re.compile(r"^(```mermaid\n.*?)(^```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\(([^)#:\s]+)(#[^)]*)?\)")


class Cost(NamedTuple):
    """What a command took."""

    cpu: float
    """Seconds."""
    memory: float
    """Mebibytes at the highest, as proportional set size."""


def main() -> None:
    """Measure each size and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=int, default=[108])
    parser.add_argument("--no-peer", action="store_true", help="measure ours only")
    parser.add_argument("--config", type=Path, default=ROOT / "mkdocs.yml", help="configuration of the site")
    options = parser.parse_args()
    if min(options.pages) < 1:
        parser.error("a book has at least one page")
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            ours, size = _ours(pages, Path(folder, "ours"), options.config.resolve())
            print(f"{pages} pages: ours {_shown(ours, size)}", flush=True)
            if not options.no_peer:
                peer, peer_size = _peer(pages, Path(folder, "peer"))
                print(f"  mkdocs-to-pdf {_shown(peer, peer_size)}")
                print(
                    f"  ours / peer: CPU 1/{peer.cpu / ours.cpu:.1f}, size 1/{peer_size / size:.1f}, "
                    f"memory 1/{peer.memory / ours.memory:.1f}"
                )


def _shown(cost: Cost, size: float) -> str:
    return f"{cost.cpu:.1f} s CPU beyond the build, {size:.1f} MB, at most {cost.memory:.0f} MiB of memory"


def _ours(pages: int, folder: Path, config: Path) -> tuple[Cost, float]:
    navigation = _replicate(pages, folder / "docs")
    for name in ("node_modules", "overrides", "requirements", "hooks", "web"):
        (folder / name).symlink_to(config.parent / name)
    no_search = {"search": {"enabled": False}}  # the book builds without one, so what is taken off has none either
    write_config(folder, {"INHERIT": str(config), "strict": False, "nav": navigation, "plugins": no_search})
    build = [sys.executable, "-m", "mkdocs", "build", "-q"]
    plain = _measured(build, folder, CHROME_PATH="/nowhere")  # no browser: no diagram is drawn
    whole = _measured([sys.executable, "-m", "studybook", "pdf", "-o", "book.pdf"], folder)
    return Cost(whole.cpu - plain.cpu, whole.memory), (folder / "book.pdf").stat().st_size / 1e6


def _peer(pages: int, folder: Path) -> tuple[Cost, float]:
    python = PEER_HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER_HOME)], check=True)
    subprocess.run(
        [str(python), "-m", "pip", "install", "-q", "--no-cache-dir", "-r", str(PEER / "requirements.txt")], check=True
    )
    navigation = _replicate(pages, folder / "docs")
    stock_source(folder)
    build = [str(python), "-m", "mkdocs", "build", "-q"]
    settings = {"INHERIT": str(PEER / "mkdocs.yml"), "nav": navigation}
    write_config(folder, {**settings, "plugins": []})
    plain = _measured(build, folder)
    write_config(folder, settings)
    whole = _measured(build, folder)
    return Cost(whole.cpu - plain.cpu, whole.memory), (folder / "site" / "book.pdf").stat().st_size / 1e6


def _replicate(pages: int, docs: Path) -> list[Any]:
    """Write so many pages of those in the navigation, and copies of them; return the navigation."""
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    originals = [page for page in sorted((ROOT / "docs").rglob("*.md")) if page.parent.name != NOT_IN_THE_BOOK]
    sections: dict[str, list[str]] = {}
    for number in range(pages):
        copy, place = divmod(number, len(originals))
        name = originals[place].relative_to(ROOT / "docs")
        target = Path(f"copy{copy}", name) if copy else name
        (docs / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(originals[place], docs / target)
        sections.setdefault(target.parent.as_posix(), []).append(target.as_posix())
    _mend(docs)
    return [{section: files} for section, files in sections.items()]


def _mend(docs: Path) -> None:
    """Lead links of copies to the original where only that is there, and let no two diagrams be equal."""
    for page in docs.rglob("*.md"):
        copy = page.relative_to(docs).parts[0]
        copied = copy.startswith("copy")

        def led(found: re.Match[str], page: Path = page, copy: str = copy if copied else "") -> str:
            target = Path(os.path.normpath(page.parent / found[2]))
            if NOT_IN_THE_BOOK in target.parts:
                return found[1]
            if not target.exists():
                target = docs / target.relative_to(docs / copy)
            return f"[{found[1]}]({os.path.relpath(target, page.parent)}{found[3] or ''})"

        text = _LINK.sub(led, page.read_text(encoding="utf-8"))
        page.write_text(_DIAGRAM.sub(rf"\1%% {copy}\n\2", text) if copied else text, encoding="utf-8")


def _measured(command: list[str], folder: Path, **environment: str) -> Cost:
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000", **environment}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=log, stderr=log)
        cpu: dict[int, float] = {}
        memory, turn = 0.0, 0
        while process.poll() is None:
            tree = list(_tree(process.pid))
            cpu |= {one: seconds for one in tree if (seconds := _seconds(one)) is not None}
            if turn % 5 == 0:
                memory = max(memory, sum(map(_mebibytes, tree)))
            turn += 1
            time.sleep(0.05)
        if process.returncode:
            log.seek(0)
            sys.exit(log.read().decode()[-3000:])
    return Cost(sum(cpu.values()), memory)


def _tree(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        found.append(one := waiting.pop())
        waiting += children.get(one, [])
    return found


def _stat(process: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _seconds(process: int) -> float | None:
    fields: list[Any] = _stat(process)
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else None


def _mebibytes(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
