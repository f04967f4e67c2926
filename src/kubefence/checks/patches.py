"""Patches: what `kubectl patch` and Kustomize change in an object, as a strategic merge or as a list of operations."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.checks import json_patches, merge_patches
from kubefence.checks.json_patches import Change
from kubefence.checks.served import Found
from kubefence.problems import Problem
from kubefence.schema import fragments
from kubefence.schema.pack import Pack
from kubefence.versions import Version
from kubefence.yamldoc.document import Document, Json


def as_patch(document: Document) -> Document:
    """The document as one that leaves open whatever it does not change; of operations each is whole."""
    if isinstance(document.value, list):
        return document
    return document._replace(gaps=merge_patches.gaps(document.value, document.gaps))


def merged(
    pack: Pack, value: Json, name: str, versions: tuple[Version, ...], custom: str | None = None
) -> Iterator[Found]:
    """What is wrong with a value as a patch that is merged into an object of the type that ``name`` leads to.

    ``custom`` is the definition of what it begins with where that is no type of Kubernetes.
    """
    for problem in merge_patches.directives(value):
        yield versions, problem
    target = fragments.target(pack, versions[-1], name, custom=custom)
    if isinstance(target, fragments.Target):
        for problem in merge_patches.without_key(pack, versions[-1], target.schema, value):
            yield versions, problem


def malformed(value: list[Json], versions: tuple[Version, ...]) -> Iterator[Found]:
    """What is wrong with a list of operations, whatever they are for."""
    for index, operation in enumerate(value):
        for problem in json_patches.malformed(operation, (index,)):
            yield versions, problem


def changes(
    pack: Pack, value: list[Json], name: str, version: Version, custom: str | None = None
) -> Iterator[Change | Problem]:
    """What operations put into such an object, and those whose path leads nowhere."""
    for index, operation in enumerate(value):
        change = json_patches.change(pack, version, name, operation, (index,), custom)
        if change is not None:
            yield change
