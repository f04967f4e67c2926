"""The hooks in builds of a small site: what readers get, with a browser and without."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from studybook.book.editions import EDITIONS
from tests.helpers import loaded_script

from .conftest import MODULES, ROOT

pytestmark = pytest.mark.browser
CONFIG = f"""
site_name: 小站
site_url: https://k8s.example/
copyright: CC BY 4.0
theme: {{name: mkdocs}}
plugins: []
hooks: [{ROOT}/hooks/drawn_diagrams.py, {ROOT}/hooks/book.py]
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:studybook.diagrams.fence_mermaid_custom
nav:
  - index.md
  - 主题: [a.md]
"""
DIAGRAM = "# 甲\n\n```mermaid\nflowchart TB\n  accTitle: 题\n  accDescr: 述\n  A[甲] --> B[乙]\n```\n"
Build = Callable[..., Path]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds the site in ``tmp_path`` and gives its folder."""
    (tmp_path / "node_modules").symlink_to(MODULES)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# 首页\n\n[甲](a.md)\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name in ("BOOK", "DIAGRAMS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")

    def run(page: str = DIAGRAM, command: Literal["build", "serve"] = "build", **environment: str) -> Path:
        (tmp_path / "docs/a.md").write_text(page, encoding="utf-8")
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
        config.plugins.on_startup(command=command, dirty=False)
        build(config)
        return tmp_path / "site"

    return run


def test_published_pages_have_drawings_and_no_book(built: Build) -> None:
    site = built(DIAGRAMS="required")
    page = (site / "a/index.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert 'class="mermaid"' not in page
    assert not (site / "book").exists()
    assert "book/" not in (site / "index.html").read_text(encoding="utf-8")


def test_the_book_is_in_the_site_where_it_was_asked_for(built: Build) -> None:
    site = built(BOOK="pdf,epub")
    for file in ("kubernetes-handbook.pdf", "kubernetes-handbook.epub"):
        assert (site / "book" / file).stat().st_size > 1000
    assert "OPEN FONT LICENSE" in (site / "book/fonts-OFL.txt").read_text(encoding="utf-8").upper()


@pytest.mark.parametrize("how", [{"CHROME_PATH": "/nowhere/chrome"}, {"command": "serve"}], ids=str)
def test_readers_draw_where_we_cannot(built: Build, caplog: pytest.LogCaptureFixture, how: dict[str, str]) -> None:
    with caplog.at_level(logging.INFO, "mkdocs"):
        site = built(**how)
    assert 'class="mermaid"' in (site / "a/index.html").read_text(encoding="utf-8")
    said = [record for record in caplog.records if "drawn in the reader's browser" in record.message]
    assert [record.levelname for record in said] == ["INFO"]


@pytest.mark.parametrize(
    ("page", "environment", "said"),
    [
        (DIAGRAM, {"DIAGRAMS": "required", "CHROME_PATH": "/nowhere/chrome"}, "a.md: its diagrams must be drawn"),
        (DIAGRAM.replace("A[甲]", "A["), {}, "a.md: a diagram cannot be drawn"),
        (DIAGRAM, {"BOOK": "pdf", "CHROME_PATH": "/nowhere/chrome"}, "the book was not made: CHROME_PATH"),
        (DIAGRAM, {"BOOK": "pdv"}, "BOOK asks for pdv"),
        ("# 甲\n\n<marquee>x</marquee>\n", {"BOOK": "pdf"}, "a.md: <marquee>"),
        ("# 甲\n\n\U0001f600\n", {"BOOK": "pdf"}, "a.md: the fonts"),
        ("# 甲\n\n<a href='../nowhere/'>x</a>\n", {"BOOK": "pdf"}, "a.md: the link ../nowhere/ leads nowhere"),
        ("# 甲\n", {"SOURCE_DATE_EPOCH": "yesterday"}, "SOURCE_DATE_EPOCH"),
    ],
)
def test_a_build_fails(
    built: Build, caplog: pytest.LogCaptureFixture, page: str, environment: dict[str, str], said: str
) -> None:
    with pytest.raises(Abort):
        built(page, **environment)
    assert said in caplog.text


def test_the_publish_workflow_makes_the_book_and_requires_drawings() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    (make,) = (step["env"] for step in steps if step.get("run") == "make build")
    assert make["DIAGRAMS"] == "required"
    assert set(make["BOOK"].split(",")) == EDITIONS.keys()
    runs = [step.get("run") for step in steps]
    assert runs.index("make offline") < runs.index("make build"), "the site takes in what is made before"
    assert Path(make["OFFLINE"]).name == f"{loaded_script('build_offline', 'scripts').NAME}.zip"
    assert any(step.get("run") == "scripts/setup.sh book" for step in steps[: len(steps) - 2])
