"""Items: what a page asks of those who have read it, to be answered by choosing or by putting in order.

In the section 自测 each stands in a ``<details class="choice">`` or ``<details class="ordering">``; its options are the
items of a list, each with the reason below it. Whoever reads the source on a forge reads a list of tasks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kubefence.findings import Finding, Related, Text
from kubefence.nearest import suggestion
from studybook.study.questions.model import OLD_AND_NEW, SELF_TEST, SOURCES, Item, Option, Question, at, fault
from studybook.study.questions.plain import fenced
from studybook.study.questions.source import Fold, Source


class Form(NamedTuple):
    """What kind of item it is."""

    option: re.Pattern[str]
    least: int
    most: int
    written: str
    """How an option of it is written."""
    zh: str
    en: str


FORMS: Mapping[str, Form] = {
    "choice": Form(re.compile(r"- \[(?P<mark>[ xX])\] +(?P<text>.*)"), 3, 5, "- [ ] …", "选项", "options"),
    "ordering": Form(re.compile(r"(?P<mark>\d+)\. +(?P<text>.*)"), 3, 6, "1. …", "步骤", "steps"),
}
INDENT = " " * 4
"""What stands below an option as a part of it."""
REVEALING = (1.8, 12)
"""The right option is not so many times, and so many characters, longer than every wrong one: that would tell it."""
_ABOUT_OTHERS = re.compile(r"(?:以上|上面|上述|前面).{0,6}(?:都|均|全|皆)|^[A-F] ?(?:和|与|、|及)")
"""Options that speak of others: on the screen they stand in another order."""


def is_item(fold: Fold) -> bool:
    """Whether this is one, or should be."""
    kind = fold.attributes.get("class")
    return fold.section == SELF_TEST or (kind is not None and kind.value in FORMS)


def misplaced(page: Source) -> Iterator[Finding]:
    """Items that stand elsewhere, and a section of them that stands elsewhere."""
    for fold in page.folds:
        if is_item(fold) and fold.section != SELF_TEST:
            yield fault(
                fold.place, f"自测题写在“## {SELF_TEST}”一节里", f"an item belongs to the section “## {SELF_TEST}”"
            )
    names = list(page.sections)
    if SELF_TEST in names:
        after = names[names.index(SELF_TEST) + 1 :][:1]
        if after not in ([OLD_AND_NEW], [SOURCES]):
            first = next((fold.place for fold in page.folds if fold.section == SELF_TEST), at(page.shown, 1))
            yield fault(
                first,
                f"“## {SELF_TEST}”直接写在“## {OLD_AND_NEW}”前面，没有它时写在“## {SOURCES}”前面",
                f"“## {SELF_TEST}” stands directly before “## {OLD_AND_NEW}”, or else before “## {SOURCES}”",
            )


def read(fold: Fold, asked: Question, path: str) -> tuple[Item, list[Finding]]:
    """An item, with what is wrong with its options."""
    given = fold.attributes.get("class")
    kind = str(given.value) if given else ""
    form = FORMS.get(kind)
    options, faults = _options(fold, form, path) if form else ([], [_no_form(fold, kind)])
    if form and not faults:
        faults += [*_count(fold, options, form), *_right(fold, options, kind), *_alike(options)]
        faults += [*_reasons(options), *_revealing(options, kind)]
    item = Item(asked.id, asked.page, asked.place, asked.title, asked.level, asked.topics, "", (), kind, tuple(options))
    return item, faults


def _no_form(fold: Fold, kind: str) -> Finding:
    near = suggestion(kind, FORMS, 0.5)
    return fault(
        fold.attributes["class"].place if kind else fold.place,
        f'自测题要写成 <details class="choice" …>（选一个）或 class="ordering"（排顺序）{near.zh}',
        f'an item is <details class="choice" …> (one is chosen) or class="ordering" (steps in order){near.en}',
    )


def _options(fold: Fold, form: Form, path: str) -> tuple[list[Option], list[Finding]]:
    options: list[Option] = []
    faults: list[Finding] = []
    above = ""
    for number, (line, code) in enumerate(zip(fold.answer, fenced(fold.answer), strict=True), fold.below):
        found = None if code else form.option.fullmatch(line.rstrip())
        if found:
            place = at(path, number, found.start("text") + 1, max(1, len(found["text"])))
            options.append(Option(found["text"], found["mark"] != " ", place, ()))
        elif line.strip() and (not options or not line.startswith(INDENT) or (above and above == options[-1].text)):
            faults.append(_neither(path, number, line, form))
        elif options:
            options[-1] = options[-1]._replace(reason=(*options[-1].reason, line))
        above = found["text"] if found else ""
    return options, faults


def _neither(path: str, number: int, line: str, form: Form) -> Finding:
    begins = len(line) - len(line.lstrip())
    return fault(
        at(path, number, begins + 1, len(line.strip())),
        f"这里只有{form.zh}（顶格一行 {form.written}）和它的解释（空一行，缩进 4 个空格）",
        f"here are only {form.en} (“{form.written}” on one line) and their reasons (after a blank line, 4 blanks in)",
    )


def _count(fold: Fold, options: list[Option], form: Form) -> Iterator[Finding]:
    if not form.least <= len(options) <= form.most:
        yield fault(
            fold.place,
            f"要有 {form.least} 到 {form.most} 个{form.zh}，写成 {form.written}；这里有 {len(options)} 个",
            f"there are {form.least} to {form.most} {form.en}, each “{form.written}”; here are {len(options)}",
        )


def _right(fold: Fold, options: list[Option], kind: str) -> Iterator[Finding]:
    right = [option for option in options if option.right]
    if kind == "choice" and options and len(right) != 1:
        yield fault(
            right[1].place if right else fold.place,
            f"恰好一个选项是对的，写成 - [x]；这里有 {len(right)} 个",
            f"exactly one option is right, “- [x]”; here are {len(right)}",
        )


def _alike(options: list[Option]) -> Iterator[Finding]:
    first: dict[str, Option] = {}
    for option in options:
        before = first.setdefault(_bare(option.text), option)
        if before is not option:
            yield fault(
                option.place,
                "这一项与前面的一项相同",
                "this is the same as one before it",
                [Related(before.place, Text("第一次在这里", "it is here first"))],
            )


def _bare(text: str) -> str:
    """What readers would take for the same: without mark-up, case, blanks and width."""
    return re.sub(r"[\s`*_。.]", "", unicodedata.normalize("NFKC", text)).casefold()


def _reasons(options: list[Option]) -> Iterator[Finding]:
    for option in options:
        if not option.text.strip():
            yield fault(option.place, "这一项是空的", "this one is empty")
        elif _ABOUT_OTHERS.search(option.text):
            yield fault(
                option.place,
                "选项不能指别的选项：屏幕上的次序是打乱的；写出它自己说什么",
                "an option cannot speak of others: on the screen they are in another order; write what it says itself",
            )
        elif not "".join(option.reason).strip():
            yield fault(
                option.place,
                "这一项没有解释：空一行，缩进 4 个空格写明为什么，错的也要写",
                "this one has no reason: after a blank line, 4 blanks in, write why, also of what is wrong",
            )


def _revealing(options: list[Option], kind: str) -> Iterator[Finding]:
    times, more = REVEALING
    wrong = max((len(option.text) for option in options if not option.right), default=0)
    for option in options:
        if kind == "choice" and option.right and len(option.text) > max(times * wrong, wrong + more):
            yield fault(
                option.place,
                f"对的一项比别的都长得多（{len(option.text)} 字，最长的错项 {wrong} 字），一眼就能看出来",
                f"the right one is far longer than the others ({len(option.text)} characters, the longest wrong one "
                f"{wrong}), which gives it away",
            )
