"""A page of Markdown, read for its questions: what stands in it, where, and what is wrong with it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from kubefence.findings import Finding
from kubefence.positions import Place
from studybook.study.questions.model import ANSWER, FOLLOW_UPS, SELF_TEST, at, fault
from studybook.study.questions.plain import fenced, inline, prose

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"##[ \t]+(?P<text>.*?)(?:[ \t]+\{[^}]*\})?[ \t]*#*")
_OPEN = re.compile(r"(?P<indent>\s*)<details\b(?P<attributes>[^>]*)(?P<end>>?)")
_ATTRIBUTE = re.compile(r"(?P<name>[\w:-]+)(?:\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"']+)))?")
_SUMMARY = re.compile(r"<summary\b[^>]*>(?P<text>.*?)</summary>", re.DOTALL)
_ASKING = {FOLLOW_UPS: ("追问", "a follow-up"), SELF_TEST: ("自测题", "an item")}
"""Sections in which everything that is folded asks something."""
_LINK = re.compile(r"\]\((?P<target>[^)\s#:]+\.md)(?:#[^)\s]*)?\)")


class Value(NamedTuple):
    """Something that is written, and where."""

    value: Any
    place: Place


class Fold(NamedTuple):
    """A ``<details>``."""

    place: Place
    attributes: Mapping[str, Value]
    section: str
    """The heading above it."""
    question: str
    answer: Sequence[str]
    """The lines below the question."""
    below: int
    """The number in the page of the first of them."""


class Source(NamedTuple):
    """All of a page that questions are made of."""

    path: str
    shown: str
    """What the page is called where something is wrong with it."""
    front: Mapping[str, Value]
    sections: Mapping[str, Sequence[str]]
    """The headings of the second level, each with the lines below it."""
    folds: Sequence[Fold]
    links: tuple[str, ...]
    faults: tuple[Finding, ...]


def read(path: str, text: str, folder: str) -> Source:
    """Read a page; ``path`` is its name below the folder of pages."""
    shown = f"{folder}{path}"
    front, faults = _front(shown, text)
    lines = text.split("\n")
    code = list(fenced(lines))
    sections = dict(_sections(lines, code))
    found = list(_folds(shown, lines, code))
    folds = [each for each in found if isinstance(each, Fold)]
    faults += [each for each in found if isinstance(each, Finding)]
    text = "\n".join(line for line, is_code in zip(lines, code, strict=True) if not is_code)
    return Source(path, shown, front, sections, folds, tuple(_links(path, text)), tuple(faults))


def _links(path: str, text: str) -> Iterator[str]:
    for found in _LINK.finditer(text):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), found["target"]))


def _front(path: str, text: str) -> tuple[dict[str, Value], list[Finding]]:
    """The keys at the top of the page, each at its place."""
    found = _FRONT.match(text)
    if not found:
        return {}, []
    try:
        node = yaml.compose(found["yaml"], yaml.SafeLoader)
        values = yaml.safe_load(found["yaml"])
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = at(path, mark.line + 2, mark.column + 1) if mark else at(path, 1)
        return {}, [fault(place, f"页首元数据不是 YAML：{error.problem}", f"front matter is no YAML: {error.problem}")]
    if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
        return {}, []
    return {
        key.value: Value(values.get(key.value), at(path, key.start_mark.line + 2, 1, value.end_mark.column))
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }, []


def _sections(lines: Sequence[str], code: Sequence[bool]) -> Iterator[tuple[str, list[str]]]:
    name, below = "", list[str]()
    for line, is_code in zip(lines, code, strict=True):
        found = None if is_code else _HEADING.fullmatch(line.rstrip())
        if found:
            if name:
                yield name, below
            name, below = found["text"], []
        else:
            below.append(line)
    if name:
        yield name, below


def _folds(path: str, lines: Sequence[str], code: Sequence[bool]) -> Iterator[Fold | Finding]:
    """Everything that is folded and in nothing else that is."""
    section, depth = "", 0
    for index, line in enumerate(lines):
        if code[index]:
            continue
        if not depth and (heading := _HEADING.fullmatch(line.rstrip())):
            section = heading["text"]
        found = _OPEN.match(line)
        if found and not depth:
            yield _fold(path, lines, index, found, section)
        depth = max(0, depth + bool(found) - ("</details>" in line))


def _fold(path: str, lines: Sequence[str], index: int, found: re.Match[str], section: str) -> Fold | Finding:
    place = at(path, index + 1, found.start("indent") + len(found["indent"]) + 1, len("<details"))
    if section in _ASKING and found["indent"]:
        zh, en = _ASKING[section]
        return fault(
            place,
            f"{zh}的 <details> 要顶格写：缩进的会被当作上一项的一部分，得不到链接",
            f"the <details> of {en} begins its line: indented it is a part of what stands before",
        )
    if not found["end"]:
        return fault(place, "<details …> 要写在一行里", "write <details …> on one line")
    end = next((n for n in range(index, len(lines)) if "</details>" in lines[n]), len(lines))
    body = "\n".join([lines[index][found.end() :], *lines[index + 1 : end]])
    summary = _SUMMARY.match(body.lstrip())
    if not summary:
        return fault(
            place,
            "<details> 后面缺少写在一行里的 <summary>问题</summary>",
            "what is asked is missing: <summary>…</summary> comes right behind <details>",
        )
    question = inline(summary["text"])
    answer = body.lstrip()[summary.end() :]
    below = index + 1 + body[: len(body) - len(answer)].count("\n")
    return Fold(place, _attributes(path, index + 1, found), section, question, answer.split("\n"), below)


def _attributes(path: str, line: int, found: re.Match[str]) -> dict[str, Value]:
    offset = found.start("attributes") + 1
    return {
        each["name"]: Value(
            each["a"] or each["b"] or each["c"] or "", at(path, line, offset + each.start(), len(each[0]))
        )
        for each in _ATTRIBUTE.finditer(found["attributes"])
    }


def short(lines: Sequence[str]) -> str:
    """The first paragraph of an answer."""
    return next(prose(lines), "")


def whole(source: Source) -> str:
    """The answer in short of a page, all of it."""
    return " ".join(prose(source.sections.get(ANSWER, ())))
