"""What the rules are tried with: values for fields by their type, and ways to spoil a manifest in one place."""

from __future__ import annotations

import ast
import json
import operator
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import generated
from kubefence.facts import tables
from kubefence.rules.engine import registry
from kubefence.schema.navigate import definition_name, resolved, short_name
from kubefence.schema.pack import Schema, builtin

sys.path.append(str(generated.ROOT / "tests" / "rules"))

from places import put, steps

NEWEST = builtin().versions[-1]
TEXTS = [
    "",
    "a",
    "a.b",
    "a/b",
    "A_1",
    "a b",
    "-a",
    "é",
    "a" * 64,
    "a" * 254,
    "*",
    "1",
    "10.0.0.1",
    "2001-02-03T04:05:06Z",
]
NUMBERS = [-1, 0, 1, 2, 101, 65536, 2**31]
QUANTITIES = ["0", "-1", "1.5", "1Ki", "1m", "a"]
EMPTY: dict[str, list[Any]] = {"array": [[], [None]], "object": [{}], "boolean": [True, False]}
LONGEST, MOST_ITEMS = 70_000, 300
"""Sizes that are tried, of texts and of lists."""
MOST_WORDS = 6
"""Of a field with a closed set of values, in company of another field."""
Field = tuple[str, Schema]


def fields_of(definition: str, *, whole: bool) -> list[Field]:
    """The fields of a definition that a manifest may set, with their schemas; ``whole``: of an object, not in one."""
    name = next(name for name in builtin().names(NEWEST) if short_name(name) == definition)
    properties = builtin().definition(NEWEST, name).get("properties", {})
    given = ("status", "apiVersion", "kind") if whole else ()
    return [(field, schema) for field, schema in properties.items() if field not in given]


def values(field: str, schema: Schema) -> list[Any]:
    """What a field of some type is tried with."""
    target = definition_name(schema)
    inner = resolved(builtin(), NEWEST, schema)
    if target and target.endswith("Quantity"):
        return [None, *QUANTITIES]
    if target and "properties" in inner:
        return [None, {}]
    kinds = inner.get("type", "object")
    kind = next((kind for kind in kinds if kind != "null"), "object") if isinstance(kinds, list) else kinds
    if kind in ("integer", "number"):
        return [None, *NUMBERS]
    if kind == "string":
        return [None, *TEXTS]
    items = schema.get("items") or schema.get("additionalProperties")
    is_texts = isinstance(items, dict) and "string" in str(items.get("type"))
    if is_texts and kind == "array":
        return [None, [], [None], *([text] for text in TEXTS), ["a", "a"]]
    if is_texts:
        return [None, {}, *({"a": text} for text in TEXTS), *({text: "a"} for text in TEXTS)]
    return [None, *EMPTY.get(kind, [{}])]


def holding(field: str, schema: Schema) -> Callable[[str], Any] | None:
    """How a word stands in a field that holds texts: as it is, in a list, as a key; None where none can."""
    tried = values(field, schema)
    forms: tuple[Callable[[str], Any], ...] = (lambda word: word, lambda word: [word], lambda word: {word: "a"})
    return next((form for form in forms if form("a") in tried), None)


def words_of(definition: str, field: Field) -> list[str]:
    """Words that the facts or the rules of a field know, for a field that holds texts."""
    if holding(*field) is None:
        return []
    name = f"{definition}.{field[0]}"
    modules = {*INDEX["checks"].get(definition, ()), *INDEX["fields"].get(name, ())}
    known = {word for module in modules for word in _words_in(module)}
    return sorted(known | set(CLOSED.get(name, ())))


def bounds_of(definition: str, field: Field) -> list[int]:
    """Numbers that the rules of a field know, where one of them may be a bound of it."""
    modules = {*INDEX["checks"].get(definition, ()), *INDEX["fields"].get(f"{definition}.{field[0]}", ())}
    return sorted({number for module in modules for number in _numbers_in(module)})


def as_large(field: str, schema: Schema) -> Callable[[int], Any] | None:
    """A value of some size for a field: the number, a text or a list as long; None where no size can matter."""
    tried = values(field, schema)
    if 2**31 in tried:
        return lambda size: size
    if "a" in tried:
        return lambda size: "a" * size if 0 <= size <= LONGEST else None
    if ["a"] in tried:
        return lambda size: [f"a{index}" for index in range(size)] if 0 <= size <= MOST_ITEMS else None
    return None


@cache
def _numbers_in(module: str) -> frozenset[int]:
    """The numbers in a module of rules, sums and products of them too."""
    found = (_number(node) for node in ast.walk(ast.parse(_source(module))))
    return frozenset(number for number in found if number is not None and 1 < number < 2**48)


def _number(node: ast.AST) -> int | None:
    if isinstance(node, ast.Constant):
        return node.value if type(node.value) is int else None
    if not isinstance(node, ast.BinOp):
        return None
    left, right, work = _number(node.left), _number(node.right), WORK.get(type(node.op))
    return work(left, right) if work and left is not None and right is not None and abs(right) < 64 else None


WORK: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
}


def _source(module: str) -> str:
    path = Path(registry.__file__).parent.parent.joinpath(*module.split(".")).with_suffix(".py")
    return path.read_text(encoding="utf-8")


@cache
def _words_in(module: str) -> frozenset[str]:
    """The short texts in the tables of a module of rules, and of the vocabulary that it is written with."""
    statements = ast.parse(_source(module)).body
    texts = (
        part.value
        for statement in statements
        if isinstance(statement, ast.Assign)
        for part in ast.walk(statement)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    shared = (_words_in(name) for statement in statements for name in _vocabulary(statement))
    return frozenset(text for text in texts if _WORD.fullmatch(text)).union(*shared)


def _vocabulary(statement: ast.stmt) -> list[str]:
    """The modules of the vocabulary that a statement imports."""
    if not isinstance(statement, ast.ImportFrom) or not statement.module:
        return []
    module = statement.module.removeprefix("kubefence.rules.")
    if module == "vocabulary":
        return [f"vocabulary.{alias.name}" for alias in statement.names]
    return [module] if module.startswith("vocabulary.") else []


_WORD = re.compile(r"[A-Za-z0-9.][A-Za-z0-9._/-]{0,60}")
INDEX = json.loads(Path(registry.__file__).with_name("index.json").read_bytes())


def sound(definition: str, field: Field) -> list[Any]:
    """What may well stand in a field: the words that it may have, else one value of its type."""
    words = CLOSED.get(f"{definition}.{field[0]}", ())
    tried = values(*field)
    kind: type[Any] = type(next((value for value in tried if value not in (None, "", [])), {}))
    if words:
        return list(words[:MOST_WORDS])
    if kind is list:
        return [["a"]] if ["a"] in tried else [[{}]]
    return [{str: "1" if "1Ki" in tried else "a", int: 1, bool: True, dict: tried[-1] or {}}[kind]]


CLOSED = {
    f"{short_name(name.rpartition('.')[0])}.{name.rpartition('.')[2]}": words
    for name, words in tables.enums(NEWEST).items()
}
"""A field (``core.v1.ServiceSpec.type``) to the words that it may have."""


def inside(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """All that is in a document, by place."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        at = f"{place}[{key}]" if isinstance(value, list) else f"{place}.{key}".lstrip(".")
        is_place = "." not in str(key) and "/" not in str(key)  # another could not be found again
        if is_place and at not in ("apiVersion", "kind"):
            yield at, item
            yield from inside(item, at)


def ways(document: Any, place: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The document with something else at a place, and what that is."""
    for other in others(place, value):
        yield written(other), changed(document, place, other)
    if isinstance(value, list) and value:
        yield "twice", changed(document, place, [*value, value[0]])
    yield "left out", changed(document, place)


def others(place: str, value: Any) -> list[Any]:
    """What stands in place of a value."""
    if isinstance(value, bool):
        return [None, not value]
    if isinstance(value, int):
        return [None, -1, 0, value - 1, value + 1, 10**6]
    if isinstance(value, str):
        field = place.rpartition(".")[2].partition("[")[0]
        return [None, "", f"{value}x", *sorted(WORDS.get(field, set()) - {value}), "a b"]
    return [None, []] if isinstance(value, list) else [None, {}]


WORDS: dict[str, set[str]] = {}
"""Name of a field to the words that fields of this name may have."""
for _name, _words in tables.enums(NEWEST).items():
    WORDS.setdefault(_name.rpartition(".")[2], set()).update(_words)


def changed(document: Any, place: str, *value: Any) -> Any:
    """A copy with another value at a place, or without any."""
    copy = json.loads(json.dumps(document))
    *way, last = steps(place)
    holder = copy
    for step in way:
        holder = holder[step]
    if value:
        put(holder, [last], value[0])
    else:
        del holder[last]
    return copy


def written(value: Any) -> str:
    """A value in a line; long texts by their length."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 40 else f"{text[:6]}…{len(text)}"
