"""What the options ``fragment`` and ``patch`` name: parts of objects, and changes to them, also of custom resources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kubefence.checks import custom, merge_patches, patches
from kubefence.checks.parts import Part, held
from kubefence.checks.served import Found
from kubefence.problems import Problem
from kubefence.schema import fragments
from kubefence.schema.custom.definitions import Custom
from kubefence.schema.custom.known import NONE_KNOWN, Customs
from kubefence.schema.pack import REF, Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Json


def patched(
    pack: Pack, value: Json, name: str, versions: tuple[Version, ...], customs: Customs
) -> Iterator[Part | Found]:
    """What a patch makes of an object of the type that ``name`` leads to, and what is wrong with it as a patch."""
    _, kind = _meant(pack, name, versions, customs)
    definition = kind.learned(pack) if kind else None
    if not isinstance(value, list):
        yield from fragment(pack, merge_patches.stripped(value), name, versions, "patch", customs)
        yield from patches.merged(pack, value, name, versions, definition)
        return
    yield from fragment(pack, {}, name, versions, "patch", customs)  # whether there is such a type
    yield from patches.malformed(value, versions)
    for version in versions:
        for change in patches.changes(pack, value, name, version, definition):
            if isinstance(change, Problem):
                yield (version,), change
            else:
                below, holder = change.target.below, change.target.holder
                by = kind if holder.get("$ref") == f"{REF}{definition}" else None
                whole = held(change.value, below)
                yield Part(whole, change.path, holder, not below, (version,), below, custom=by)


def _meant(
    pack: Pack, name: str, versions: tuple[Version, ...], customs: Customs
) -> tuple[Sequence[Custom], Custom | None]:
    """The kinds of custom resources that the name of a fragment may begin with, and the one that it does."""
    own = fragments.begins_here(pack, versions, name)
    meant = [] if own else customs.named(*fragments.kind_in(name))
    return meant, meant[0] if len(meant) == 1 else None


def fragment(
    pack: Pack,
    value: Json,
    name: str,
    versions: tuple[Version, ...],
    option: str = "fragment",
    customs: Customs = NONE_KNOWN,
) -> Iterator[Part | Found]:
    """A value as the part of an object that ``name`` leads to; ``option`` is the one that has this value."""
    meant, kind = _meant(pack, name, versions, customs)
    definition = kind.learned(pack) if kind else None
    for version in versions:  # a fragment may name a field that only some of them have
        target = fragments.target(pack, version, name, option, definition)
        if isinstance(target, fragments.NoTarget):
            text = custom.several(meant) if len(meant) > 1 else target.text
            yield (version,), Problem("unknown-fragment", (), text)
        else:
            held_by = kind if target.holder.get("$ref") == f"{REF}{definition}" else None
            inner = held(value, target.below)
            yield Part(inner, (), target.holder, False, (version,), target.below, custom=held_by)
