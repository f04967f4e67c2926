#!/usr/bin/env python3
"""Write down what the rules say of many small inputs, so that a change of a verdict is seen and looked at.

    python scripts/update_verdicts.py            write tests/rules/verdicts/
    python scripts/update_verdicts.py --check    only compare, exit 1 when something differs

There are three kinds of inputs. Each field of each definition that some object has gets values of many kinds, alone in
an object (``fields/``); then two fields of a definition are there, or one in some surroundings (``together/``). Each
example of a rule, and each sample, is spoiled in one place after the other (``examples/``, ``objects/``). What is
written down is what is found then and was not before, or no more; of two fields, what neither brings alone.

The tables are no proof that a verdict is right, the agreement with an API server is (``benchmarks/agreement.py``); they
show what a change of the rules changes. Read it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

import generated
from kubefence import Config, Page, Verifier
from kubefence.findings import Severity
from kubefence.rules.engine import registry
from kubefence.versions import Version
from probes import (
    NEWEST,
    Field,
    as_large,
    bounds_of,
    fields_of,
    holding,
    inside,
    sound,
    values,
    ways,
    words_of,
    written,
)

sys.path.append(str(generated.ROOT / "tests" / "rules"))

from places import homes, whole

VERDICTS = generated.ROOT / "tests" / "rules" / "verdicts"
FIELDS, TOGETHER, EXAMPLES, OBJECTS = (VERDICTS / name for name in ("fields", "together", "examples", "objects"))
SAMPLES = VERDICTS.with_name("samples")
"""Sound objects that have much in them; those in ``OBJECTS`` are what becomes of each when it is spoiled."""
LATEST = Verifier(Config(str(NEWEST), lint=None))
RANGE = Verifier(Config(lint=None))
_MARKS = {Severity.ERROR: "", Severity.WARNING: "~"}

SURROUNDINGS: dict[str, list[dict[str, Any]]] = {
    "v1/Pod": [
        {"spec.os.name": "windows"},
        {"spec.os.name": "linux"},
        {"spec.hostNetwork": True},
        {"spec.hostPID": True},
        {"spec.hostUsers": False},
        {"spec.restartPolicy": "Never"},
    ],
    "batch/v1/Job": [{"spec.completionMode": "Indexed", "spec.completions": 2}],
    "v1/Service": [{"spec.type": "ExternalName"}, {"spec.clusterIP": "None"}],
}
"""What a kind is also seen with, in all that it holds."""


def main() -> int:
    """Write or compare; the exit code of the script."""
    return generated.run("scripts/update_verdicts.py", __doc__, all_tables, there)


def all_tables() -> dict[Path, str]:
    """Every table that has something to say, and its content; as that takes a minute, it says how far it is."""
    makers = tables_of_verdicts()
    made = {}
    for number, (path, make) in enumerate(makers.items(), 1):
        if sys.stderr.isatty():
            print(f"\r{number} of {len(makers)} tables", end="\n" if number == len(makers) else "", file=sys.stderr)
        made[path] = make()
    return {path: text for path, text in made.items() if text}


def there() -> list[Path]:
    """The tables that stand there."""
    return [*VERDICTS.glob("*/*")]


def tables_of_verdicts() -> dict[Path, Callable[[], str]]:
    """File to what makes its content: one for each group of the API and for each kind that an example is of."""
    groups = sorted(
        {definition.rpartition(".")[0] for definition, (_, k8s, _) in homes().items() if k8s == str(NEWEST)}
    )
    kinds: dict[str, list[str]] = {}
    for rule in registry.rules():
        kinds.setdefault(str(documents(rule.right)[0].get("kind")), []).append(rule.id)
    fields = {FIELDS / f"{group}.txt": lambda group=group: "".join(of_group(group, of_fields)) for group in groups}
    together = {TOGETHER / f"{group}.txt": lambda group=group: "".join(of_group(group, of_pairs)) for group in groups}
    examples = {EXAMPLES / f"{kind}.txt": lambda ids=ids: "".join(of_rules(ids)) for kind, ids in kinds.items()}
    samples = [each for file in sorted(SAMPLES.glob("*.yaml")) for each in documents(file.read_text(encoding="utf-8"))]
    objects = {
        OBJECTS / f"{each['kind']}-{name}.txt": lambda each=each: "".join(of_example([each], LATEST))
        for each in samples
        for name in [each.get("metadata", {}).get("name", "")]
    }
    return {**fields, **together, **examples, **objects}


Lines = Callable[[str, str, str, set[str]], Iterator[str]]
"""Definition, kind, place and what is found there at first to lines."""


def of_group(group: str, lines: Lines) -> Iterator[str]:
    """The verdicts on the definitions of a group."""
    for definition, (kind, k8s, place) in sorted(homes().items()):
        if definition.rpartition(".")[0] == group and k8s == str(NEWEST) and not definition.endswith("List"):
            known = found(whole(kind, {place: {}} if place else {}), LATEST)
            made = "".join(lines(definition, kind, place, known))
            if made:
                yield f"{definition} in {kind} {place}\n{made}"


def of_fields(definition: str, kind: str, place: str, known: set[str]) -> Iterator[str]:
    """The verdicts on each field alone."""
    for field in fields_of(definition, whole=not place):
        yield from of_field(kind, place, field, known)
        yield from of_words(definition, kind, place, field, known)
        yield from of_sizes(definition, kind, place, field)


def of_words(definition: str, kind: str, place: str, field: Field, known: set[str]) -> Iterator[str]:
    """Lines for a field that holds words: which of them are judged otherwise than with a letter more, and how."""
    at = f"{place}.{field[0]}".lstrip(".")
    write = holding(*field)
    if write is None:
        return

    def said(word: str) -> list[str]:
        there = found(whole(kind, {at: write(word)}), LATEST)
        changes = [
            nearer(finding.replace(f"{at}.{word}", at).replace(f"{at}[{word}]", at), at) for finding in there - known
        ]
        return sorted(changes) + [f"no {nearer(finding, at)}" for finding in sorted(known - there)]

    alike: dict[str, list[str]] = {}
    for word in words_of(definition, field):
        findings = said(word)
        if findings != said(f"{word}q"):
            alike.setdefault(" ".join(findings) or "nothing", []).append(word)
    for what, words in alike.items():
        yield f"  {field[0]} with {' '.join(words)}: {what}\n"


def of_sizes(definition: str, kind: str, place: str, field: Field) -> Iterator[str]:
    """A line for a field that has bounds: the sizes from which on it is judged otherwise."""
    at = f"{place}.{field[0]}".lstrip(".")
    make = as_large(*field)
    sizes = sorted({size + more for size in bounds_of(definition, field) for more in (-1, 0, 1)}) if make else ()
    before: str | None = None
    changes: list[str] = []
    for size in sizes:
        value = make(size) if make else None
        if value is None:
            break
        findings = found(whole(kind, {at: value}), LATEST)
        now = " ".join(sorted(nearer(each, at) for each in findings if each.partition("@")[2] == at)) or "nothing"
        changes += [f"{size}: {now}"] if before not in (None, now) else []
        before = now
    if changes:
        yield f"  {field[0]} from {'; '.join(changes)}\n"


def of_pairs(definition: str, kind: str, place: str, known: set[str]) -> Iterator[str]:
    """The verdicts on two fields, or on one in some surroundings, as far as they are more than those on each."""
    alone = {
        (f"{place}.{field[0]}".lstrip("."), written(value)): value
        for field in fields_of(definition, whole=not place)
        for value in sound(definition, field)
    }
    verdicts = {key: found(whole(kind, {key[0]: value}), LATEST) for key, value in alone.items()}
    pairs = [(one, other) for one, other in combinations(alone, 2) if one[0] != other[0]]
    for one, other in pairs:
        both = found(whole(kind, {one[0]: alone[one], other[0]: alone[other]}), LATEST)
        name = f"{one[0].rpartition('.')[2]} {one[1]}, {other[0].rpartition('.')[2]} {other[1]}"
        yield from surplus(name, known, verdicts[one], verdicts[other], both, other[0])
    for beside in SURROUNDINGS.get(kind, []):
        around = found(whole(kind, {**beside, place: {}} if place else beside), LATEST)
        for one, value in alone.items():
            if not any(one[0] == other or other.startswith(f"{one[0]}.") for other in beside):
                both = found(whole(kind, {**beside, one[0]: value}), LATEST)
                name = f"{one[0].rpartition('.')[2]} {one[1]}, {written(beside)}"
                yield from surplus(name, known, verdicts[one], around, both, one[0])


def surplus(name: str, known: set[str], one: set[str], other: set[str], both: set[str], at: str) -> Iterator[str]:
    """What two together bring that neither brings, or take away that neither takes away."""
    expected = (one | other) - (known - one) - (known - other)
    yield from line(name, [("", both)], expected, at)


def of_field(kind: str, place: str, field: Field, known: set[str]) -> Iterator[str]:
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
        parts = (f"{changes} for {', '.join(whats)}".removesuffix(" for ") for changes, whats in said.items())
        yield f"  {name}: {'; '.join(parts)}\n"


def nearer(finding: str, at: str) -> str:
    """A finding without the place where it is, if that is where the value is or the one around it."""
    rule, _, field = finding.partition("@")
    around = at.rpartition(".")[0]
    if field == at:
        return rule
    return f"{rule}@..{field.removeprefix(around)}" if around and field.startswith(around) else finding


def of_rules(ids: list[str]) -> Iterator[str]:
    """The verdicts on the spoiled examples of some rules."""
    for name in sorted(ids):
        rule = registry.rule(name)
        for kind, text in (("right", rule.right), ("wrong", rule.wrong)):
            yield f"{name}, {kind}\n" + "".join([*of_places(text, rule.k8s), *of_example(documents(text))])


def of_places(text: str, k8s: str) -> Iterator[str]:
    """A line for each finding in an example as it is: where it begins, and what is underlined."""
    verifier = Verifier(Config(k8s, lint=None)) if k8s else RANGE
    lines = text.splitlines()
    for finding in verifier.verify(Page("verdict.yaml", text, markdown=False)).findings:
        line, column, end_line, end_column = finding.span
        shown = lines[line - 1][column - 1 : end_column - 1 if end_line == line else None]
        yield f"  {line}:{column} {_MARKS[finding.severity]}{finding.rule}: {shown}\n"


def of_example(example: list[Any], verifier: Verifier = RANGE) -> Iterator[str]:
    """A line for each place of an example: what is found when it is spoiled, and in which ways."""
    known = found_in(example, verifier)
    for number, document in enumerate(example):
        for place, value in inside(document):
            verdicts = (
                (name, found_in([*example[:number], other, *example[number + 1 :]], verifier))
                for name, other in ways(document, place, value)
            )
            yield from line(f"{number or ''}{place}", verdicts, known, place)


def documents(text: str) -> list[Any]:
    """The documents of an example, as JSON has them; none where it is no YAML, which is what is wrong with some."""
    try:
        return [json.loads(json.dumps(document, default=str)) for document in yaml.safe_load_all(text)]
    except yaml.YAMLError:
        return []


def found(manifest: Any, verifier: Verifier) -> set[str]:
    """What is found in a manifest: ``rule@field``, with ~ before it where it is a warning."""
    return found_in([manifest], verifier)


def found_in(manifests: list[Any], verifier: Verifier = RANGE) -> set[str]:
    """What is found in manifests that stand together, with the versions where it is not all of them."""
    text = "\n---\n".join(json.dumps(manifest, ensure_ascii=False) for manifest in manifests)
    report = verifier.verify(Page("verdict.yaml", text, markdown=False))
    return {
        f"{_MARKS[finding.severity]}{finding.rule}{_some(finding.versions, report.versions)}@{finding.field}"
        for finding in report.findings
    }


def _some(versions: tuple[Version, ...], every: tuple[Version, ...]) -> str:
    return "" if len(versions) in (0, len(every)) else "(" + ",".join(map(str, versions)) + ")"


if __name__ == "__main__":
    sys.exit(main())
