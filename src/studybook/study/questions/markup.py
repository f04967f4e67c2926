"""Markdown extension: follow-ups and items are sections of their own, with entries in the contents and permalinks.

``<details markdown="1" id="x" data-level="junior">`` gets its question in a heading, for which the extension ``toc``
does what it does for headings. The id stands on ``<details>`` alone: an address with it names the whole follow-up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from studybook.study.questions.item_markup import Items
from studybook.study.questions.model import LEVEL_NAMES

HEADING = "h3"
PERMALINK = "headerlink"
"""The class of permalinks, unless ``toc`` is told otherwise."""
READ, ITEMS, BEFORE_TOC, AFTER_TOC = 25, 7, 6, 4
"""Priorities before and behind what reads text within lines (20), and around that of ``toc`` (5)."""


class _Read(Treeprocessor):
    """What is asked is Markdown too: else the marks around code would be shown."""

    def run(self, root: Element) -> None:
        for summary in root.iter("summary"):
            summary.text = summary.text and str(summary.text)  # no AtomicString, which is left alone
            for child in summary:
                child.tail = child.tail and str(child.tail)


class _Heading(Treeprocessor):
    """Puts the question into a heading with the id."""

    def run(self, root: Element) -> None:
        for details, summary in _follow_ups(root):
            heading = Element(
                HEADING, {"id": details.attrib["id"], "data-level-name": LEVEL_NAMES[details.attrib["data-level"]]}
            )
            heading.text, summary.text = summary.text, None
            for child in list(summary):
                summary.remove(child)
                heading.append(child)
            summary.append(heading)


class _OneId(Treeprocessor):
    """Takes the id from the heading again, once there are a permalink and an entry.

    The permalink goes below the question: what is pressed to open the answer can have no link in it.
    """

    def run(self, root: Element) -> None:
        for details, summary in _follow_ups(root):
            for heading in summary.findall(HEADING):
                heading.attrib.pop("id", None)
                for link in heading.findall(f"a[@class='{PERMALINK}']"):
                    heading.remove(link)
                    link.tail = "\n"
                    details.insert(list(details).index(summary) + 1, link)


def _follow_ups(root: Element) -> Iterator[tuple[Element, Element]]:
    for details in root.iter("details"):
        summary = details.find("summary")
        if summary is not None and details.get("id") and details.get("data-level") in LEVEL_NAMES:
            yield details, summary


class QuestionsExtension(Extension):
    """What the hook of the site adds to the extensions of ``mkdocs.yml``."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Stand around ``toc``."""
        md.treeprocessors.register(_Read(md), "questions-read", READ)
        md.treeprocessors.register(Items(md), "questions-items", ITEMS)
        md.treeprocessors.register(_Heading(md), "questions-heading", BEFORE_TOC)
        md.treeprocessors.register(_OneId(md), "questions-one-id", AFTER_TOC)


def makeExtension(**options: Any) -> QuestionsExtension:
    """What Markdown calls."""
    return QuestionsExtension(**options)
