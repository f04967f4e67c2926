"""A browser where none is: the package of the system, or a headless Chromium from npm in the virtual environment."""

from __future__ import annotations

import shlex
import tarfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from ready import npm
from ready.browser import PACKAGE
from ready.goals import CHROMIUM
from ready.machine import Machine, Node
from ready.work import Stop, Work, remove, say
from studybook.browsers import OWN, BrowserError
from studybook.render.browser import Page

UNPACK = """
const { createReadStream, createWriteStream } = require("node:fs");
const { pipeline } = require("node:stream/promises");
const { createBrotliDecompress } = require("node:zlib");
const [from, to] = process.argv.slice(1);
pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
"""
"""For Node, as Python has no Brotli of its own."""
PART = "browser"
"""Its folder in ``requirements/npm``."""
PROGRAM = "headless_shell"
LIBRARIES = ("al2023.tar", "swiftshader.tar", "fonts.tar")
"""What comes beside the program: of the system that it is made for, for drawing without a graphics card, and a font."""
WRAPPER = """#!/bin/sh
# Written by set-up: a browser with the libraries and the fonts of this folder.
export LD_LIBRARY_PATH={home}/lib:{home} FONTCONFIG_FILE={home}/fonts.conf
mkdir -p "${{XDG_CACHE_HOME:={home}/cache}}"
export TMPDIR="$XDG_CACHE_HOME"  # it leaves empty files there
exec {home}/{program} {switches} "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <cachedir>{home}/font-cache</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{home}/fonts</dir>
  <dir>{modules}/@expo-google-fonts</dir>
</fontconfig>
"""


def from_system(work: Work, machine: Machine) -> None:
    """Install the package of the system; raises `Stop`."""
    say(
        f"No browser was found: the package {PACKAGE} is installed with apt-get (about 90 MB are loaded, 350 MB on the "
        "disk). It is the one thing that is put outside of this folder; CHROME_PATH=/path/to/chrome spares it."
    )
    prefix = () if machine.root else ("sudo", "-n")
    settings = ("env", "--unset=TMPDIR", "DEBIAN_FRONTEND=noninteractive")  # its own user cannot write into ours
    line = (*prefix, *settings, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120")
    held, work.inherited = work.inherited, ()  # what a package starts may run for ever
    try:
        work.run("the list of packages", *line, "update")
        work.install(f"the package {PACKAGE}", *line, "install", "-y", "--no-install-recommends", PACKAGE)
    finally:
        work.inherited = held


def is_carried(work: Work) -> bool:
    """Whether the Chromium from npm is there, as it is declared."""
    return (work.venv / OWN).exists() and work.done(PART, *npm.inputs(work, PART))


def carry(work: Work, tools: Node) -> None:
    """Install the Chromium from npm; raises `Stop`."""
    say(f"No browser was found: {CHROMIUM.what} from npm is unpacked into {work.venv.name}.")
    packed = npm.load(work, PART, CHROMIUM.what, tools) / "@sparticuz" / "chromium" / "bin"
    home = (work.venv / OWN).parent
    remove(home)
    home.mkdir(parents=True)
    unpack(packed, home, lambda source, target: work.run("the browser", *tools.node, "-e", UNPACK, source, target))
    remove(packed)
    furnish(home, work.modules)
    work.mark(PART, *npm.inputs(work, PART))


def unpack(packed: Path, home: Path, inflate: Callable[[Path, Path], object]) -> None:
    """The program and what comes beside it, from the packed files of the package."""
    inflate(packed / "chromium.br", home / PROGRAM)
    (home / PROGRAM).chmod(0o755)
    for name in LIBRARIES:
        inflate(packed / f"{name}.br", home / name)
        with tarfile.open(home / name) as archive:
            archive.extractall(home, filter="data")
        (home / name).unlink()


def furnish(home: Path, modules: Path) -> None:
    """Make it a program to be called, with its sandbox where the system lets it; raises `Stop`."""
    fonts = FONTS.format(home=escape(str(home)), modules=escape(str(modules)))
    (home / "fonts.conf").write_text(fonts, encoding="utf-8")
    program = home / OWN.name
    for switches in ("", "--no-sandbox"):
        text = WRAPPER.format(home=shlex.quote(str(home)), program=PROGRAM, switches=switches)
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
        try:
            with Page(program, "about:blank"):
                return
        except BrowserError as error:
            why = error
    remove(home)
    raise Stop(
        f"The Chromium that is on npm does not run on this machine: {why}. Have one installed (Chromium, Chrome or "
        "Edge), or name it: CHROME_PATH=/path/to/chrome"
    )
