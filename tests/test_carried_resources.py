"""Well-known custom resources without their CRDs: what is sure is an error, what another version may have a note."""

from __future__ import annotations

import json
import re

import pytest

from kubefence import Config, Page, verify
from kubefence.schema.custom import carried, tree
from kubefence.schema.pack import builtin
from tests.helpers import covered, fenced, findings, loaded_script

CERTIFICATE = """\
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: web
spec:
  secretName: web-tls
  issuerRef:
    name: ca
    kind: Issuer
  dnsNames:
    - a.example
  privateKey:
    algorithm: ECDSA
"""
CASES = [
    ("secretName: web-tls", "secretName: web-tls", []),
    ("  secretName: web-tls\n", "", [("missing-field", "note", "spec")]),
    ("metadata:\n  name: web\n", "metadata:\n  namespace: web\n", [("missing-field", "error", "metadata")]),
    ("dnsNames", "dnsName", [("unknown-field", "error", "dnsName")]),
    ("    - a.example", "    - 1", [("wrong-type", "error", "1")]),
    ("algorithm: ECDSA", "algorithm: ecdsa", [("invalid-value", "error", "ecdsa")]),
    ("algorithm: ECDSA", "algorithm: Lattice", [("invalid-value", "note", "Lattice")]),
    ("  dnsNames", "  colour: red\n  dnsNames", [("unknown-field", "note", "colour")]),
    ("Issuer\n  dnsNames", "Issuer\n    dnsNames", [("unknown-field", "error", "dnsNames")]),
    ("  name: web\n", "  name: web\n  lables: {}\n", [("unknown-field", "error", "lables")]),
    ("name: web\n", "name: Web\n", [("invalid-name", "error", "Web")]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_what_is_said_of_one(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    text = fenced(CERTIFICATE.replace(old, new, 1))
    found = findings(text)
    assert [(finding.rule, finding.severity, covered(text, finding)) for finding in found] == expected


def test_a_note_names_the_version_and_the_way_out() -> None:
    [finding] = findings(fenced(CERTIFICATE.replace("  dnsNames", "  colour: red\n  dnsNames")))
    assert "cert-manager/cert-manager v1." in finding.text.en
    assert finding.text.en.endswith("does not have it, another version may: name its CRD with the option crds)")
    [finding] = findings(fenced(CERTIFICATE.replace("  secretName: web-tls\n", "")))
    assert "cert-manager/cert-manager v1." in finding.text.en
    assert finding.text.en.endswith("asks for it, another version may not: name its CRD with the option crds)")


ROLLOUT = """\
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
  strategy:
    canary:
      steps:
        - setWeight: 20
"""


@pytest.mark.parametrize(
    ("item", "severity"),
    [("        - maxSurge: 1\n", "note"), ("        - pause: {}\n          maxSurge: 1\n", "error")],
)
def test_a_field_with_a_dash_of_its_own_has_not_slipped_into_a_list(item: str, severity: str) -> None:
    [finding] = [each for each in findings(fenced(ROLLOUT + item)) if each.rule == "unknown-field"]
    assert finding.severity == severity


def test_an_object_without_metadata_is_shown_in_part() -> None:
    part = CERTIFICATE.replace("metadata:\n  name: web\n", "").replace("  secretName: web-tls\n", "")
    assert [(finding.rule, finding.severity) for finding in findings(fenced(part))] == [("missing-field", "note")] * 2
    assert {finding.severity for finding in findings(part, "a.yaml")} == {"error"}
    bare = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata:\n  name: web\n  annotations: {a: b}\n"
    assert [(finding.rule, finding.severity) for finding in findings(fenced(bare))] == [("missing-field", "note")]


FRAGMENTS = [
    ("Certificate.spec", "dnsNames: [a.example]\n", []),
    ("Certificate.spec", "dnsName: [a.example]\n", [("unknown-field", "error", "dnsName")]),
    ("cert-manager.io/v1/Certificate.spec.issuerRef", "name: ca\n", []),
    ("Certificate.spec.issuerRef", "name: 1\n", [("wrong-type", "error", "1")]),
    ("Certificate.metadata", "labels: {a: b c}\n", [("invalid-label", "error", "b c")]),
    ("HTTPRoute.spec.rules", "- backendRefs: [{name: web, port: 800000}]\n", [("out-of-range", "error", "800000")]),
    ("HTTPRoute.spec.rules", "- backendRefs: [{port: 80}]\n", [("missing-field", "error", "{port: 80}")]),
    ("Service.spec", "ports: [{port: 80}]\n", []),
    ("serving.knative.dev/v1/Service.spec", "template: {spec: {containers: [{image: a}]}}\n", []),
    ("Gateway.spec", "gatewayClassName: a\n", [("unknown-fragment", "error", "```yaml")]),
    ("Certificate.spek", "a: b\n", [("unknown-fragment", "error", "```yaml")]),
]


@pytest.mark.parametrize(("fragment", "text", "expected"), FRAGMENTS)
def test_a_part_of_one_is_told_by_its_kind(fragment: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    page = fenced(text, f'yaml fragment="{fragment}"')
    found = findings(page)
    places = [
        covered(page, finding).partition(" ")[0] if "fragment" in finding.rule else covered(page, finding)
        for finding in found
    ]
    assert [(f.rule, f.severity, place) for f, place in zip(found, places, strict=True)] == expected


def test_a_name_that_means_several_kinds_needs_the_version() -> None:
    [finding] = findings(fenced("gatewayClassName: a\n", 'yaml fragment="Gateway.spec"'))
    assert "gateway.networking.k8s.io/v1/Gateway, networking.istio.io/v1/Gateway" in finding.text.en


def test_a_run_says_once_what_was_not_asked() -> None:
    pages = [Page("a.md", fenced(CERTIFICATE)), Page("b.md", fenced(CERTIFICATE.replace("web", "shop")))]
    [note] = verify(pages, Config(lint=None)).notes
    assert "Certificate (cert-manager.io/v1)" in note.en
    assert "not for the expressions and patterns of their CRDs" in note.en
    assert "没有核对 CRD 里的表达式和正则表达式" in note.zh


def test_a_definition_that_is_there_counts_more() -> None:
    definition = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: certificates.cert-manager.io
spec:
  group: cert-manager.io
  scope: Namespaced
  names: {kind: Certificate, plural: certificates}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {colour: {type: string}}}}}
"""
    text = CERTIFICATE.partition("spec:")[0] + "spec:\n  colour: red\n"
    assert findings(fenced(definition) + "\n" + fenced(text)) == []
    found = findings(fenced(definition) + "\n" + fenced(text.replace("colour", "dnsNames")))
    assert [(finding.rule, finding.severity) for finding in found] == [("unknown-field", "error")]


# The pack


def kinds() -> list[str]:
    index = json.loads((carried.DATA / "index.json").read_bytes())
    return list(index["kinds"])


def test_the_projects_are_there() -> None:
    groups = {name.split("/")[0] for name in kinds()}
    assert groups >= {
        *("gateway.networking.k8s.io", "cert-manager.io", "monitoring.coreos.com", "argoproj.io", "keda.sh"),
        *("source.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io", "serving.knative.dev"),
        *("kyverno.io", "autoscaling.k8s.io", "snapshot.storage.k8s.io", "karpenter.sh", "karpenter.k8s.aws"),
        *("kueue.x-k8s.io", "networking.istio.io", "security.istio.io", "cilium.io"),
        *("metallb.io", "multicluster.x-k8s.io", "gateway.envoyproxy.io", "operator.tigera.io"),
    }


@pytest.mark.parametrize("name", kinds())
def test_a_kind_can_be_used_and_holds_facts_alone(name: str) -> None:
    api_version, _, kind = name.rpartition("/")
    custom = carried.find(api_version, kind)
    assert custom is not None
    assert tree.keywords(custom.schema).isdisjoint({"description", "pattern", "default", tree.VALIDATIONS})
    definition = builtin().definition(builtin().versions[-1], custom.learned(builtin()))
    assert definition["properties"].keys() >= {"apiVersion", "kind", "metadata"}
    assert "spec" in definition["properties"] or len(definition["properties"]) > 3


def test_every_source_is_named_with_its_digest_and_in_the_notice() -> None:
    script = loaded_script("update_custom")
    sources = json.loads((carried.DATA / "index.json").read_bytes())["sources"]
    notice = (carried.DATA / "NOTICE").read_text(encoding="utf-8")
    assert list(sources) == [source.name for source in script.SOURCES]
    for source in script.SOURCES:
        version, revision, digest = sources[source.name]
        assert (version, revision, len(digest)) == (source.version or source.revision, source.revision, 64)
        assert f"{source.name} {version}" in notice


def test_every_source_is_read_at_a_release_that_has_a_name() -> None:
    for source in loaded_script("update_custom").SOURCES:
        version = source.version or source.revision
        assert re.fullmatch(r"(?:[a-z-]+/)?(?:knative-)?v\d+\.\d+\.\d+(?:-(?:pre|rc|beta)\.\d+)?", version), source.name
        assert source.revision == version or re.fullmatch(r"[0-9a-f]{40}", source.revision), source.name


def test_the_pack_is_small() -> None:
    assert sum(path.stat().st_size for path in carried.DATA.iterdir()) < 400_000
