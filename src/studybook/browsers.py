"""The browser of this machine, and how it is started: asked for drawings, tests, measurements and by set-up.

Set-up asks before anything is installed, so nothing but the standard library is used here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from platform import system

from studybook.errors import StudybookError

NAMES = ("google-chrome", "google-chrome-stable", "chrome", "chromium", "chromium-browser", "microsoft-edge", "msedge")
"""Chrome first: where both are installed, as on GitHub's runners, Chromium may not be allowed its sandbox."""
MAC_APPS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
OWN = Path("browser", "chromium")
"""Where set-up puts one, in the virtual environment, when it finds none."""
HERE = Path(sys.prefix) / OWN
ADVICE = {
    "Darwin": "brew install --cask google-chrome",
    "Linux": "sudo apt install chromium, where that package exists",
}
"""How to install one, by system."""
PATIENCE = 20
"""Seconds in which a browser says its version."""


class BrowserError(StudybookError):
    """There is no browser, it does not start, or a script in it failed."""


def find(environment: Mapping[str, str] = os.environ, own: Path | None = HERE) -> Path:
    """The browser to use: ``CHROME_PATH``, else the first of the usual ones that runs; raises `BrowserError`."""
    if wanted := environment.get("CHROME_PATH"):
        if not (found := shutil.which(wanted)):
            raise BrowserError(f"CHROME_PATH is {wanted}, which is not a program")
        if why := fault(Path(found)):
            raise BrowserError(f"CHROME_PATH is {wanted}, which does not run: {why}")
        return Path(found)
    faults = []
    for path in _candidates(environment, own):
        if not (why := fault(path)):
            return path
        faults.append(f"{path} does not run: {why}")
    how = ADVICE.get(system(), ADVICE["Linux"])
    raise BrowserError(
        f"no Chromium, Chrome or Edge {'runs' if faults else 'was found'} here; install one ({how}) "
        "or name it: CHROME_PATH=/path/to/chrome" + "".join(f" ({one})" for one in faults)
    )


def _candidates(environment: Mapping[str, str], own: Path | None) -> Iterator[Path]:
    for name in NAMES:
        if found := shutil.which(name, path=environment.get("PATH", os.defpath)):
            yield Path(found)
    for root in (Path("/Applications"), Path.home() / "Applications"):
        yield from (root / app for app in MAC_APPS if (root / app).exists())
    if own and own.exists():
        yield own


@cache
def fault(browser: Path) -> str:
    """Why a browser does not run, or nothing: a package may be no more than advice to install another."""
    try:
        done = subprocess.run(
            [browser, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    said = (done.stderr or done.stdout).decode(errors="replace").split("\n")
    return next(filter(None, map(str.strip, said)), f"it ends with status {done.returncode}")


def environment(folder: Path) -> dict[str, str]:
    """What it is started with, so that it writes into a folder of ours what it keeps beside its profile."""
    return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}


def sandbox() -> tuple[str, ...]:
    """Switches: none, except for root, as whom Chromium refuses to start with its sandbox."""
    return ("--no-sandbox",) if os.geteuid() == 0 else ()
