"""Bindings: to which node a Pod is assigned (``ValidatePodBinding``)."""

from __future__ import annotations

from collections.abc import Iterator

from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.vocabulary.mappings import empty
from kubefence.rules.vocabulary.values import shown


def target(binding: Site) -> Iterator[Problem]:
    """A Pod is bound to a node, which has a name."""
    node = binding.child("target")
    if node is None:
        return
    kind = node.text("kind")
    if kind not in ("", "Node"):
        zh, en = f"Pod 只能绑定到 Node，不能是 {shown(kind)}", f"a Pod is bound to a Node, not to {shown(kind)}"
        yield node.problem("invalid-value", "kind", zh, en)
    if empty(node.value.get("name")):
        yield from node.missing("name", "写上节点名", "give the name of the node")


TABLES = Tables(checks={"core.v1.Binding": (target,)})
