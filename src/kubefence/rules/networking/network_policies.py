"""NetworkPolicies: peers and ports (``ValidateNetworkPolicySpec`` in pkg/apis/networking/validation)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kubefence.findings import Text
from kubefence.formats.addresses import network
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.networking.service_ports import number_or_name
from kubefence.rules.vocabulary.addresses import legacy_cidr
from kubefence.rules.vocabulary.lists import at_most, no_nulls, texts
from kubefence.rules.vocabulary.mappings import required
from kubefence.rules.vocabulary.values import must_lie_in, never_blank

_POLICY = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-office
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Ingress]
  ingress:
    - from:
"""
_SOURCE = (
    "https://kubernetes.io/zh-cn/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors"
)

MIXED = Rule(
    id="mixed-network-policy-peer",
    title=Text("ipBlock 与选择算符写在同一个对端里", "ipBlock and a selector in one peer"),
    why=Text(
        "选择算符选 Pod，ipBlock 选集群外的地址，一个对端不可能同时是两者，API 服务器拒绝。",
        "Selectors select Pods and ipBlock selects addresses outside of the cluster; no peer is both.",
    ),
    fix=Text(
        "分成两个列表项：各以 - 开头，满足其一即可。",
        "Make them two entries, each with its own -; either one lets traffic through.",
    ),
    source=_SOURCE,
    wrong=_POLICY
    + """\
        - ipBlock:
            cidr: 192.0.2.0/24
          podSelector:
            matchLabels:
              role: frontend
""",
    right=_POLICY
    + """\
        - ipBlock:
            cidr: 192.0.2.0/24
        - podSelector:
            matchLabels:
              role: frontend
""",
)
EMPTY = Rule(
    id="empty-network-policy-peer",
    title=Text("对端里什么都没写", "a peer with nothing in it"),
    why=Text(
        "空的对端 {} 不表示“所有来源”，API 服务器拒绝。",
        "An empty peer {} does not mean everybody; the API server refuses it.",
    ),
    fix=Text(
        "要放行所有来源就删掉 from 或 to；要放行所有 Pod 写 podSelector: {}。",
        "To let everybody in, remove from or to; for all Pods write podSelector: {}.",
    ),
    source=_SOURCE,
    wrong=_POLICY + "        - {}\n",
    right=_POLICY + "        - podSelector: {}\n",
)
OUTSIDE = Rule(
    id="except-outside-cidr",
    title=Text("except 不在 cidr 之内", "an exception outside of its CIDR"),
    why=Text(
        "except 从 cidr 里排除一部分，不在其中或与它相同的网段没有意义，API 服务器拒绝。",
        "except takes a part out of cidr, so it has to be a true part of it.",
    ),
    fix=Text("写 cidr 里更小的网段，或删掉 except。", "Write a smaller network within cidr, or remove except."),
    source="https://kubernetes.io/zh-cn/docs/concepts/services-networking/network-policies/#networkpolicy-resource",
    wrong=_POLICY + "        - ipBlock:\n            cidr: 10.0.0.0/16\n            except: [10.1.0.0/24]\n",
    right=_POLICY + "        - ipBlock:\n            cidr: 10.0.0.0/16\n            except: [10.0.1.0/24]\n",
)

_end_port = must_lie_in(1, 65535)


def peer(site: Site) -> Iterator[Problem]:
    """A peer is Pods or an address block, and it is something."""
    chosen = site.has("podSelector") or site.has("namespaceSelector")
    if site.has("ipBlock") and chosen:
        zh, en = "ipBlock 不能与选择算符写在同一项里；分成两项", "ipBlock and a selector have to be two entries"
        yield site.problem(MIXED.id, (), zh, en, anchor=Anchor.KEY)
    elif not chosen and not site.has("ipBlock") and not site.partial:
        zh = "对端是空的；写 podSelector、namespaceSelector 或 ipBlock，或删掉整个 from/to"
        en = "this peer is empty; write podSelector, namespaceSelector or ipBlock, or remove from/to"
        yield site.problem(EMPTY.id, (), zh, en, anchor=Anchor.KEY)


def ip_block(site: Site) -> Iterator[Problem]:
    """``ValidateIPBlock``: a CIDR, and networks within it."""
    cidr = site.text("cidr")
    whole = network(cidr)
    if cidr:
        yield from legacy_cidr(site, ("cidr",), cidr)
    for index, text in texts(site, "except") if whole else ():
        yield from legacy_cidr(site, ("except", index), text)
        part = network(text)
        if whole and part and not whole.contains(part):
            also = Also((*site.path, "cidr"), Text("要在它之内", "it has to lie within this"))
            zh, en = f"{text} 不是 {cidr} 里更小的网段", f"{text} is no smaller network within {cidr}"
            yield site.problem(OUTSIDE.id, ("except", index), zh, en, also=(also,))


def port(site: Site) -> Iterator[Problem]:
    """``ValidateNetworkPolicyPort``: a number or name; a range goes from a number to one that is not less."""
    start, end = site.value.get("port"), site.number("endPort")
    if start is not None:
        yield from number_or_name(site, ("port",), start)
    if end is None:
        return
    if isinstance(start, str):
        zh, en = "port 是名称时不能写 endPort；改写端口号", "endPort goes with a port that is a number, not a name"
        yield site.problem("forbidden-field", "endPort", zh, en)
    elif start is None:
        if not site.partial:
            zh, en = "写了 endPort 就要写 port：范围的起点", "endPort goes with port, which is the start of the range"
            yield site.problem("forbidden-field", "endPort", zh, en)
    elif isinstance(start, int):
        if end < start:
            zh, en = f"endPort {end} 小于 port {start}", f"endPort {end} is less than port {start}"
            yield site.problem("out-of-range", "endPort", zh, en)
        yield from _end_port(site, ("endPort",), end)


TABLES = Tables(
    rules=(MIXED, EMPTY, OUTSIDE),
    checks={
        "networking.v1.NetworkPolicySpec": (partial(at_most, field="policyTypes", most=2),),
        "networking.v1.NetworkPolicyIngressRule": (no_nulls("from"),),
        "networking.v1.NetworkPolicyEgressRule": (no_nulls("to"),),
        "networking.v1.NetworkPolicyPeer": (peer,),
        "networking.v1.IPBlock": (ip_block, required("cidr")),
        "networking.v1.NetworkPolicyPort": (port, never_blank("protocol")),
    },
)
