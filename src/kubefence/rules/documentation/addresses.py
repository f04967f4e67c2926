"""The rule of addresses that can be read in several ways."""

from __future__ import annotations

from kubefence.findings import Severity, Text
from kubefence.rules.engine.model import Rule, Tables

_POLICY = """\
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-office
spec:
  podSelector: {{}}
  policyTypes: [Ingress]
  ingress:
    - from:
        - ipBlock:
            cidr: {cidr}
"""

AMBIGUOUS = Rule(
    id="ambiguous-address",
    title=Text("地址的写法有歧义或不规范", "an address that is written ambiguously"),
    why=Text(
        "同一个地址的不同写法会被不同软件读成不同的地址，API 服务器给出警告；前导零、IPv4 映射的 IPv6 地址、"
        "主机位不为零的 CIDR 从 1.36 起直接拒绝。",
        "Programs read such addresses in different ways, so the API server warns of them; leading zeros, "
        "IPv4-mapped addresses and CIDRs with host bits are refused since 1.36.",
    ),
    fix=Text("改成消息里给出的规范写法。", "Write the canonical form that the message gives."),
    source="https://kubernetes.io/zh-cn/docs/reference/command-line-tools-reference/feature-gates/",
    wrong=_POLICY.format(cidr="2001:DB8:0::/48"),
    right=_POLICY.format(cidr="2001:db8::/48"),
    severity=Severity.WARNING,
)

TABLES = Tables(rules=(AMBIGUOUS,))
