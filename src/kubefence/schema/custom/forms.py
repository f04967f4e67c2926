"""Formats where they decide between alternatives, as a keyword of JSON schema; elsewhere `values` asks for them."""

from __future__ import annotations

from kubefence.schema.pack import Schema
from kubefence.yamldoc.document import Json

FORMAT = "kubernetes-format"


class _Formed:
    """The keyword: a text has the form that the format names."""

    def __init__(self, parent: Schema, value: str, path: list[str | int]) -> None:
        from kubefence.formats.openapi import FORMATS  # few schemas have the keyword

        self._has_form = FORMATS[value]

    def validate(self, instance: Json) -> None:
        """Raises ValueError for a text of another form."""
        if isinstance(instance, str) and not self._has_form(instance):
            raise ValueError


KEYWORDS: dict[str, type] = {FORMAT: _Formed}
"""What the definitions of custom resources say in words that JSON schema does not have."""
