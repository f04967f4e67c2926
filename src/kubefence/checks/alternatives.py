"""Several examples in one block: a key that comes again behind a comment or an empty line begins another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kubefence.findings import Finding, Related, Severity, Text
from kubefence.positions import ShiftedMap, TextMap
from kubefence.yamldoc.document import Document, RepeatedKey

_SAYS_WHAT_IT_IS = frozenset({"apiVersion", "kind"})
_SEPARATOR = "---"


class Apart(NamedTuple):
    """A text whose examples stand apart, and what to say of that."""

    text: str
    """As long as before: the line before each further example is a separator."""
    findings: Sequence[Finding]


def apart(text: str, documents: Sequence[Document], source: TextMap) -> Apart | None:
    """The examples of a text that was read as ``documents``, None where there is one of each."""
    if not any(document.repeated for document in documents):
        return None
    lines = text.split("\n")
    findings: list[Finding] = []
    for document in documents:
        first = document.map.line if isinstance(document.map, ShiftedMap) and document.map.outer is source else 0
        for repeated in _at_the_root(document):
            line = first + repeated.node.start_mark.line - 1
            if not lines[line].strip() or lines[line].lstrip().startswith("#"):
                lines[line] = _SEPARATOR
                findings.append(_finding(document, repeated))
    return Apart("\n".join(lines), findings) if findings else None


def _at_the_root(document: Document) -> Sequence[RepeatedKey]:
    """The repeated keys of a document that is no object, and so may be several parts of objects, or of anything."""
    value = document.value
    if document.json or not isinstance(value, dict) or not _SAYS_WHAT_IT_IS.isdisjoint(value):
        return ()
    return [each for each in document.repeated if len(each.path) == 1]


def _finding(document: Document, repeated: RepeatedKey) -> Finding:
    name = repeated.path[0]
    text = Text(
        f"键 {name} 重复了，这里应是另一个例子，已分开核对；在它前面写 ---，或另起一个代码块",
        f"the key {name} is given twice: this is another example, it seems, and was checked by itself; write --- "
        "before it, or make it a block of its own",
    )
    before = (Related(document.node_place(repeated.first), Text("先前在这里", "it is already here")),)
    place = document.node_place(repeated.node)
    return Finding("duplicate-key", Severity.NOTE, place, text, field=str(name), related=before)
