"""The deck of the real site: made by the command, taken in by Anki, held against the questions of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from playwright.sync_api import Browser

from studybook.command import main
from studybook.study.questions.bank import gather
from tests.site.browser import launched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("real deck")]
ROOT = Path(__file__).parents[2]
LOADED = re.compile(
    r"<(?:script|iframe|object|embed|link|audio|video)\b|<img[^>]*src=\"[a-z]*:|url\((?!#)|\son\w+=", re.IGNORECASE
)
"""What would run, or be loaded from elsewhere."""


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """What somebody has who had nothing before."""
    folder = tmp_path_factory.mktemp("anki")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://k8s.example/handbook/")
        assert main(["anki", "-o", str(folder / "deck.apkg"), "--config", str(ROOT / "mkdocs.yml")]) == 0
    made = Collection(str(folder / "collection.anki2"))
    request = ImportAnkiPackageRequest(package_path=str(folder / "deck.apkg"), options=ImportAnkiPackageOptions())
    made.import_anki_package(request)
    yield made
    made.close()


def test_every_question_follow_up_and_item_is_in_it_once(collection: Collection) -> None:
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.md"))}
    bank = gather(pages, (ROOT / "study.toml").read_text(encoding="utf-8"))
    asked = Counter(question.id for question in (*bank.questions, *bank.items))
    assert Counter(collection.get_note(number)["标识"] for number in collection.find_notes("")) == asked
    assert collection.card_count() == asked.total() > 1000


def test_no_card_runs_or_loads_anything_and_all_have_both_sides(collection: Collection) -> None:
    for number in collection.find_notes(""):
        note = collection.get_note(number)
        assert all(note[name] for name in ("题目", "题头", "答案", "出处"))
        text = "\n".join(note.fields)
        assert not LOADED.search(text), note["标识"]
        assert not re.search(r'href="(?!https?://)', text), note["标识"]


def test_diagrams_and_code_are_in_it(collection: Collection) -> None:
    everything = "\n".join("".join(collection.get_note(number).fields) for number in collection.find_notes(""))
    assert everything.count('<figure class="diagram" tabindex="0"><svg') > 30
    assert everything.count('<span class="tone-keyword">') > 50
    assert "mermaid" not in everything


SHAPES = {
    "figure": "要点:*<figure*",
    "table": "答案:*<table*",
    "code": "答案:*<pre*",
    "options": "选项:re:.",
    "mark": "答案:*wrong*",
}
"""What a card can hold, as Anki finds the notes with it."""
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
SHOWN = """\
<!doctype html><html lang="zh-CN"><title>卡片</title><meta name="viewport" content="width=device-width">
<style>{css}</style><body class="card card1 {night}"><div id="qa">{back}</div></body></html>"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with launched(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.mark.parametrize("night", ["", "nightMode", "night_mode"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_phone_shows_it_by_day_and_by_night(collection: Collection, browser: Browser, shape: str, night: str) -> None:
    """Nothing is wider than the screen but what scrolls by itself, and everybody can read it."""
    card = collection.get_card(min(collection.find_cards(SHAPES[shape]))).render_output()
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.set_content(SHOWN.format(css=card.css, night=night, back=card.answer_text))
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.evaluate(AXE)
    assert [(found["id"], found["nodes"][0]["html"]) for found in page.evaluate(RUN)["violations"]] == []
    page.close()


def test_each_chapter_is_a_deck(collection: Collection) -> None:
    names = [deck.name for deck in collection.decks.all_names_and_ids(skip_empty_default=True)]
    assert {"Kubernetes 问答手册", "Kubernetes 问答手册::网络", "Kubernetes 问答手册::排障"} <= set(names)
    assert all(name.startswith("Kubernetes 问答手册") for name in names)
