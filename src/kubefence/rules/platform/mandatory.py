"""The objects of priority and fairness that every server makes itself, and whose spec nobody changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site
from kubefence.yamldoc.document import Json

_EVERYTHING = {
    "resourceRules": [
        {"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"], "namespaces": ["*"], "clusterScope": True},
    ],
    "nonResourceRules": [{"verbs": ["*"], "nonResourceURLs": ["*"]}],
}


def _schema(level: str, precedence: int, *groups: str, **more: Json) -> dict[str, Any]:
    subjects = [{"kind": "Group", "group": {"name": group}} for group in groups]
    reference = {"priorityLevelConfiguration": {"name": level}, "matchingPrecedence": precedence}
    return {**reference, "rules": [{"subjects": subjects, **_EVERYTHING}], **more}


_SCHEMAS = {
    "exempt": _schema("exempt", 1, "system:masters"),
    "catch-all": _schema(
        "catch-all", 10000, "system:unauthenticated", "system:authenticated", distinguisherMethod={"type": "ByUser"}
    ),
}
_LEVELS = {
    "catch-all": {
        "type": "Limited",
        "limited": {"nominalConcurrencyShares": 5, "lendablePercent": 0, "limitResponse": {"type": "Reject"}},
    },
}
"""Of ``exempt`` the type is given only, which is checked for every name."""
_DEFAULTS: Mapping[str, Json] = {"lendablePercent": 0, "nominalConcurrencyShares": 30}
"""Of the field ``limited``."""


def schema(site: Site) -> Iterator[Problem]:
    """``ValidateFlowSchema``: what is called like a schema of the server is that schema."""
    yield from _differs(site, _SCHEMAS)


def level(site: Site) -> Iterator[Problem]:
    """``ValidateIfMandatoryPriorityLevelConfigurationObject``."""
    yield from _differs(site, _LEVELS)


def _differs(site: Site, known: Mapping[str, dict[str, Any]]) -> Iterator[Problem]:
    spec, metadata = site.child("spec"), site.child("metadata")
    wanted = known.get(metadata.text("name")) if metadata else None
    if spec is None or wanted is None:
        return
    for field in sorted({*wanted, *spec.value}):
        if _plain(field, spec.value.get(field)) != wanted.get(field):
            zh = "这个名字属于服务器自带的对象，其 spec 不能改；请换一个名字"
            en = "the name belongs to an object of the server's own, whose spec is fixed; take another name"
            yield spec.problem("invalid-value", field if spec.has(field) else (), zh, en)
            return


def _plain(key: str, value: Json) -> Json:
    """A value with its defaults, and without what the server takes for not given; None where nothing is left."""
    if isinstance(value, list):
        return [_plain("", item) for item in value] or None
    if not isinstance(value, dict):
        return None if value is False or value == "" else value
    found = {name: _plain(name, item) for name, item in value.items()}
    given: dict[str, Json] = {name: item for name, item in found.items() if item is not None}
    return {**_DEFAULTS, **given} if key == "limited" else given or None
