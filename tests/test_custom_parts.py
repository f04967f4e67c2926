"""Parts of custom resources: what a fence says, what a patch changes, and what nobody says."""

import pytest

from kubefence.findings import Severity
from tests.custom_resources import ROCKETS, crd, rocket
from tests.helpers import fenced, findings, report, told

CERTIFICATE = """\
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: a}
spec: {secretName: a, dnsNames: [a.example.com], issuerRef: {name: ca}}
"""
LAUNCH = crd(
    """
    type: object
    required: [stages, pad]
    properties:
      stages: {type: integer, minimum: 1}
      pad: {type: string}
      crew: {type: array, items: {type: object, required: [name], properties: {name: {type: string}}}}
      fuel: {type: object, properties: {kind: {type: string, enum: [solid, liquid]}}}
    """
)
SATURN = rocket("{stages: 3, pad: A}")


def after(block: str, before: str = LAUNCH + "---\n" + SATURN, sentence: str = "") -> list[tuple[str, int, str]]:
    """What is told of a block that stands behind another one; lines count from its first."""
    above = f"{fenced(before)}\n{sentence}\n\n"
    start = above.count("\n") + 1
    return [(rule, line - start, shown) for rule, line, shown in told(above + fenced(block))]


RIGHT = [
    "spec:\n  stages: 2\n",
    "spec:\n  fuel: {kind: solid}\n",
    "metadata: {name: a}\nspec: {stages: 2, pad: B}\n",
    "stages: 2\npad: B\n",
    "crew:\n  - name: Ann\n",
    "spec:\n  # ...\n  pad: B\n",
    "spec:\n  crew:\n    - {}\n",
    "spec:\n  stages: integer\n  pad: string\n  fuel: object\n",
]


@pytest.mark.parametrize("block", RIGHT)
def test_a_part_of_what_stands_before_it_is_right(block: str) -> None:
    assert after(block) == []
    page = report(f"{fenced(LAUNCH)}\n{fenced(SATURN)}\n{fenced(block)}")
    assert [each.kind for each in page.blocks] == ["manifest", "manifest", "fragment"]
    assert page.blocks[2].taken[0].en.startswith("a part of Rocket")
    assert "a whole one stands before it" in page.blocks[2].taken[0].en


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ("spec:\n  stages: x\n", ("wrong-type", 2, "x")),
        ("spec:\n  stages: 0\n  pad: B\n", ("out-of-range", 2, "0")),
        ("spec:\n  stage: 2\n  pad: B\n", ("unknown-field", 2, "stage")),
        ("stages: 2\npad: [B]\n", ("wrong-type", 2, "[B]")),
        ("fuel: {kind: gas}\nstages: 1\n", ("invalid-value", 1, "gas")),
        ("spec:\n  crew:\n    - nam: Ann\n", ("unknown-field", 3, "nam")),
    ],
)
def test_a_part_of_what_stands_before_it_is_wrong(block: str, wanted: tuple[str, int, str]) -> None:
    assert wanted in after(block)
    assert {line for _, line, _ in after(block)} == {wanted[1]}


@pytest.mark.parametrize(
    ("sentence", "told_of"),
    [("The fuel of a Rocket:", True), ("Two Rockets:", True), ("## Rocket\n\nFuel:", False), ("Fuel:", False)],
)
def test_a_kind_may_be_spoken_of(sentence: str, told_of: bool) -> None:
    """A heading alone is not sure enough to call anything wrong."""
    found = after("fuel: {kind: gas}\nstages: 1\n", LAUNCH, sentence)
    assert [rule for rule, *_ in found] == (["invalid-value"] if told_of else ["not-identified"])


def test_a_title_names_a_kind() -> None:
    page = f"{fenced(LAUNCH)}\n{fenced('stages: 0', 'yaml title=' + chr(34) + 'Rocket' + chr(34))}"
    assert [rule for rule, *_ in told(page)] == ["out-of-range"]


STRANGERS = [
    "spec:\n  replicas: 2\n  template: {}\n",
    "replicaCount: 2\nimage: {tag: a}\n",
    "stages: 1\nimage: a\ntag: b\nport: 1\n",
]


@pytest.mark.parametrize("block", STRANGERS)
def test_what_is_no_part_of_it_is_not_called_a_wrong_one(block: str) -> None:
    assert after(block) == [(rule, line - 1, shown) for rule, line, shown in told(fenced(block))]


def test_what_is_right_of_kubernetes_own_stays_that_where_it_is_spoken_of() -> None:
    spec = fenced("spec:\n  replicas: 2\n")
    page = report(f"{fenced(LAUNCH)}\n{fenced(SATURN)}\nThe spec of the Deployment:\n\n{spec}")
    assert "Deployment" in page.blocks[2].taken[0].en


def test_of_what_is_carried_a_strange_field_is_a_note_and_a_wrong_type_an_error() -> None:
    page = fenced(CERTIFICATE) + "\n" + fenced("spec:\n  secretName: a\n  duration: 1h\n  colour: red\n  dnsNames: a\n")
    assert [(found.rule, found.severity) for found in findings(page)] == [
        ("unknown-field", Severity.NOTE),
        ("wrong-type", Severity.ERROR),
    ]


def test_an_object_without_a_version_is_checked_as_the_one_of_its_kind() -> None:
    page = fenced(SATURN.partition("\n")[2].replace("stages: 3", "stages: x"))
    assert [rule for rule, *_ in told(f"{page}\n{fenced(LAUNCH)}")] == ["missing-field", "wrong-type"]


PATCHES = [
    ("spec: {stages: 2}\n", []),
    ("spec: {pad: null}\n", []),
    ("spec: {stages: 0}\n", [("out-of-range", 2, "0")]),
    ("spec: {stage: 1}\n", [("unknown-field", 2, "stage")]),
    ("spec:\n  crew:\n    - $patch: delete\n      name: Ann\n", []),
    ("spec: {$patch: delet}\n", [("invalid-patch", 2, "delet")]),
    ("- {op: replace, path: /spec/stages, value: 2}\n", []),
    ("- {op: add, path: /spec/crew/-, value: {name: Ann}}\n", []),
    ("- {op: add, path: /spec/crew/-, value: {nam: Ann}}\n", [("unknown-field", 2, "nam")]),
    ("- {op: replace, path: /spec/stages, value: x}\n", [("wrong-type", 2, "x")]),
    ("- {op: replace, path: /spec/stage, value: 2}\n", [("unknown-field", 2, "/spec/stage")]),
]


@pytest.mark.parametrize(("patch", "wanted"), PATCHES)
def test_a_patch_of_a_custom_resource(patch: str, wanted: list[tuple[str, int, str]]) -> None:
    assert told(fenced(patch, 'yaml patch="Rocket"') + "\n" + fenced(LAUNCH)) == wanted


def test_a_kustomization_may_name_a_patch_of_a_custom_resource() -> None:
    named = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{path: a.yaml}]\n"
    patch = CERTIFICATE.replace("{secretName: a, dnsNames: [a.example.com], issuerRef: {name: ca}}", "{dnsNames: a}")
    assert told(fenced(patch, 'yaml title="a.yaml"') + "\n" + fenced(named)) == [("wrong-type", 5, "a")]


def test_a_name_of_several_kinds_needs_the_version() -> None:
    other = ROCKETS.replace("space.example.com", "toys.example.com")
    page = fenced("spec: {stages: 2}", 'yaml patch="Rocket"') + "\n" + fenced(f"{ROCKETS}---\n{other}")
    [finding] = findings(page)
    assert finding.rule == "unknown-fragment"
    assert "write the apiVersion with it" in finding.text.en
    assert told(page.replace('"Rocket"', '"space.example.com/v1/Rocket"')) == []
