"""No rule is written down and then forgotten: the verifier knows each, and some version has what it is about."""

import importlib
import pkgutil

import pytest
from tests.helpers import loaded_script

from kubefence import rules
from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Rule
from kubefence.schema.custom import envelope
from kubefence.schema.navigate import short_name
from kubefence.schema.pack import builtin

MODULES = [module.name for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.") if not module.ispkg]


@pytest.mark.parametrize("module", MODULES)
def test_each_rule_of_a_module_is_known(module: str) -> None:
    known = {rule.id for rule in registry.rules()}
    defined = {value.id for value in vars(importlib.import_module(module)).values() if isinstance(value, Rule)}
    assert defined <= known


def test_rules_are_found_at_all() -> None:
    assert len(MODULES) > 100
    assert sum(bool(vars(importlib.import_module(module)).get("TABLES")) for module in MODULES) > 50


def test_each_row_of_a_table_is_about_what_some_version_has() -> None:
    pack = builtin()
    fields = {
        f"{short_name(name)}.{field}"
        for version in pack.versions
        for name in pack.names(version)
        for field in ("", *pack.definition(version, name).get("properties", {}))
    }
    fields |= {f"{envelope.SHORT}{scope}." for scope in ("Namespaced", "Cluster", "Unknown")}
    for module, tables in loaded_script("update_rules").tables().items():
        definitions = {f"{definition}." for definition in (*tables.checks, *tables.groups)}
        assert sorted({*definitions, *tables.fields} - fields) == [], module
