"""For which versions a block holds is computed over all that are built in, with the reason where it ends."""

import pytest

from kubefence import Config, Page, Verifier
from kubefence.catalog import of_belonging
from kubefence.checks.standing import OF_THE_PAGE
from kubefence.findings import Standing, Thing
from kubefence.proof.words import label
from kubefence.schema.pack import builtin
from kubefence.versions import spoken
from tests.helpers import CONFIG_MAP, DEPLOYMENT, WRONG_CONFIG_MAP, fenced
from tests.proof.standing import block, page, versions

KNOWN = builtin().versions
SIDECAR = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: log
      image: registry.example.com/log:1
      restartPolicy: Always
  containers:
    - name: web
      image: registry.example.com/web:1
"""
OLD_HPA = """\
apiVersion: autoscaling/v2beta2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 3
"""
ROUTE = """\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
spec:
  parentRefs:
    - name: edge
  rules:
    - backendRefs:
        - name: web
          port: 80
"""
KUBELET = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nimageMaximumGCAge: 24h\n"
UNKNOWN = "apiVersion: acme.example.com/v1\nkind: Rocket\nmetadata:\n  name: web\n"


def standing(text: str, info: str = "yaml") -> Standing:
    found = block(text, info).standing
    assert found is not None
    return found


def test_nobody_is_asked_where_nothing_is_shown() -> None:
    [found] = Verifier(Config(lint=None)).verify(Page("page.md", fenced(CONFIG_MAP))).blocks
    assert found.standing is None


def test_what_every_version_takes_holds_for_all_that_are_built_in() -> None:
    found = standing(DEPLOYMENT)
    assert found.versions == KNOWN
    assert (found.reasons, found.unchecked, found.against) == ((), (), ())
    assert found.things == (Thing("apps/v1", "Deployment", "web"),)


def test_the_range_of_the_page_does_not_bound_it() -> None:
    [found] = page("---\nk8s: '1.36'\n---\n" + fenced(DEPLOYMENT)).blocks
    assert found.standing is not None
    assert found.standing.versions == KNOWN


RANGES = {
    "a field that is new": (SIDECAR, "yaml", "1.28–1.37", "没有字段 spec.initContainers[0].restartPolicy"),
    "a kind that is new": (
        "apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata:\n  name: a\nspec:\n  cidrs: [10.0.0.0/24]\n",
        "yaml",
        "1.33–1.37",
        "networking.k8s.io/v1 的 ServiceCIDR 从 Kubernetes 1.33 才有",
    ),
    "a kind that is gone": (
        OLD_HPA,
        "yaml",
        "1.25",
        "autoscaling/v2beta2 的 HorizontalPodAutoscaler 自 Kubernetes 1.26 起已移除",
    ),
    "a part of an object": (
        "containers:\n  - name: web\n    image: web:1\n    resizePolicy:\n"
        "      - {resourceName: cpu, restartPolicy: NotRequired}\n",
        "yaml",
        "1.27–1.37",
        "没有字段 containers[0].resizePolicy",
    ),
    "a configuration file": (KUBELET, "yaml", "1.29–1.37", "没有字段 imageMaximumGCAge"),
    "a command": ("kubectl auth whoami\n", "bash", "1.27–1.37", "kubectl auth 没有子命令 whoami"),
    "a here-document": (
        f"kubectl apply -f - <<'EOF'\n{SIDECAR}EOF\n",
        "bash",
        "1.28–1.37",
        "没有字段 spec.initContainers[0].restartPolicy",
    ),
}


@pytest.mark.parametrize(("text", "info", "wanted", "why"), RANGES.values(), ids=RANGES)
def test_where_a_range_ends_the_nearest_version_says_why(text: str, info: str, wanted: str, why: str) -> None:
    found = standing(text, info)
    assert spoken(found.versions) == wanted
    assert why in [reason.text.zh for reason in found.reasons if not reason.accepted]
    assert all("；" not in reason.text.zh and ";" not in reason.text.en for reason in found.reasons)


def test_what_is_taken_and_dropped_is_taken_with_a_word_about_it() -> None:
    text = """\
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  maxReplicas: 3
  behavior:
    scaleUp:
      tolerance: "0.05"
"""
    found = standing(text)
    assert found.versions == versions(33, 37)
    assert [(spoken(each.versions), each.accepted) for each in found.reasons] == [
        ("1.25–1.32", False),
        ("1.33–1.34", True),
    ]


def test_a_wrong_example_holds_where_it_is_wrong() -> None:
    found = standing(OLD_HPA, 'yaml expect="removed-api"')
    assert (found.versions, found.reasons, found.against) == (versions(26, 37), (), ())


def test_what_is_wrong_everywhere_holds_nowhere() -> None:
    found = standing(WRONG_CONFIG_MAP)
    assert (found.versions, found.text) == ((), "")
    assert [reason.text.en for reason in found.reasons] == ["there is no field dat"]


def test_a_custom_resource_is_held_against_its_definition_and_no_version_of_kubernetes() -> None:
    found = standing(ROUTE)
    [against] = found.against
    assert "gateway-api" in against.zh
    assert found.versions == ()
    assert found.unchecked  # the expressions of its CRD
    assert found.text.startswith("apiVersion: gateway")


def test_a_custom_resource_that_is_wrong_holds_against_nothing() -> None:
    found = block(ROUTE.replace("port: 80", "port: many"))
    assert found.standing is not None
    assert (found.standing.against, found.standing.text) == ((), "")
    assert label(found).en == "it did not pass"


def test_beside_another_object_both_count() -> None:
    found = standing(f"{DEPLOYMENT}---\n{ROUTE}")
    assert found.versions == KNOWN
    assert len(found.against) == 1
    assert [thing.kind for thing in found.things] == ["Deployment", "HTTPRoute"]


UNCHECKED = {
    "an unknown kind": (UNKNOWN, "yaml"),
    "a format without a schema": ("services:\n  web:\n    image: web:1\n", 'yaml format="compose"'),
    "commands of others": ("docker build .\nsudo systemctl restart a\n", "bash"),
    "another language": ("package main\n", "go"),
    "what is skipped": ("a: [\n", 'yaml skip="a template"'),
}


@pytest.mark.parametrize(("text", "info"), UNCHECKED.values(), ids=UNCHECKED)
def test_what_nobody_can_check_is_not_checked(text: str, info: str) -> None:
    found = standing(text, info)
    assert not found.checked
    assert not found.text


def test_commands_of_others_are_named() -> None:
    found = standing("kubectl get pods | jq .items\nsudo systemctl restart kubelet\necho done\n", "bash")
    assert (found.checked, [text.en for text in found.against]) == (True, ["kubectl"])
    assert [text.en for text in found.unchecked] == ["jq, systemctl"]


def test_programs_with_versions_of_their_own_name_those() -> None:
    found = standing("helm repo update\n", "bash")
    assert found.versions == ()
    assert found.against[0].en.startswith("helm 3, 4")


WHOLE = {
    "an object": (DEPLOYMENT, "yaml", True),
    "several": (f"{DEPLOYMENT}---\n{CONFIG_MAP}", "yaml", True),
    "with what a shell puts in": (SIDECAR + '      args: ["$(date)", "${A:-b}"]\n', "yaml", True),
    "without a name": (DEPLOYMENT.replace("  name: web\nspec", "  generateName: web-\nspec"), "yaml", False),
    "with something left out": (DEPLOYMENT + "          # ...\n", "yaml", False),
    "with a placeholder": (DEPLOYMENT.replace("web:1.0.0", "web:<tag>"), "yaml", False),
    "with what lies elsewhere": (
        SIDECAR + "      envFrom:\n        - secretRef: {name: db}\n",
        'yaml external="Secret/db"',
        True,
    ),
    "a part": ("containers:\n  - name: a\n    image: b:1\n", "yaml", False),
    "a patch": ("spec:\n  replicas: 2\n", 'yaml patch="Deployment"', False),
    "what a cluster printed": (DEPLOYMENT, 'yaml output="kubectl get deploy web -o yaml"', False),
    "a wrong one": (WRONG_CONFIG_MAP, 'yaml expect="unknown-field"', False),
    "a configuration file": (KUBELET, "yaml", False),
    "an unknown kind": (UNKNOWN, "yaml", False),
    "commands": (f"kubectl apply -f - <<'EOF'\n{CONFIG_MAP}EOF\n", "bash", False),
    "an answer": ('{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}\n', "json", False),
}


@pytest.mark.parametrize(("text", "info", "whole"), WHOLE.values(), ids=WHOLE)
def test_only_a_whole_example_has_a_text_to_apply(text: str, info: str, whole: bool) -> None:
    assert standing(text, info).text.strip() == (text.strip() if whole else "")


def test_what_a_page_shows_beside_it_makes_a_block_no_worse() -> None:
    """An object that it does not show, a language that its fence lacks, its style."""
    known = of_belonging.NOTES.keys() | {"not-verified", "untagged-manifest"}
    assert known == OF_THE_PAGE
    strict = page(fenced(SIDECAR + "      envFrom:\n        - secretRef: {name: db}\n"), strict=True)
    assert {finding.rule for finding in strict.findings} == {"missing-object"}
    assert [label(each).en for each in strict.blocks] == ["verified v1.28–v1.37"]
    assert label(block(CONFIG_MAP, "")).en == "verified v1.25–v1.37"
    [styled] = (
        Verifier(Config(marks=True))
        .verify(Page("page.md", fenced(CONFIG_MAP.replace("name: web", "name:  web"))))
        .blocks
    )
    assert label(styled).en == "verified v1.25–v1.37"


def test_asking_for_more_versions_changes_no_finding() -> None:
    text = fenced(SIDECAR) + fenced("spec:\n  replicas: two\n") + fenced(WRONG_CONFIG_MAP)
    plain = Verifier(Config(lint=None)).verify(Page("page.md", text))
    asked = page(text)
    assert asked.findings == plain.findings
    assert [each._replace(standing=None) for each in asked.blocks] == list(plain.blocks)
