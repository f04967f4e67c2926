"""Manifests in blocks of other languages: in JSON, in requests and answers of HTTP, on both sides of a diff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kubefence.blocks import DIFF, HTTP, JSON, Block, folded
from kubefence.checks import printed, syntax
from kubefence.checks.syntax import Reading
from kubefence.findings import Finding, Severity
from kubefence.positions import Relined, ShiftedMap, TextMap
from kubefence.yamldoc.limits import MAX_BLOCK

_HEAD = ("apiVersion", "kind")
_LEFT_OUT = re.compile(r"\.\.\.|…|(?:^|\s)(?://|#)|/\*|<[a-zA-Z][\w .-]*>|\{\{|\$\{|\[\.+\]|\*\*", re.MULTILINE)
"""Signs that a text of JSON is for reading only: comments, something left out, to be filled in or in bold type."""
_SYNTAX = frozenset({"json-syntax", "duplicate-key"})
_ASKED_OF_WEBHOOKS = frozenset({"SubjectAccessReview", "TokenReview"})
"""Kinds that the server sends to webhooks, in versions too in which nobody may send them to it."""
_OPTIONS = frozenset({"DeleteOptions", "WatchEvent"})
"""Kinds that go to and fro and that no schema calls a kind."""
_HUNK = re.compile(r"@@ -(\d+)")
_HEADS_OF_DIFF = (
    "diff ",
    "index ",
    "--- ",
    "+++ ",
    "new file",
    "deleted file",
    "similarity ",
    "rename ",
    "\\ No newline",
)


class Carried(NamedTuple):
    """A manifest that a block of another language carries."""

    text: str
    map: TextMap
    reading: Reading
    side: bool = False
    """Whether it is a side of a diff, and so a file; else it goes to and fro."""
    gone: frozenset[int] = frozenset()
    """The lines of the file, from 1, that stand for what was there before."""

    def told(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Those of its findings that hold where it stands: what was there before may have been wrong."""
        kinds = {document.value["kind"] for document in self.reading.objects if isinstance(document.value, dict)}
        asked = not self.side and kinds <= _ASKED_OF_WEBHOOKS
        for finding in findings:
            if asked and finding.rule == "removed-api":
                continue
            before = finding.span.line in self.gone and finding.severity is Severity.ERROR
            yield finding._replace(severity=Severity.WARNING) if before else finding


def carried(block: Block) -> list[Carried]:
    """The manifests in a block, whole and readable; none where its language carries none."""
    language = folded(block.language)
    reader = _READERS.get(language)
    return list(reader(block)) if reader and len(block.text) <= MAX_BLOCK else []


def broken(block: Block) -> tuple[Finding, ...]:
    """Mistakes in JSON that carries no manifest, where all of it is there."""
    text = block.text.strip()
    whole = text[:1] + text[-1:] in ("{}", "[]") and not _LEFT_OUT.search(text)
    if folded(block.language) != "json" or not whole:
        return ()
    reading = syntax.read(block.text, block.map, MAX_BLOCK, json=True)
    return tuple(finding for finding in reading.findings if finding.rule in _SYNTAX)


def _of_json(block: Block) -> Iterator[Carried]:
    yield from _readable(block.text, block.map, json=True)


def _of_http(block: Block) -> Iterator[Carried]:
    lines = block.text.split("\n")
    start = 0
    while start < len(lines):
        body = next((n + 1 for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
        end = next((n for n in range(body, len(lines)) if lines[n].strip() in ("---", "###")), len(lines))
        text = "\n".join(lines[body:end])
        yield from _readable(text, ShiftedMap(block.map, body), json=text.lstrip().startswith("{"))
        start = end + 1


def _of_diff(block: Block) -> Iterator[Carried]:
    lines = block.text.split("\n")
    hunks = [found for line in lines if (found := _HUNK.match(line))]
    if len(hunks) > 1 or (hunks and int(hunks[0][1]) > 1):
        return  # a part of a file, of which nobody sees the rest
    shown = [(n, line) for n, line in enumerate(lines) if not line.startswith(("@@", *_HEADS_OF_DIFF))]
    for sign in "+-":
        own = [(n, line) for n, line in shown if line[:1] in (sign, " ", "")]
        text = "\n".join(line[1:] for _, line in own)
        source = Relined(block.map, [(n, 1) for n, _ in own] or [(0, 0)])
        gone = {block.map.place(n, 0, n, 1).span.line for n, line in own if line.startswith("-")}
        for each in _readable(text, source, json=False):
            if all(
                isinstance(document.value, dict) and "metadata" in document.value for document in each.reading.objects
            ):
                files = syntax.read(each.text, source, MAX_BLOCK)  # files, and nothing that goes to and fro
                yield each._replace(reading=files, side=True, gone=frozenset(gone))


def _readable(text: str, source: TextMap, *, json: bool) -> Iterator[Carried]:
    """The text, if it can be read to its end and all that it holds says what it is."""
    if not all(name in text for name in _HEAD):
        return
    reading = syntax.read(text, source, MAX_BLOCK, json=json)
    objects = reading.objects
    if reading.incomplete or not objects or any(json and not document.json for document in objects):
        return
    if all(_is_object(document.value) for document in objects):
        checked = [each for each in objects if isinstance(each.value, dict) and each.value["kind"] not in _OPTIONS]
        yield Carried(text, source, reading._replace(documents=tuple(map(printed.excused, checked))))


def _is_object(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), str) and value[name] for name in _HEAD)


_READERS: Mapping[str, Callable[[Block], Iterator[Carried]]] = {
    HTTP: _of_http,
    **dict.fromkeys(JSON, _of_json),
    **dict.fromkeys(DIFF, _of_diff),
}
