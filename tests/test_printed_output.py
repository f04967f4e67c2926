"""Output that pages print is what their own files make: nobody wrote it down from memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kustomized import Unknown, blocks, config_maps, suffix

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {path: path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
ENVIRONMENTS = PAGES[DOCS / "practice" / "multi-environment-config.md"]
OVERLAY = "overlays/prod/"
GENERATOR = re.compile(r"^configMapGenerator:\n  - name: ([\w-]+)$", re.M)
BLOCK = re.compile(r"^```yaml(?! fragment)[^\n]*\n(.*?)^```$", re.M | re.S)
PRINTED = re.compile(r"kubectl kustomize (\S+) 的输出（只列 ConfigMap）")


def test_every_printed_output_of_kustomize_is_what_the_files_of_its_page_make() -> None:
    seen = 0
    for page, text in PAGES.items():
        titled = blocks(text)
        for title, printed in titled.items():
            if "kubectl kustomize" not in title:
                continue
            found = PRINTED.fullmatch(title)
            assert found, f"{page}: {title}: the title does not say what is listed of the output"
            folder = f"{found[1]}/"
            files = {name.removeprefix(folder): content for name, content in titled.items() if name.startswith(folder)}
            made = config_maps(yaml.safe_load(files["kustomization.yaml"]), files)
            assert printed == "---\n".join(made), f"{page}: {title}"
            seen += 1
    assert seen


def test_names_that_messages_give_to_generated_config_maps_are_those_of_the_content_on_the_page() -> None:
    seen = 0
    for page, text in PAGES.items():
        for name in GENERATOR.findall(text):
            for printed in re.findall(rf'"{name}-([a-z0-9]{{10}})"', text):
                (data,) = (found["data"] for found in manifests(text) if found["metadata"]["name"] == name)
                assert printed == suffix(data), f"{page}: {name}-{printed}"
                seen += 1
    assert seen


def manifests(page: str) -> Iterator[dict[str, Any]]:
    """The ConfigMaps on a page."""
    for block in BLOCK.findall(page):
        yield from (found for found in yaml.safe_load_all(block) if found and found.get("kind") == "ConfigMap")


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
    with pytest.raises(Unknown):
        list(config_maps(kustomization, {"a.env": "A=1\n", "odd.env": "A\n"}))
