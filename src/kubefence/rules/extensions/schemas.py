"""The schema of one version of a custom resource (``validateCustomResourceDefinitionValidation``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.extensions import openapi, structure, validations
from kubefence.rules.extensions.decoding import wrong_types
from kubefence.rules.extensions.defaults import defaults
from kubefence.rules.extensions.documentation import RULES
from kubefence.rules.extensions.openapi import Surroundings
from kubefence.rules.extensions.structure import Level
from kubefence.schema.custom.tree import VALIDATIONS, keywords


def schema(validation: Site) -> Iterator[Problem]:
    """Structure first; defaults and expressions are looked at once it is sound."""
    tree = validation.value.get("openAPIV3Schema")
    if not isinstance(tree, dict):
        return
    path = (*validation.path, "openAPIV3Schema")
    found = list(wrong_types(tree, path))
    spoken = keywords(tree) if not found else set()
    if not found:
        subresources = validation.parent.child("subresources") if validation.parent else None
        status = subresources is not None and subresources.has("status")
        found += openapi.root(tree, path, status=status)
        found += openapi.allowed(tree, path, Surroundings(root=True))
        found += structure.invariants(tree, Level.ROOT, path)
        found += structure.completeness(tree, path)
        found += validations.messages(tree, path) if VALIDATIONS in spoken else ()
    yield from dict.fromkeys(found)
    if not found:
        found = list(defaults(tree, path)) if "default" in spoken else []
        yield from found or (validations.expressions(tree, path) if VALIDATIONS in spoken else ())


TABLES = Tables(rules=RULES, checks={"apiextensions.v1.CustomResourceValidation": (schema,)})
