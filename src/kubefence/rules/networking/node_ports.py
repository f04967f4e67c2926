"""Node ports: who may ask for one, and which (``ValidateService`` and the allocators of the registry)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Rule, Site, Tables, when
from kubefence.rules.networking.services import (
    CLUSTER_IP,
    EXTERNAL_NAME,
    LOAD_BALANCER,
    NODE_PORT,
    cluster_ip_place,
    is_headless,
    service_type,
)
from kubefence.rules.vocabulary.lists import entries
from kubefence.versions import parse_version

LOWEST, HIGHEST = 30000, 32767
"""``--service-node-port-range`` of the API server, as it is by default."""

_SERVICE = """\
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: {type}
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
"""

ON_CLUSTER_IP = Rule(
    id="node-port-on-cluster-ip",
    title=Text("ClusterIP 的 Service 写了 nodePort", "a node port on a Service of type ClusterIP"),
    why=Text(
        "nodePort 在每个节点上开端口，只有 NodePort 和 LoadBalancer 才有；不写 type 就是 ClusterIP，因此被拒绝。",
        "A node port opens a port on every node, which only NodePort and LoadBalancer do. No type means ClusterIP, "
        "so the API server refuses it.",
    ),
    fix=Text("写上 type: NodePort，或删掉 nodePort。", "Write type: NodePort, or remove nodePort."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#type-nodeport",
    wrong=_SERVICE.format(type="ClusterIP") + "      nodePort: 30080\n",
    right=_SERVICE.format(type="NodePort") + "      nodePort: 30080\n",
)
OUTSIDE = Rule(
    id="node-port-out-of-range",
    title=Text("nodePort 不在 30000–32767 之内", "a node port outside of 30000–32767"),
    why=Text(
        "API 服务器只从 --service-node-port-range 分配节点端口，默认是 30000–32767，范围之外的一律拒绝。",
        "The API server gives out node ports of --service-node-port-range only, which is 30000–32767 by default.",
    ),
    fix=Text(
        "改成范围内的端口；不写 nodePort 则自动分配。", "Write a port of the range, or none to have one given out."
    ),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#nodeport-custom-port",
    wrong=_SERVICE.format(type="NodePort") + "      nodePort: 8080\n",
    right=_SERVICE.format(type="NodePort") + "      nodePort: 30080\n",
)
HEADLESS = Rule(
    id="headless-node-port",
    title=Text("无头 Service 不能是 NodePort 或 LoadBalancer", "a headless Service of type NodePort or LoadBalancer"),
    why=Text(
        "clusterIP: None 表示没有虚拟 IP，而节点端口和负载均衡器都要转发到它，两者不能同时要求。",
        "clusterIP: None means that there is no virtual IP, which node ports and load balancers forward to.",
    ),
    fix=Text("删掉 clusterIP: None，或去掉 type。", "Remove clusterIP: None, or the type."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/service/#headless-services",
    wrong=_SERVICE.format(type="NodePort").replace("  selector:", "  clusterIP: None\n  selector:"),
    right=_SERVICE.format(type="NodePort"),
)
KUBELET_PORT, KUBELET_UNTIL = 10250, parse_version("1.32")
"""v1.33 takes it: https://github.com/kubernetes/kubernetes/pull/129174."""
KUBELET = Rule(
    id="kubelet-port-exposed",
    title=Text("LoadBalancer 对外开放 kubelet 的端口", "a LoadBalancer that exposes the port of the kubelet"),
    why=Text(
        f"每个节点上的 kubelet 监听 {KUBELET_PORT}；有些云会为负载均衡器的端口打开节点防火墙，"
        f"因此 v{KUBELET_UNTIL} 及以前的服务器拒绝，v1.33 起不再限制。",
        f"The kubelet of every node listens on {KUBELET_PORT}, and some clouds open the firewall of the nodes for the "
        f"ports of a load balancer, so servers up to v{KUBELET_UNTIL} refuse it; v1.33 lifted the limit.",
    ),
    fix=Text("port 换成别的端口号，targetPort 不受限制。", "Write another port; targetPort can be any."),
    source="https://kubernetes.io/zh-cn/docs/reference/networking/ports-and-protocols/",
    wrong=_SERVICE.format(type="LoadBalancer").replace("port: 80\n", f"port: {KUBELET_PORT}\n"),
    right=_SERVICE.format(type="LoadBalancer"),
    k8s=str(KUBELET_UNTIL),
)


@when("type")
def headless(spec: Site) -> Iterator[Problem]:
    """A Service without a virtual IP cannot have node ports or a load balancer."""
    kind = service_type(spec)
    if kind in (NODE_PORT, LOAD_BALANCER) and is_headless(spec):
        at, also = cluster_ip_place(spec, 0)
        zh = f"type: {kind} 不能同时写 clusterIP: None；删掉其中一个"
        yield spec.problem(
            HEADLESS.id, at, zh, f"type: {kind} cannot have clusterIP: None; remove one of them", also=also
        )


def node_ports(spec: Site) -> Iterator[Problem]:
    """Every node port asked for: allowed at all, in the range, free."""
    kind = service_type(spec)
    if kind == CLUSTER_IP:
        for index, port in entries(spec, "ports"):
            if port.number("nodePort"):
                zh = "ClusterIP 的 Service 不能写 nodePort；写上 type: NodePort 或删掉它"
                en = "a Service of type ClusterIP cannot have a nodePort; write type: NodePort, or remove it"
                yield spec.problem(ON_CLUSTER_IP.id, ("ports", index, "nodePort"), zh, en)
    elif kind in (NODE_PORT, LOAD_BALANCER):
        yield from _outside(spec)
        yield from _taken_twice(spec)
    elif kind == EXTERNAL_NAME:
        yield from _written_twice(spec)


def _outside(spec: Site) -> Iterator[Problem]:
    for index, port in entries(spec, "ports"):
        number = port.number("nodePort")
        if number and not LOWEST <= number <= HIGHEST:
            zh = f"nodePort 不能是 {number}，默认范围是 {LOWEST}–{HIGHEST}"
            en = f"nodePort cannot be {number}, the range is {LOWEST}–{HIGHEST} by default"
            yield spec.problem(OUTSIDE.id, ("ports", index, "nodePort"), zh, en)


def _taken_twice(spec: Site) -> Iterator[Problem]:
    """``initNodePorts``: what a port number asks for first serves it in every protocol; all else has to be free."""
    first: dict[int, int] = {}
    taken: set[tuple[str, int]] = set()
    for index, port in entries(spec, "ports"):
        node_port, number, protocol = port.number("nodePort"), port.number("port") or 0, port.text("protocol") or "TCP"
        if not node_port:
            continue
        shared = first.get(number) == node_port
        if (protocol, node_port) in taken or (not shared and ("", node_port) in taken):
            zh = f"nodePort {node_port} 已被上面的端口占用；换一个"
            en = f"another port above has nodePort {node_port} already; write another one"
            yield spec.problem("duplicate-entry", ("ports", index, "nodePort"), zh, en)
        first.setdefault(number, node_port)
        taken |= {(protocol, node_port), ("", node_port)}


def _written_twice(spec: Site) -> Iterator[Problem]:
    """Without node ports to hand out, no two ports may ask for the same one all the same."""
    seen: set[tuple[str, int]] = set()
    for index, port in entries(spec, "ports"):
        asked = port.text("protocol") or "TCP", port.number("nodePort") or 0
        if asked[1] and asked in seen:
            zh, en = f"nodePort {asked[1]} 写了两次", f"nodePort {asked[1]} stands twice"
            yield spec.problem("duplicate-entry", ("ports", index, "nodePort"), zh, en)
        seen.add(asked)


@when("healthCheckNodePort")
def health_check(spec: Site) -> Iterator[Problem]:
    """A port for health checks is for load balancers that keep traffic on its node (``NeedsHealthCheck``)."""
    number, kind = spec.number("healthCheckNodePort"), service_type(spec)
    if not number or not kind:
        return
    local = spec.text("externalTrafficPolicy") == "Local"
    if kind != LOAD_BALANCER or not (local or (spec.partial and not spec.has("externalTrafficPolicy"))):
        yield spec.problem(
            "forbidden-field",
            "healthCheckNodePort",
            "healthCheckNodePort 只用于 type: LoadBalancer 加 externalTrafficPolicy: Local；删掉它",
            "healthCheckNodePort is for type: LoadBalancer with externalTrafficPolicy: Local; remove it",
        )
    elif not LOWEST <= number <= HIGHEST:
        zh = f"healthCheckNodePort 不能是 {number}，默认范围是 {LOWEST}–{HIGHEST}"
        en = f"healthCheckNodePort cannot be {number}, the range is {LOWEST}–{HIGHEST} by default"
        yield spec.problem(OUTSIDE.id, "healthCheckNodePort", zh, en)
    elif any(port.number("nodePort") == number for _, port in entries(spec, "ports")):
        zh = f"{number} 已用作 nodePort；换一个"
        yield spec.problem("duplicate-entry", "healthCheckNodePort", zh, f"{number} is a nodePort already")


@when("type")
def kubelet_port(spec: Site) -> Iterator[Problem]:
    """A load balancer may not open the port of the kubelet to the outside."""
    for index, port in entries(spec, "ports") if service_type(spec) == LOAD_BALANCER else ():
        if port.number("port") == KUBELET_PORT:
            zh = f"{KUBELET_PORT} 是 kubelet 的端口，LoadBalancer 不能对外开放它：port 换一个，targetPort 可以不变"
            en = f"{KUBELET_PORT} is the port of the kubelet, which a LoadBalancer may not expose; write another port"
            problem = spec.problem(KUBELET.id, ("ports", index, "port"), zh, en, named=("ports", index))
            yield replace(problem, until=KUBELET_UNTIL)


TABLES = Tables(
    rules=(ON_CLUSTER_IP, OUTSIDE, HEADLESS, KUBELET),
    checks={"core.v1.ServiceSpec": (headless, node_ports, health_check, kubelet_port)},
)
