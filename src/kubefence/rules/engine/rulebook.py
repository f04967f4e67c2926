"""The rules of one run: the built-in ones, and those that others have added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kubefence.findings import Text
from kubefence.rules.engine import registry
from kubefence.rules.engine.group import GroupCheck
from kubefence.rules.engine.model import Check, FieldCheck, Rule, Tables
from kubefence.schema.pack import Pack


class Rulebook:
    """What `registry` has of the built-in rules, for all rules; raises `kubefence.errors.BadRules`."""

    def __init__(self, pack: Pack, added: Iterable[Tables] = ()) -> None:
        self._added = _checked(tuple(added), pack)
        self._rules = {rule.id: rule for tables in self._added for rule in tables.rules}

    def checks(self, definition: str) -> tuple[Check, ...]:
        """The checks of values of a definition, by its short name."""
        return (*registry.checks(definition), *self._of_others("checks", definition))

    def fields(self, name: str) -> tuple[FieldCheck, ...]:
        """The checks of one field: ``core.v1.Container.name``."""
        return (*registry.fields(name), *self._of_others("fields", name))

    def types(self, name: str) -> tuple[FieldCheck, ...]:
        """The checks of values of a type that is no object: ``api.resource.Quantity``, ``format:int32``."""
        return (*registry.types(name), *self._of_others("types", name))

    def groups(self, definition: str) -> tuple[GroupCheck, ...]:
        """The checks of an object among those that it is applied with, by the short name of its definition."""
        return (*registry.groups(definition), *self._of_others("groups", definition))

    def compared(self) -> frozenset[str]:
        """The kinds that have such checks."""
        others = (definition.rpartition(".")[2] for tables in self._added for definition in tables.groups)
        return registry.compared().union(others)

    def rule(self, name: str) -> Rule:
        """The documentation of a rule; KeyError for an id that no module defines."""
        return self._rules.get(name) or registry.rule(name)

    def ids(self) -> frozenset[str]:
        """Ids of all rules that a wrong example may expect."""
        return registry.ids().union(self._rules)

    def title(self, name: str) -> Text | None:
        """What a rule is about, None for an id that no rule has."""
        added = self._rules.get(name)
        return added.title if added else registry.title(name)

    def _of_others(self, table: str, key: str) -> Sequence[Any]:
        return [check for tables in self._added for check in getattr(tables, table).get(key, ())]


def _checked(added: tuple[Tables, ...], pack: Pack) -> Sequence[Tables]:
    if not added:
        return ()
    from kubefence.rules.engine.added import checked, guarded  # most runs have none

    return [guarded(tables) for tables in checked(added, pack)]
