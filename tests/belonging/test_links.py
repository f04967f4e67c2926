"""Every row of the table of names: a slip is found at its place, the right name is not, and the field exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest
import yaml

from kubefence.belonging.belonging import alone
from kubefence.belonging.fields import EACH, steps
from kubefence.belonging.links import LINKS
from kubefence.belonging.rows import PODS, Link
from kubefence.belonging.targets import MADE, PARTS, SELECTORS
from kubefence.checks.syntax import read
from kubefence.findings import Finding
from kubefence.positions import FileMap
from kubefence.schema.custom import carried
from kubefence.schema.navigate import Lost, child
from kubefence.schema.pack import REF, builtin

NAME, SLIP, OTHER = "shop-front", "shop-fromt", "cellar"
NOT_CARRIED = {"ExternalSecret", "SealedSecret"}
"""Kinds of which no definition is carried along. What the table says of them is in the documentation of their projects:
external-secrets.io, github.com/bitnami-labs/sealed-secrets.
"""


def holding(way: Sequence[str], leaf: Any) -> Any:
    """A value that has ``leaf`` where a pattern leads to."""
    for step in reversed(way):
        leaf = [leaf] if step == EACH else {step: leaf}
    return leaf


def source(link: Link, name: str, kind: str) -> dict[str, Any]:
    """An object that names another one."""
    of, _, group = link.of.partition(".")
    *above, field = steps(link.at)
    leaf: Any = name if field == EACH else {field: name, **({link.kind: kind} if link.kind else {})}
    if link.of == PODS:
        of, above = "Pod", ["spec", *above]
    whole = holding((*above, field) if field == EACH else above, leaf)
    whole["metadata"] = {"name": OTHER, **whole.get("metadata", {})}
    return {"apiVersion": f"{group}/v1" if group else "v1", "kind": of, **whole}


def found(link: Link, name: str) -> tuple[str, list[Finding]]:
    kind, _, group = (link.to or "Deployment").partition(".")
    target = {"apiVersion": f"{group}/v1" if group else "v1", "kind": kind, "metadata": {"name": NAME}}
    text = yaml.safe_dump_all([target, source(link, name, kind)], sort_keys=False)
    return text, list(alone(read(text, FileMap("all.yaml")).objects))


def spelled(link: Link) -> str:
    return f"{link.of} {link.at}"


@pytest.mark.parametrize("link", LINKS, ids=spelled)
def test_a_slip_is_found_where_it_stands(link: Link) -> None:
    text, findings = found(link, SLIP)
    assert [finding.rule for finding in findings] == ["missing-object"]
    (finding,) = findings
    line = text.split("\n")[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == SLIP
    assert [text.split("\n")[at.place.span.line - 1] for at in finding.related] == [f"  name: {NAME}"]
    assert f"line {finding.related[0].place.span.line}" in finding.text.en


@pytest.mark.parametrize("link", LINKS, ids=spelled)
def test_the_right_name_is_none(link: Link) -> None:
    assert found(link, NAME)[1] == []
    assert found(link, "elsewhere")[1] == []  # others may be applied with a file


@cache
def schemas(kind: str) -> tuple[Any, ...]:
    """The definitions of a kind that there are."""
    pack = builtin()
    known = {name for head, name in pack.kinds.items() if head.endswith(f"/{kind}")}
    custom = (carried.find(version, kind) for version in carried.versions(kind))
    return (*({"$ref": f"{REF}{name}"} for name in sorted(known)), *(found.schema for found in custom if found))


def exists(schema: Any, way: Sequence[str]) -> bool:
    pack = builtin()
    for version in reversed(pack.versions):
        try:
            there = schema
            for step in way:
                there = child(pack, version, there, 0 if step == EACH else step)
        except (Lost, KeyError):
            continue
        return True
    return False


def fields() -> Iterator[tuple[str, str]]:
    """Kind and field of every row."""
    for link in LINKS:
        kind, above = ("Pod", "spec.") if link.of == PODS else (link.of, "")
        yield kind, above + link.at
        holder = (above + link.at).rpartition(".")[0]
        for part in link.parts:
            yield kind, f"{holder}.{part.at}"
        if link.kind:
            yield kind, f"{holder}.{link.kind}"
    for (kind, _), parts in PARTS.items():
        yield from ((kind, pattern) for pattern in parts.at)
    for kind, rows in SELECTORS.items():
        for row in rows:
            yield from ((kind, field) for field in (row.at, row.port) if field)
            target, above = ("Pod", "") if row.to == PODS else (row.to, "")
            yield from ((target, above + pattern) for pattern in row.named)
    for made in MADE:
        yield made.of, made.at


FIELDS = sorted(set(fields()))


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[" ".join(each) for each in FIELDS])
def test_the_fields_of_the_table_exist(kind: str, field: str) -> None:
    known = schemas(kind.partition(".")[0])
    if kind in NOT_CARRIED:
        assert not any(exists(schema, steps(field)) for schema in known), f"{kind} is carried along by now"
        return
    assert any(exists(schema, steps(field)) for schema in known), f"{kind} has no field {field}"


def test_a_switch_that_means_one_of_all_the_cluster() -> None:
    [link] = [link for link in LINKS if link.of.startswith("Experiment")]
    whole = {"apiVersion": "argoproj.io/v1", "kind": "Experiment", "metadata": {"name": OTHER}}
    analyses = [{"templateName": SLIP, "clusterScope": True}]
    for kind, rules in ((link.to, []), ("ClusterAnalysisTemplate", ["missing-object"])):
        target = {"apiVersion": "argoproj.io/v1", "kind": kind, "metadata": {"name": NAME}}
        text = yaml.safe_dump_all([target, {**whole, "spec": {"analyses": analyses}}])
        assert [each.rule for each in alone(read(text, FileMap("all.yaml")).objects)] == rules
