"""The other end of the proof: what a finished HTML page shows, read as a browser reads it.

Every fence carries a marker from the moment it is rendered. Whoever asks here says which markers are good
(`Licence`); the code behind such a marker, if it is unchanged, is taken out of the page. Nothing that is
left may be YAML, or look like a manifest: not in a template, not in a comment, not in the text of an image.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from kubefence.blocks import digest, is_yaml
from kubefence.checks.unverified import shows_manifest
from kubefence.html import documents
from kubefence.lookalike import manifest, quoted

MARKER = "data-kubefence"
"""The attribute of every element that is a fence."""
MARK = "proof-mark"
"""The class of the remark before a block that is wrong on purpose or was not verified."""

_LABELS = ("language-", "lang-", "highlight-source-", "highlight-", "source-", "")
"""What stands before the name of a language in a class."""
CODE_TAGS = (
    "pre", "code", "samp", "kbd", "tt", "textarea", "xmp", "plaintext", "listing",
    "script", "style", "svg", "math", "option",
)  # fmt: skip
_WITH_LABEL = "[class*='lang' i], [class*='highl' i], [class*='source' i], " + "[class], ".join(CODE_TAGS) + "[class]"
_LABELS_DRAWN = "text, tspan, foreignObject"
_COLOURS = ".l-Scalar, .p-Indicator"
"""Classes that Pygments gives to what it read as YAML, whatever the label says."""
_SAID = ("alt", "title", "aria-label", "aria-description", "placeholder", "value", "label", "summary", "content")
"""Attributes whose text is shown or read out."""
_NUMBERS = ".linenos, .lineno, .lnt, .ln"
"""What Pygments and Chroma call the numbers of lines; only what is a number is taken for one."""


class Reason(StrEnum):
    """What is wrong with something that is shown."""

    YAML = "yaml"
    """YAML that nobody verified there."""
    MANIFEST = "manifest"
    """What looks like a manifest, in a block of another language or in no block at all."""
    CHANGED = "changed"
    """A block that is not as it was when it was verified, or was verified elsewhere."""
    UNMARKED = "unmarked"
    """A block that is wrong on purpose or was not verified, without the remark that says so."""
    UNREADABLE = "unreadable"
    """A page that is nested so deeply that no browser shows it as it is written."""


class Licence(NamedTuple):
    """What a marker allows to be shown."""

    language: str
    digest: str
    free: bool = False
    """The author has said of this block that it is wrong or unverified, so all of it may be shown …"""
    remark: str = ""
    """… behind this remark, if there is one."""


class Unproven(NamedTuple):
    """Something that nobody has verified where it is shown."""

    reason: Reason
    language: str
    text: str
    marker: str = ""
    """That of the fence that it is, if it is one."""


Licences = Callable[[str, bool], Licence | None]
"""Gives what a marker allows, where it is shown and, if the second argument is true, in a comment."""
First = Callable[[LexborNode], Iterator[Unproven]]
"""Takes out of a tree what it knows to be verified, and tells what it knows not to be."""


def unproven(html: str | bytes, licences: Licences, first: First = lambda root: iter(())) -> Iterator[Unproven]:
    """What a page shows that nobody has verified, each once; bytes are decoded as a browser does.

    ``first`` sees each tree before anything without a marker is looked at.
    """
    told: set[Unproven] = set()
    for part in documents.parts(html):
        for each in _left(part, licences, first):
            if each not in told:
                told.add(each)
                yield each


def _left(part: documents.Part, licences: Licences, first: First) -> Iterator[Unproven]:
    root = part.root
    if root is None:
        yield Unproven(Reason.UNREADABLE, "", "")
        return
    redeemed: list[tuple[LexborNode, LexborNode]] = []
    known: set[int] = set()
    for fence in root.css(f"[{MARKER}]"):
        marker = fence.attributes[MARKER] or ""
        allowed = licences(marker, part.hidden)
        if allowed is None or _lies_in(fence, known):
            continue
        code = _code(fence, allowed.digest)
        if code is None and not (allowed.free or is_yaml(allowed.language)):
            continue  # what it shows now is looked at like anything else
        yield from _wrong(fence, code, marker, allowed)
        redeemed.append((fence, code or fence))
        known.add(fence.mem_id)
    for fence, code in redeemed:
        _take_out(fence, code)
    documents.break_lines(root)
    yield from first(root)
    yield from _taken(labelled(root), Reason.YAML)
    yield from _taken(coloured(root), Reason.YAML)
    yield from _taken(_alike(root), Reason.MANIFEST)
    yield from _taken(_drawn(root), Reason.MANIFEST)
    yield from _said(root)
    if text := manifest(root.text(), prose=True):
        yield Unproven(Reason.MANIFEST, "", text)


def _wrong(fence: LexborNode, code: LexborNode | None, marker: str, allowed: Licence) -> Iterator[Unproven]:
    """What is wrong with a fence; without ``code`` its text is not what it was."""
    if code is None:
        yield Unproven(Reason.CHANGED, allowed.language, fence.text(), marker)
    elif allowed.remark and allowed.remark != _remark(fence):
        yield Unproven(Reason.UNMARKED, allowed.language, code.text(), marker)
    elif not allowed.free and shows_manifest(allowed.language, code.text()):
        yield Unproven(Reason.MANIFEST, allowed.language, code.text(), marker)


def _code(fence: LexborNode, wanted: str) -> LexborNode | None:
    """The element of a fence with just the text that it had."""
    candidates = fence.css("code") or fence.css("pre") or [fence]
    return next((code for code in candidates if digest(without_numbers(code)) == wanted), None)


def without_numbers(code: LexborNode) -> str:
    """The text of code without the numbers of its lines."""
    if not code.css(_NUMBERS):
        return code.text()
    texts = (node for node in code.traverse(include_text=True) if node.is_text_node)
    return "".join(node.text() for node in texts if not _is_number(node))


def _is_number(text: LexborNode) -> bool:
    around = text.parent
    return around is not None and around.css_matches(_NUMBERS) and not text.text().strip(" 0123456789")


def _remark(fence: LexborNode) -> str:
    """The text of the remark right before a fence."""
    before = fence.prev
    while before is not None and before.is_text_node and not before.text().strip():
        before = before.prev
    return before.text() if before is not None and MARK in _classes(before) else ""


def _take_out(fence: LexborNode, code: LexborNode) -> None:
    """Code leaves the page; what is around it says no longer what language it is."""
    if code.mem_id == fence.mem_id:
        fence.decompose()
        return
    code.decompose()
    for element in fence.css("[class]"):
        del element.attrs["class"]


Named = Iterator[tuple[LexborNode, str]]
"""Elements with the language that each names."""


def labelled(root: LexborNode) -> Named:
    """What a class calls YAML."""
    for element in root.css(_WITH_LABEL):
        is_code = element.tag in CODE_TAGS
        for token in _classes(element):
            label = next(label for label in _LABELS if token.lower().startswith(label))
            if (label or is_code) and is_yaml(token[len(label) :]):
                yield element, token[len(label) :]
                break


def coloured(root: LexborNode) -> Named:
    """What Pygments has read as YAML, whatever it is called."""
    for span in root.css(_COLOURS):
        around = span.parent
        while around is not None and around.tag not in CODE_TAGS:
            around = around.parent
        yield around or span, ""


def _alike(root: LexborNode) -> Named:
    """Code, and whatever else a reader may take for it, that looks like a manifest."""
    return ((element, "") for element in root.css(", ".join(CODE_TAGS)) if manifest(element.text()))


def _drawn(root: LexborNode) -> Named:
    """Labels of drawings that quote a piece of a manifest."""
    seen: set[int] = set()
    for text in root.css(_LABELS_DRAWN):
        group = text.parent  # a label of several lines is a group of texts
        label = group if group is not None and group.tag == "g" else text
        if label.mem_id in seen:
            continue
        seen.add(label.mem_id)
        if quoted(" ".join(label.text().split())):
            yield label, ""


def _taken(found: Named, reason: Reason) -> Iterator[Unproven]:
    """Each that lies in no other is told and leaves the page, so that nobody tells it again."""
    outermost: list[LexborNode] = []
    known: set[int] = set()
    for element, language in found:
        if element.text().strip() and not _lies_in(element, known):
            yield Unproven(reason, language, element.text(), element.attributes.get(MARKER) or "")
            outermost.append(element)
            known.add(element.mem_id)
    for element in outermost:
        element.decompose()


def _lies_in(element: LexborNode, known: set[int]) -> bool:
    around: LexborNode | None = element
    while around is not None and around.mem_id not in known:
        around = around.parent
    return around is not None


def _said(root: LexborNode) -> Iterator[Unproven]:
    """What attributes show or read out."""
    for element in root.css(", ".join(f"[{name}]" for name in _SAID)):
        for name in _SAID:
            text = element.attributes.get(name) or ""
            if manifest(text):
                yield Unproven(Reason.MANIFEST, "", text)


def _classes(element: LexborNode) -> list[str]:
    return (element.attributes.get("class") or "").split()
