"""Annotations of nodes that hold JSON (``ValidateNodeSpecificAnnotations``): what came before ``spec.taints``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kubefence.findings import Text
from kubefence.problems import Problem
from kubefence.rules.engine.model import Site, Tables
from kubefence.rules.objects.nodes import taint

TAINTS = "scheduler.alpha.kubernetes.io/taints"
AVOIDED = "scheduler.alpha.kubernetes.io/preferAvoidPods"
_EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


def kept_as_json(node: Site) -> Iterator[Problem]:
    """Both are read as JSON, and held to the rules of what they hold; an empty text counts as none."""
    metadata = node.child("metadata")
    given = metadata.mapping("annotations") if metadata else {}
    for key, wrong in ((TAINTS, _taints), (AVOIDED, _avoided)):
        text = given.get(key)
        said = wrong(_read(text), node) if isinstance(text, str) and text else None
        if said is not None:
            yield node.problem("invalid-annotation", ("metadata", "annotations", key), said.zh, said.en)


def _read(text: str) -> Any:
    """The JSON of an annotation, "" where there is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return ""


def _taints(found: Any, node: Site) -> Text | None:
    entries = found or []
    if found == "" or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return Text(
            "应为 JSON 数组，每项是一个污点；改写到 spec.taints", "it has to be JSON, a list of taints; use spec.taints"
        )
    told: set[tuple[str, str]] = set()
    for index, entry in enumerate(entries):
        site = Site(entry, (index,), "", node.root, None)
        identity = site.text("key"), site.text("effect")
        if any(True for _ in taint(site)) or not identity[0] or identity[1] not in _EFFECTS or identity in told:
            return Text(f"第 {index + 1} 个污点不合规", f"taint {index + 1} is not allowed")
        told.add(identity)
    return None


def _avoided(found: Any, node: Site) -> Text | None:
    if not isinstance(found, dict | None):
        return Text(
            "应为 JSON 对象；节点亲和性和污点取代了它", "it has to be a JSON object; taints have taken its place"
        )
    for entry in (found or {}).get("preferAvoidPods") or ():
        signature = entry.get("podSignature") if isinstance(entry, dict) else None
        owner = signature.get("podController") if isinstance(signature, dict) else None
        if not isinstance(owner, dict) or owner.get("controller") is not True:
            return Text(
                "podSignature.podController 要指向一个控制器", "podSignature.podController has to be a controller"
            )
    return None


TABLES = Tables(checks={"core.v1.Node": (kept_as_json,)})
