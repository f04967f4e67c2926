"""What the tests of the book share: the project, and small sites to make books of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studybook.book.pdf.typeset import pdf
from studybook.book.shared.assemble import Manuscript, Section, Source, build
from studybook.book.shared.options import Options
from studybook.render import Renderer
from tests import no_browser

from . import small as pages

pytest_collection_modifyitems = no_browser.pytest_collection_modifyitems
ROOT = Path(__file__).parents[2]
MODULES = ROOT / "node_modules"


@pytest.fixture(scope="session")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renderer]:
    """With an empty cache of its own."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "node_modules").symlink_to(MODULES)
    with Renderer(folder) as one:
        yield one


def manuscript_of(address: str = "https://k8s.example/", **html: str) -> Manuscript:
    """A site of the pages given as ``name=html``, in one section."""
    sources = {
        f"topic/{name}.md": Source(f"topic/{name}.md", f"topic/{name}/", name, text) for name, text in html.items()
    }
    sections = (Section("主题", tuple(sources)),)
    return Manuscript("书名", "一本书", "作者甲", "CC BY 4.0", address, "2026-11-23", sections, sources)


@pytest.fixture(scope="session")
def small() -> Manuscript:
    """A site of two pages that have everything."""
    return manuscript_of(a=pages.A, b=pages.B)


@pytest.fixture(scope="session")
def made(small: Manuscript, renderer: Renderer) -> bytes:
    """Its book."""
    return pdf(build(small, renderer), Options(), renderer, MODULES)


@pytest.fixture
def manuscript() -> Callable[..., Manuscript]:
    """Makes sites."""
    return manuscript_of
