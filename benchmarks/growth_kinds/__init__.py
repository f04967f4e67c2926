"""What an author can write, of any size: each kind is a unit that is repeated between a beginning and an end.

``{n}`` in a unit is the number of the repetition, so that no two are alike.
"""

from __future__ import annotations

from collections.abc import Mapping

from growth_kinds import belonging, code, documents, forms, markdown, objects, pages, values
from growth_kinds.kind import Kind

_GROUPS: Mapping[str, Mapping[str, Kind]] = {
    "yaml": {**documents.KINDS, **objects.KINDS},
    "form": forms.KINDS,
    "page": {**pages.KINDS, **markdown.KINDS},
    "objects": belonging.KINDS,
    "shell": code.COMMANDS,
    "value": values.KINDS,
    "code": code.LANGUAGES,
}
KINDS: Mapping[str, Kind] = {
    f"{group}: {name}": kind for group, kinds in _GROUPS.items() for name, kind in kinds.items()
}
