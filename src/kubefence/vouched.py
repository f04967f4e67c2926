"""The seal on pages of any generator: their blocks carry no marker, so their text alone says what they are.

Highlighters differ in what they put between lines and at the ends of them; lines are compared without that. A
class may stand on a box around the code, beside a title and a button: what counts there is the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from kubefence import seal
from kubefence.seal import Reason, Unproven

_CODE = "pre, code, textarea"
_NUMBERS_ONLY = " \n0123456789"
Lines = tuple[str, ...]
Vouched = Callable[[Lines, bool], bool]
"""Whether the sources have a block of these lines that may be shown; as YAML, if the second argument is true."""


def lines_of(text: str) -> Lines:
    """The lines of a block by which it is known: without blank ones, and without white space at their ends."""
    text = text.replace("\r\n", "\n").replace("\xa0", " ")
    return tuple(stripped for line in text.split("\n") if (stripped := line.rstrip()))


def unproven(html: str | bytes, vouched: Vouched) -> Iterator[Unproven]:
    """What a page shows that nobody has verified, each once."""
    return seal.unproven(html, lambda marker, hidden: None, lambda root: _known_taken_out(root, vouched))


def _known_taken_out(root: LexborNode, vouched: Vouched) -> Iterator[Unproven]:
    """What is vouched for leaves the tree, and YAML that is not is told; what nothing calls YAML stays."""
    for code, language in _called_yaml(root):
        waiting = [code]
        while waiting:
            each = waiting.pop()
            shown = _shown_in(each, vouched, as_yaml=True)
            if shown is not None and shown.mem_id != each.mem_id:
                shown.decompose()  # what is left is a button, or more code
                waiting += _outermost(each.css(_CODE))
                _unlabel(each)
                continue
            if shown is None and each.text().strip(_NUMBERS_ONLY):
                yield Unproven(Reason.YAML, language, seal.without_numbers(each))
            each.decompose()
    for code in _outermost(root.css(_CODE)):
        shown = _shown_in(code, vouched, as_yaml=False)
        if shown is not None:
            shown.decompose()


def _called_yaml(root: LexborNode) -> list[tuple[LexborNode, str]]:
    """The code that a class or its colours call YAML; a box around code is no longer called so."""
    found: dict[int, tuple[LexborNode, str]] = {}
    for element, language in [*seal.labelled(root), *seal.coloured(root)]:
        codes = [] if element.tag in seal.CODE_TAGS else element.css(_CODE)
        if codes:
            _unlabel(element)
        for code in codes or [element]:
            found.setdefault(code.mem_id, (code, language))
    outermost = _outermost([element for element, _ in found.values()])
    return [found[element.mem_id] for element in outermost]


def _unlabel(element: LexborNode) -> None:
    if "class" in element.attributes:
        del element.attrs["class"]


def _outermost(elements: list[LexborNode]) -> list[LexborNode]:
    ids = {element.mem_id for element in elements}
    return [element for element in elements if not _lies_in_another(element, ids)]


def _lies_in_another(element: LexborNode, ids: set[int]) -> bool:
    around = element.parent
    while around is not None and around.mem_id not in ids:
        around = around.parent
    return around is not None


def _shown_in(code: LexborNode, vouched: Vouched, *, as_yaml: bool) -> LexborNode | None:
    """The element that shows a block of the sources: the code, or what lies in it beside a button or numbers."""
    candidates = (code, *code.css("code, pre"))
    return next((each for each in candidates if vouched(lines_of(seal.without_numbers(each)), as_yaml)), None)
