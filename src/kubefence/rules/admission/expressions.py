"""Conditions and variables that webhooks and policies share (``validateMatchCondition``, ``validateVariable``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kubefence import cel
from kubefence.cel import types
from kubefence.cel.nodes import LITERALS, RESERVED
from kubefence.cel.types import BOOL, Type
from kubefence.formats.names import qualified_name
from kubefence.problems import Problem
from kubefence.rules.admission.environment import AUTHORIZER, BASE, PARAMS
from kubefence.rules.engine.model import Site
from kubefence.rules.vocabulary.expressions import compiled
from kubefence.rules.vocabulary.lists import at_most, unique
from kubefence.rules.vocabulary.mappings import required_text
from kubefence.rules.vocabulary.values import shown

MAX_CONDITIONS = 64
_IDENTIFIER = re.compile(r"[_a-zA-Z][_a-zA-Z0-9]*")


def conditions(site: Site) -> Iterator[Problem]:
    """``validateMatchConditions``: at most 64, with unique names."""
    if "matchConditions" not in site.value:
        return
    yield from at_most(site, "matchConditions", MAX_CONDITIONS)
    yield from unique(site, "matchConditions", "name")
    scope = {**BASE, **AUTHORIZER, **(PARAMS if site.has("paramKind") or site.left_out("paramKind") else {})}
    for condition in site.children("matchConditions"):
        yield from required_text(condition, "expression")
        yield from required_text(condition, "name")
        name = condition.text("name")
        wrong = qualified_name(name) if name else None
        if wrong:
            yield condition.problem("invalid-name", "name", f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}")
        yield from compiled(condition, "expression", scope, (BOOL,))


def variables(spec: Site) -> Iterator[Problem]:
    """``validateVariable``: names are identifiers, and a variable may use those before it."""
    known: dict[str, Type] = {}
    scope = policy_scope(spec, known)
    for variable in spec.children("variables"):
        name = variable.text("name")
        yield from required_text(variable, "name")
        if name.strip() and (not _IDENTIFIER.fullmatch(name) or name in RESERVED or name in ("in", *LITERALS)):
            yield variable.problem(
                "invalid-name",
                "name",
                f"{shown(name)} 不是 CEL 标识符；只能用字母、数字和 _，且不是保留字",
                f"{shown(name)} is no identifier of CEL: letters, digits and _, and no reserved word",
            )
        yield from required_text(variable, "expression")
        yield from compiled(variable, "expression", scope)
        known[name] = _declared(variable, scope)


def _declared(variable: Site, scope: Mapping[str, Type]) -> Type:
    """The type of a variable is that of its expression, as far as it is kept."""
    return _kept(cel.type_of(variable.text("expression"), scope))


def _kept(kind: Type) -> Type:
    """Objects and what libraries make lose their type, also in lists and maps (``convertCelTypeToDeclType``)."""
    if kind.name == "object" or kind.name in types.OPAQUE:
        return cel.ANY
    return replace(kind, item=_kept(kind.item)) if kind.item else kind


def policy_scope(spec: Site, names: dict[str, Type] | None = None) -> Mapping[str, Type]:
    """What the expressions of a policy may speak of."""
    if names is None:
        names = {}
        scope = policy_scope(spec, names)
        for variable in spec.children("variables"):
            names[variable.text("name")] = _declared(variable, scope)
    return {
        **BASE,
        **AUTHORIZER,
        **(PARAMS if spec.has("paramKind") or spec.left_out("paramKind") else {}),
        **({"variables": Type("object", lambda: names)} if spec.items("variables") else {}),
        **({"variables": cel.ANY} if spec.left_out("variables") else {}),
    }
