"""Configuration files of components against their own schemas: right ones pass, wrong ones by rule and place."""

import hashlib
import json
from pathlib import Path

import pytest

from kubefence.schema import pack as packs
from kubefence.schema.pack import COMPONENTS, builtin, components, references
from kubefence.schema.validate import Schemas
from tests.component_files import FILES
from tests.helpers import covered, fenced, findings, report, told

DATA = Path(packs.__file__).with_name("components")

GOOD = {name: text for name, (text, _) in FILES.items()}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_right_file_has_nothing_to_be_said_of_it_and_counts_as_foreign(text: str) -> None:
    page = report(fenced(text))
    assert [finding.text.en for finding in page.findings] == []
    assert [block.kind for block in page.blocks] == ["foreign"]


@pytest.mark.parametrize(("text", "change"), FILES.values(), ids=FILES)
def test_a_wrong_file_is_wrong_at_its_place(text: str, change: tuple[str, str, str, str]) -> None:
    old, new, rule, shown = change
    assert text.count(old) >= 1
    before = fenced(text)
    page = before.replace(old, new, 1)
    line = before[: before.index(old)].count("\n") + 1
    assert (rule, line, shown) in told(page)
    assert {finding.span.line for finding in findings(page)} == {line}


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "shown"),
    [
        ("admission", "enforce: baseline", "enfore: baseline", "unknown-field", "enfore"),
        ("kube-scheduler", "type: MostAllocated", "type: Most", "invalid-value", "Most"),
        ("kube-scheduler", "scoringStrategy:", "scoring:", "unknown-field", "scoring"),
    ],
)
def test_configuration_within_configuration_is_checked(name: str, old: str, new: str, rule: str, shown: str) -> None:
    page = fenced(GOOD[name].replace(old, new))
    line = page[: page.index(new)].count("\n") + 1
    assert told(page) == [(rule, line, shown)]


def test_default_constraints_of_the_scheduler_need_no_selector() -> None:
    text = """\
apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
profiles:
  - pluginConfig:
      - name: PodTopologySpread
        args:
          defaultingType: List
          defaultConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}]
"""
    assert told(fenced(text)) == []
    assert told(fenced(text.replace("maxSkew: 1", "maxSkew: 0"))) == [("out-of-range", 9, "0")]


def test_a_field_that_some_versions_lack_is_told_with_those_that_have_it() -> None:
    text = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\npodLogsDir: /var/log/pods\n"
    [finding] = findings(fenced(text), k8s="1.29-1.30")
    assert (finding.rule, [str(version) for version in finding.versions]) == ("unknown-field", ["1.29"])
    assert "it exists only in Kubernetes 1.30" in finding.text.en
    assert findings(fenced(text)) == []


def test_a_version_that_no_checked_release_reads_is_checked_as_its_last_one_did() -> None:
    text = "apiVersion: kubescheduler.config.k8s.io/v1beta3\nkind: KubeSchedulerConfiguration\nprofile: []\n"
    assert told(fenced(text)) == [
        ("removed-api", 2, "kubescheduler.config.k8s.io/v1beta3"),
        ("unknown-field", 4, "profile"),
    ]


@pytest.mark.parametrize(
    ("api_version", "kind", "rule", "shown", "said"),
    [
        ("kubelet.config.k8s.io/v1beta1", "KubeletConfig", "unknown-kind", "KubeletConfig", "did you mean Kubelet"),
        ("audit.k8s.io/v1", "policy", "unknown-kind", "policy", "did you mean Policy?"),
        (
            "kubelet.config.k8s.io/v1",
            "KubeletConfiguration",
            "wrong-api-version",
            "kubelet.config.k8s.io/v1",
            "v1beta1",
        ),
        ("kubeadm.k8s.io/v1beta4", "ResetConfig", "unknown-kind", "ResetConfig", "did you mean ResetConfiguration"),
        ("kubeadm.k8s.io/v1alpha1", "MasterConfiguration", "unchecked-format", "apiVersion", "only its YAML"),
    ],
)
def test_a_kind_that_is_not_known(api_version: str, kind: str, rule: str, shown: str, said: str) -> None:
    page = fenced(f"apiVersion: {api_version}\nkind: {kind}\n")
    [finding] = findings(page)
    assert (finding.rule, covered(page, finding)) == (rule, shown)
    assert said in finding.text.en


def test_a_kustomization_need_not_say_what_it_is() -> None:
    page = fenced("resources: [a.yaml]\nreplicas:\n  - {name: web, count: many}\n")
    assert told(page) == [("wrong-type", 4, "many")]


def test_kustomize_does_not_mind_the_case_of_a_name() -> None:
    page = fenced("namePrefix: a-\nimages:\n  - {name: web, newtag: v2}\n")
    assert told(page) == []


def test_the_tables_are_those_that_their_index_names() -> None:
    index = json.loads((DATA / "index.json").read_text(encoding="utf-8"))
    assert hashlib.sha256((DATA / "definitions.jsonl").read_bytes()).hexdigest() == index["sha256"]
    assert index["versions"] == [str(version) for version in builtin().versions] == list(index["tags"])
    assert "Apache License" in (DATA / "NOTICE").read_text(encoding="utf-8")


def test_only_what_the_kubelet_writes_for_itself_is_registered_and_left_out() -> None:
    index = json.loads((DATA / "index.json").read_text(encoding="utf-8"))
    assert index["left out"] == [
        "kubelet.config.k8s.io/v1alpha1/ImagePullIntent",
        "kubelet.config.k8s.io/v1alpha1/ImagePulledRecord",
        "kubelet.config.k8s.io/v1beta1/ImagePullIntent",
        "kubelet.config.k8s.io/v1beta1/ImagePulledRecord",
        "kubelet.config.k8s.io/v1beta1/SerializedNodeConfigSource",
    ]


def test_the_tables_hold_no_text_of_others() -> None:
    for line in (DATA / "definitions.jsonl").read_text(encoding="utf-8").splitlines():
        assert not any(f'"{word}":"' in line for word in ("description", "default", "example"))


def test_every_definition_leads_to_one_that_is_there_and_can_be_compiled() -> None:
    newest = builtin().versions[-1]
    schemas = Schemas(builtin())
    for name, definition in components().kinds.items():
        for version in builtin().living(definition):
            assert definition.startswith(COMPONENTS)
            missing = [
                each
                for each in references(builtin().definition(version, definition))
                if not builtin().has(version, each)
            ]
            assert missing == [], name
        if builtin().has(newest, definition):
            assert list(schemas.check({}, (newest,), {"$ref": f"#/$defs/{definition}"})) == [], name


def test_any_single_value_is_a_text_to_kind_and_to_no_other() -> None:
    kind = "apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nruntimeConfig:\n  api/all: true\n  a/b: 1\nname: 7\n"
    assert told(fenced(kind)) == []
    assert told(fenced(kind.replace("name: 7", "name: [7]"))) == [("wrong-type", 7, "[7]")]
    kubelet = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nclusterDomain: true\n"
    assert [rule for rule, _, _ in told(fenced(kubelet))] == ["wrong-type"]
