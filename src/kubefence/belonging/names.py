"""An object that another one names: whether the page has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kubefence.belonging.made import Made
from kubefence.belonging.references import Reference, is_name
from kubefence.belonging.shown import Shown
from kubefence.belonging.surroundings import Around
from kubefence.belonging.targets import ALIKE, ELSEWHERE, EVERYWHERE, KEYED, NO_OBJECTS, SYSTEM
from kubefence.belonging.telling import also, told, where
from kubefence.findings import Finding, Severity, Text

RULE = "missing-object"


def meant(reference: Reference, around: Around) -> Sequence[Shown | Made]:
    """The objects of a page that a reference may mean, whoever makes them; of very many of one name some."""
    kind, name, page = reference.kind, reference.name, around.page
    found = page.some(kind, name, reference.namespace)
    return [*(each for each in found if _is_of_group(each, reference)), *page.made(kind, name)]


def _is_of_group(shown: Shown, reference: Reference) -> bool:
    """Whether an object may be of the group that is meant; it may have no apiVersion that says so."""
    return not reference.group or shown.group in ("", reference.group)


def missing(reference: Reference, around: Around) -> Iterator[Finding]:
    """What is to be said of an object that the page does not show."""
    kind, name, page = reference.kind, reference.name, around.page
    if reference.optional or kind in NO_OBJECTS or _is_everywhere(kind, name):
        return
    if around.outside.covers(kind, name):
        return
    elsewhere = next((each for each in page.some(kind, name) if _is_of_group(each, reference)), None)
    near = page.near(kind, name)
    if elsewhere is not None:
        if all(map(is_name, (reference.namespace, elsewhere.namespace))):
            yield _in_another_namespace(reference, elsewhere)
    elif near is not None:
        yield _near(reference, near)
    elif (other := _of_another_kind(reference, around)) is not None:
        yield _wrong_kind(reference, other)
    elif around.complete and kind not in ELSEWHERE and not page.is_vague(kind):
        yield _absent(reference)


def _of_another_kind(reference: Reference, around: Around) -> Shown | None:
    """The object of this very name that is of a kind which is often written for the one that is named."""
    if not around.to_follow:
        return None
    if reference.link.kind:
        kinds = ALIKE.get(reference.kind, ())
        return next((each for kind in kinds for each in around.page.some(kind, reference.name)), None)
    key = reference.beside("key")  # without one, a Secret and a ConfigMap may well have the same name
    found = around.page.some(KEYED.get(reference.kind, ""), reference.name) if isinstance(key, str) else ()
    return next((each for each in found if any(_has(each, field, key) for field in ("data", "stringData"))), None)


def _has(shown: Shown, field: str, key: object) -> bool:
    value = shown.at(field)
    return isinstance(value, dict) and key in value


def _wrong_kind(reference: Reference, other: Shown) -> Finding:
    there = where(other.place, reference.holder)
    said = Text(
        f"{reference.name} 是 {other.kind}（{there.zh}），这里引用的是 {reference.kind}",
        f"{reference.name} is of kind {other.kind} ({there.en}), and this names one of kind {reference.kind}",
    )
    return told(RULE, reference.holder, reference.path, said, also(other))


def _is_everywhere(kind: str, name: str) -> bool:
    return name in EVERYWHERE.get(kind, ()) or name.startswith(SYSTEM)


def _in_another_namespace(reference: Reference, other: Shown) -> Finding:
    said = Text(
        f"{reference.said} 在命名空间 {other.namespace} 里（{where(other.place, reference.holder).zh}），"
        f"这里引用的是 {reference.namespace} 里的",
        f"{reference.said} lies in the namespace {other.namespace} ({where(other.place, reference.holder).en}), "
        f"but this names one in {reference.namespace}",
    )
    return told(RULE, reference.holder, reference.path, said, also(other))


def _near(reference: Reference, near: Shown | Made) -> Finding:
    there = where(near.place, reference.holder)
    said = Text(
        f"没有名为 {reference.name} 的 {reference.kind}；是不是 {near.name}（{there.zh}）？",
        f"there is no {reference.kind} {reference.name}; did you mean {near.name} ({there.en})?",
    )
    return told(RULE, reference.holder, reference.path, said, also(near))


def _absent(reference: Reference) -> Finding:
    entry = f"{reference.kind}/{reference.name}"
    said = Text(
        f'这一页没有名为 {reference.name} 的 {reference.kind}；把它写出来，或用 external="{entry}" 说明它在别处',
        f'this page has no {reference.kind} {reference.name}; show it, or say that it is elsewhere: external="{entry}"',
    )
    return told(RULE, reference.holder, reference.path, said, severity=Severity.NOTE)
