"""Nodes: taints, addresses of their Pods, and what they offer (``ValidateNode``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.findings import Severity, Text
from kubefence.formats.addresses import network
from kubefence.formats.names import label_value, qualified_name
from kubefence.problems import Also, Anchor, Problem
from kubefence.rules.engine.model import Rule, Site, Tables
from kubefence.rules.objects.quota_resources import quota_amount
from kubefence.rules.vocabulary.addresses import legacy_cidr
from kubefence.rules.vocabulary.lists import no_nulls
from kubefence.rules.vocabulary.values import shown

_NODE = """\
apiVersion: v1
kind: Node
metadata:
  name: worker-1
spec:
  {field}: {value}
"""

UNUSED_FIELD = Rule(
    id="unused-node-field",
    title=Text("Node 的字段已不起作用", "a field of a Node that has no effect any more"),
    why=Text(
        "spec.externalID 和 spec.configSource 已弃用，Kubernetes 不再读取，服务器给出警告。",
        "spec.externalID and spec.configSource are deprecated and not read any more; the server warns of them.",
    ),
    fix=Text("删掉它们。", "Remove them."),
    source="https://kubernetes.io/zh-cn/docs/reference/kubernetes-api/cluster-resources/node-v1/#NodeSpec",
    wrong=_NODE.format(field="externalID", value="i-0123456789"),
    right=_NODE.format(field="providerID", value="example://i-0123456789"),
    severity=Severity.WARNING,
)
_UNUSED = ("externalID", "configSource")


def taint(site: Site) -> Iterator[Problem]:
    """``validateNodeTaints``, for one taint."""
    for field, form in (("key", qualified_name), ("value", label_value)):
        text = site.value.get(field)
        wrong = form(text) if isinstance(text, str) else None
        if wrong:
            yield site.problem(
                "invalid-label", field, f"{shown(text)} 的写法不对：{wrong.zh}", f"{shown(text)}: {wrong.en}"
            )
    if site.value.get("effect") == "":
        yield from site.missing("effect")


def spec(node: Site) -> Iterator[Problem]:
    """Taints that can be told apart, one range of addresses for each family, and fields without effect."""
    seen: dict[tuple[str, str], Site] = {}
    for entry in node.children("taints"):
        identity = entry.text("key"), entry.text("effect")
        if identity in seen:
            also = (Also(seen[identity].path, Text("先前的一条", "the earlier one")),)
            said = "同样的 key 和 effect 重复了", "this key and effect are given twice"
            yield entry.problem("duplicate-entry", (), *said, also=also)
        seen.setdefault(identity, entry)
    yield from _pod_ranges(node)
    for field in _UNUSED:
        if node.has(field):
            yield node.problem(
                UNUSED_FIELD.id,
                field,
                f"{field} 已不起作用：删掉它",
                f"{field} has no effect any more: remove it",
                anchor=Anchor.KEY,
                severity=Severity.WARNING,
            )


def _pod_ranges(node: Site) -> Iterator[Problem]:
    """``podCIDR`` alone counts where the list is missing or begins with another."""
    single, given = node.text("podCIDR"), node.items("podCIDRs")
    if single and (not given or given[0] != single):
        yield from legacy_cidr(node, ("podCIDR",), single)
        return
    for index, text in enumerate(given):
        if text is None or isinstance(text, str):
            yield from legacy_cidr(node, ("podCIDRs", index), text or "")
    found = [network(text) if isinstance(text, str) else None for text in given]
    families = [item.family for item in found if item]
    if len(families) != len(set(families)) or len(given) > 2:
        zh, en = "每个 IP 协议族最多一个 CIDR", "one CIDR of each IP family is the most"
        yield node.problem("out-of-range", "podCIDRs", zh, en)


def capacity(node: Site) -> Iterator[Problem]:
    """``ValidateNodeResources``: the status of a new node is kept, so its amounts have to be possible."""
    status = node.child("status")
    for field in ("capacity", "allocatable") if status else ():
        for name, value in status.mapping(field).items() if status else ():
            yield from quota_amount(node, ("status", field, name), name, value)


TABLES = Tables(
    rules=(UNUSED_FIELD,),
    checks={"core.v1.Taint": (taint,), "core.v1.NodeSpec": (spec, no_nulls("taints")), "core.v1.Node": (capacity,)},
)
