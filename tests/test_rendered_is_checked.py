"""The law of extraction: the YAML blocks that are checked are those of the rendered page.

Pages are put together from every pair of containers and rendered for real, with the same extensions; the
blocks in the HTML must be the blocks that were checked.
"""

import itertools
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from selectolax.lexbor import LexborHTMLParser

from kubefence.blocks import digest, is_yaml
from kubefence.config import DEFAULT_EXTENSIONS, Extensions
from kubefence.markdown.extract import Extractor
from kubefence.markdown.fences import FenceExtension
from tests.helpers import indented

CONTAINERS: dict[str, Callable[[str], str]] = {
    "nothing": lambda inner: inner,
    "numbered list, 4": lambda inner: "1.  步骤\n\n" + indented(inner, 4),
    "numbered list, 3": lambda inner: "1. 步骤\n\n" + indented(inner, 3),
    "bullets, 2": lambda inner: "- 步骤\n\n" + indented(inner, 2),
    "bullets, tight": lambda inner: "-   步骤\n" + indented(inner, 4),
    "admonition": lambda inner: "!!! note\n\n" + indented(inner, 4),
    "admonition, tight": lambda inner: '!!! note "注意"\n' + indented(inner, 4),
    "details": lambda inner: '???+ question "答案"\n\n' + indented(inner, 4),
    "tab": lambda inner: '=== "甲"\n\n' + indented(inner, 4),
    "quote": lambda inner: "".join("> " + line for line in inner.splitlines(keepends=True)),
    "comment": lambda inner: f"<!--\n{inner}-->\n",
    "Markdown in HTML": lambda inner: f'<details markdown="1">\n<summary>答</summary>\n\n{inner}\n</details>\n',
    "Markdown in a block": lambda inner: f'<div markdown="block">\n{inner}</div>\n',
    "HTML": lambda inner: f"<div>\n{inner}</div>\n",
    "pre": lambda inner: f"<pre>\n{inner}</pre>\n",
    "indented code": lambda inner: "文字\n\n" + indented(inner, 4),
    "longer fence": lambda inner: f"````markdown\n{inner}````\n",
    "fence of tildes": lambda inner: f"~~~text\n{inner}~~~\n",
    "footnote": lambda inner: f"见[^{len(inner)}]。\n\n[^{len(inner)}]:\n    注\n\n" + indented(inner, 4),
    "definition": lambda inner: "词\n\n:   义\n\n" + indented(inner, 4),
    "paragraph": lambda inner: "文字\n" + inner,
    "heading": lambda inner: "### 题\n" + inner,
}
NEVER = {("footnote", "footnote")}
"""A footnote in a footnote is not rendered at all."""
FENCES: list[Callable[[int], str]] = [
    lambda n: f"```yaml\nid: {n}\n  - bad\n\nend: <x>\n```\n",
    lambda n: f'~~~~yml title="a"\nid: {n}\n~~~~\n',
    lambda n: f"``` {{.YAML hl_lines=1}}\nid: {n} # 中\n```\n",
    lambda n: f"```\nid: {n}\n```\n",
    lambda n: f'```yaml linenums="1" fragment="Pod.spec"\nid: {n}\n\n\n```\n',
]


TABBED = '```yaml\nid: "a\tb"\t# c\n\tl: 1\n  a:\tb\t\n```\n'


def extensions_with(**superfences: bool) -> Extensions:
    return tuple(
        (name, {**config, **superfences} if name == "pymdownx.superfences" else config)
        for name, config in DEFAULT_EXTENSIONS
    )


@cache
def site(preserve_tabs: bool = False) -> Markdown:
    configs = {name: dict(config) for name, config in extensions_with(preserve_tabs=preserve_tabs)}
    configs["pymdownx.highlight"] = {"pygments_lang_class": True}
    named = (name for name, _ in DEFAULT_EXTENSIONS)
    extensions: list[str | Extension] = [*named, "pymdownx.highlight", FenceExtension()]
    return Markdown(extensions=extensions, extension_configs=configs)


@cache
def extractor(preserve_tabs: bool = False) -> Extractor:
    return Extractor(extensions_with(preserve_tabs=preserve_tabs))


def rendered(page: str, preserve_tabs: bool = False) -> list[str]:
    shown = LexborHTMLParser(site(preserve_tabs).reset().convert(page)).css(".highlight[class*='language-y' i]")
    return sorted(digest(block.css("code")[0].text()) for block in shown)


def checked(page: str, preserve_tabs: bool = False) -> list[str]:
    blocks = extractor(preserve_tabs).extract("page.md", page).blocks
    return sorted(digest(block.text) for block in blocks if is_yaml(block.language))


def test_the_comparison_sees_blocks() -> None:
    page = "".join(f"{fence(number)}\n" for number, fence in enumerate(FENCES))
    assert len(rendered(page)) == len(checked(page)) == len(FENCES) - 1


@pytest.mark.parametrize("outer", CONTAINERS)
def test_a_container_in_a_container(outer: str) -> None:
    for inner in CONTAINERS:
        if (outer, inner) not in NEVER:
            page = CONTAINERS[outer](CONTAINERS[inner](FENCES[0](1))) + "\n后\n\n" + FENCES[1](2)
            assert checked(page) == rendered(page), page


@pytest.mark.parametrize("preserve_tabs", [False, True])
@pytest.mark.parametrize("outer", CONTAINERS)
def test_tabs_in_a_container(outer: str, preserve_tabs: bool) -> None:
    for inner in CONTAINERS:
        if (outer, inner) not in NEVER:
            page = CONTAINERS[outer](CONTAINERS[inner](TABBED)) + "\n后\n\n" + TABBED
            assert checked(page, preserve_tabs) == rendered(page, preserve_tabs), page


def test_tabs_are_kept_where_the_site_says_so() -> None:
    assert checked(TABBED, preserve_tabs=True) == [digest('id: "a\tb"\t# c\n\tl: 1\n  a:\tb\t')]
    assert checked(TABBED) != checked(TABBED, preserve_tabs=True)


@pytest.mark.parametrize("first", CONTAINERS)
def test_a_container_after_a_container(first: str) -> None:
    for (second, wrap), fence in zip(CONTAINERS.items(), itertools.cycle(FENCES), strict=False):
        page = CONTAINERS[first](fence(1)) + "\n后\n\n" + wrap(FENCES[2](2) + "\n" + FENCES[0](3))
        assert checked(page) == rendered(page), (second, page)


wrapped = st.recursive(
    st.builds(lambda fence, number: fence(number), st.sampled_from(FENCES), st.integers(0, 99)),
    lambda inner: st.one_of(
        st.builds(
            lambda name, text: CONTAINERS[name](text),
            st.sampled_from([name for name in CONTAINERS if name != "footnote"]),
            inner,
        ),
        st.builds(lambda one, gap, two: one + gap + two, inner, st.sampled_from(["", "\n", "\n文\n\n"]), inner),
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(wrapped)
def test_anything_in_anything(page: str) -> None:
    assert checked(page) == rendered(page)
