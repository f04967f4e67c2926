"""Which requests a webhook or policy is for (``pkg/apis/admissionregistration/validation``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.formats.names import path_segment
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.lists import no_blanks, unique, wildcard_alone
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_be_one_of, never_blank, shown

VERSIONS = ("v1", "v1beta1", "v1alpha1")
OPERATIONS = ("CREATE", "UPDATE", "DELETE", "CONNECT", "*")
SCOPES = ("Cluster", "Namespaced", "*")
_NAMED = tuple(f"admissionregistration.{version}.NamedRuleWithOperations" for version in VERSIONS)


def requests(rule: Site) -> Iterator[Problem]:
    """``validateRuleWithOperations`` and ``validateRule``."""
    for field in ("operations", "apiGroups", "apiVersions"):
        yield from wildcard_alone(rule, field)
    for field in ("apiVersions", "resources"):
        yield from no_blanks(rule, field)
    yield from resources(rule)


def resources(rule: Site) -> Iterator[Problem]:
    """``validateResources``: no resource that a wildcard beside it means as well."""
    items = [item for item in rule.items("resources") if isinstance(item, str)]
    if len(items) > 1 and "*/*" in items:
        yield _covered(rule, ("resources",), "*/*", "其他资源", "other resources")
    if "*" in items and _plain_last(items):
        yield _covered(rule, ("resources",), "*", "不带子资源的资源", "resources without subresource")
    seen: set[str] = set()
    for index, item in enumerate(rule.items("resources")):
        if isinstance(item, str) and "/" in item:
            resource, _, sub = item.partition("/")
            for wide in (f"{resource}/*", f"*/{sub}"):
                if wide in seen:
                    yield _covered(rule, ("resources", index), wide, item, item)
            seen |= {item} if "*" in (resource, sub) else set()


def _plain_last(items: list[str]) -> bool:
    """Whether the last resource without subresource is not the wildcard: only that one counts for the server."""
    plain = [item for item in items if item and "/" not in item]
    return bool(plain) and plain[-1] != "*"


def _covered(rule: Site, at: tuple[str | int, ...], wide: str, zh: str, en: str) -> Problem:
    return rule.problem("mutually-exclusive", at, f'已写 "{wide}"，不能再写{zh}', f'with "{wide}" there cannot be {en}')


def words(rule: Site) -> Iterator[Problem]:
    """Operations and scope of rules that take them from another type, where the schema does not list them."""
    for index, operation in enumerate("" if item is None else item for item in rule.items("operations")):
        if isinstance(operation, str) and operation not in OPERATIONS:
            yield rule.problem(
                "invalid-value",
                ("operations", index),
                f"没有操作 {shown(operation)}，可选：{'、'.join(OPERATIONS)}",
                f"there is no operation {shown(operation)}, one of: {', '.join(OPERATIONS)}",
            )


def named(rule: Site) -> Iterator[Problem]:
    """``validateNamedRuleWithOperations``: names of objects, each once."""
    yield from unique(rule, "resourceNames")
    for index, name in enumerate(rule.items("resourceNames")):
        wrong = path_segment(name) if isinstance(name, str) else None
        if wrong:
            at = ("resourceNames", index)
            yield rule.problem("invalid-name", at, f"{shown(name)}：{wrong.zh}", f"{shown(name)}: {wrong.en}")


_RULE = (required("operations", "apiGroups", "apiVersions", "resources"), never_blank("scope"), requests)

TABLES = Tables(
    checks={
        "admissionregistration.v1.RuleWithOperations": _RULE,
        **dict.fromkeys(_NAMED, (*_RULE, words, named)),
        **{f"admissionregistration.{version}.MatchResources": (never_blank("matchPolicy"),) for version in VERSIONS},
    },
    fields={
        f"{name}.scope": (must_be_one_of(SCOPES),) for name in ("admissionregistration.v1.RuleWithOperations", *_NAMED)
    },
)
