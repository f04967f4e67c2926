"""Which rules there are and which module has them, from index.json: only what is needed is imported.

A rule that is not in the index does not exist; ``scripts/update_rules.py`` writes it, and a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from kubefence import catalog
from kubefence.findings import Text
from kubefence.rules.engine.group import GroupCheck
from kubefence.rules.engine.model import Check, FieldCheck, Rule, Tables

T = TypeVar("T")


@cache
def checks(definition: str) -> tuple[Check, ...]:
    """The checks of values of a definition, by its short name."""
    return tuple(check for tables in _speakers("checks", definition) for check in _entry(tables.checks, definition))


@cache
def fields(name: str) -> tuple[FieldCheck, ...]:
    """The checks of one field: ``core.v1.Container.name``."""
    return tuple(check for tables in _speakers("fields", name) for check in _entry(tables.fields, name))


@cache
def types(name: str) -> tuple[FieldCheck, ...]:
    """The checks of values of a type that is no object: ``api.resource.Quantity``, ``format:int32``."""
    return tuple(check for tables in _speakers("types", name) for check in _entry(tables.types, name))


@cache
def groups(definition: str) -> tuple[GroupCheck, ...]:
    """The checks of an object among those that it is applied with, by the short name of its definition."""
    return tuple(check for tables in _speakers("groups", definition) for check in _entry(tables.groups, definition))


@cache
def compared() -> frozenset[str]:
    """The kinds that have such checks."""
    return frozenset(definition.rpartition(".")[2] for definition in _index()["groups"])


def rule(name: str) -> Rule:
    """The documentation of a rule; KeyError for an id that no module defines."""
    tables = _tables(_index()["rules"][name]["module"])
    return next(rule for rule in tables.rules if rule.id == name)


def rules() -> Sequence[Rule]:
    """The documentation of all rules, by id."""
    return [rule(name) for name in _index()["rules"]]


@cache
def ids() -> frozenset[str]:
    """Ids of all rules that a wrong example may expect."""
    return frozenset((*catalog.RULES, *_index()["rules"])) - {"internal-error"}


def title(name: str) -> Text | None:
    """What a rule is about, None for an id that no rule has."""
    entry = _index()["rules"].get(name)
    return Text(entry["zh"], entry["en"]) if entry else catalog.RULES.get(name)


def _speakers(table: str, key: str) -> list[Tables]:
    return [_tables(module) for module in _index()[table].get(key, ())]


def _entry(table: Mapping[str, Sequence[T]], key: str) -> Sequence[T]:
    if key not in table:
        raise RuntimeError(f"the index of rules is out of date ({key}); run scripts/update_rules.py")
    return table[key]


@cache
def _tables(module: str) -> Tables:
    tables: Tables = import_module(f"kubefence.rules.{module}").TABLES
    return tables


@cache
def _index() -> Mapping[str, Any]:
    index: dict[str, Any] = json.loads(Path(__file__).with_name("index.json").read_bytes())
    return index
