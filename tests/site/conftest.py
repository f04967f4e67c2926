from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site.browser import ARGUMENTS, find_browser, served

ROOT = Path(__file__).resolve().parents[2]


def build(*arguments: str, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``mkdocs build`` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class Site(NamedTuple):
    """The site as it is published, and where it is served."""

    folder: Path
    address: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("published") / "site"
    folder.mkdir()
    with served(folder) as address:
        done = build("--strict", "-d", str(folder), SITE_URL=address)  # instant navigation needs its true address
        assert done.returncode == 0, done.stderr
        yield Site(folder, address)


@pytest.fixture(scope="session")
def offline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the offline edition, a folder of files."""
    folder = tmp_path_factory.mktemp("offline") / "site"
    done = build("--strict", "-f", "mkdocs-offline.yml", "-d", str(folder))
    assert done.returncode == 0, done.stderr
    return folder.as_uri() + "/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
