"""Which pages belong to which: the rules in the order of their list, and the pages that explain one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_LISTED = re.compile(r"\]\(([\w-]+)\.md\)")
_CITED = re.compile(r"\]\((https://[^\s)]+)\)")
BROAD = ("/feature-gates/", "/labels-annotations-taints/")
"""Ends of official pages that list something about everything: to cite the same one says nothing."""
ENOUGH = 2
"""Pages that a reader is sent to."""


def listed(markdown: str) -> list[str]:
    """The pages beside it that a page links to, in its order, each once."""
    return list(dict.fromkeys(_LISTED.findall(markdown)))


def cited(markdown: str) -> Counter[str]:
    """The pages elsewhere that a page links to, without their sections, and how often."""
    return Counter(address.partition("#")[0] for address in _CITED.findall(markdown))


@dataclass(frozen=True)
class Explained:
    """The pages of rules, those that say or show of a mistake that they explain it, and what each page cites."""

    folder: str
    """Where the pages of the rules are, each called by its rule."""
    shown: Mapping[str, frozenset[str]]
    """Page to the rules that its wrong examples break, and those that it says to explain."""
    cited: Mapping[str, Counter[str]]

    def of(self, name: str) -> list[str]:
        """The pages that explain what the page of a rule is about, best first; none for any other page."""
        rule = name.removeprefix(self.folder).removesuffix(".md")
        if not name.startswith(self.folder) or rule == "index":
            return []
        return list(dict.fromkeys([*self._showing(rule), *self._citing(name)]))[:ENOUGH]

    def _showing(self, rule: str) -> Iterator[str]:
        return (page for page, rules in self.shown.items() if rule in rules)

    def _citing(self, name: str) -> list[str]:
        """Those with the same source, first the one that has the largest part of what it cites from there."""
        sources = [source for source in self.cited.get(name, ()) if not source.endswith(BROAD)]
        parts = {
            page: sum(found[source] for source in sources) / found.total()
            for page, found in self.cited.items()
            if found and not self._rule_or_index(page)
        }
        return sorted((page for page, part in parts.items() if part), key=lambda page: -parts[page])

    def _rule_or_index(self, page: str) -> bool:
        return page.startswith(self.folder) or page.rpartition("/")[2] == "index.md"
