"""Patches on a page that a kustomization.yaml beside them names by their titles: nobody need say what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kubefence.blocks import Block, is_yaml
from kubefence.checks import syntax
from kubefence.foreign.kustomization import is_named, patched
from kubefence.yamldoc.limits import MAX_BLOCK

_KIND = re.compile(r"^kind:[ \t]*([A-Za-z]\w*)", re.MULTILINE)


def with_patches(given: Sequence[Block], knows: Callable[[str], bool]) -> list[Block]:
    """The blocks, those that are such patches as if their fences said so; ``knows`` tells whether there is a kind."""
    named: dict[str, str] = {}
    for block in given:
        if "patches" in block.text and is_yaml(block.language):
            for document in syntax.read(block.text, block.map, MAX_BLOCK).documents:
                named |= patched(document.value)
    if not named:
        return list(given)
    return [_as_patch(block, named, knows) for block in given]


def _as_patch(block: Block, named: dict[str, str], knows: Callable[[str], bool]) -> Block:
    given = block.directives
    if not block.title or not is_yaml(block.language) or not given._replace(expect=None).show_what_is_right:
        return block
    path = next((path for path in named if is_named(path, block.title)), None)
    if path is None:
        return block
    found = _KIND.search(block.text)
    kind = found[1] if found else named[path]
    return block._replace(directives=given._replace(patch=kind)) if knows(kind) else block
