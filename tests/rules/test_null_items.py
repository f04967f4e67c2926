"""null in a list or a map: to the decoder an empty string, 0, or an object in which nothing is set."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from tests.helpers import findings

from kubefence.checks.syntax import read
from kubefence.findings import Severity
from kubefence.positions import FileMap
from kubefence.rules.engine import registry
from kubefence.schema import navigate
from kubefence.schema.pack import REF, Schema, builtin
from kubefence.versions import parse_version

PACK, VERSION = builtin(), parse_version("1.36")
DECODED: dict[str, Any] = {"string": "", "integer": 0, "boolean": False, "object": {}}
OTHERS = {"IntOrString": 0, "Quantity": "0"}
NO_NULLS = {"JSON", "FieldsV1", "RawExtension"}
"""Types that keep null as it is."""


def zero(schema: Schema) -> Any:
    """What null is decoded to, None where that is not known."""
    name = (navigate.definition_name(schema) or "").rpartition(".")[2]
    inner = navigate.resolved(PACK, VERSION, schema)
    if name in NO_NULLS or name.startswith("JSONSchemaPropsOr"):
        return None
    if name in OTHERS:
        return OTHERS[name]
    types = inner.get("type", "object" if "properties" in inner else "")
    return next((DECODED[kind] for kind in ([types] if isinstance(types, str) else types) if kind in DECODED), None)


def entries(value: Any, schema: Schema, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Schema]]:
    """Paths of all items of lists and maps, each with the schema of the item; one that is new in empty ones."""
    inner = navigate.resolved(PACK, VERSION, schema)
    items, more = inner.get("items"), inner.get("additionalProperties")
    if isinstance(value, list) and isinstance(items, dict):
        for index, item in enumerate(value):
            yield (*path, index), items
            yield from entries(item, items, (*path, index))
    for name, item in value.items() if isinstance(value, dict) else ():
        below = inner.get("properties", {}).get(name, more)
        if isinstance(below, dict):
            if name not in inner.get("properties", {}):
                yield (*path, name), below
            yield from entries(item, below, (*path, name))
    for name, below in inner.get("properties", {}).items() if isinstance(value, dict) else ():
        if not value.get(name) and "status" not in (name, *path):
            if isinstance(below.get("items"), dict):
                yield (*path, name, 0), below["items"]
            elif isinstance(below.get("additionalProperties"), dict):
                yield (*path, name, "a"), below["additionalProperties"]


def replaced(value: Any, path: tuple[Any, ...], item: Any) -> str:
    """The object as JSON, with one item in place of another."""
    changed = deepcopy(value)
    holder = changed
    for step in path[:-2]:
        holder = holder[step]
    if isinstance(holder, dict) and not holder.get(path[-2]):
        holder[path[-2]] = [item] if isinstance(path[-1], int) else {path[-1]: item}
    else:
        holder[path[-2]][path[-1]] = item
    return json.dumps(changed)


def examples() -> dict[str, list[Any]]:
    """The right examples of all rules by kind."""
    found: dict[str, list[Any]] = {}
    for rule in registry.rules():
        for document in read(rule.right, FileMap("right.yaml")).documents:
            value = document.value
            kind = f"{value['apiVersion']}/{value['kind']}" if isinstance(value, dict) else ""
            if kind in PACK.kinds and PACK.has(VERSION, PACK.kinds[kind]) and not kind.endswith("List"):
                found.setdefault(kind, []).append(value)
    return found


def errors(text: str) -> set[tuple[str, str]]:
    """Rule and field of all that the server refuses."""
    found = findings(text, "a.yaml", k8s="1.36")
    return {(finding.rule, finding.field) for finding in found if finding.severity is Severity.ERROR}


EXAMPLES = examples()


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_null_is_what_it_is_decoded_to(kind: str) -> None:
    seen = set()
    for value in EXAMPLES[kind]:
        for path, schema in entries(value, {"$ref": REF + PACK.kinds[kind]}):
            place = tuple("[]" if isinstance(step, int) else step for step in path)
            item = zero(schema)
            if item is not None and place not in seen:
                seen.add(place)
                null, other = replaced(value, path, None), replaced(value, path, item)
                assert bool(errors(null)) == bool(errors(other)), (path, item)


JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {{name: web}}
spec:
  template:
    metadata: {{labels: {labels}}}
    spec: {{restartPolicy: Never, containers: [{{name: a, image: registry.example.com/a:1.0.0}}]}}
  podFailurePolicy: {{rules: [{{action: Ignore, onExitCodes: {{operator: In, values: {codes}}}}}]}}
"""
LIMITS = "apiVersion: v1\nkind: LimitRange\nmetadata: {{name: a}}\nspec: {{limits: [{{type: Container, {bounds}}}]}}\n"
CLAIM = (
    "apiVersion: resource.k8s.io/v1\nkind: ResourceClaimTemplate\nmetadata: {{name: a}}\nspec: {{spec: {devices}}}\n"
)
REQUEST = "requests: [{name: gpu, exactly: {deviceClassName: gpu.example.com}}]"


DAEMONS = """\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: a, annotations: {deprecated.daemonset.template.generation: null}}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: registry.example.com/a:1.0.0}]}
"""
REQUESTS = "spec.spec.devices.requests[0]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            JOB.format(labels="{}", codes="[null]"),
            {("invalid-value", "spec.podFailurePolicy.rules[0].onExitCodes.values[0]")},
        ),
        (
            JOB.format(labels="{job-name: null}", codes="[1]"),
            {("job-selector-set", "spec.template.metadata.labels.job-name")},
        ),
        (
            LIMITS.format(bounds="max: {cpu: null}, min: {cpu: 1}"),
            {("limit-range-out-of-order", "spec.limits[0].min.cpu")},
        ),
        (
            CLAIM.format(devices="{devices: {requests: [null]}}"),
            {("missing-field", f"{REQUESTS}.name")},
        ),
        (
            CLAIM.format(devices=f"{{devices: {{{REQUEST}, constraints: [{{requests: [null]}}]}}}}"),
            {
                ("unknown-reference", "spec.spec.devices.constraints[0].requests[0]"),
                ("missing-field", "spec.spec.devices.constraints[0].matchAttribute"),
            },
        ),
        (DAEMONS, {("invalid-annotation", "metadata.annotations[deprecated.daemonset.template.generation]")}),
    ],
)
def test_null_is_judged(text: str, expected: set[tuple[str, str]]) -> None:
    assert errors(text) == expected


@pytest.mark.parametrize("required", ["[null]", "[a, null]", '[""]'])
def test_null_among_the_required_fields_of_a_schema(required: str) -> None:
    spec = f"{{type: object, required: {required}, properties: {{a: {{type: string}}}}}}"
    text = f"""\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {{name: webs.example.com}}
spec:
  group: example.com
  scope: Namespaced
  names: {{plural: webs, singular: web, kind: Web, listKind: WebList}}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {{openAPIV3Schema: {{type: object, properties: {{spec: {spec}}}}}}}
"""
    assert errors(text) == set()
