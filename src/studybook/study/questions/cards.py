"""Cards: the answers of a page and the options of its items, as it is published, for whoever is being asked.

A card is shown in another page, in which its ids would not be alone and its links would lead elsewhere.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NotRequired, TypedDict
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studybook.study.questions.model import ANSWER, PageQuestion, Question
from studybook.study.questions.points import points

_LEFT_OUT = "a.headerlink, script, button, .proof-seal"
_ADDRESSES = ("href", "src")
_HEADINGS = frozenset({"h1", "h2"})


class Card(TypedDict):
    """An answer, or the options of an item."""

    title: str
    """What is asked."""
    html: str
    more: bool
    """Whether the page says more than the card."""
    points: NotRequired[list[str]]
    """Of an answer what it has to have in it; code stands between backticks."""


def cards(html: str, page: PageQuestion, url: str, shown_at: str) -> dict[str, Card]:
    """The cards of a finished page by their ids; ``url`` is its address, ``shown_at`` that of the page for cards."""
    content = LexborHTMLParser(html).css_first("article")
    if content is None:
        return {}

    def card(question: Question, nodes: list[LexborNode], *, more: bool = False) -> Card:
        made: Card = {"title": question.title, "html": _written(nodes, url, shown_at), "more": more}
        return {**made, "points": list(points(question.answer))} if question.answer else made

    found = {page.id: card(page, _answer(content), more=True)}
    for question in page.follow_ups:
        details = content.css_first(f'details[id="{question.id}"]')
        if details is not None:
            nodes = [node for node in details.iter(include_text=True) if node.tag != "summary"]
            found[question.id] = card(question, nodes)
    for item in page.items:
        heading = content.css_first(f'[data-item] > [id="{item.id}"]')
        if heading is not None:
            found[item.id] = card(item, list(_below(heading)))
    return found


def _answer(content: LexborNode) -> list[LexborNode]:
    """What stands below the heading of the answer, up to the next."""
    heading = next((node for node in content.css("h2") if node.attributes.get("id") == ANSWER), None)
    return list(_below(heading)) if heading else []


def _below(heading: LexborNode) -> Iterator[LexborNode]:
    node = heading.next
    while node is not None and node.tag not in _HEADINGS:
        yield node
        node = node.next


def _written(nodes: list[LexborNode], url: str, shown_at: str) -> str:
    return "".join(_adapted(node.html or "", url, shown_at) for node in nodes).strip()


def _adapted(html: str, url: str, shown_at: str) -> str:
    """A part of a page as a part of another; drawings keep the ids by which they refer to themselves."""
    parser = LexborHTMLParser(f"<body>{html}</body>")
    for node in parser.css(_LEFT_OUT):
        node.decompose()
    for node in parser.css("[id]"):
        if not _in_drawing(node):
            del node.attrs["id"]
    for name in _ADDRESSES:
        for node in parser.css(f"[{name}]"):
            node.attrs[name] = moved(node.attributes.get(name) or "", url, shown_at)
    body = parser.body
    return "".join(child.html or "" for child in body.iter(include_text=True)) if body else ""


def _in_drawing(node: LexborNode) -> bool:
    parent: LexborNode | None = node
    while parent is not None:
        if parent.tag == "svg":
            return True
        parent = parent.parent
    return False


def moved(address: str, url: str, shown_at: str) -> str:
    """An address as it stands in the page ``url``, as it has to stand in the page ``shown_at``."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith("/"):
        return address
    folder = url if url.endswith("/") else posixpath.dirname(url)
    target = posixpath.normpath(posixpath.join(folder, parts.path)) if parts.path else url.rstrip("/")
    ends = parts.path.endswith("/") if parts.path else url.endswith("/")
    here = shown_at if shown_at.endswith("/") else posixpath.dirname(shown_at)
    path = posixpath.relpath(target, here or ".") + ("/" if ends else "")
    return parts._replace(path=path).geturl()
