"""Rules that others have written: held to what the built-in ones are held to by tests, before they are used.

A definition that is misspelt would never be met, and a check that tells of a rule which nobody declares could
neither be explained nor expected: both would pass for "nothing found".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Any

from kubefence.errors import BadRules
from kubefence.findings import Severity, Text
from kubefence.nearest import suggestion
from kubefence.problems import Problem
from kubefence.rules.engine import registry
from kubefence.rules.engine.model import Rule, Tables, Triggered
from kubefence.schema.navigate import short_name
from kubefence.schema.pack import Pack

TABLES = ("checks", "fields", "types", "groups")
"""The tables that hold checks."""
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TEXTS = ("title", "why", "fix")
_EXAMPLES = ("source", "wrong", "right")


def checked(added: Iterable[Tables], pack: Pack) -> list[Tables]:
    """The tables themselves; raises `BadRules` with the first fault there is."""
    known = dict.fromkeys(registry.ids() | {"internal-error"}, "kubefence")
    found = []
    for tables in added:
        for zh, en in _faults(tables, known, pack):
            raise BadRules(zh, en)
        known |= dict.fromkeys((rule.id for rule in tables.rules), "others")
        found.append(tables)
    return found


def _faults(tables: Any, known: Mapping[str, str], pack: Pack) -> Iterator[Text]:
    if not isinstance(tables, Tables):
        kind = type(tables).__name__
        yield Text(f"规则应放在 Tables 里，{kind} 不是", f"rules come in Tables, {kind} is something else")
        return
    mine: set[str] = set()
    for rule in tables.rules:
        yield from _of_rule(rule, known, mine)
        mine.add(rule.id)
    for table in TABLES:
        for key, checks in getattr(tables, table).items():
            yield from _of_key(table, key, pack)
            if isinstance(checks, str) or not isinstance(checks, Iterable) or not all(map(callable, checks)):
                yield Text(f"{table} 的 {key} 应是函数的列表", f"{table} of {key} has to be a list of functions")


def _of_rule(rule: Any, known: Mapping[str, str], mine: set[str]) -> Iterator[Text]:
    if not isinstance(rule, Rule):
        yield Text(f"rules 里的 {rule!r:.60} 不是 Rule", f"{rule!r:.60} among its rules is no Rule")
        return
    if not isinstance(rule.id, str) or not _ID.fullmatch(rule.id):
        yield Text(
            f"规则的 id {rule.id!r:.60} 应是小写单词，用 - 连接",
            f"the id {rule.id!r:.60} has to be words in lower case with - between",
        )
    elif rule.id in mine:
        yield Text(f"规则 {rule.id} 写了两次", f"the rule {rule.id} is given twice")
    elif known.get(rule.id) == "kubefence":
        said = f"kubefence itself has a rule {rule.id}; take another id"
        yield Text(f"kubefence 自己就有规则 {rule.id}，换一个 id", said)
    elif rule.id in known:
        yield Text(f"另有规则也叫 {rule.id}，换一个 id", f"others have a rule {rule.id} too; take another id")
    for field in _TEXTS:
        if not isinstance(getattr(rule, field), Text):
            yield Text(f"规则 {rule.id} 的 {field} 应是 Text", f"{field} of the rule {rule.id} has to be a Text")
    for field in (*_TEXTS, *_EXAMPLES):
        value = getattr(rule, field)
        if not all(isinstance(part, str) and part.strip() for part in (value if field in _TEXTS else [value])):
            yield Text(f"规则 {rule.id} 的 {field} 没有写", f"the rule {rule.id} has no {field}")
    if not isinstance(rule.severity, Severity):
        said = f"the severity of the rule {rule.id} has to be a Severity"
        yield Text(f"规则 {rule.id} 的 severity 应是 Severity", said)


def _of_key(table: str, key: str, pack: Pack) -> Iterator[Text]:
    """Whether there is what the checks hang on, in any version, and whether they would be run there."""
    if table == "types" and key.startswith("format:"):
        return
    names = _definitions(pack)
    definition, _, field = key.rpartition(".") if table == "fields" else (key, "", "")
    if definition not in names:
        zh, en = suggestion(definition, names, 0.75)
        yield Text(f"{table} 里没有 {definition} 这个类型{zh}", f"{table} names {definition}, which is no type{en}")
        return
    known = _fields(pack, names[definition])
    if table == "fields" and field not in known:
        zh, en = suggestion(field, known, 0.6)
        yield Text(f"{definition} 没有字段 {field}{zh}", f"{definition} has no field {field}{en}")
    elif table == "types" and known:
        yield Text(f"{definition} 有字段，放在 checks 里", f"{definition} has fields, so its place is in checks")
    elif table != "types" and not known:
        yield Text(f"{definition} 没有字段，放在 types 里", f"{definition} has no fields, so its place is in types")
    elif table == "groups" and names[definition].isdisjoint(pack.kinds.values()):
        yield Text(f"{definition} 不是一种对象", f"{definition} is no kind of object")


@lru_cache(maxsize=2)
def _definitions(pack: Pack) -> Mapping[str, set[str]]:
    """Short names of all types, each with the full ones."""
    found: dict[str, set[str]] = {}
    for version in pack.versions:
        for name in pack.names(version):
            found.setdefault(short_name(name), set()).add(name)
    return found


def _fields(pack: Pack, names: Iterable[str]) -> set[str]:
    """The fields that these types have, in any version."""
    schemas = (pack.definition(version, name) for name in names for version in pack.living(name))
    return {field for schema in schemas for field in schema.get("properties", ())}


def guarded(tables: Tables) -> Tables:
    """The tables with checks that may only tell of the rules which these declare."""
    ids = frozenset(rule.id for rule in tables.rules)
    changed: dict[str, Any] = {
        table: {key: tuple(_guarded(check, ids) for check in checks) for key, checks in getattr(tables, table).items()}
        for table in TABLES
    }
    return tables._replace(**changed)


def _guarded(check: Any, ids: frozenset[str]) -> Any:
    if isinstance(check, Triggered):
        return Triggered(_guarded(check.check, ids), check.paths)
    inner: Callable[..., Iterable[Problem]] = check

    @wraps(inner)
    def guard(*arguments: Any) -> Iterator[Problem]:
        for problem in inner(*arguments):
            if not isinstance(problem, Problem):
                raise TypeError(f"it gives {problem!r:.60}, which is no Problem")
            if problem.rule not in ids:
                raise ValueError(f"it tells of {problem.rule!r:.60}, its rules are {', '.join(sorted(ids))}")
            yield problem

    return guard
