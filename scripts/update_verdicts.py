#!/usr/bin/env python3
"""Write down what the rules say of many small inputs, so that a change of a verdict is seen and looked at.

    python scripts/update_verdicts.py            write tests/rules/verdicts/
    python scripts/update_verdicts.py --check    only compare, exit 1 when something differs

There are two kinds of inputs. Each field of each definition that some object has gets values of many kinds, alone in
an object (``fields/``). Each right example of a rule is spoiled in one place after the other (``examples/``). What is
written down is what is found then and was not before, or no more. The tables are no proof that a verdict is right, the
agreement with an API server is (``benchmarks/agreement.py``); they show what a change of the rules changes. Read it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

import generated
from kubefence import Config, Page, Verifier
from kubefence.facts import tables
from kubefence.rules.engine import registry
from kubefence.schema.navigate import definition_name, resolved, short_name
from kubefence.schema.pack import Schema, builtin
from kubefence.versions import Version

sys.path.append(str(generated.ROOT / "tests" / "rules"))

from places import homes, put, steps, whole

FIELDS = generated.ROOT / "tests" / "rules" / "verdicts" / "fields"
EXAMPLES = generated.ROOT / "tests" / "rules" / "verdicts" / "examples"
NEWEST = builtin().versions[-1]
LATEST = Verifier(Config(str(NEWEST), lint=None))
RANGE = Verifier(Config(lint=None))

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


def main() -> int:
    """Write or compare; the exit code of the script."""
    return generated.run("scripts/update_verdicts.py", __doc__, all_tables, there)


def all_tables() -> dict[Path, str]:
    """Every table and its content."""
    return {path: make() for path, make in tables_of_verdicts().items()}


def there() -> list[Path]:
    """The tables that stand there."""
    return [*FIELDS.glob("*"), *EXAMPLES.glob("*")]


def tables_of_verdicts() -> dict[Path, Callable[[], str]]:
    """File to what makes its content: one for each group of the API and for each kind that an example is of."""
    groups = sorted(
        {definition.rpartition(".")[0] for definition, (_, k8s, _) in homes().items() if k8s == str(NEWEST)}
    )
    kinds: dict[str, list[str]] = {}
    for rule in registry.rules():
        kinds.setdefault(str(documents(rule.right)[0].get("kind")), []).append(rule.id)
    fields = {FIELDS / f"{group}.txt": lambda group=group: "".join(of_group(group)) for group in groups}
    examples = {EXAMPLES / f"{kind}.txt": lambda ids=ids: "".join(of_rules(ids)) for kind, ids in kinds.items()}
    return {**fields, **examples}


def of_group(group: str) -> Iterator[str]:
    """The verdicts on the fields of the definitions of a group."""
    for definition, (kind, k8s, place) in sorted(homes().items()):
        if definition.rpartition(".")[0] == group and k8s == str(NEWEST) and not definition.endswith("List"):
            known = found(whole(kind, {place: {}} if place else {}), LATEST)
            lines = [line for field in fields_of(definition) for line in of_field(kind, place, field, known)]
            if lines:
                yield f"{definition} in {kind} {place}\n" + "".join(lines)


def fields_of(definition: str) -> Iterator[tuple[str, Schema]]:
    """The fields of a definition that a manifest may set, with their schemas."""
    name = next(name for name in builtin().names(NEWEST) if short_name(name) == definition)
    properties = builtin().definition(NEWEST, name).get("properties", {})
    yield from (
        (field, schema) for field, schema in properties.items() if field not in ("status", "apiVersion", "kind")
    )


def of_field(kind: str, place: str, field: tuple[str, Schema], known: set[str]) -> Iterator[str]:
    """A line for a field: what each value changes; nothing where none does."""
    at = f"{place}.{field[0]}".lstrip(".")
    verdicts = ((written(value), found(whole(kind, {at: value}), LATEST)) for value in values(*field))
    yield from line(field[0], verdicts, known, at)


def line(name: str, verdicts: Iterable[tuple[str, set[str]]], known: set[str], at: str) -> Iterator[str]:
    """What is found that was not before, or no more, and with what."""
    said: dict[str, list[str]] = {}
    for what, findings in verdicts:
        changes = [nearer(finding, at) for finding in sorted(findings - known)]
        changes += [f"no {nearer(finding, at)}" for finding in sorted(known - findings)]
        if changes:
            said.setdefault(" ".join(changes), []).append(what)
    if said:
        parts = (f"{changes} for {', '.join(whats)}" for changes, whats in said.items())
        yield f"  {name}: {'; '.join(parts)}\n"


def nearer(finding: str, at: str) -> str:
    """A finding without the place where it is, if that is where the value is or the one around it."""
    rule, _, field = finding.partition("@")
    around = at.rpartition(".")[0]
    if field == at:
        return rule
    return f"{rule}@..{field.removeprefix(around)}" if around and field.startswith(around) else finding


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


def of_rules(ids: list[str]) -> Iterator[str]:
    """The verdicts on the spoiled examples of some rules."""
    for name in sorted(ids):
        rule = registry.rule(name)
        for kind, text in (("right", rule.right), ("wrong", rule.wrong)):
            yield f"{name}, {kind}\n" + "".join(of_example(documents(text)))


def of_example(example: list[Any]) -> Iterator[str]:
    """A line for each place of an example: what is found when it is spoiled, and in which ways."""
    known = found_in(example)
    for number, document in enumerate(example):
        for place, value in inside(document):
            verdicts = (
                (name, found_in([*example[:number], other, *example[number + 1 :]]))
                for name, other in ways(document, place, value)
            )
            yield from line(f"{number or ''}{place}", verdicts, known, place)


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


def documents(text: str) -> list[Any]:
    """The documents of an example, as JSON has them; none where it is no YAML, which is what is wrong with some."""
    try:
        return [json.loads(json.dumps(document, default=str)) for document in yaml.safe_load_all(text)]
    except yaml.YAMLError:
        return []


def found(manifest: Any, verifier: Verifier) -> set[str]:
    """What is found in a manifest: ``rule@field``."""
    return found_in([manifest], verifier)


def found_in(manifests: list[Any], verifier: Verifier = RANGE) -> set[str]:
    """What is found in manifests that stand together, with the versions where it is not all of them."""
    text = "\n---\n".join(json.dumps(manifest, ensure_ascii=False) for manifest in manifests)
    report = verifier.verify(Page("verdict.yaml", text, markdown=False))
    return {f"{finding.rule}{_some(finding.versions, report.versions)}@{finding.field}" for finding in report.findings}


def _some(versions: tuple[Version, ...], every: tuple[Version, ...]) -> str:
    return "" if len(versions) in (0, len(every)) else "(" + ",".join(map(str, versions)) + ")"


def written(value: Any) -> str:
    """A value in a line; long texts by their length."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 40 else f"{text[:6]}…{len(text)}"


if __name__ == "__main__":
    sys.exit(main())
