"""Parts of objects that the API server began to look into later: before, it only decoded them.

A mistake in there is none to such a server. What its decoder refuses it has always refused: fields that do
not exist, values of the wrong type, quantities and times that cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kubefence.checks.served import Found
from kubefence.findings import Severity
from kubefence.problems import Problem
from kubefence.versions import Version
from kubefence.yamldoc.document import Path


class _Part(NamedTuple):
    """A part of a spec, and the first version that validates it."""

    path: Path
    since: Version
    always: AbstractSet[str] = frozenset()
    """Fields of it that were validated before."""


_STATEFUL_SET = (
    # kubernetes/kubernetes#131790: ValidatePodTemplateSpecForStatefulSet left the spec of its Pods alone
    _Part(("template", "spec"), Version(1, 34), frozenset({"restartPolicy", "activeDeadlineSeconds"})),
    # kubernetes/kubernetes#132212
    _Part(("volumeClaimTemplates",), Version(1, 34)),
)
_PARTS: dict[str, tuple[Path, Sequence[_Part]]] = {
    "apps.v1.StatefulSet": (("spec",), _STATEFUL_SET),
    "apps.v1.StatefulSetSpec": ((), _STATEFUL_SET),
}
"""Definition to where its spec is, and the parts of that."""
_DECODER = frozenset({"unknown-field", "wrong-type", "internal-error"})


def validated(
    found: Sequence[Found], definition: str, versions: Sequence[Version], decoded: Callable[[], Sequence[Problem]]
) -> Sequence[Found]:
    """The problems of an object, each for those of its versions that look where it is.

    ``decoded`` gives what the decoder alone finds.
    """
    start, parts = _PARTS.get(definition, ((), ()))
    if not found or all(part.since <= versions[0] for part in parts):
        return found
    refused = {(problem.rule, problem.path) for problem in decoded()}
    kept: list[Found] = []
    for where, problem in found:
        since = _since(problem, start, parts)
        if since and problem.rule not in _DECODER and (problem.rule, problem.path) not in refused:
            where = tuple(version for version in where if version >= since)
        if where:
            kept.append((where, problem))
    return kept


def _since(problem: Problem, start: Path, parts: Sequence[_Part]) -> Version | None:
    """The first version that sees the problem, None where all do; warnings were always given."""
    path = (*problem.path, problem.field) if problem.field else problem.path
    for part in parts if problem.severity is Severity.ERROR else ():
        above = (*start, *part.path)
        if path[: len(above)] == above and not (len(path) > len(above) and path[len(above)] in part.always):
            return part.since
    return None
