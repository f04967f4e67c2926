"""Which version of an API takes all that another took, and means the same by it."""

from __future__ import annotations

from functools import lru_cache

from kubefence.findings import Text
from kubefence.problems import Mend
from kubefence.schema.homes import replacement
from kubefence.schema.pack import REF, Pack, Schema
from kubefence.versions import Version

MEANS_MORE = frozenset(
    {
        # An empty selector selected no Pod, and selects all in the namespace since (#poddisruptionbudget-v125).
        "policy/v1beta1/PodDisruptionBudget",
        # nominalConcurrencyShares: 0 meant 30, and means 0 since (#flowcontrol-resources-v132).
        "flowcontrol.apiserver.k8s.io/v1beta3/PriorityLevelConfiguration",
    }
)
"""Kinds of old whose successor looks the same and is not, as the guide to deprecated APIs says of these alone.

https://kubernetes.io/docs/reference/using-api/deprecation-guide/, versions 1.25 to 1.32. What it tells of others are
fields that are renamed, moved or required, which the schemas show.
"""
_COMPARED = ("format", "pattern", "minimum", "maximum")
_SAYS_WHICH = ("apiVersion", "kind")


@lru_cache(maxsize=256)
def successor(pack: Pack, version: Version, name: str) -> str | None:
    """The apiVersion to write for a kind that ``version`` no longer wants, where nothing else has to change."""
    new = replacement(pack, version, name)
    if new is None or new == name or "alpha" in name or name in MEANS_MORE or not {name, new} <= pack.kinds.keys():
        return None
    api_version, _, kind = new.rpartition("/")
    if kind != name.rpartition("/")[2]:
        return None
    old, now = (pack.living(pack.kinds[each]) for each in (name, new))
    before: Schema = {"$ref": f"{REF}{pack.kinds[name]}"}
    after: Schema = {"$ref": f"{REF}{pack.kinds[new]}"}
    return api_version if _Compared(pack, old[-1], now[-1]).takes(before, after) else None


def mend(pack: Pack, version: Version, name: str) -> Mend | None:
    """What to write for the apiVersion of a kind, where nothing else has to change."""
    new = successor(pack, version, name)
    return Mend(Text(f"改写为 apiVersion: {new}", f"write apiVersion: {new}"), new=new) if new else None


class _Compared:
    """Schemas of two versions of Kubernetes."""

    def __init__(self, pack: Pack, old: Version, now: Version) -> None:
        self._pack, self._old, self._now = pack, old, now
        self._seen: set[tuple[str, str]] = set()

    def takes(self, before: Schema, after: Schema) -> bool:
        """Whether there is a place for whatever was; what is asked for besides shows when it is tried."""
        names = before.get("$ref", ""), after.get("$ref", "")
        if any(names):
            if names in self._seen or names[0] == names[1]:
                return True
            self._seen.add(names)
        before, after = self._resolved(before, self._old), self._resolved(after, self._now)
        if _types(before) != _types(after) or any(before.get(key) != after.get(key) for key in _COMPARED):
            return False
        if "enum" in after and not set(before.get("enum", (None,))) <= set(after["enum"]):
            return False
        fields, others = before.get("properties", {}), after.get("properties", {})
        compared = [name for name in fields if name not in _SAYS_WHICH]
        return all(name in others and self.takes(fields[name], others[name]) for name in compared) and all(
            self._inner(before, after, key) for key in ("items", "additionalProperties")
        )

    def _inner(self, before: Schema, after: Schema, key: str) -> bool:
        one, other = before.get(key), after.get(key)
        if isinstance(one, dict) and isinstance(other, dict):
            return self.takes(one, other)
        return one == other

    def _resolved(self, schema: Schema, version: Version) -> Schema:
        reference = schema.get("$ref")
        return self._pack.definition(version, reference.removeprefix(REF)) if reference else schema


def _types(schema: Schema) -> set[str]:
    """The types that a schema has; whether nothing may be written is no matter of the type."""
    types = schema.get("type", ())
    return {types} - {"null"} if isinstance(types, str) else set(types) - {"null"}
