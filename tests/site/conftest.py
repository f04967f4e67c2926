from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import no_browser
from tests.site.browser import launched, served
from tests.site.host import Host, hosted

pytest_collection_modifyitems = no_browser.pytest_collection_modifyitems

ROOT = Path(__file__).resolve().parents[2]
SCHEMES = ("light", "dark")
WIDTHS = {"phone": 390, "desktop": 1440}
BOTH_SCHEMES = pytest.mark.parametrize("scheme", SCHEMES)
"""For what has to do with colours."""
OPEN_SHADOW_ROOTS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); };
"""
PAIRS = ((("phone", "light"), ("desktop", "dark")), (("phone", "dark"), ("desktop", "light")))
HERE = ("http://127.0.0.1:", "data:", "blob:", "file:", "about:")
"""How an address begins that is on this machine."""


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


def small_site(root: Path, pages: dict[str, str], like: str = "mkdocs.yml") -> Path:
    """A site of these pages in ``root``, with the configuration and the hooks of the real one."""
    hooks = re.findall(r"hooks/\w+\.py", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    lines = [
        f"INHERIT: {ROOT / like}",
        "docs_dir: docs",
        "site_dir: site",
        f"hooks: [{', '.join(f'{ROOT}/{hook}' for hook in dict.fromkeys(hooks))}]",
        f"nav: [{', '.join(pages)}]",
    ]
    (root / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("node_modules", "overrides", "requirements", "web"):
        (root / name).symlink_to(ROOT / name)
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if "report.md" not in pages:
        settings = settings.replace('report = "report.md"\n', "")
    (root / "pyproject.toml").write_text(settings, encoding="utf-8")
    docs = root / "docs"
    docs.mkdir()
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")  # a link would lead out of the site
    for name, text in pages.items():
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    return root


def pairwise(name: str, values: Iterable[str]) -> pytest.MarkDecorator:
    """Parameters ``name``, width and scheme: each two values of two of them meet, not each three of all three."""
    rows = [(value, *pair) for index, value in enumerate(values) for pair in PAIRS[index % 2]]
    return pytest.mark.parametrize((name, "width", "scheme"), rows)


class Site(NamedTuple):
    """The site as it is published, and where it is served."""

    folder: Path
    address: str


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("published") / "site"
    folder.mkdir()
    with served(folder) as address:
        done = build("--strict", "-d", str(folder), SITE_URL=address)
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
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with questions, published."""
    from tests.site.studied import PAGES, made  # which is made of what stands here

    return made(tmp_path_factory.mktemp("studied") / "project", PAGES)


@pytest.fixture(scope="session")
def tested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a quiz, and items on a page."""
    from tests.site.studied import WITH_ITEMS, made  # which is made of what stands here

    return made(tmp_path_factory.mktemp("tested") / "project", WITH_ITEMS)


@pytest.fixture(scope="session")
def interviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a mock interview."""
    from tests.site.interviewing import PAGES  # which is made of what stands here
    from tests.site.studied import made

    return made(tmp_path_factory.mktemp("interviewed") / "project", PAGES)


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same some days later: one page says something else."""
    from tests.site.studied import WITH_ITEMS, made  # which is made of what stands here

    volumes = WITH_ITEMS["volumes.md"].replace("先有命名空间", "首先要有命名空间")
    return made(tmp_path_factory.mktemp("later") / "project", {**WITH_ITEMS, "volumes.md": volumes})


@pytest.fixture
def host(tested: Path) -> Iterator[Host]:
    """A host with that site, which can go away, be slow, and have another."""
    with hosted(tested) as host:
        yield host


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with launched(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def scheme() -> str:
    """Colour scheme of the system; `BOTH_SCHEMES` and `pairwise` have others."""
    return "light"


@pytest.fixture
def context(browser: Browser, scheme: str) -> Iterator[BrowserContext]:
    dark = scheme == "dark"
    context = browser.new_context(color_scheme="dark" if dark else "light", service_workers="block")
    context.add_init_script(OPEN_SHADOW_ROOTS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may ask nothing of any other machine, and has nothing to complain about."""
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(HERE) else trouble.append(f"request {r.url}"))
    page.on("console", lambda m: trouble.append(f"console {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(f"error {error}"))
    yield page
    assert trouble == []
