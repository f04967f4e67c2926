"""What there is to be made ready for, and what each goal needs: tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Need(Enum):
    """How much a goal wants something."""

    NONE = "none"
    WISHED = "wished"
    """It is used where it is there."""
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is loaded as a whole, and roughly how much that is; ``benchmarks/size.py`` measures it."""

    what: str
    loads: int
    """Megabytes from the network."""
    fills: int
    """Megabytes that stay on the disk: the budget."""
    passes: int = 0
    """Megabytes that stand there besides while it is being installed."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to be made ready for."""

    python: str
    npm: tuple[str, ...]
    browser: Need


GOALS = {
    "serve": Goal("site", ("site", "web"), Need.NONE),
    "site": Goal("site", ("site", "web", "offline", "fonts"), Need.WISHED),
    "book": Goal("book", ("site", "web", "offline", "fonts"), Need.REQUIRED),
    "lint": Goal("test", (), Need.NONE),
    "test": Goal("test", ("site", "web", "offline", "fonts", "test"), Need.REQUIRED),
}
USAGE = """usage: scripts/setup.sh [serve|site|book|lint|test]
  serve   to preview the pages and to verify their examples (if nothing is said)
  site    to build the site that is published
  book    to make the book, too
  lint    to check style and types of the code
  test    for all checks and tests"""

PYTHON = {
    "site": Part("Python packages", 46, 170, 80),
    "book": Part("Python packages with those of the book", 91, 310, 120),
    "test": Part("Python packages with those of the tests", 324, 1070, 390),
}
"""Sets of packages, each of which holds those before it."""
GLIBC = {"test": (2, 35)}
"""The oldest version of it that all packages of a set can be had for, where one asks for more than a Python does."""
NPM = {
    "site": Part("scripts of the pages", 47, 15, 200),
    "web": Part("bundler of the study scripts", 6, 13, 20),
    "offline": Part("parts of the service worker", 1, 1, 3),
    "fonts": Part("fonts", 58, 25, 140),
    "test": Part("rules of accessibility, types of the study scripts", 12, 30, 45),
}
"""Folders of ``requirements/npm``."""
NODE = Part("Node until set-up ends", 61, 0, 280)
CHROMIUM = Part("a headless Chromium", 71, 230, 150)


def needs_browser(goal: Goal, environment: Mapping[str, str]) -> Need:
    """How much a goal wants a browser: who demands drawings, a book or a deck needs one."""
    demanded = environment.get("DIAGRAMS") == "required" or environment.get("BOOK") or environment.get("DECK")
    if goal.browser is Need.WISHED and demanded:
        return Need.REQUIRED
    return goal.browser


def larger_sets(name: str) -> list[str]:
    """A set of Python packages and those that hold it."""
    names = list(PYTHON)
    return names[names.index(name) :]
