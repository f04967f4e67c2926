"""Items in the page: the question with its options in an order that tells nothing; what is right is folded below.

Of the source

    <details class="choice" id="x" data-level="junior"> <summary>…</summary> - [ ] … - [x] …

the page has

    <section class="item" data-item="choice"> <h3 id="x">…</h3> <ol class="item-options">…</ol>
    <details class="item-answer"> <summary>答案</summary> <ol>…</ol> </details> </section>

``data-answer`` of an option is the number of what is said of it in the answer, which of steps is its place.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from studybook.study.questions.items import FORMS
from studybook.study.questions.model import LEVEL_NAMES, SELF_TEST

ANSWER = "答案"
"""What is folded below the options; the book moves it by this name."""
HIDDEN = "data-search-exclude"
"""The search leads to what a page says, not to what it asks."""
_TASK = re.compile(r"\[(?P<mark>[ xX])\]\s*")
_VERDICTS = {True: ("item-right", "对："), False: ("item-wrong", "不对：")}


class Items(Treeprocessor):
    """Makes items of what is folded in the section 自测."""

    def run(self, root: Element) -> None:
        """Find them: what an item is below can be anything that holds blocks."""
        for parent in root.iter():
            for child in parent:
                kind = child.get("class", "")
                if child.tag == "details" and kind in FORMS and child.get("id") and _made(child, kind):
                    child.attrib.update({"class": "item", "data-item": kind, HIDDEN: ""})
                elif child.tag == "h2" and "".join(child.itertext()).strip() == SELF_TEST:
                    child.set(HIDDEN, "")


def _made(details: Element, kind: str) -> bool:
    """Whether it has become an item: it is in the right form."""
    summary = details.find("summary")
    listed = details.find("ul" if kind == "choice" else "ol")
    if summary is None or listed is None:
        return False
    name, level = details.attrib.pop("id"), details.attrib.pop("data-level", "")
    details.tag = "section"
    summary.tag = "h3"
    summary.attrib.update({"id": name, HIDDEN: "", "data-level-name": LEVEL_NAMES.get(level, "")})
    said = list(listed)
    order = shuffled(name, len(said), steps=kind == "ordering")
    right = [_taken_mark(option) for option in said]
    shown = Element("ol", {"class": "item-options"})
    if kind == "choice":
        said, right, order = [said[n] for n in order], [right[n] for n in order], list(range(len(said)))
    for place in order:
        shown.append(_shown(said[place], place))
    answer = Element("details", {"class": "item-answer"})
    SubElement(answer, "summary").text = ANSWER
    listed.tag, listed[:] = "ol", said
    details.remove(listed)
    answer.append(listed)
    for option, is_right in zip(said, right, strict=True):
        if kind == "choice":
            _judged(option, is_right)
    details[:] = [summary, shown, answer]
    return True


def shuffled(name: str, count: int, *, steps: bool = False) -> list[int]:
    """An order that depends on the name alone; of steps it is not the right one."""
    order = sorted(range(count), key=lambda n: sha256(f"{name} {n}".encode()).digest())
    return [*order[1:], order[0]] if steps and order == sorted(order) else order


def _taken_mark(option: Element) -> bool:
    """Whether it is marked as right; the mark goes."""
    paragraph = _text_of(option)
    found = _TASK.match((paragraph.text or "").lstrip())
    if found:
        paragraph.text = (paragraph.text or "").lstrip()[found.end() :]
    return bool(found and found["mark"] != " ")


def _text_of(option: Element) -> Element:
    """The element that begins with the text of an option."""
    paragraph = option.find("p")
    return option if paragraph is None else paragraph


def _shown(option: Element, place: int) -> Element:
    """The text alone."""
    said = _text_of(option)
    item = Element("li", {"data-answer": str(place)})
    item.text, item[:] = said.text, _copies(said)
    return item


def _copies(said: Element) -> Sequence[Element]:
    return [copy.deepcopy(child) for child in said if child.tag not in ("p", "ul", "ol", "div", "pre")]


def _judged(option: Element, right: bool) -> None:
    """Says before an option whether it is right."""
    name, word = _VERDICTS[right]
    option.set("class", name)
    said = _text_of(option)
    verdict = Element("strong")
    verdict.text, verdict.tail = word, said.text
    said.text = ""
    said.insert(0, verdict)
