"""Whole examples as files that kubectl can apply: what each is called, and what stands at its head.

A file is called as its block is, if that is the name of a file, else by the kind and name of its first object. Whoever
has its address keeps it, so two of them never have one, and nobody gets a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kubefence.findings import BlockReport, Finding, PageReport, Related, Severity, Standing, Text
from kubefence.positions import Place
from kubefence.proof.words import shown

UNSAFE, TAKEN = "unsafe-manifest-name", "same-manifest-name"
SUFFIXES = (".yaml", ".yml")
_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_OF_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_LONGEST = 200
"""Characters of a name; file systems end at 255."""
_ODD = re.compile(r"[^a-z0-9.]+")

Key = tuple[str, int]
"""A page, and which fence of it."""


class File(NamedTuple):
    """An example that is published as a file."""

    path: str
    """Below the root of the site."""
    block: BlockReport
    place: Place

    @property
    def name(self) -> str:
        """Its own name, without folders."""
        return self.path.rpartition("/")[2]


class Plan(NamedTuple):
    """The files of a site, and what keeps examples from being one."""

    files: Mapping[Key, File] = {}
    findings: tuple[Finding, ...] = ()


NONE = Plan()


def plan(pages: Mapping[str, PageReport], folder: str) -> Plan:
    """The files for all whole examples of pages, known by their keys."""
    files: dict[Key, File] = {}
    taken: dict[str, File] = {}
    findings: list[Finding] = []
    for page, report in pages.items():
        for block in report.blocks:
            if block.standing is None or not block.standing.text:
                continue
            own = file_name(block.standing)
            made = File(f"{folder}/{page.removesuffix('.md')}/{own}", block, block.place)
            if wrong := _unsafe(own):
                findings.append(_finding(UNSAFE, made, wrong))
                continue
            first = _in_its_way(made, taken)
            if first is not made and (first.path, _text(first)) != (made.path, _text(made)):
                findings.append(_collision(made, first))
                continue
            files[page, block.number] = first
    return Plan(files, tuple(findings))


def _in_its_way(made: File, taken: dict[str, File]) -> File:
    """The file at this path, or one where this needs a folder or the other way; else the new one, now known.

    ``taken`` knows each file and, with a stroke at its end, each folder by the first file in it.
    """
    path = made.path.casefold()
    above = [path[:at] for at, sign in enumerate(path) if sign == "/"]
    found = next((taken[each] for each in (path, f"{path}/", *above) if each in taken), None)
    if found is not None:
        return found
    taken[path] = made
    for folder in above:
        taken.setdefault(f"{folder}/", made)
    return made


def file_name(standing: Standing) -> str:
    """What the file of an example is called."""
    if standing.title.lower().endswith(SUFFIXES):
        return standing.title.rpartition("/")[2] if standing.title.startswith("/") else standing.title  # one on a node
    first = standing.things[0]
    return f"{first.kind.lower()}-{_ODD.sub('-', first.name.lower()).strip('-.')}.yaml"


def _unsafe(name: str) -> Text | None:
    """Why a name is none for a file on every machine."""
    bad = next((part for part in name.split("/") if not _SEGMENT.fullmatch(part) or _OF_WINDOWS.fullmatch(part)), None)
    if bad is not None or len(name) > _LONGEST:
        said = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        return Text(
            f"示例不能存成文件 {said}：每一段只用字母、数字、点、- 和 _，不以点开头，总长不过 {_LONGEST}；"
            'title="…" 换一个文件名',
            f"the example cannot be a file {said}: each part of its name has letters, digits, dots, - and _, does not "
            f'begin with a dot, and all of it has at most {_LONGEST}; give it another in title="…"',
        )
    return None


def _collision(made: File, first: File) -> Finding:
    line = first.place.span.line
    text = Text(
        f'第 {line} 行的示例已存成 {made.name}，内容不同；给其中一个写 title="….yaml"，它就用那个文件名',
        f'the example in line {line} is the file {made.name} already, and this one is another; write title="….yaml" '
        "at one of them, which names its file",
    )
    related = (Related(first.place, Text("先前的在这里", "the other is here")),)
    return _finding(TAKEN, made, text, related)


def _finding(rule: str, file: File, text: Text, related: tuple[Related, ...] = ()) -> Finding:
    return Finding(rule, Severity.ERROR, file.place, text, related=related)


def _text(file: File) -> str:
    return file.block.standing.text if file.block.standing else ""


def written(file: File, lang: str, address: str) -> str:
    """The text of a file; ``address`` is that of the page, empty where there is none that others can visit."""
    return "".join(f"# {line.in_(lang)}\n" for line in _head(file.block, address)) + _text(file).strip("\n") + "\n"


def _head(block: BlockReport, address: str) -> Iterator[Text]:
    standing = block.standing or Standing()
    if address:
        yield Text(f"来自 {address}", f"from {address}")
    if standing.versions:
        span = shown(standing.versions)
        yield Text(f"kubefence 离线核对：Kubernetes {span} 接受", f"verified offline by kubefence: Kubernetes {span}")
    for against in standing.against:
        yield Text(f"kubefence 离线核对：按 {against.zh}", f"verified offline by kubefence against {against.en}")
