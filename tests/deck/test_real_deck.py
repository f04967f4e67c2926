"""The deck of the real site: made by the command, taken in by Anki, held against the questions of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from studybook.command import main
from studybook.study.questions.bank import gather
from tests import no_browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("real deck")]
pytest_collection_modifyitems = no_browser.pytest_collection_modifyitems
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
    assert everything.count('<figure class="diagram"><svg') > 30
    assert everything.count('<span class="tone-keyword">') > 50
    assert "mermaid" not in everything


def test_each_chapter_is_a_deck(collection: Collection) -> None:
    names = [deck.name for deck in collection.decks.all_names_and_ids(skip_empty_default=True)]
    assert {"Kubernetes 问答手册", "Kubernetes 问答手册::网络", "Kubernetes 问答手册::排障"} <= set(names)
    assert all(name.startswith("Kubernetes 问答手册") for name in names)
