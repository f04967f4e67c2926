"""The deck for Anki in a build: where it was asked for it is in the site, and the first page offers it."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from studybook.numbers import size
from tests.helpers import loaded_script
from tests.site.conftest import ROOT, build, small_site
from tests.site.studied import EXAMPLE, NAMES, PAGES, QUESTIONS

FILE = "book/kubernetes-handbook.apkg"
IMAGE = "![图](assets/img/logo.svg)"
PICTURED = PAGES["dns.md"].replace("答案：默认策略是什么？。", IMAGE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with questions; one answer has an image."""
    (tmp_path / "study.toml").write_text(NAMES, encoding="utf-8")
    return small_site(tmp_path, {**PAGES, "dns.md": PICTURED})


def _offered(root: Path) -> list[str]:
    home = LexborHTMLParser((root / "site/index.html").read_text(encoding="utf-8"))
    return [" ".join(node.text().split()).removesuffix(" ·") for node in home.css(".home-download")]


def _backs(package: bytes, folder: Path) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        archive.extract("collection.anki2", folder)
    database = sqlite3.connect(folder / "collection.anki2")
    rows = database.execute("select flds from notes order by id").fetchall()
    database.close()
    return [fields.split("\x1f")[4] for (fields,) in rows]


def test_it_is_offered_where_it_was_asked_for(root: Path, tmp_path: Path) -> None:
    done = build("--strict", root=root, DECK="anki", SITE_URL="https://k8s.example/x/", SOURCE_DATE_EPOCH="1790000000")
    assert done.returncode == 0, done.stderr
    package = (root / "site" / FILE).read_bytes()
    assert _offered(root) == [f"Anki 牌组 {size(len(package))}"]
    backs = _backs(package, tmp_path)
    assert len(backs) == QUESTIONS
    assert backs[0] == '<p>集群 DNS 怎样解析的答案，见<a href="https://k8s.example/x/volumes/">存储</a>。</p>'
    assert backs[1] == '<p><img src="kubernetes-handbook-assets-img-logo.svg" alt="图"></p>'
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.read("0") == (ROOT / "docs/assets/img/logo.svg").read_bytes()


def test_it_is_not_there_where_nobody_asked(root: Path) -> None:
    assert build("--strict", root=root).returncode == 0
    assert not (root / "site" / FILE).exists()
    assert _offered(root) == []


def test_at_the_address_of_a_preview_nothing_leads_there(root: Path, tmp_path: Path) -> None:
    done = build("--strict", root=root, DECK="anki", SITE_URL="http://127.0.0.1:8000/")
    assert done.returncode == 0, done.stderr
    assert _backs((root / "site" / FILE).read_bytes(), tmp_path)[0] == "<p>集群 DNS 怎样解析的答案，见存储。</p>"


@pytest.mark.parametrize(
    ("page", "environment", "said"),
    [
        (PICTURED, {"DECK": "mnemosyne"}, "DECK asks for mnemosyne; there is anki"),
        (
            PICTURED.replace(IMAGE, "<ruby>字</ruby>"),
            {"DECK": "anki"},
            "dns.md: <ruby> is not known",
        ),
        (PICTURED, {"DECK": "anki", "SOURCE_DATE_EPOCH": "yesterday"}, "SOURCE_DATE_EPOCH"),
    ],
)
def test_a_build_fails(root: Path, page: str, environment: dict[str, str], said: str) -> None:
    (root / "docs/dns.md").write_text(page, encoding="utf-8")
    done = build(root=root, **environment)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_without_questions_has_none(tmp_path: Path) -> None:
    root = small_site(tmp_path, {"index.md": f"# 首页\n\n{EXAMPLE}"})
    done = build(root=root, DECK="anki")
    assert done.returncode != 0
    assert "the deck was not made: no page has a question" in done.stderr


def test_the_publish_workflow_asks_for_it() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    (make,) = (step["env"] for step in workflow["jobs"]["build"]["steps"] if step.get("run") == "make build")
    assert make["DECK"] in loaded_script("deck", "hooks").FORMS
