"""Anki itself takes the deck in: once, twice, and a newer one over what somebody has studied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.decks import DeckId
from anki.scheduler.v3 import CardAnswer, Scheduler

from studybook.anki.notes import Note
from studybook.anki.package import Told, one_level, packed
from tests.study.test_items import PAGE

from .small import DNS, IDS, deck, notes

LATER = 4_000_000_000
"""A moment that is later than any change that somebody makes in Anki while this runs."""
CHANGED = DNS.replace("都能。", "只有集群里的 Pod 能。")
COLUMNS = "type, queue, due, ivl, factor, reps, lapses, left, flags, did, data"


class Reader(NamedTuple):
    """Somebody who has Anki."""

    collection: Collection
    folder: Path

    def take_in(self, package: bytes) -> dict[str, int]:
        """What Anki says of an import: how many notes were new, updated, the same."""
        file = self.folder / "deck.apkg"
        file.write_bytes(package)
        request = ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
        log = self.collection.import_anki_package(request).log
        told = {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")}
        return {name: count for name, count in told.items() if count}

    def study(self, count: int) -> list[str]:
        """Answer as many cards as they come, and say which."""
        col = self.collection
        assert isinstance(col.sched, Scheduler)
        col.decks.select(self.deck("手册"))
        seen = []
        for grade in range(count):
            (queued,) = col.sched.get_queued_cards().cards[:1]
            card = col.get_card(queued.card.id)
            card.start_timer()
            rating = (CardAnswer.EASY, CardAnswer.GOOD)[grade % 2]
            answer = col.sched.build_answer(card=card, states=queued.states, rating=rating)
            col.sched.answer_card(answer)
            seen.append(self.note_of(card.nid)["标识"])
        return seen

    def deck(self, name: str) -> DeckId:
        """The id of a deck, which is made if there is none of this name."""
        number = self.collection.decks.id(name)
        assert number
        return number

    def note_of(self, number: Any) -> Any:
        return self.collection.get_note(number)

    def note(self, name: str) -> Any:
        """The note of a question; there is one."""
        (found,) = self.collection.find_notes(f"标识:{name}")
        return self.note_of(found)

    def ids(self) -> list[str]:
        """Of all notes, sorted."""
        return sorted(self.note_of(number)["标识"] for number in self.collection.find_notes(""))

    def schedule(self) -> dict[str, list[Any]]:
        """All that Anki knows of when each card comes next."""
        assert self.collection.db
        rows = self.collection.db.all(f"select nid, {COLUMNS} from cards")
        return {self.note_of(nid)["标识"]: columns for nid, *columns in rows}

    def log(self) -> list[Any]:
        """Every answer that was ever given."""
        assert self.collection.db
        return list(self.collection.db.all("select * from revlog order by id"))


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    collection = Collection(str(tmp_path / "collection.anki2"))
    yield Reader(collection, tmp_path)
    collection.close()


@pytest.mark.parametrize(
    "title", ["手册:::二", "::手册", "<b>手册</b> & “q”", "手册\n二", "  ", "A'); DROP TABLE notes--"]
)
def test_whatever_a_site_is_called_it_is_one_deck_with_its_chapters(reader: Reader, title: str) -> None:
    package = packed(Told(one_level(title), "", 1_700_000_000), notes(), {})
    assert reader.take_in(package) == {"new": len(IDS)}
    names = sorted(deck.name for deck in reader.collection.decks.all_names_and_ids() if deck.name != "Default")
    assert len(names) == 2
    assert names[1] == f"{names[0]}::网络"
    assert reader.ids() == sorted(IDS)


def without(name: str, made: list[Note]) -> list[Note]:
    return [note for note in made if note.fields.id != name]


def test_all_notes_come_in_with_a_card_each_in_the_order_of_the_pages(reader: Reader) -> None:
    assert reader.take_in(deck(notes())) == {"new": len(IDS)}
    assert reader.ids() == sorted(IDS)
    due = {name: columns[2] for name, columns in reader.schedule().items()}
    assert sorted(due, key=due.__getitem__) == IDS
    names = {deck.name for deck in reader.collection.decks.all_names_and_ids(skip_empty_default=True)}
    assert names == {"手册", "手册::网络"}


def test_what_is_shown_is_what_the_page_says(reader: Reader) -> None:
    reader.take_in(deck(notes()))
    (number,) = reader.collection.find_cards("标识:who-may-ask")
    shown = reader.collection.get_card(number).render_output()
    assert "谁都能问吗？" in shown.question_text
    assert "追问自：名字怎样解析？" in shown.question_text
    assert "都能。" not in shown.question_text
    assert "<p>都能。</p>" in shown.answer_text
    assert "nightMode" in shown.css


def test_the_same_deck_again_changes_nothing(reader: Reader) -> None:
    reader.take_in(deck(notes()))
    reader.study(2)
    before = reader.schedule()
    assert reader.take_in(deck(notes())) == {"duplicate": len(IDS)}
    assert reader.schedule() == before
    assert reader.ids() == sorted(IDS)


def test_a_newer_deck_changes_the_notes_and_nothing_that_was_learned(reader: Reader) -> None:
    """One answer has changed, one question is new, one is gone."""
    reader.take_in(deck(without("check-order", notes())))
    assert reader.study(3) == ["cluster-dns", "default-policy", "who-may-ask"]
    before, log = reader.schedule(), reader.log()
    assert before["who-may-ask"][5] == 1, "it was answered once"

    newer = without("default-policy", notes(html=CHANGED))
    assert reader.take_in(deck(newer, LATER)) == {"new": 1, "updated": len(newer) - 1}

    assert reader.ids() == sorted(IDS), "what the newer deck does not have stays with whoever has it"
    assert reader.note("who-may-ask")["答案"] == "<p>只有集群里的 Pod 能。</p>"
    after = reader.schedule()
    assert after.pop("check-order")[5] == 0
    assert after == before
    assert reader.log() == log


def test_a_question_with_another_id_goes_on_where_it_was(reader: Reader) -> None:
    from tests.study.pages import STUDY

    old = {"page": PAGE.replace("default-policy", "old-policy"), "html": DNS.replace("default-policy", "old-policy")}
    reader.take_in(deck(notes(**old)))
    reader.study(2)
    before = reader.schedule()
    renamed = notes(f'{STUDY}old-policy = "default-policy"\n')
    assert reader.take_in(deck(renamed, LATER)) == {"updated": len(IDS)}
    assert reader.schedule()["default-policy"] == before["old-policy"]
    assert reader.ids() == sorted(IDS)


def test_what_belongs_to_a_card_stays_and_what_belongs_to_a_note_is_that_of_the_deck(reader: Reader) -> None:
    """As Anki does it; the page about the site tells readers."""
    reader.take_in(deck(notes()))
    col = reader.collection
    (number,) = col.find_cards("标识:proxy")
    col.set_user_flag_for_cards(3, [number])
    col.sched.suspend_cards([number])
    col.set_deck([number], reader.deck("我的"))
    note = reader.note("proxy")
    note.add_tag("mine")
    col.update_note(note)
    before = reader.schedule()
    reader.take_in(deck(notes(), LATER))
    assert reader.schedule() == before
    assert "mine" not in reader.note("proxy").tags


def test_what_somebody_has_written_after_the_deck_was_made_stays(reader: Reader) -> None:
    reader.take_in(deck(notes()))
    note = reader.note("proxy")
    note["答案"] = "我的答案"
    reader.collection.update_note(note)
    assert reader.take_in(deck(notes(), 1_700_000_001)) == {"updated": len(IDS) - 1, "duplicate": 1}
    assert reader.note("proxy")["答案"] == "我的答案"


def test_images_come_in_under_their_names(reader: Reader) -> None:
    from studybook.anki.package import Told, packed

    made = notes(html=DNS.replace("都能。", '<img src="../../assets/a.png" alt="图">'))
    reader.take_in(packed(Told("手册", "", 1_700_000_000), made, {"kubernetes-handbook-assets-a.png": b"\x89PNG"}))
    assert 'src="kubernetes-handbook-assets-a.png"' in reader.note("who-may-ask")["答案"]
    assert Path(reader.collection.media.dir(), "kubernetes-handbook-assets-a.png").read_bytes() == b"\x89PNG"
