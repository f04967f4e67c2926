"""Pages that are too large to be read: Markdown would take long over them, for nothing."""

from __future__ import annotations

from kubefence.checks.syntax_texts import too_large
from kubefence.findings import Finding, Severity
from kubefence.markdown.effort import MAX_PAGE
from kubefence.markdown.openers import oversized
from kubefence.positions import Place, Span
from kubefence.yamldoc.limits import MAX_BLOCK


def too_large_page(path: str, text: str) -> Finding | None:
    """That a page is too large, or a block of it."""
    huge = oversized(text, MAX_BLOCK)
    if huge is not None:
        place = Place(path, Span(huge.line + 1, 1, huge.line + 1, huge.width + 1))
        return Finding("too-large", Severity.ERROR, place, too_large(huge.length, MAX_BLOCK))
    if len(text) <= MAX_PAGE:
        return None
    return Finding("too-large", Severity.ERROR, Place(path, Span(1, 1, 1, 2)), too_large(len(text), MAX_PAGE))
