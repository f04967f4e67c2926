"""Patches that a kustomization.yaml of the page names: by the titles of their blocks they are known as such."""

import pytest

from tests.helpers import covered, fenced, findings, report, told

PATCH = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n"
OPERATIONS = "- op: replace\n  path: /spec/replicas\n  value: 3\n"
NAMED = {
    "patches": "resources: [../base]\npatches:\n  - path: patch.yaml\n",
    "patches with a way to them": "resources: [../base]\npatches:\n  - path: ./patches/patch.yaml\n",
    "strategic merges": "resources: [../base]\npatchesStrategicMerge:\n  - patch.yaml\n",
}


def page(kustomization: str, patch: str, title: str = "patch.yaml", options: str = "") -> str:
    return fenced(kustomization) + "\n" + fenced(patch, f'yaml title="{title}"{options}')


@pytest.mark.parametrize("kustomization", NAMED.values(), ids=NAMED)
def test_a_patch_that_is_named_need_not_be_whole(kustomization: str) -> None:
    assert told(page(kustomization, PATCH)) == []
    assert [block.kind for block in report(page(kustomization, PATCH)).blocks] == ["foreign", "fragment"]
    assert "missing-field" in [rule for rule, _, _ in told(page(kustomization, PATCH, "other.yaml"))]


@pytest.mark.parametrize("title", ["patch.yaml", "overlays/test/patch.yaml", "./patch.yaml"])
def test_its_title_may_say_more_of_the_way(title: str) -> None:
    assert told(page(NAMED["patches"], PATCH, title)) == []


def test_what_it_changes_is_checked() -> None:
    text = page(NAMED["patches"], PATCH.replace("replicas", "replica"))
    [finding] = findings(text)
    assert (finding.rule, covered(text, finding)) == ("unknown-field", "replica")


def test_operations_are_for_the_target_that_is_named() -> None:
    target = f"{NAMED['patches']}    target: {{kind: Deployment}}\n"
    assert told(page(target, OPERATIONS)) == []
    wrong = page(target, OPERATIONS.replace("/spec/replicas", "/spec/replica"))
    assert [finding.span.line for finding in findings(wrong)] == [wrong[: wrong.index("/spec/")].count("\n") + 1]


def test_what_says_itself_what_it_is_stays_so() -> None:
    wrong = PATCH.replace("replicas", "replica")
    assert told(page(NAMED["patches"], wrong, options=' skip="why"')) == []
    assert told(page(NAMED["patches"], wrong, options=' expect="unknown-field"')) == []


def test_a_resource_that_is_named_is_a_manifest() -> None:
    both = page("resources: [patch.yaml]\n", PATCH)
    assert "missing-field" in [rule for rule, _, _ in told(both)]
