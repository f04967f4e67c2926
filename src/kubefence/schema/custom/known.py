"""The kinds of custom resources that are known: from the page, from the configuration, from what is carried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from kubefence.schema.custom import definitions
from kubefence.schema.custom.definitions import Custom
from kubefence.schema.groups import group_of
from kubefence.schema.homes import preference
from kubefence.yamldoc.document import Json

Find = Callable[[str, str], Custom | None]


class Customs:
    """Kinds by apiVersion and kind; those of the nearest CRD count, and what is carried comes last."""

    def __init__(
        self,
        given: Iterable[Custom] = (),
        carried: Find = lambda api_version, kind: None,
        versions: Callable[[str], Sequence[str]] = lambda kind: (),
    ) -> None:
        """``carried`` finds what is carried, ``versions`` the apiVersions in which that has a kind."""
        self._given: Mapping[tuple[str, str], Custom] = {(each.api_version, each.kind): each for each in given}
        self._carried = carried
        self._versions = versions

    def find(self, api_version: str, kind: str) -> Custom | None:
        """The kind, None where nobody knows it."""
        found = self._given.get((api_version, kind))
        if found is not None or self.versions(group_of(api_version), kind):
            return found  # a CRD that is there says which versions there are
        return self._carried(api_version, kind)

    def versions(self, group: str, kind: str) -> list[str]:
        """The apiVersions in which the CRDs that are there serve a kind of a group."""
        return [version for version, name in self._given if name == kind and group_of(version) == group]

    def named(self, api_version: str, kind: str) -> list[Custom]:
        """The kinds that a name may mean: without an apiVersion one of each group, those of given CRDs first."""
        given = [version for version, name in self._given if name == kind]
        versions = [api_version] if api_version else _one_of_each_group(given or self._versions(kind))
        return [found for version in versions if (found := self.find(version, kind)) is not None]

    def with_shown(self, objects: Iterable[Json]) -> Customs:
        """The same with the CRDs among some objects."""
        shown = [each for value in objects if definitions.is_definition(value) for each in definitions.kinds(value)]
        return Customs(chain(self._given.values(), shown), self._carried, self._versions) if shown else self


def _one_of_each_group(versions: Iterable[str]) -> Iterable[str]:
    best: dict[str, str] = {}
    for version in sorted(versions, key=preference):
        best.setdefault(group_of(version), version)
    return best.values()


NONE_KNOWN = Customs()
"""Where no custom resource is known."""
