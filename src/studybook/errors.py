"""What can go wrong with a page or a machine; whoever runs a command is told the sentence."""

from __future__ import annotations


class StudybookError(Exception):
    """Base of all of them; the text says what is wrong, where, and what to do."""


class BookError(StudybookError):
    """A page that cannot be part of the book; names it."""


class DeckError(StudybookError):
    """A page that cannot be part of the deck; names it."""
