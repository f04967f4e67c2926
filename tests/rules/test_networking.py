"""Ingresses, NetworkPolicies and endpoints: what the API server refuses, warns of and accepts."""

import pytest
from verdicts import judged

from kubefence import Config, Page, verify

STRICTNESS = [
    ("010.0.0.0/8", "ambiguous-address", "invalid-format"),
    ("10.0.0.1/8", "ambiguous-address", "invalid-format"),
    ("::ffff:10.0.0.0/104", "ambiguous-address", "invalid-format"),
    ("2001:DB8::/32", "ambiguous-address", "ambiguous-address"),
]


@pytest.mark.parametrize(("cidr", "before", "since"), STRICTNESS)
def test_addresses_are_read_strictly_since_1_36(cidr: str, before: str, since: str) -> None:
    field = "spec.ingress[0].from[0].ipBlock.cidr"
    assert judged(policy(f"ipBlock: {{cidr: '{cidr}'}}"), "1.35") == {f"{before} {field}"}
    assert judged(policy(f"ipBlock: {{cidr: '{cidr}'}}"), "1.36") == {f"{since} {field}"}


def policy(peer: str, ports: str = "") -> str:
    return (
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: np}\n"
        f"spec: {{podSelector: {{}}, ingress: [{{from: [{{{peer}}}], ports: [{ports}]}}]}}\n"
    )


FROM = "spec.ingress[0].from[0]"
PEERS = [
    ("podSelector: {}", set()),
    ("podSelector: {}, namespaceSelector: {}", set()),
    ("", {f"empty-network-policy-peer {FROM}"}),
    ("ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}", {f"mixed-network-policy-peer {FROM}"}),
    ("ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}", set()),
    ("ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}", {f"except-outside-cidr {FROM}.ipBlock.except[0]"}),
    ("ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}", {f"except-outside-cidr {FROM}.ipBlock.except[0]"}),
    ("ipBlock: {cidr: 10.0.0.0/8, except: ['2001:db8::/32']}", {f"except-outside-cidr {FROM}.ipBlock.except[0]"}),
    ("ipBlock: {cidr: 10.0.0.1}", {f"invalid-format {FROM}.ipBlock.cidr"}),
    ("ipBlock: {cidr: ''}", {f"missing-field {FROM}.ipBlock.cidr"}),
]


@pytest.mark.parametrize(("peer", "expected"), PEERS)
def test_network_policy_peer(peer: str, expected: set[str]) -> None:
    assert judged(policy(peer)) == expected


NP_PORT = "spec.ingress[0].ports[0]"
NP_PORTS = [
    ("{port: 80}", set()),
    ("{}", set()),
    ("{port: http}", set()),
    ("{port: 0}", {f"out-of-range {NP_PORT}.port"}),
    ("{port: '80'}", {f"invalid-format {NP_PORT}.port"}),
    ("{port: 80, endPort: 90}", set()),
    ("{port: 80, endPort: 79}", {f"out-of-range {NP_PORT}.endPort"}),
    ("{port: http, endPort: 90}", {f"forbidden-field {NP_PORT}.endPort"}),
    ("{endPort: 90}", {f"forbidden-field {NP_PORT}.endPort"}),
    ("{port: 80, protocol: ''}", {f"invalid-value {NP_PORT}.protocol"}),
]


@pytest.mark.parametrize(("port", "expected"), NP_PORTS)
def test_network_policy_port(port: str, expected: set[str]) -> None:
    assert judged(policy("podSelector: {}", port)) == expected


def ingress(spec: str, annotations: str = "") -> str:
    return (
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\n"
        f"metadata: {{name: web, annotations: {{{annotations}}}}}\nspec: {{{spec}}}\n"
    )


def at_path(path: str, backend: str = "service: {name: web, port: {number: 80}}") -> str:
    return f"rules: [{{http: {{paths: [{{{path}, backend: {{{backend}}}}}]}}}}]"


PATH = "spec.rules[0].http.paths[0]"
INGRESSES: list[tuple[str, set[str]]] = [
    (at_path("pathType: Prefix, path: /"), set()),
    ("ingressClassName: nginx", {"ingress-without-backend spec"}),
    ("defaultBackend: {service: {name: web, port: {number: 80}}}", set()),
    ("defaultBackend: {}", {"missing-field spec.defaultBackend"}),
    ("rules: [{host: a.example.com}]", set()),
    ("rules: [{host: '*.example.com'}]", set()),
    ("rules: [{host: '*'}]", {"invalid-format spec.rules[0].host"}),
    ("rules: [{host: 'a.*.com'}]", {"invalid-format spec.rules[0].host"}),
    ("rules: [{host: 10.0.0.1}]", {"invalid-format spec.rules[0].host"}),
    ("rules: [{host: 'a.com:80'}]", {"invalid-format spec.rules[0].host"}),
    ("rules: [{http: {paths: []}}]", {"missing-field spec.rules[0].http.paths"}),
    (at_path("pathType: Exact, path: foo"), {f"invalid-format {PATH}.path"}),
    (at_path("pathType: Prefix"), {f"invalid-format {PATH}.path"}),
    (at_path("pathType: ImplementationSpecific"), set()),
    (at_path("pathType: ImplementationSpecific, path: /a//b"), set()),
    (at_path("pathType: ImplementationSpecific, path: a"), {f"invalid-format {PATH}.path"}),
    (at_path("pathType: Prefix, path: /a//b"), {f"invalid-format {PATH}.path"}),
    (at_path("pathType: Prefix, path: /a/.."), {f"invalid-format {PATH}.path"}),
    (at_path("pathType: Prefix, path: /a%2Fb"), {f"invalid-format {PATH}.path"}),
    (at_path("pathType: ''"), {f"invalid-value {PATH}.pathType"}),
    (at_path("pathType: Prefix, path: /", "service: {name: web}"), {f"missing-field {PATH}.backend"}),
    (
        at_path("pathType: Prefix, path: /", "service: {name: web, port: {number: 80, name: http}}"),
        {f"mutually-exclusive {PATH}.backend"},
    ),
    (
        at_path("pathType: Prefix, path: /", "service: {name: web, port: {number: 70000}}"),
        {f"out-of-range {PATH}.backend.service.port.number"},
    ),
    (
        at_path("pathType: Prefix, path: /", "service: {name: Web, port: {number: 80}}"),
        {f"invalid-name {PATH}.backend.service.name"},
    ),
    (
        at_path(
            "pathType: Prefix, path: /", "resource: {kind: Bucket, name: a}, service: {name: b, port: {number: 1}}"
        ),
        {f"mutually-exclusive {PATH}.backend"},
    ),
    (at_path("pathType: Prefix, path: /", "resource: {apiGroup: k8s.example.com, kind: Bucket, name: a}"), set()),
    (
        at_path("pathType: Prefix, path: /", "resource: {apiGroup: '', kind: Bucket, name: a}"),
        {f"invalid-format {PATH}.backend.resource.apiGroup"},
    ),
    ("rules: [{}], tls: [{hosts: [a_b], secretName: ''}]", {"invalid-format spec.tls[0].hosts[0]"}),
    ("rules: [{}], tls: [{secretName: A}]", {"invalid-name spec.tls[0].secretName"}),
    ("rules: [{}], ingressClassName: ''", {"invalid-name spec.ingressClassName"}),
]


@pytest.mark.parametrize(("spec", "expected"), INGRESSES)
def test_ingress(spec: str, expected: set[str]) -> None:
    assert judged(ingress(spec)) == expected


def test_null_is_no_backend_and_no_parent() -> None:
    text = ingress("rules: [{http: {paths: [{path: /, pathType: Prefix, backend: null}]}}]")
    assert judged(text) == {f"missing-field {PATH}.backend"}
    address = "apiVersion: networking.k8s.io/v1\nkind: IPAddress\nmetadata: {name: 192.0.2.7}\n"
    assert judged(address, "1.34-1.37") == judged(address + "spec: null\n") == {"missing-field spec"}
    assert judged(address + "spec: {parentRef: null}\n") == {"missing-field spec.parentRef"}


def test_service_name_may_start_with_a_digit_since_1_36() -> None:
    text = ingress("defaultBackend: {service: {name: 1web, port: {number: 80}}}")
    assert judged(text, "1.36") == set()
    assert judged(text, "1.35") == {"invalid-name spec.defaultBackend.service.name"}


def test_ingress_class_annotation() -> None:
    field = "metadata.annotations[kubernetes.io/ingress.class]"
    annotation = "kubernetes.io/ingress.class: nginx"
    assert judged(ingress("rules: [{}]", annotation)) == {f"deprecated-ingress-class {field}"}
    assert judged(ingress("rules: [{}], ingressClassName: nginx", annotation)) == set()
    assert judged(ingress("rules: [{}], ingressClassName: other", annotation)) == {f"ingress-class-mismatch {field}"}


def ingress_class(spec: str) -> str:
    return f"apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {{name: a}}\nspec: {{{spec}}}\n"


CONTROLLER = "controller: example.com/ingress"
INGRESS_CLASSES = [
    (CONTROLLER, set()),
    ("", {"missing-field spec.controller"}),
    ("controller: nginx", {"invalid-format spec.controller"}),
    (CONTROLLER + ", parameters: {apiGroup: a.com, kind: K, name: p}", set()),
    (CONTROLLER + ", parameters: {kind: K, name: p, namespace: d}", {"forbidden-field spec.parameters.namespace"}),
    (CONTROLLER + ", parameters: {kind: K, name: p, scope: Namespace, namespace: d}", set()),
    (CONTROLLER + ", parameters: {kind: K, name: p, scope: Namespace}", {"missing-field spec.parameters.namespace"}),
    (CONTROLLER + ", parameters: {kind: K, name: p, scope: cluster}", {"invalid-value spec.parameters.scope"}),
    *(
        (f"{CONTROLLER}, parameters: {{kind: {kind}, name: {name}}}", {f"invalid-format spec.parameters.{wrong}"})
        for kind, name, wrong in (("a/b", "p", "kind"), (".", "p", "kind"), ("K", "a/b", "name"), ("K", "..", "name"))
    ),
    (CONTROLLER + ", parameters: {apiGroup: A, kind: K, name: p}", {"invalid-format spec.parameters.apiGroup"}),
    (CONTROLLER + ", parameters: {apiGroup: '', kind: K, name: p}", {"invalid-format spec.parameters.apiGroup"}),
]


@pytest.mark.parametrize(("spec", "expected"), INGRESS_CLASSES)
def test_ingress_class(spec: str, expected: set[str]) -> None:
    assert judged(ingress_class(spec)) == expected


def endpoint_slice(kind: str, address: str, more: str = "") -> str:
    return (
        "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\n"
        f"addressType: {kind}\nendpoints: [{{addresses: [{address}]{more}}}]\n"
    )


ADDRESS = "endpoints[0].addresses[0]"
SLICES = [
    (endpoint_slice("IPv4", "10.0.0.1"), set()),
    (endpoint_slice("IPv6", "'2001:db8::1'"), set()),
    (endpoint_slice("IPv6", "'2001:DB8::1'"), {f"invalid-format {ADDRESS}"}),
    (endpoint_slice("IPv6", "'::ffff:10.0.0.1'"), {f"invalid-format {ADDRESS}"}),
    (endpoint_slice("IPv4", "'2001:db8::1'"), {f"invalid-format {ADDRESS}"}),
    (endpoint_slice("IPv4", "db.example.com"), {f"invalid-format {ADDRESS}"}),
    (endpoint_slice("IPv4", "169.254.0.1"), {f"invalid-format {ADDRESS}"}),
    (endpoint_slice("FQDN", "db.example.com"), {"fqdn-endpoints addressType"}),
    (endpoint_slice("FQDN", "db"), {"fqdn-endpoints addressType", f"invalid-format {ADDRESS}"}),
    (endpoint_slice("IPv4", ""), {"missing-field endpoints[0].addresses"}),
    (endpoint_slice("IPv4", "10.0.0.1", ", nodeName: Node"), {"invalid-name endpoints[0].nodeName"}),
    (
        endpoint_slice("IPv4", "10.0.0.1", ", hints: {forZones: [{name: a}, {name: a}]}"),
        {"duplicate-entry endpoints[0].hints.forZones[1].name"},
    ),
    (endpoint_slice("IPv4", "10.0.0.1") + "ports: [{port: 80}, {port: 81}]\n", {"duplicate-entry ports[1].name"}),
    (
        endpoint_slice("IPv4", "10.0.0.1") + "ports: [{name: a}, {name: b, protocol: ''}]\n",
        {"invalid-value ports[1].protocol"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), SLICES)
def test_endpoint_slice(text: str, expected: set[str]) -> None:
    assert judged(text) == expected


def test_ipv6_endpoints_are_canonical_since_1_33() -> None:
    text = endpoint_slice("IPv6", "'2001:db8:0:0::1'")
    assert judged(text, "1.32") == {f"ambiguous-address {ADDRESS}"}
    assert judged(text, "1.33") == judged(text, "1.35") == {f"invalid-format {ADDRESS}"}


@pytest.mark.parametrize(
    ("time", "fits"),
    [("2026-02-28T00:00:00.5Z", True), ("2026-02-28T00:00:00+01:00", True), ("2026-02-30T00:00:00Z", False)],
)
def test_the_time_of_a_change_is_a_time(time: str, fits: bool) -> None:
    key = "endpoints.kubernetes.io/last-change-trigger-time"
    found = judged(
        f"apiVersion: v1\nkind: Endpoints\nmetadata: {{name: a, annotations: {{{key}: '{time}'}}}}\n", "1.32"
    )
    assert found == (set() if fits else {f"invalid-annotation metadata.annotations[{key}]"})


ENDPOINTS = [
    ("addresses: [{ip: 10.0.0.1}], ports: [{port: 80}]", set()),
    ("notReadyAddresses: [{ip: 10.0.0.1}]", set()),
    ("ports: [{port: 80}]", {"missing-field subsets[0]"}),
    ("addresses: [{ip: '::1'}]", {"invalid-format subsets[0].addresses[0].ip"}),
    ("addresses: [{ip: host}]", {"invalid-format subsets[0].addresses[0].ip"}),
    ("addresses: [{ip: 10.0.0.1}], ports: [{port: 0}]", {"out-of-range subsets[0].ports[0].port"}),
    ("addresses: [{ip: 10.0.0.1}], ports: [{port: 1, name: a}, {port: 2}]", {"unnamed-port subsets[0].ports[1].name"}),
]


@pytest.mark.parametrize(("subset", "expected"), ENDPOINTS)
def test_endpoints(subset: str, expected: set[str]) -> None:
    text = f"apiVersion: v1\nkind: Endpoints\nmetadata: {{name: db}}\nsubsets: [{{{subset}}}]\n"
    assert judged(text) == {"deprecated-endpoints kind", *expected}


CIDRS = [
    ("[10.96.0.0/12]", set()),
    ("[10.96.0.0/12, 'fd00::/108']", set()),
    ("[]", {"missing-field spec.cidrs"}),
    ("[10.96.0.1/12]", {"invalid-format spec.cidrs[0]"}),
    ("[10.0.0.0/8, 11.0.0.0/8]", {"duplicate-entry spec.cidrs"}),
    ("[10.0.0.0/8, 'fd00::/108', 11.0.0.0/8]", {"out-of-range spec.cidrs"}),
]


@pytest.mark.parametrize(("cidrs", "expected"), CIDRS)
def test_service_cidr(cidrs: str, expected: set[str]) -> None:
    text = f"apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata: {{name: a}}\nspec: {{cidrs: {cidrs}}}\n"
    assert judged(text) == expected


FRAGMENTS = [
    ("Service.spec", "selector: {app: web}"),
    ("Service.spec", "ports: [{port: 80, nodePort: 30080}]"),
    ("Service.spec", "externalTrafficPolicy: Local"),
    ("Ingress.spec", "ingressClassName: nginx"),
    ("NetworkPolicy.spec.ingress[].ports[]", "endPort: 90"),
    ("PersistentVolume.spec", "storageClassName: fast"),
    ("PersistentVolumeClaim.spec", "accessModes: [ReadWriteOnce]"),
]


@pytest.mark.parametrize(("name", "text"), FRAGMENTS)
def test_a_fragment_may_leave_the_rest_to_others(name: str, text: str) -> None:
    page = f'# a\n\n```yaml fragment="{name}"\n{text}\n```\n'
    report = verify([Page("a.md", page)], Config(k8s="1.36", lint=None))
    assert [finding.text.en for finding in report.findings] == []
