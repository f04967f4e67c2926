"""Devices, groups of Pods, migrations: what the API server refuses and accepts."""

import pytest
from platform_manifests import judged

GPU = "{name: gpu, exactly: {deviceClassName: gpu.example.com%s}}"
FIRST = "{name: gpu, firstAvailable: [{name: big, deviceClassName: a}, {name: small, deviceClassName: a}]}"
D = "spec.devices"
CLAIMS: list[tuple[str, set[str]]] = [
    (f"requests: [{GPU % ''}]", set()),
    (f"requests: [{GPU % ', count: 2'}]", set()),
    (f"requests: [{GPU % ', allocationMode: All'}]", set()),
    (f"requests: [{GPU % ', allocationMode: All, count: 2'}]", {f"count-of-all-devices {D}.requests[0].exactly.count"}),
    (f"requests: [{GPU % ', count: -1'}]", {f"out-of-range {D}.requests[0].exactly.count"}),
    ("requests: [{name: gpu}]", {f"request-without-device {D}.requests[0]"}),
    (f"requests: [{FIRST}]", set()),
    (f"requests: [{FIRST[:-1]}, exactly: {{deviceClassName: a}}}}]", {f"mutually-exclusive {D}.requests[0]"}),
    (f"requests: [{GPU % ''}, {GPU % ''}]", {f"duplicate-entry {D}.requests[1].name"}),
    (f"requests: [{GPU.replace('gpu,', 'G_U,') % ''}]", {f"invalid-name {D}.requests[0].name"}),
    (f"requests: [{GPU % ''}], constraints: [{{requests: [gpu], matchAttribute: a.example.com/numa}}]", set()),
    (
        f"requests: [{GPU % ''}], constraints: [{{requests: [nic], matchAttribute: numa}}]",
        {
            f"unknown-reference {D}.constraints[0].requests[0]",
            f"invalid-format {D}.constraints[0].matchAttribute",
        },
    ),
    (f"requests: [{FIRST}], constraints: [{{requests: [gpu/big], matchAttribute: a.example.com/numa}}]", set()),
    (
        f"requests: [{FIRST}], constraints: [{{requests: [gpu/huge]}}]",
        {
            f"unknown-reference {D}.constraints[0].requests[0]",
            f"missing-field {D}.constraints[0].matchAttribute",
        },
    ),
    (f"requests: [{GPU % ''}], config: [{{opaque: {{driver: a.example.com, parameters: {{a: 1}}}}}}]", set()),
    (f"requests: [{GPU % ''}], config: [{{}}]", {f"missing-field {D}.config[0].opaque"}),
    (
        f"requests: [{GPU % ', selectors: [{cel: {expression: device.driver == 1}}]'}]",
        {f"invalid-expression {D}.requests[0].exactly.selectors[0].cel.expression"},
    ),
    (
        "requests: [{name: gpu, exactly: {deviceClassName: a, selectors: [{cel: {expression:"
        " \"device.attributes['a.example.com'].model == 'x' && device.capacity['a.example.com'].mem"
        ".compareTo(quantity('1Gi')) >= 0\"}}]}}]",
        set(),
    ),
]


@pytest.mark.parametrize(("devices", "expected"), CLAIMS)
def test_claims(devices: str, expected: set[str]) -> None:
    assert judged("resource.k8s.io/v1", "ResourceClaim", f"{{devices: {{{devices}}}}}") == expected


@pytest.mark.parametrize("kind", ["ResourceClaim", "ResourceClaimTemplate", "DeviceClass"])
def test_nothing_is_asked_for(kind: str) -> None:
    """The schema calls the spec required; the server takes a missing one for an empty one."""
    assert judged("resource.k8s.io/v1", kind, "{}") == set()
    assert judged("resource.k8s.io/v1", kind, "null") == set()


DEVICE = "{name: d0, attributes: {model: {string: x}, driver-version: {version: '1'}}}"
SLICES: list[tuple[str, set[str]]] = [
    ("nodeName: n1, devices: [{name: d0, attributes: {model: {string: x}}}]", set()),
    ("devices: []", {"missing-field spec.nodeName"}),
    ("nodeName: n1, allNodes: true", {"mutually-exclusive spec"}),
    ("nodeName: n1, allNodes: false", {"invalid-value spec.allNodes"}),
    (
        f"allNodes: true, devices: [{DEVICE}]",
        {
            "invalid-name spec.devices[0].attributes.driver-version",
            "invalid-format spec.devices[0].attributes.driver-version.version",
        },
    ),
    ("allNodes: true, devices: [{name: d0}, {name: d0}]", {"duplicate-entry spec.devices[1].name"}),
    (
        "allNodes: true, devices: [{name: d0, attributes: {a: {int: 1, bool: true}, b: {}}}]",
        {"mutually-exclusive spec.devices[0].attributes.a", "missing-field spec.devices[0].attributes.b"},
    ),
]


@pytest.mark.parametrize(("fields", "expected"), SLICES)
def test_slices(fields: str, expected: set[str]) -> None:
    spec = f"{{driver: a.example.com, pool: {{name: n1, generation: 0, resourceSliceCount: 1}}, {fields}}}"
    assert judged("resource.k8s.io/v1", "ResourceSlice", spec) == expected


def test_extended_resources_are_looked_at_since_1_36() -> None:
    spec = "{extendedResourceName: gpu}"
    assert judged("resource.k8s.io/v1", "DeviceClass", spec, k8s="1.35") == set()
    assert judged("resource.k8s.io/v1", "DeviceClass", spec) == {"invalid-format spec.extendedResourceName"}


MIGRATIONS: list[tuple[str, set[str]]] = [
    ("{resource: {group: apps, resource: deployments}}", set()),
    ("{resource: {resource: pods}}", set()),
    ("{resource: {group: null, resource: pods}}", set()),
    ("{resource: {group: Apps, resource: deployments}}", {"invalid-format spec.resource.group"}),
    ("{resource: {resource: Pods}}", {"invalid-format spec.resource.resource"}),
    ("{resource: {resource: pods/status}}", {"invalid-format spec.resource.resource"}),
    ("{resource: {group: apps, resource: ''}}", {"missing-field spec.resource.resource"}),
    ("{resource: {group: apps}}", {"missing-field spec.resource.resource"}),
]


@pytest.mark.parametrize(("spec", "expected"), MIGRATIONS)
def test_migrations_of_what_is_stored(spec: str, expected: set[str]) -> None:
    for version, k8s in (("v1beta1", "1.36"), ("v1", "1.37")):
        assert judged(f"storagemigration.k8s.io/{version}", "StorageVersionMigration", spec, k8s=k8s) == expected


def test_groups_of_pods() -> None:
    template = "{name: a, schedulingPolicy: {%s}}"
    spec = "{podGroupTemplates: [%s]}"
    good, none = template % "gang: {minCount: 2}", template % ""
    both = template % "gang: {minCount: 0}, basic: {}"
    api, at = "scheduling.k8s.io/v1alpha2", "spec.podGroupTemplates[0].schedulingPolicy"
    assert judged(api, "Workload", spec % good) == set()
    assert judged(api, "Workload", spec % none) == {f"missing-field {at}"}
    assert judged(api, "Workload", spec % both) == {f"mutually-exclusive {at}.gang", f"out-of-range {at}.gang.minCount"}
