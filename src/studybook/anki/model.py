"""The note type: what a note consists of, and how its card looks.

Anki knows a note type by its id, and updates notes only while the fields of it are the same. Whoever adds, removes or
renames a field takes the newer deck away from all who have an older one: change templates and style sheet instead.
"""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

import genanki

ID = 1_764_460_801
"""For good; any number that no other note type has."""
NAME = "Kubernetes 问答手册"


class Fields(NamedTuple):
    """What a note says, each as HTML; a name is shown where somebody edits a note."""

    question: str
    options: str
    """Of an item, in an order that tells nothing."""
    head: str
    """Who is asked, how often, about what."""
    context: str
    """The question that a follow-up follows."""
    answer: str
    more: str
    """What the answer of a page consists of, and its diagrams, folded."""
    source: str
    id: str


NAMES = Fields("题目", "选项", "题头", "主问题", "答案", "要点", "出处", "标识")
FRONT = """\
<div class="handbook" lang="zh-CN">
<p class="head">{{题头}}</p>
<div class="question">{{题目}}</div>
{{#主问题}}<p class="context">追问自：{{主问题}}</p>{{/主问题}}
{{选项}}
</div>"""
BACK = """\
{{FrontSide}}
<hr id="answer">
<div class="handbook" lang="zh-CN">
<div class="answer">{{答案}}</div>
{{要点}}
<p class="source">{{出处}}</p>
</div>"""


def model() -> genanki.Model:
    """The note type as genanki has it."""
    return genanki.Model(
        ID,
        NAME,
        fields=[{"name": name} for name in NAMES],
        templates=[{"name": "问答", "qfmt": FRONT, "afmt": BACK}],
        css=files("studybook.anki").joinpath("card.css").read_text(encoding="utf-8"),
    )
