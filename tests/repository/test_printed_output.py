"""Output that pages print is what their own files make: nobody wrote it down from memory."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from studybook.claims.kustomize import Beyond, blocks, config_maps, problems, suffix
from tests.helpers import CONFIG_MAP, fenced

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {path: path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
ENVIRONMENTS = PAGES[DOCS / "practice" / "multi-environment-config.md"]
OVERLAY = "overlays/prod/"
GENERATED = re.compile(r'"[\w-]+-[a-z0-9]{10}"')


def line_of(text: str) -> int:
    return ENVIRONMENTS.count("\n", 0, ENVIRONMENTS.index(text)) + 1


def test_the_pages_print_something() -> None:
    titles = [title for text in PAGES.values() for title in blocks(text)]
    assert [title for title in titles if "kubectl kustomize" in title]
    assert [text for text in PAGES.values() if GENERATED.search(text)]


def test_an_output_that_is_not_what_its_files_make() -> None:
    """As the page, but for one value in the file that the output is made of."""
    variables = blocks(ENVIRONMENTS)[f"{OVERLAY}billing.env"]
    name = variables.partition("=")[0]
    changed = ENVIRONMENTS.replace(variables, variables.replace(f"{name}=", f"{name}=x", 1))
    [(line, fault)] = problems(changed)
    assert line == line_of('title="kubectl kustomize overlays/prod')
    assert fault.en.startswith("Kustomize prints something else:\napiVersion: v1\n")


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("的输出（只列 ConfigMap）", "的输出", "the title does not say what is listed"),
        (f'title="{OVERLAY}kustomization.yaml"', 'title="x"', "this output cannot be computed from the files on this"),
        ("configMapGenerator:\n", "configMapGenerator: [\n", "this output cannot be computed from the files on this"),
    ],
)
def test_an_output_that_cannot_be_computed(was: str, becomes: str, fault: str) -> None:
    found = [fault.en for _, fault in problems(ENVIRONMENTS.replace(was, becomes))]
    assert [told for told in found if told.startswith(fault)]


def generated(suffix: str, *config_maps: str) -> str:
    generator = "```yaml\nconfigMapGenerator:\n  - name: web\n```\n"
    return f'{"".join(map(fenced, config_maps))}{generator}\nconfigmap "web-{suffix}" not found\n'


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        (generated(suffix({"a": "1"}), CONFIG_MAP + "data:\n  a: '1'\n"), []),
        (
            generated("abcdefghij", CONFIG_MAP + "data:\n  a: '1'\n"),
            [f"the name of the generated ConfigMap is web-{suffix({'a': '1'})}"],
        ),
        (
            generated("abcdefghij", "a: [\n", "- a\n"),
            ["web-abcdefghij is made of a ConfigMap web, of which the page has 0"],
        ),
    ],
)
def test_a_generated_name(page: str, faults: list[str]) -> None:
    assert [fault.en for _, fault in problems(page)] == faults
    assert all(page.splitlines()[line - 1].startswith("configmap ") for line, _ in problems(page))


def test_the_overlay_has_the_values_that_the_page_began_with() -> None:
    """The file of variables and the ConfigMap of the same environment, a section earlier, are one configuration."""
    titled = blocks(ENVIRONMENTS)
    objects = yaml.safe_load_all(titled["两个环境的配置"])
    (prod,) = (each for each in objects if each["kind"] == "ConfigMap" and each["metadata"]["namespace"] == "shop-prod")
    variables = dict(line.split("=", 1) for line in titled[f"{OVERLAY}billing.env"].splitlines())
    assert variables == prod["data"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [({}, "6ct58987ht"), ({"one": ""}, "9g67k2htb6")],  # as in the tests of Kustomize itself
)
def test_the_suffix(data: dict[str, str], expected: str) -> None:
    assert suffix(data) == expected


def test_only_the_content_counts() -> None:
    assert suffix({"a": "1", "b": "2"}) == suffix({"b": "2", "a": "1"})
    assert suffix({"a": "1"}) != suffix({"a": "2"})
    assert suffix({"a": "<&>"}) != suffix({"a": r"\u003c\u0026\u003e"})


def test_a_generated_config_map() -> None:
    kustomization = {"namespace": "shop", "configMapGenerator": [{"name": "web", "envs": ["a.env"]}]}
    (made,) = config_maps(kustomization, {"a.env": "# 说明\nB=true\n\nA=x=y\n"})
    data = {"A": "x=y", "B": "true"}
    assert made == (
        'apiVersion: v1\ndata:\n  A: x=y\n  B: "true"\nkind: ConfigMap\n'
        f"metadata:\n  name: web-{suffix(data)}\n  namespace: shop\n"
    )


@pytest.mark.parametrize(
    "kustomization",
    [
        {"namePrefix": "x-"},
        {"configMapGenerator": [{"name": "web", "literals": ["A=1"]}]},
        {"configMapGenerator": [{"name": "web", "envs": ["a.env"], "behavior": "merge"}]},
        {"patches": [{"patch": "kind: ConfigMap"}]},
        {"configMapGenerator": [{"name": "web", "envs": ["odd.env"]}]},
    ],
)
def test_what_is_not_understood_is_refused(kustomization: dict[str, object]) -> None:
    with pytest.raises(Beyond):
        list(config_maps(kustomization, {"a.env": "A=1\n", "odd.env": "A\n"}))
