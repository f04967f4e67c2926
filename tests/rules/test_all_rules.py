"""No rule is written down and then forgotten: each that a module defines is one that the verifier knows."""

import importlib
import pkgutil

import pytest

from kubefence import rules
from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Rule

MODULES = [module.name for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.") if not module.ispkg]


@pytest.mark.parametrize("module", MODULES)
def test_each_rule_of_a_module_is_known(module: str) -> None:
    known = {rule.id for rule in registry.rules()}
    defined = {value.id for value in vars(importlib.import_module(module)).values() if isinstance(value, Rule)}
    assert defined <= known


def test_rules_are_found_at_all() -> None:
    assert len(MODULES) > 100
    assert sum(bool(vars(importlib.import_module(module)).get("TABLES")) for module in MODULES) > 50
