"""Environment variables, one by one and all of a container."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kubefence.findings import Severity, Text
from kubefence.formats.environment import env_name, strict_env_name
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.containers.documentation import HIDDEN_VARIABLE
from kubefence.rules.containers.place import TYPES, in_list, unknown_keys
from kubefence.rules.engine.model import FieldCheck, Site, Tables
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_have_form, shown
from kubefence.rules.vocabulary.versions import only
from kubefence.yamldoc.document import Path

_SOURCES = ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")
_KNOWN = frozenset(_SOURCES)
_FROM = ("configMapRef", "secretRef")
_KNOWN_FROM = frozenset((*_FROM, "prefix"))


def value_from(variable: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Exactly one source, and no value besides (``validateEnvVarValueFrom``)."""
    if not isinstance(value, dict):
        return
    given = [name for name in _SOURCES if value.get(name) is not None]
    if not given:
        if not unknown_keys(value, _KNOWN):
            names = "、".join(_SOURCES), ", ".join(_SOURCES)
            yield variable.problem(
                "missing-field",
                at,
                f"valueFrom 没有来源，写 {names[0]} 之一",
                f"valueFrom needs one of {names[1]}",
                anchor=Anchor.KEY,
            )
    elif variable.value.get("value"):
        yield variable.problem(
            "mutually-exclusive",
            at,
            "value 和 valueFrom 只能写一个，删掉其中之一",
            "value and valueFrom exclude each other, remove one",
            anchor=Anchor.KEY,
            also=(Also((*variable.path, "value"), Text("已经写了值", "the value is given here")),),
        )
    elif len(given) > 1:
        zh = f"valueFrom 只能有一个来源，这里有 {'、'.join(given)}"
        en = f"valueFrom has one source only, here are {', '.join(given)}"
        yield variable.problem("mutually-exclusive", at, zh, en, anchor=Anchor.KEY)


def sources(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """Each entry of envFrom is one ConfigMap or one Secret (``ValidateEnvFrom``)."""
    for index, entry in enumerate(value if isinstance(value, list) else ()):
        source = {} if entry is None else entry
        if not isinstance(source, dict):
            continue
        given = [name for name in _FROM if source.get(name) is not None]
        if not given and not unknown_keys(source, _KNOWN_FROM):
            zh, en = (
                "envFrom 的每一项要写 configMapRef 或 secretRef",
                "each entry of envFrom needs configMapRef or secretRef",
            )
            yield in_list(container, "missing-field", (*at, index), zh, en)
        elif len(given) > 1:
            zh = "configMapRef 和 secretRef 只能写一个，分成两项"
            en = "configMapRef and secretRef exclude each other, make two entries of them"
            yield in_list(container, "mutually-exclusive", (*at, index), zh, en)


def hidden(container: Site, at: Path, value: Any) -> Iterator[Problem]:
    """A variable that replaces an earlier one without using it (``warningsForPodSpecAndMeta``)."""
    seen: dict[str, int] = {}
    for index, variable in enumerate(value if isinstance(value, list) else ()):
        name = variable.get("name") if isinstance(variable, dict) else None
        if not isinstance(name, str) or not name or seen.setdefault(name, index) == index:
            continue
        text, reference = variable.get("value"), f"$({name})"
        if variable.get("valueFrom") is not None or text == reference or reference not in str(text):
            yield container.problem(
                HIDDEN_VARIABLE.id,
                (*at, index),
                f"环境变量 {shown(name)} 已经写过，这里会盖住它",
                f"the variable {shown(name)} is given already, this hides it",
                severity=Severity.WARNING,
                also=(Also((*container.path, *at, seen[name]), Text("先写在这里", "it is given here first")),),
            )


def _strict(site: Site, at: Path, value: Any) -> Iterator[Problem]:
    if isinstance(value, str) and not env_name(value):
        yield from _strict_form(site, at, value)


_strict_form = must_have_form("invalid-name", strict_env_name, empty=True)
_NAME: tuple[FieldCheck, ...] = (
    must_have_form("invalid-name", env_name, empty=True),
    only(_strict, until="1.31"),  # RelaxedEnvironmentVariableValidation
)

TABLES = Tables(
    rules=(HIDDEN_VARIABLE,),
    checks={"core.v1.EnvVar": (required("name"),)},
    fields={
        "core.v1.EnvVar.name": _NAME,
        "core.v1.EnvVar.valueFrom": (value_from,),
        "core.v1.EnvFromSource.prefix": _NAME,
        **{f"{name}.env": (hidden,) for name in TYPES},
        **{f"{name}.envFrom": (sources,) for name in TYPES},
    },
)
