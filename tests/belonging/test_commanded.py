"""What commands name: objects, containers, labels and files that the page shows, makes, or should."""

import pytest

from kubefence import Config, Page, verify
from kubefence.findings import Finding
from tests.helpers import fenced

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
spec:
  selector:
    matchLabels: &labels
      app: checkout
  template:
    metadata:
      labels:
        app: checkout
    spec:
      containers:
        - name: server
          image: nginx:1.31
        - name: logger
          image: busybox:1.37
"""
CLAIMS = """\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
spec:
  serviceName: store
  selector:
    matchLabels:
      app: store
  template:
    metadata:
      labels:
        app: store
    spec:
      containers:
        - name: store
          image: nginx:1.31
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
"""
CUSTOM = """\
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: basket
"""
BLOCKS = fenced(WEB.replace(" &labels", ""), 'yaml title="deploy/checkout.yaml"') + "\n" + fenced(CLAIMS) + "\n"
LINE = BLOCKS.count("\n") + 2
"""Where the commands begin."""


def findings(page: str, *, strict: bool = False) -> list[Finding]:
    return verify([Page("page.md", page)], Config(lint=None, strict=strict)).findings


def told(command: str, language: str = "bash", *, strict: bool = False) -> list[tuple[str, int, str, str]]:
    page = BLOCKS + fenced(command, language)
    lines = page.split("\n")
    return [
        (each.rule, each.span.line - LINE, lines[each.span.line - 1][each.span.column - 1 :][:12], each.severity.value)
        for each in findings(page, strict=strict)
        if each.span.line >= LINE - 1
    ]


SLIPS: dict[str, tuple[str, int, str]] = {
    "kubectl get deployment chekout": ("missing-object", 0, "chekout"),
    "kubectl rollout status deployment/checkuot --timeout=60s": ("missing-object", 0, "deployment/c"),
    "kubectl get pods\nkubectl scale deploy checkouts --replicas=2": ("missing-object", 1, "checkouts --"),
    "kubectl label deploy chekout tier=web": ("missing-object", 0, "chekout tier"),
    "kubectl set image deploy/chekout server=nginx:1.31": ("missing-object", 0, "deploy/cheko"),
    "kubectl get pods -l app=chekout": ("missing-object", 0, "app=chekout"),
    "kubectl logs -l app=chekout,app=chekout": ("missing-object", 0, "app=chekout,"),
    "kubectl logs deploy/checkout -c servr": ("missing-container", 0, "servr"),
    "kubectl exec checkout-6d9c7f9b5d-x2x7k -c serve -- date": ("missing-container", 0, "serve -- dat"),
    "kubectl set image deployment checkout sever=nginx:1.31": ("missing-container", 0, "sever=nginx:"),
    "kubectl apply -f deploy/checkout.yml": ("missing-file", 0, "deploy/check"),
    "kubectl apply -f chekout.yaml": ("missing-file", 0, "chekout.yaml"),
}


ABSENT: dict[str, tuple[str, int, str]] = {
    "kubectl describe service checkout-api": ("missing-object", 0, "checkout-api"),
    "kubectl get configmaps,secrets\nkubectl get configmap settings": ("missing-object", 1, "settings"),
    "kubectl exec client -- date": ("missing-object", 0, "client -- da"),
    "kubectl cp other:/etc/hosts hosts": ("missing-object", 0, "other:/etc/h"),
    "kubectl logs deploy/checkout -c istio-proxy": ("missing-container", 0, "istio-proxy"),
    "kubectl apply -f elsewhere.yaml": ("missing-file", 0, "elsewhere.ya"),
}


TOLD = SLIPS | ABSENT


@pytest.mark.parametrize(("command", "expected"), TOLD.items(), ids=TOLD)
def test_a_slip_is_a_note_and_all_that_is_absent_an_error_where_a_page_is_complete(
    command: str, expected: tuple[str, int, str]
) -> None:
    assert told(command) == ([(*expected, "note")] if command in SLIPS else [])
    assert told(command, strict=True) == [(*expected, "error")]


RIGHT = """\
kubectl get deployment checkout
kubectl get deploy/checkout statefulset/store
kubectl get deployments.apps checkout
kubectl get pods checkout-6d9c7f9b5d-x2x7k store-0
kubectl logs store-0
kubectl describe replicaset checkout-6d9c7f9b5d
kubectl describe pvc data-store-0
kubectl get pods -l app=checkout
kubectl get pods -l 'app in (checkout, nobody)'
kubectl logs deploy/checkout -c logger
kubectl set image deploy/checkout server=nginx:1.31 logger=busybox
kubectl set image deploy/checkout '*=nginx:1.31'
kubectl apply -f checkout.yaml
kubectl apply -f deploy/checkout.yaml
kubectl apply -f https://example.com/other.yaml
kubectl get node worker-1
kubectl get storageclass standard
kubectl get serviceaccount default
kubectl -n kube-system get deployment coredns
kubectl describe deployment $NAME
kubectl describe deployment <name>
kubectl describe deployment NAME
kubectl create secret generic key --from-literal=a=b; kubectl get secret key
kubectl create deployment api --image=nginx; kubectl get pods -l app=api
kubectl run probe --image=nginx; kubectl get pods -l run=probe; kubectl delete pod probe
kubectl create configmap a --from-literal=b=c --dry-run=client -o yaml > new.yaml; kubectl apply -f new.yaml
kubectl get crontab mine
echo kubectl get deployment chekout"""


@pytest.mark.parametrize("command", RIGHT.split("\n"))
def test_what_is_there_is_no_finding(command: str) -> None:
    named = [each for each in told(command, strict=True) if each[0].startswith("missing")]
    assert named == []


KUSTOMIZED = fenced("resources: [web.yaml]\n", 'yaml title="app/overlays/prod/kustomization.yaml"') + "\n"


@pytest.mark.parametrize(
    ("command", "strict", "told"),
    [
        ("kubectl apply -k app/overlays/prod", True, []),
        ("kubectl apply -k overlays/prod/", True, []),
        ("kubectl kustomize .", True, []),
        ("kubectl apply -k https://example.com/a/b", True, []),
        ("kubectl apply -k github.com/a/b", True, []),
        ("kubectl apply -k app/overlays/prd", False, [("missing-file", 18)]),
        ("kubectl kustomize app/overlays/prdo", False, [("missing-file", 19)]),
        ("kubectl apply -k elsewhere", False, []),
        ("kubectl apply -k elsewhere", True, [("missing-file", 18)]),
    ],
)
def test_folders_with_a_kustomization(command: str, strict: bool, told: list[tuple[str, int]]) -> None:
    found = findings(KUSTOMIZED + fenced(command, "bash"), strict=strict)
    assert [(each.rule, each.span.column) for each in found if each.rule == "missing-file"] == told


def test_custom_kinds_of_the_page_are_known_by_their_names() -> None:
    page = fenced(CUSTOM) + "\n" + fenced("kubectl get rollouts baskets\nkubectl get rollout basket", "bash")
    [finding] = [each for each in findings(page) if each.rule == "missing-object"]
    assert (finding.span.line, finding.span.column) == (9, 22)
    assert "did you mean basket (line 5)?" in finding.text.en
    assert [each.place.span.line for each in finding.related] == [5]


def test_what_lies_elsewhere_is_said_where_the_commands_are() -> None:
    assert told("kubectl exec client -- date", 'bash external="Pod/client"', strict=True) == []
    unused = told("kubectl exec checkout -- date", 'bash external="Pod/client"', strict=True)
    assert [each[0] for each in unused] == ["unused-external"]


def test_a_page_of_five_hundred_objects_of_one_name() -> None:
    page = fenced("---\n".join([CLAIMS] * 500)) + "\n" + fenced("kubectl get statefulset stores\n" * 500, "bash")
    rules = [each.rule for each in findings(page)]
    assert rules.count("missing-object") == 500
