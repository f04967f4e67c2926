"""Services: what the API server refuses, warns of and accepts."""

import pytest
from verdicts import judged


def service(spec: str, metadata: str = "name: web") -> str:
    return f"apiVersion: v1\nkind: Service\nmetadata: {{{metadata}}}\nspec: {{{spec}}}\n"


PORT = "ports: [{port: 80}]"
NODE_PORT = "type: NodePort, ports"
TWO = "ports: [{name: a, port: 80}, {name: b, port: 81}]"

SERVICES: list[tuple[str, set[str]]] = [
    (PORT, set()),
    # ports: required unless headless or an alias
    ("selector: {app: web}", {"missing-field spec.ports"}),
    ("ports: []", {"missing-field spec.ports"}),
    ("clusterIP: None", set()),
    ("type: ExternalName, externalName: db.example.com", set()),
    ("type: ExternalName, externalName: db.example.com.", set()),
    ("type: ExternalName", {"missing-field spec.externalName"}),
    ("type: ExternalName, externalName: Db", {"invalid-format spec.externalName"}),
    ("type: ExternalName, externalName: a.b, clusterIP: None", {"forbidden-field spec.clusterIPs"}),
    ("type: ExternalName, externalName: a.b, ipFamilies: [IPv4]", {"forbidden-field spec.ipFamilies"}),
    # one port
    ("ports: [{port: 0}]", {"out-of-range spec.ports[0].port"}),
    ("ports: [{port: 65535, targetPort: 0}]", set()),
    ("ports: [{port: 80, targetPort: ''}]", set()),
    ("ports: [{port: 80, targetPort: http}]", set()),
    ("ports: [{port: 80, targetPort: '8080'}]", {"invalid-format spec.ports[0].targetPort"}),
    ("ports: [{port: 80, targetPort: a-name-too-long-}]", {"invalid-format spec.ports[0].targetPort"}),
    ("ports: [{port: 80, targetPort: 65536}]", {"out-of-range spec.ports[0].targetPort"}),
    ("ports: [{port: 80, name: My_Port}]", {"invalid-format spec.ports[0].name"}),
    ("ports: [{port: 80, name: ''}]", set()),
    ("ports: [{port: 80, appProtocol: kubernetes.io/h2c}]", set()),
    ("ports: [{port: 80, appProtocol: ''}]", {"invalid-format spec.ports[0].appProtocol"}),
    ("ports: [null]", {"missing-field spec.ports[0].port"}),
    # several ports
    (TWO, set()),
    ("ports: [{name: a, port: 80}, {port: 81}]", {"unnamed-port spec.ports[1].name"}),
    ("ports: [{name: a, port: 80}, {name: a, port: 81}]", {"duplicate-entry spec.ports[1].name"}),
    ("ports: [{name: a, port: 80}, {name: b, port: 80, protocol: TCP}]", {"duplicate-entry spec.ports[1]"}),
    ("ports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]", set()),
    (
        "type: ExternalName, externalName: c, "
        "ports: [{name: a, port: 1, nodePort: 5}, {name: b, port: 2, nodePort: 5}]",
        {"duplicate-entry spec.ports[1].nodePort"},
    ),
    # node ports
    ("ports: [{port: 80, nodePort: 30080}]", {"node-port-on-cluster-ip spec.ports[0].nodePort"}),
    ("ports: [{port: 80, nodePort: 0}]", set()),
    (NODE_PORT + ": [{port: 80, nodePort: 30080}]", set()),
    (NODE_PORT + ": [{port: 80, nodePort: 8080}]", {"node-port-out-of-range spec.ports[0].nodePort"}),
    (NODE_PORT + ": [{port: 80, nodePort: 32768}]", {"node-port-out-of-range spec.ports[0].nodePort"}),
    (
        NODE_PORT + ": [{name: a, port: 80, nodePort: 30080}, {name: b, port: 81, nodePort: 30080}]",
        {"duplicate-entry spec.ports[1].nodePort"},
    ),
    (
        NODE_PORT + ": [{name: a, port: 53, nodePort: 30053}, {name: b, port: 53, protocol: UDP, nodePort: 30053}]",
        set(),
    ),
    (
        NODE_PORT + ": [{name: a, port: 53, nodePort: 30053}, {name: b, port: 54, protocol: UDP, nodePort: 30053}]",
        {"duplicate-entry spec.ports[1].nodePort"},
    ),
    ("type: NodePort, clusterIP: None, " + PORT, {"headless-node-port spec.clusterIPs[0]"}),
    ("type: LoadBalancer, clusterIP: None, " + PORT, {"headless-node-port spec.clusterIPs[0]"}),
    # cluster IPs
    ("clusterIP: 10.0.0.1, " + PORT, set()),
    ("clusterIP: 10.0.0, " + PORT, {"invalid-format spec.clusterIPs[0]"}),
    ("clusterIPs: [10.0.0.1], " + PORT, {"invalid-value spec.clusterIPs"}),
    ("clusterIP: 10.0.0.1, clusterIPs: [10.0.0.2], " + PORT, {"invalid-value spec.clusterIPs"}),
    ("clusterIP: None, clusterIPs: [None, 10.0.0.1], " + PORT, {"mutually-exclusive spec.clusterIPs"}),
    (
        "clusterIP: None, clusterIPs: [None, 10.0.0], " + PORT,
        {"mutually-exclusive spec.clusterIPs", "invalid-format spec.clusterIPs[1]"},
    ),
    (
        "clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, 10.0.0.2], ipFamilyPolicy: PreferDualStack, " + PORT,
        {"duplicate-entry spec.clusterIPs"},
    ),
    ("clusterIP: 10.0.0.1, ipFamilies: [IPv6], " + PORT, {"invalid-value spec.clusterIPs[0]"}),
    ("ipFamilies: [IPv4, IPv6], ipFamilyPolicy: PreferDualStack, " + PORT, set()),
    ("ipFamilies: [IPv4, IPv6], " + PORT, {"invalid-value spec.ipFamilyPolicy"}),
    ("ipFamilies: [IPv4, IPv6], clusterIP: None", set()),
    ("ipFamilies: [IPv4, IPv4], ipFamilyPolicy: PreferDualStack, " + PORT, {"duplicate-entry spec.ipFamilies[1]"}),
    # other addresses
    (
        "externalIPs: [127.0.0.1], " + PORT,
        {"invalid-format spec.externalIPs[0]", *["deprecated-service-setting spec.externalIPs"]},
    ),
    ("type: LoadBalancer, loadBalancerSourceRanges: [' 10.0.0.0/8 '], " + PORT, set()),
    (
        "type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1], " + PORT,
        {"invalid-format spec.LoadBalancerSourceRanges[0]"},
    ),
    ("loadBalancerSourceRanges: [10.0.0.0/8], " + PORT, {"forbidden-field spec.loadBalancerSourceRanges"}),
    ("clusterIP: '2001:db8::1', ipFamilies: [IPv6], " + PORT, set()),
    ("clusterIP: '2001:db8::1', ipFamilies: [IPv4], " + PORT, {"invalid-value spec.clusterIPs[0]"}),
    ("clusterIP: 10.0.0.1, ipFamilies: [IPv4], " + PORT, set()),
    ("type: LoadBalancer, loadBalancerIP: anything, " + PORT, set()),
    ("type: LoadBalancer, loadBalancerIP: 10.1.2.3, " + PORT, set()),
    ("type: LoadBalancer, loadBalancerIP: 010.1.2.3, " + PORT, {"ambiguous-address spec.loadBalancerIP"}),
    ("type: LoadBalancer, loadBalancerIP: '2001:DB8::1', " + PORT, {"ambiguous-address spec.loadBalancerIP"}),
    # traffic
    ("externalTrafficPolicy: Local, " + PORT, {"forbidden-field spec.externalTrafficPolicy"}),
    ("type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30100, " + PORT, set()),
    (
        "type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30100, "
        "ports: [{name: a, port: 80}, {name: b, port: 81, nodePort: 30100}]",
        {"duplicate-entry spec.healthCheckNodePort"},
    ),
    (
        "type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30101, "
        "ports: [{name: a, port: 80}, {name: b, port: 81, nodePort: 30100}]",
        set(),
    ),
    ("type: LoadBalancer, healthCheckNodePort: 30100, " + PORT, {"forbidden-field spec.healthCheckNodePort"}),
    (
        "type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 80, " + PORT,
        {"node-port-out-of-range spec.healthCheckNodePort"},
    ),
    ("internalTrafficPolicy: '', " + PORT, {"invalid-value spec.internalTrafficPolicy"}),
    ("allocateLoadBalancerNodePorts: false, " + PORT, {"forbidden-field spec.allocateLoadBalancerNodePorts"}),
    ("type: LoadBalancer, loadBalancerClass: example.com/internal, " + PORT, set()),
    ("type: LoadBalancer, loadBalancerClass: a b, " + PORT, {"invalid-format spec.loadBalancerClass"}),
    ("sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86400}}, " + PORT, set()),
    (
        "sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}, " + PORT,
        {"out-of-range spec.sessionAffinityConfig.clientIP.timeoutSeconds"},
    ),
    ("sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}, " + PORT, set()),
    ("trafficDistribution: PreferSameNode, " + PORT, set()),
    ("trafficDistribution: Close, " + PORT, {"invalid-value spec.trafficDistribution"}),
    ("trafficDistribution: PreferClose, " + PORT, {"deprecated-service-setting spec.trafficDistribution"}),
    ("selector: {app: 'a b'}, " + PORT, {"invalid-label spec.selector"}),
    # fields without effect
    ("externalName: db.example.com, " + PORT, {"ignored-service-field spec.externalName"}),
    ("clusterIP: None, sessionAffinity: ClientIP", {"ignored-service-field spec.sessionAffinity"}),
]


@pytest.mark.parametrize(("spec", "expected"), SERVICES)
def test_service(spec: str, expected: set[str]) -> None:
    assert judged(service(spec)) == expected


def test_service_without_spec() -> None:
    assert judged("apiVersion: v1\nkind: Service\nmetadata: {name: web}\n") == {"missing-field spec"}


@pytest.mark.parametrize(
    ("spec", "k8s", "expected"),
    [
        ("type: LoadBalancer, ports: [{port: 10250}]", "1.32", {"kubelet-port-exposed spec.ports[0]"}),
        ("type: LoadBalancer, ports: [{port: 10250}]", "1.33", set()),
        ("type: LoadBalancer, ports: [{port: 443, targetPort: 10250}]", "1.32", set()),
        (NODE_PORT + ": [{port: 10250}]", "1.32", set()),
    ],
)
def test_the_port_of_the_kubelet_is_kept_from_load_balancers_until_v1_32(
    spec: str, k8s: str, expected: set[str]
) -> None:
    assert judged(service(spec), k8s) == expected


RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges"


@pytest.mark.parametrize(
    ("annotations", "spec", "expected"),
    [
        (f"{RANGES}: '10.0.0.0/8, 10.1.0.0/16'", "type: LoadBalancer, " + PORT, set()),
        (f"{RANGES}: office", "type: LoadBalancer, " + PORT, {f"invalid-format metadata.annotations[{RANGES}]"}),
        (f"{RANGES}: 10.0.0.0/8", PORT, {f"invalid-annotation metadata.annotations[{RANGES}]"}),
        (
            "service.kubernetes.io/topology-aware-hints: auto",
            PORT,
            {"deprecated-service-setting metadata.annotations[service.kubernetes.io/topology-aware-hints]"},
        ),
    ],
)
def test_service_annotations(annotations: str, spec: str, expected: set[str]) -> None:
    assert judged(service(spec, f"name: web, annotations: {{{annotations}}}")) == expected


def test_ports_that_ask_for_no_node_port_ask_for_different_ones() -> None:
    others = "{name: b, port: 81}, {name: c, port: 82}"
    for more in ("", "allocateLoadBalancerNodePorts: false, "):
        for node_port in (30100, 1):
            ports = f"type: LoadBalancer, {more}ports: [{{name: a, port: 80, nodePort: {node_port}}}, {others}]"
            assert not any("duplicate" in line for line in judged(service(ports))), ports
    outside = "type: ExternalName, externalName: a.example.com, ports: [{name: a, port: 80}, %s]"
    assert not any("duplicate" in line for line in judged(service(outside % others)))
    twice = outside % "{name: b, port: 81, nodePort: 30100}, {name: c, port: 82, nodePort: 30100}"
    assert "duplicate-entry spec.ports[2].nodePort" in judged(service(twice))
