"""What kind of machine this is, as far as set-up has to know."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NODE_AT_LEAST = 20
RELEASE = Path("/etc/os-release")


@dataclass(frozen=True, slots=True)
class Machine:
    """The facts that decisions are made of."""

    system: str = "Linux"
    processor: str = "x86_64"
    glibc: tuple[int, ...] = (2, 36)
    """Its version; empty where there is another library."""
    distribution: str = "debian"
    """``ID`` of os-release."""
    apt: bool = False
    root: bool = False
    sudo: bool = False
    """Whether sudo asks for no password."""

    @property
    def may_install(self) -> bool:
        """Whether packages of the system can be installed without asking anybody."""
        return self.apt and (self.root or self.sudo)


@dataclass(frozen=True, slots=True)
class Node:
    """How to call Node and npm."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def this(release: Path = RELEASE) -> Machine:
    """The machine that this runs on."""
    root, apt = os.geteuid() == 0, shutil.which("apt-get") is not None
    return Machine(
        system=platform.system(),
        processor=platform.machine(),
        glibc=_glibc(*platform.libc_ver()),
        distribution=_distribution(release),
        apt=apt,
        root=root,
        sudo=apt and not root and _agrees("sudo", "-n", "true"),
    )


def node() -> Node | None:
    """The Node of this machine, if it is new enough and npm is there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.", done.stdout)
    return Node((node,), (npm,)) if found and int(found[1]) >= NODE_AT_LEAST else None


def _glibc(library: str, version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)[:2])) if library == "glibc" else ()


def _distribution(release: Path) -> str:
    if not release.is_file():
        return ""
    text = release.read_text(encoding="utf-8", errors="replace")
    found = re.search(r"^ID=[\"']?([\w.-]+)", text, re.MULTILINE)
    return found[1] if found else ""


def _agrees(*command: str) -> bool:
    if not shutil.which(command[0]):
        return False
    return not subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode
