#!/usr/bin/env python3
"""Which topics that public question collections ask about have an answer on this site.

    python benchmarks/coverage.py [--least 95]

The topics, and how many of 31 collections ask about each, are in ``asked.toml``. Of those that belong to the site it
prints the share that a question answers, and those that are left, the most frequent first. Ends with 1 if the share is
below --least per cent, or a topic that three or more collections ask about has no answer.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from studybook.study.questions.bank import gather

ROOT = Path(__file__).resolve().parent.parent
ASKED = Path(__file__).with_name("asked.toml")
OFTEN = 3
"""Topics of so many collections have to be answered, each of them."""


class Coverage(NamedTuple):
    """Topics with their frequencies."""

    answered: Mapping[str, int]
    missing: Mapping[str, int]
    beyond: Mapping[str, int]
    unknown: tuple[str, ...]
    """Questions and pages that the table names and the site does not have."""

    @property
    def share(self) -> float:
        """Of the topics that belong here, how many of a hundred are answered."""
        return 100 * len(self.answered) / max(len(self.answered) + len(self.missing), 1)


def coverage(table: Mapping[str, Any], known: frozenset[str]) -> Coverage:
    """What a table says, held against what there is to answer."""
    answered: dict[str, int] = {}
    missing: dict[str, int] = dict(table["missing"])
    for question, topics in table["answered"].items():
        (answered if question in known else missing).update(topics)
    beyond = {topic: row["frequency"] for topic, row in table["beyond"].items()}
    return Coverage(answered, missing, beyond, tuple(sorted({*table["answered"]} - known)))


def answers(root: Path) -> frozenset[str]:
    """The ids of the page questions of a site, and its pages below ``docs/``."""
    paths = {path.relative_to(root).as_posix(): path for path in sorted((root / "docs").rglob("*.md"))}
    pages = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    bank = gather(pages, (root / "study.toml").read_text(encoding="utf-8"))
    return frozenset({page.id for page in bank.pages} | {name.removeprefix("docs/") for name in pages})


def main() -> int:
    """Print the share and what is left."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--least", type=float, default=95, help="per cent (default 95)")
    least: float = parser.parse_args().least
    found = coverage(tomllib.loads(ASKED.read_text(encoding="utf-8")), answers(ROOT))
    for question in found.unknown:
        print(f"{ASKED.name}: there is no question or page {question}")
    for topic, frequency in sorted(found.missing.items(), key=lambda row: -row[1]):
        print(f"{frequency:3} {topic}")
    often = sum(frequency >= OFTEN for frequency in found.missing.values())
    total = len(found.answered) + len(found.missing)
    print(f"{len(found.answered)} of {total} topics are answered, {found.share:.1f} %; {len(found.beyond)} are beyond")
    print(f"{often} of those without an answer are asked by {OFTEN} or more collections")
    return 0 if found.share >= least and not often and not found.unknown else 1


if __name__ == "__main__":
    sys.exit(main())
