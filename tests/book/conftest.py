"""What the tests of the book share: the project, and small sites to make books of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studybook.book.assemble import Section, Site, Source
from studybook.render import Renderer

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "node_modules"


@pytest.fixture(scope="session")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """With an empty cache of its own."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "node_modules").symlink_to(MODULES)
    with Renderer(folder) as one:
        yield one


@pytest.fixture
def site() -> Callable[..., Site]:
    """A site of the pages given as ``name=html``, in one section."""

    def make(address: str = "https://k8s.example/", **pages: str) -> Site:
        sources = {
            f"topic/{name}.md": Source(f"topic/{name}.md", f"topic/{name}/", name, html) for name, html in pages.items()
        }
        sections = (Section("主题", tuple(sources)),)
        return Site("书", "一本书", "作者", "CC BY 4.0", address, "2026-11-23", sections, sources)

    return make
