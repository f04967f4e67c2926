"""What advice that was tried changes in the text itself, where that is a name, a word, or quotes."""

from __future__ import annotations

from kubefence.edits import AS_IT_IS, Way
from kubefence.findings import Fix, Replacement
from kubefence.problems import Mend, Problem
from kubefence.rules.engine.group import at
from kubefence.yamldoc.document import PLAIN, Document, Json


def of(way: Way, value: Json) -> Mend | None:
    """What following a way changes in the text of a value; None for all that moves, or is not sure to be meant."""
    if len(way.edit.moves) != 1 or way.edit.removed is not None:
        return None
    source, target, form = way.edit.moves[0]
    if source != target:
        renamed = source[:-1] == target[:-1] and form == AS_IT_IS and way.near
        return Mend(way.text, new=str(target[-1]), at_key=True) if renamed else None
    before = at(value, source)
    after = form.changed(before)
    if isinstance(before, str) and isinstance(after, str):
        return Mend(way.text, new=after)
    if isinstance(before, bool | int | float) and isinstance(after, str):
        return Mend(way.text, quoted=True)
    if isinstance(before, str) and isinstance(after, bool | int | float):
        return Mend(way.text, unquoted=True)
    return None


def fix(document: Document, problem: Problem) -> Fix | None:
    """What to write in the file, None where the text does not have the form that is meant."""
    mend = problem.mend
    node = document.scalar(problem.path, at_key=mend.at_key) if mend else None
    if mend is None or node is None or node.start_mark.line != node.end_mark.line:
        return None
    line, start, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
    inner = 0 if node.tag == PLAIN else 1
    if end - start != len(node.value) + 2 * inner:
        return None  # an anchor, a tag, an escape

    def written(begin: int, end: int, text: str) -> Replacement:
        return Replacement(document.map.place(line, begin, line, end), text)

    if mend.quoted or mend.unquoted:
        if bool(inner) is mend.quoted:
            return None
        quote = '"' if mend.quoted else ""
        width = 0 if mend.quoted else 1
        return Fix(mend.text, (written(start, start + width, quote), written(end - width, end, quote)))
    return Fix(mend.text, (written(start + inner, end - inner, mend.new),))
