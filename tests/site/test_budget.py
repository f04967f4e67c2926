"""What the scripts of this site weigh beyond the script of the theme, packed, on pages as they are published."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urljoin

import material
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import Site

QUESTION = 15_000
STUDY = 60_000
THEME = "assets/javascripts/bundle."
CARDS = "assets/study/cards/"
BESIDE = {
    "questions/": ("assets/study/questions.js",),
    "review/": (),
    "quiz/": ("assets/study/quiz/0.js",),
    "interview/": (),
}
"""What a study page may load beside the scripts that stand in it: the list asks for the progress of topics, a round of
the quiz for manifests, one file at a time."""


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 9, mtime=0))


def scripts(folder: Path, page: str) -> dict[str, int]:
    """All that runs when a page is opened, less the script of the theme: written in the page, and in files."""
    found: dict[str, int] = {}
    for index, script in enumerate(LexborHTMLParser((folder / page / "index.html").read_bytes()).css("script")):
        attributes = script.attributes
        if attributes.get("type") == "application/json":
            continue
        if source := attributes.get("src"):
            name = urljoin(f"/{page}", source).lstrip("/")
            if not name.startswith(THEME):
                found[name] = packed((folder / name).read_bytes())
        else:
            found[f"in the page, {index}"] = packed(script.text().encode())
    return found


def test_a_question_page_stays_light(site: Site) -> None:
    """Every one of them; the search and the dates of grades come when they are asked for."""
    pages = [file.parent.relative_to(site.folder) for file in site.folder.rglob("index.html")]
    weights = {str(page): scripts(site.folder, f"{page}/") for page in pages if page.parts and page.parts[0] != "rules"}
    assert len(weights) > 60
    heavy = {page: found for page, found in weights.items() if page not in ("questions", "review", "quiz", "interview")}
    assert {page: found for page, found in heavy.items() if sum(found.values()) > QUESTION} == {}
    assert all(any(name.startswith("assets/study/page.") for name in found) for found in weights.values())


@pytest.mark.parametrize("page", BESIDE)
def test_a_study_page_stays_light(site: Site, page: str) -> None:
    """With all questions, and the largest answer."""
    found = scripts(site.folder, page)
    found |= {name: packed((site.folder / name).read_bytes()) for name in BESIDE[page]}
    found["answer"] = max(packed(file.read_bytes()) for file in (site.folder / CARDS).glob("*.js"))
    assert any(name.endswith(("study/questions.js", "study/quiz.js")) for name in found)
    assert sum(found.values()) < STUDY, found


def test_the_search_weighs_less_than_the_one_that_it_stands_for(site: Site) -> None:
    theme = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    (theirs,) = theme.glob("workers/search.*.min.js")
    (ours,) = site.folder.glob("assets/search/worker.*.js")
    assert packed(ours.read_bytes()) < packed(theirs.read_bytes())
