"""The questions as templates ask for them, in the form in which they are published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from studybook.study.questions.bank import Bank
from studybook.study.questions.published import Entry


class Catalogue:
    """``study`` in a template."""

    def __init__(self, bank: Bank, document: Mapping[str, Any]) -> None:
        self.bank = bank
        self._by_id: dict[str, Entry] = {entry["id"]: entry for entry in document["questions"]}
        self._ids = {page.page: page.id for page in bank.pages}
        self.questions: Sequence[Entry] = document["questions"]
        self.levels: Sequence[Entry] = document["levels"]
        self.bands: Sequence[Entry] = document["frequency"]
        self.renamed: Mapping[str, str] = document["renamed"]
        self.topics: Sequence[Entry] = [self._counted(topic) for topic in document["topics"]]

    def _counted(self, topic: Entry) -> Entry:
        counts = Counter(entry["kind"] for entry in self.questions if topic["id"] in entry["topics"])
        return {**topic, "pages": counts["page"], "follow_ups": counts["follow-up"]}

    def page(self, name: str) -> Entry | None:
        """The question of a page, by its name below the folder of pages; None where it has none."""
        return self._by_id.get(self._ids.get(name, ""))

    def related(self, name: str) -> list[Entry]:
        """The questions nearest to that of a page, the nearest first."""
        entry = self.page(name)
        return [self._by_id[each] for each in entry["related"]] if entry else []

    def level(self, entry: Entry) -> str:
        """The name of the level of a question."""
        return str(next((level["name"] for level in self.levels if level["id"] == entry["level"]), ""))

    def band(self, entry: Entry) -> Entry | None:
        """How often the question of a page is asked."""
        return next((band for band in self.bands if entry.get("frequency", -1) >= band["from"]), None)
