"""Commands on pages name objects that the page has."""

from __future__ import annotations

from pathlib import Path

import pytest

from studybook.claims.objects import EVERYWHERE, missing
from tests.helpers import CONFIG_MAP, DEPLOYMENT, fenced

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {path: path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
STATEFUL = """\
kind: StatefulSet
metadata:
  name: store
spec:
  volumeClaimTemplates:
    - metadata:
        name: data
"""
BEFORE = fenced(DEPLOYMENT) + fenced(STATEFUL)


def test_what_every_cluster_has_is_needed() -> None:
    everything = "\n".join(PAGES.values())
    assert [name for name in EVERYWHERE if name not in everything] == []


@pytest.mark.parametrize(
    "command",
    [
        "kubectl rollout status deployment/web",
        "kubectl get deployment web -o yaml",
        "kubectl describe pod web-6d9c7f9b5d-x2x7k",
        "kubectl logs pod/store-0 --tail 5",
        "kubectl get pvc data-store-0",
        "kubectl -n kube-system get configmap coredns",
        "kubectl describe node worker-1",
        "kubectl get lease worker-1 -n kube-node-lease",
        "kubectl create namespace shop\nkubectl label namespace shop team=a",
        "kubectl get pods -l app=web -n other \\\n  -o wide",
        "kubectl get deployments | grep web",
        "kubectl exec deploy/web -- cat service other",
        "# 名字换成自己的\nkubectl describe pod mine",
        "kubectl get --raw /metrics | grep apiserver_request_total",
    ],
)
def test_a_command_that_works(command: str) -> None:
    assert list(missing(BEFORE + fenced(command, "bash"))) == []


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("kubectl get service web-lb", "web-lb"),
        ("kubectl get ipaddresses | grep orders", "orders"),
        ("kubectl rollout undo deployment/wb --to-revision=2", "wb"),
        ("kubectl describe pod other-6d9c7f9b5d-x2x7k", "other-6d9c7f9b5d-x2x7k"),
        ("kubectl get pvc logs-store-0", "logs-store-0"),
        ("kubectl patch service/web-bg -p '{\"spec\": {}}'", "web-bg"),
        ("kubectl get deployment web && kubectl get hpa web-hpa", "web-hpa"),
    ],
)
def test_a_command_that_names_what_is_not_there(command: str, name: str) -> None:
    assert [found for _, found in missing(BEFORE + fenced(command, "bash"))] == [name]


def test_the_line_is_told() -> None:
    page = "# 标题\n\n" + fenced(CONFIG_MAP) + fenced("kubectl get cm web \\\n  -o yaml\nkubectl get cm other", "bash")
    assert list(missing(page)) == [(page.splitlines().index("kubectl get cm other") + 1, "other")]
