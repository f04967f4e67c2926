"""The kinds of custom resources that are known: from the page, from the configuration, from what is carried.

What other pages show comes last: it may be an excerpt, or an older form, of what is carried in full. Where two of them
differ nobody knows which one is meant, so neither counts.
"""

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
        elsewhere: Iterable[Custom] = (),
    ) -> None:
        """``carried`` finds what is carried, ``versions`` the apiVersions in which that has a kind.

        ``elsewhere`` are the kinds of the CRDs that other pages show.
        """
        self._given: Mapping[tuple[str, str], Custom] = {(each.api_version, each.kind): each for each in given}
        self._carried = carried
        self._versions = versions
        self._elsewhere = _agreed(elsewhere)

    def find(self, api_version: str, kind: str) -> Custom | None:
        """The kind, None where nobody knows it."""
        found = self._given.get((api_version, kind))
        if found is not None or self.versions(group_of(api_version), kind):
            return found  # a CRD that is there says which versions there are
        return self._carried(api_version, kind) or self._elsewhere.get((api_version, kind))

    def versions(self, group: str, kind: str) -> list[str]:
        """The apiVersions in which the CRDs that are there serve a kind of a group."""
        return [version for version, name in self._given if name == kind and group_of(version) == group]

    def named(self, api_version: str, kind: str) -> list[Custom]:
        """The kinds that a name may mean: without an apiVersion one of each group, those of given CRDs first."""
        given = [version for version, name in self._given if name == kind]
        known = given or self._versions(kind) or [version for version, name in self._elsewhere if name == kind]
        versions = [api_version] if api_version else _one_of_each_group(known)
        return [found for version in versions if (found := self.find(version, kind)) is not None]

    def with_shown(self, objects: Iterable[Json]) -> Customs:
        """The same with the CRDs among some objects."""
        shown = [each for value in objects if definitions.is_definition(value) for each in definitions.kinds(value)]
        if not shown:
            return self
        elsewhere = self._elsewhere.values()
        return Customs(chain(self._given.values(), shown), self._carried, self._versions, elsewhere)


def _agreed(shown: Iterable[Custom]) -> dict[tuple[str, str], Custom]:
    """The kinds of which there is one form alone."""
    first: dict[tuple[str, str], Custom] = {}
    doubtful: set[tuple[str, str]] = set()
    for each in shown:
        name = each.api_version, each.kind
        if first.setdefault(name, each) != each:
            doubtful.add(name)
    return {name: each for name, each in first.items() if name not in doubtful}


def _one_of_each_group(versions: Iterable[str]) -> Iterable[str]:
    best: dict[str, str] = {}
    for version in sorted(versions, key=preference):
        best.setdefault(group_of(version), version)
    return best.values()


NONE_KNOWN = Customs()
"""Where no custom resource is known."""
