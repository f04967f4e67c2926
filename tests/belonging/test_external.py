"""What is said to lie elsewhere: on a fence, in the front matter, in the configuration; and what is not needed."""

from __future__ import annotations

import pytest

from kubefence import Page
from kubefence.belonging.outside import unneeded
from tests.belonging.manifests import config_map, page, pod, told, variable, verifier
from tests.helpers import fenced

WANTS = pod(variable())


def block(external: str, text: str = WANTS) -> str:
    return "# 标题\n\n" + fenced(text, f'yaml external="{external}"')


@pytest.mark.parametrize("external", ["ConfigMap/settings", "ConfigMap/*", "ConfigMap/set*", " ConfigMap/settings ,"])
def test_a_fence_says_so(external: str) -> None:
    assert told(block(external), strict=True) == []
    assert told(block(external)) == []


OPENER = '```yaml external="ConfigMap/settings, Secret/db"'


def test_what_is_not_needed_is_a_mistake() -> None:
    assert told(block("ConfigMap/settings, Secret/db")) == [("unused-external", "error", 3, OPENER)]
    assert [each[0] for each in told(page(config_map()) + block("ConfigMap/settings"))] == ["unused-external"]


@pytest.mark.parametrize("written", ["settings", "configmap/settings", "ConfigMap/", "/settings"])
def test_the_form(written: str) -> None:
    assert [each[:3] for each in told(block(written))] == [("malformed-external", "error", 3)]


def test_a_fence_speaks_for_itself_alone() -> None:
    text = block("ConfigMap/settings") + "\n" + fenced(WANTS.replace("name: web}", "name: api}"))
    assert [each[:2] for each in told(text, strict=True)] == [("missing-object", "error")]


@pytest.mark.parametrize("said", ["ConfigMap/settings", "[ConfigMap/settings]", "\n  - ConfigMap/settings"])
def test_the_front_matter_speaks_for_the_page(said: str) -> None:
    text = f"---\nexternal: {said}\n---\n\n{page(WANTS, WANTS.replace('name: web}', 'name: api}'))}"
    assert told(text, strict=True) == []


def test_what_the_front_matter_need_not_say() -> None:
    text = f"---\ntitle: a\nexternal: [ConfigMap/settings, Secret/db, registry]\n---\n\n{page(WANTS)}"
    assert told(text, strict=True) == [
        ("malformed-external", "error", 3, "external"),
        ("unused-external", "error", 3, "external"),
    ]


def test_a_block_with_it_is_as_right_as_others() -> None:
    """What it shows is there for other blocks, as it is without the option."""
    shown = fenced(config_map() + "---\n" + pod(variable("db", source="secretKeyRef")), 'yaml external="Secret/db"')
    wants = pod(variable(key="colour"), metadata="{name: api}")
    assert [each[0] for each in told("# 标题\n\n" + shown + "\n" + fenced(wants), strict=True)] == ["missing-key"]


def test_what_no_page_needs_of_the_configuration() -> None:
    entries = ("Secret/of-the-site", "ConfigMap/app-*")
    pages = [verifier(strict=True).verify(Page("page.md", page(pod(variable("of-the-site", source="secretKeyRef")))))]
    assert [each.elsewhere for each in pages] == [("Secret/of-the-site",)]
    assert unneeded(entries[:1], pages) == ()
    (left,) = unneeded(entries, pages)
    assert left.en.startswith("no page needs ConfigMap/app-* of the option external")
    assert left.zh.startswith("没有页面用到选项 external 里的 ConfigMap/app-*")
