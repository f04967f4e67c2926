"""What pages hold for the scripts of ``web/``: places that they fill, and the list of all questions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape

from studybook.study.questions.catalogue import Catalogue
from studybook.study.questions.published import Entry

KEY = "study"
"""What a page says of itself that is made for studying; it is no part of the book."""
APPS = ("questions", "review", "quiz", "interview")
"""What such a page can be."""
KINDS = (("page", "主问题"), ("follow-up", "追问"))
HEAD = re.compile(r'<h1[^>]*\bdata-question="[^"]*".*?</h1>(?:\s*<p class="proof".*?</p>)?', re.DOTALL)
PLACES = '\n<div class="study-tools" data-study-tools></div>\n<div class="study-ask" data-study-ask></div>'
"""Empty without scripts: what can be done with a question, and what stands for a hidden answer."""
WITHOUT = {
    "review": "复习要在浏览器里运行脚本，才能记住你的进度。没有脚本时，可以直接读",
    "quiz": "测一测要在浏览器里运行脚本。没有脚本时，题目页的“自测”可以直接读，入口在",
    "interview": "模拟面试要在浏览器里运行脚本。没有脚本时，可以按下文用命令行出一份卷子，或者直接读",
}

Address = Callable[[str], str]
"""An address of the site, as it stands in a page."""


def with_places(html: str) -> str:
    """The content of a page; below its heading, if that is a question, are the places for scripts."""
    return HEAD.sub(lambda found: found[0] + PLACES, html, count=1)


def with_app(html: str, app: str, catalogue: Catalogue, address: Address, questions: str) -> str:
    """The content of a page for studying; ``questions`` is the address of the list, for whoever has no scripts."""
    made = _list(catalogue, address) if app == "questions" else _empty(app, questions)
    head, end, tail = html.partition("</h1>")
    return f"{head}{end}\n{made}{tail}"


def _empty(app: str, questions: str) -> str:
    without = f'<p class="study-without">{WITHOUT[app]}<a href="{escape(questions)}">题库</a>。</p>'
    return f'<div class="study-app" data-study-app="{app}">{without}</div>'


def _list(catalogue: Catalogue, address: Address) -> str:
    choices = {
        "topic": [(topic["id"], topic["name"]) for topic in catalogue.topics],
        "level": [(level["id"], level["name"]) for level in catalogue.levels],
        "frequency": [(band["id"], band["name"]) for band in catalogue.bands],
        "kind": KINDS,
    }
    said = escape(json.dumps(choices, ensure_ascii=False, separators=(",", ":")))
    topics = {topic["id"]: topic["name"] for topic in catalogue.topics}
    rows = "\n".join(_row(entry, catalogue, topics, address) for entry in catalogue.questions)
    return (
        f'<div class="study-app" data-study-app="questions" data-choices="{said}">'
        f'\n<ol class="study-list">\n{rows}\n</ol></div>'
    )


def _row(entry: Entry, catalogue: Catalogue, topics: dict[str, str], address: Address) -> str:
    band = catalogue.band(entry) if entry["kind"] == "page" else None
    names = [catalogue.level(entry), *(topics[topic] for topic in entry["topics"])]
    meta = " · ".join(map(escape, [*names, band["name"]] if band else names))
    found = {
        "id": entry["id"],
        "kind": entry["kind"],
        "level": entry["level"],
        "topics": " ".join(entry["topics"]),
        "frequency": band["id"] if band else "",
        "often": str(entry.get("frequency", "")),
    }
    said = "".join(f' data-{name}="{escape(value)}"' for name, value in found.items() if value)
    link = f'<a href="{escape(address(entry["url"]))}">{escape(entry["title"])}</a>'
    return f'<li{said}><span class="study-dot"></span>{link}<span class="study-meta">{meta}</span></li>'
