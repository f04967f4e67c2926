"""What findings say beside where they are: the numbers and names in their texts, and the places that they refer to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from places import whole
from tests.helpers import findings

from kubefence import Finding


def said(kind: str, values: dict[str, Any], rule: str) -> list[Finding]:
    """The findings of a rule about an object with these values, by place."""
    text = json.dumps(whole(kind, values), indent=1, ensure_ascii=False)
    return [finding for finding in findings(text, "said.yaml") if finding.rule == rule]


def one(kind: str, values: dict[str, Any], rule: str) -> Finding:
    (finding,) = said(kind, values, rule)
    return finding


def referred(kind: str, values: dict[str, Any], finding: Finding) -> list[str]:
    """What stands in the lines that a finding refers to."""
    lines = json.dumps(whole(kind, values), indent=1, ensure_ascii=False).splitlines()
    return [lines[related.place.span.line - 1].strip(" ,{[") for related in finding.related]


SEVERAL = [
    ("v1/Pod", "spec.volumes[0]", ("emptyDir", "hostPath", "nfs"), "volume-with-two-sources"),
    ("v1/Pod", "spec.containers[0].livenessProbe", ("exec", "httpGet", "tcpSocket"), "mutually-exclusive"),
    ("v1/PersistentVolume", "spec", ("hostPath", "nfs", "csi"), "several-volume-sources"),
]


@pytest.mark.parametrize(("kind", "place", "fields", "rule"), SEVERAL, ids=lambda value: str(value))
def test_what_excludes_the_first_refers_to_it(kind: str, place: str, fields: tuple[str, ...], rule: str) -> None:
    values: dict[str, Any] = {f"{place}.{field}": {} for field in fields}
    found = [each for each in said(kind, values, rule) if each.field.startswith(place)]
    firsts = {each.field.rpartition(".")[2] for each in found}
    (first,) = set(fields) - firsts
    assert len(firsts) == len(fields) - 1
    for each in found:
        assert f" {first} already" in each.text.en or f"there is {first}" in each.text.en
        assert referred(kind, values, each) == [f'"{first}": {{}}']


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (8, 8), (9, 8)])
def test_a_few_of_many_volumes_are_named(count: int, shown: int) -> None:
    values = {
        "spec.volumes": [{"name": f"v{number}", "emptyDir": {}} for number in range(count)],
        "spec.containers[0].volumeMounts": [{"name": "none", "mountPath": "/a"}],
    }
    text = one("v1/Pod", values, "unknown-reference").text.en
    assert [f"v{number}" in text for number in range(count)] == [number < shown for number in range(count)]


@pytest.mark.parametrize(("length", "cut"), [(59, False), (60, False), (61, True)])
def test_a_long_value_is_cut(length: int, cut: bool) -> None:
    text = one("v1/Pod", {"metadata.name": "A" * length}, "invalid-name").text.en
    assert (f'"{"A" * 60}…"' in text) is cut
    assert (f'"{"A" * length}"' in text) is not cut


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("128MB", "128M"),
        ("1.5gib", "1.5Gi"),
        ("2cores", "2"),
        ("2 cpu", "2"),
        (f"{'1' * 20}kB", f"{'1' * 20}k"),
        (f"1.{'1' * 20}kB", f"1.{'1' * 20}k"),
        ("MB", ""),
        ("1.MB", ""),
        ("2 pieces", ""),
        ("2 bytes", ""),
    ],
)
def test_the_quantity_that_was_meant(written: str, meant: str) -> None:
    text = one("v1/Pod", {"spec.containers[0].resources.requests.cpu": written}, "invalid-quantity").text.en
    assert text.endswith(f"; did you mean {meant}?") if meant else "did you mean" not in text


@pytest.mark.parametrize(
    ("kind", "place", "number", "bounds"),
    [
        ("v1/Service", "spec.ports[0].port", 0, "1 and 65535"),
        ("networking.k8s.io/v1/Ingress", "spec.defaultBackend.service.port.number", -1, "1 and 65535"),
        ("v1/Pod", "spec.containers[0].livenessProbe.httpGet.port", 0, "1 and 65535"),
        ("apps/v1/Deployment", "spec.replicas", -1, "0"),
        ("apps/v1/Deployment", "spec.replicas", 2**31, "from -2147483648 to 2147483647"),
        ("v1/Pod", "spec.terminationGracePeriodSeconds", 2**63, "from -9223372036854775808 to 9223372036854775807"),
    ],
)
def test_a_number_out_of_range_is_told_the_range(kind: str, place: str, number: int, bounds: str) -> None:
    assert bounds in one(kind, {place: number}, "out-of-range").text.en


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "tls.crt and tls.key"),
        ({"tls.key": "YQ=="}, "tls.crt"),
        ({"tls.crt": "YQ=="}, "tls.key"),
    ],
)
def test_all_that_a_secret_lacks_is_named_at_once(data: dict[str, str], message: str) -> None:
    text = one("v1/Secret", {"type": "kubernetes.io/tls", "data": data}, "secret-without-required-key").text.en
    assert message in text
    assert (" and " in text) is (" and " in message)


def workloads(count: int) -> str:
    """As many Deployments with a container without ports, and a Service that wants a port called http of theirs."""
    labels = {"app": "web"}
    pod = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "a", "image": "a"}]}}
    objects: list[dict[str, Any]] = [
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": "web"},
            "spec": {"selector": labels, "ports": [{"port": 80, "targetPort": "http"}]},
        }
    ]
    for number in range(count):
        spec = {"selector": {"matchLabels": labels}, "template": pod}
        objects.append(
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": f"w{number}"}, "spec": spec}
        )
    return "\n---\n".join(map(json.dumps, objects))


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (3, 3), (4, 3)])
def test_a_few_of_many_workloads_are_named(count: int, shown: int) -> None:
    (finding,) = findings(workloads(count), "said.yaml")
    assert finding.rule == "service-target-port-unknown"
    assert [f"Deployment w{number}" in finding.text.en for number in range(count)] == [
        number < shown for number in range(count)
    ]


@pytest.mark.parametrize(("declared", "advice"), [(["web"], "did you mean web?"), (["web", "admin"], ""), ([], "")])
def test_the_only_port_that_there_is_was_meant(declared: list[str], advice: str) -> None:
    ports = [{"name": name, "containerPort": 8000 + number} for number, name in enumerate(declared)]
    text = workloads(1).replace('"image": "a"', f'"image": "a", "ports": {json.dumps(ports)}')
    (finding,) = findings(text, "said.yaml")
    assert finding.rule == "service-target-port-unknown"
    assert ("did you mean" in finding.text.en) is bool(advice)
    assert advice in finding.text.en


@pytest.mark.parametrize(("value", "dropped"), [({"ints": [1]}, "ints"), ({"strings": ["a"]}, "strings"), ({}, "")])
def test_lists_of_values_are_said_to_be_dropped(value: dict[str, Any], dropped: str) -> None:
    place = "spec.devices[0].attributes.a"
    every = said("resource.k8s.io/v1/ResourceSlice", {place: value}, "missing-field")
    (found,) = (each for each in every if each.field == place)
    assert found.text.en.endswith(f"; {dropped} is dropped by default") if dropped else "dropped" not in found.text.en
