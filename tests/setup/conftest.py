"""Folders to be made ready, and commands that write down how they were called."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ready.main import SetUp
from ready.work import Work
from studybook import browsers

ROOT = Path(__file__).parents[2]
SAYS = """#!/bin/sh
PATH={path}:{path}/.tools
echo "{name} $*" >> "{log}"
{does}
"""
TOOLS = ("chmod", "dirname", "ln", "mkdir", "true")
"""What those commands may use: nothing that could install anything."""
PACKAGES = "for file in {files}; do mkdir -p node_modules/$(dirname $file); echo $file > node_modules/$file; done"
MACHINES = ("darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64")
FILES = {
    "site": (
        "mermaid/package.json mermaid/LICENSE mermaid/dist/mermaid.min.js mermaid/dist/mermaid.js "
        "mermaid/dist/mermaid.esm.min.mjs mermaid/dist/chunks/mermaid.esm.min/a.mjs "
        "mermaid/dist/chunks/mermaid.esm.min/a.mjs.map iframe-worker/shim/index.js iframe-worker/LICENSE "
        "@some/part/index.js @some/part/LICENSE.md @some/part/node_modules/inner/COPYING"
    ),
    "fonts": " ".join(
        f"@expo-google-fonts/{name}/{weight}/a.ttf"
        for name in ("inconsolata", "noto-sans-sc")
        for weight in ("400Regular", "700Bold", "900Black")
    ),
    "web": "idb/build/index.js idb/build/index.d.ts ts-fsrs/dist/index.mjs ts-fsrs/dist/index.d.ts "
    + " ".join(f"@esbuild/{machine}/bin/esbuild" for machine in MACHINES),
    "offline": " ".join(
        f"workbox-{name}/{file}"
        for name, folders in (("core", "_private models utils"), ("routing", "utils"), ("strategies", "plugins utils"))
        for folder in ("", *(f"{folder}/" for folder in folders.split()))
        for file in (f"{folder}a.js", f"{folder}a.d.ts", "build/a.js")
    ),
    "test": "axe-core/axe.min.js axe-core/axe.js fake-indexeddb/auto/index.mjs fake-indexeddb/build/esm/lib/a.js "
    + " ".join(f"@typescript/typescript-{machine}/lib/{name}" for machine in MACHINES for name in ("tsc", "a.d.ts")),
}
"""What the fake npm lays for each part of ours, too much of it as the real one does."""

Command = Callable[..., Path]
Making = Callable[..., SetUp]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """What the commands were called with, a line each."""
    path = tmp_path / "log"
    path.touch()
    return path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which commands are looked for; there is no browser elsewhere."""
    folder = tmp_path / "bin"
    (folder / ".tools").mkdir(parents=True)
    for tool in TOOLS:
        (folder / ".tools" / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(browsers, "MAC_APPS", ())
    return folder


@pytest.fixture
def command(path: Path, log: Path) -> Command:
    """Makes a command that writes down how it was called, and then does something."""

    def make(name: str, does: str = "", folder: Path = path) -> Path:
        file = folder / name
        file.write_text(SAYS.format(name=name, path=path, log=log, does=does), encoding="utf-8")
        file.chmod(0o755)
        return file

    return make


@pytest.fixture
def folder(tmp_path: Path, command: Command) -> Path:
    """A clone with an environment whose Python only says what it would do, on a machine with Node."""
    root = tmp_path / "clone"
    for name in ("requirements", "scripts", "src/studybook"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py"):
        shutil.copy(ROOT / name, root)
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/lib/python3/site-packages/babel/locale-data").mkdir(parents=True)
    command("python", folder=root / ".venv/bin")
    cases = "".join(f"*npm-{part}) {PACKAGES.format(files=files)};;" for part, files in FILES.items())
    command("npm", f"case $PWD in {cases} esac")
    command("node", "echo v24.1.0")
    return root


@pytest.fixture
def making(folder: Path) -> Making:
    """Set-up of that folder for a goal."""

    def make(goal: str, **options: object) -> SetUp:
        return SetUp(Work(folder), goal, **options)  # type: ignore[arg-type]  # of several types

    return make


@pytest.fixture
def told(log: Path) -> Callable[[], list[str]]:
    """What has been installed since it was last asked, in short."""

    def read() -> list[str]:
        lines = log.read_text(encoding="utf-8").splitlines()
        log.write_text("", encoding="utf-8")
        installing = [line for line in lines if " install " in f"{line} " or line.startswith("npm")]
        return [line.split("requirements/")[-1].removesuffix(".txt") for line in installing]

    return read
