"""What a finished page shows was verified there, or says that it was not; whatever HTML it stands in."""

from __future__ import annotations

import pytest

from kubefence.edge.rendering import Rendering
from kubefence.seal import MARKER, Reason
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, indented
from tests.rendered import Site, left, sealed

POD = "apiVersion: v1\nkind: Pod\nspec:\n  contaners: []\n"
FRAGMENT = "contaners: []"
"""YAML that does not look like a manifest; only its label says what it is."""


# The fences of a page

VERIFIED = {
    "a manifest": fenced(CONFIG_MAP),
    "with title, numbers and marked lines": fenced(CONFIG_MAP, 'yaml title="a.yaml" linenums="1" hl_lines="2"'),
    "with blank lines around": "```yaml\n\n\n" + CONFIG_MAP + "\n\n```\n",
    "with letters that HTML escapes": fenced(CONFIG_MAP + "data:\n  a: \"<b> & 'c'\"\n"),
    "in another spelling": fenced(CONFIG_MAP, "{.YML #a .b data-c=1}"),
    "a fragment": fenced("type: ClusterIP", 'yaml fragment="Service.spec"'),
    "in a list": "1.  a\n\n" + indented(fenced(CONFIG_MAP), 4),
    "in a quote": indented(fenced(CONFIG_MAP), "> "),
    "in a box": "!!! note\n\n" + indented(fenced(CONFIG_MAP), 4),
    "in HTML": f'<details markdown="1"><summary>a</summary>\n\n{fenced(CONFIG_MAP)}\n</details>\n',
    "in a template": f"<template>\n{fenced(CONFIG_MAP)}</template>\n",
    "in a footnote": "a[^1]\n\n[^1]:\n    b\n\n" + indented(fenced(CONFIG_MAP), 4),
    "twice": fenced(CONFIG_MAP) + "\n" + fenced(CONFIG_MAP),
    "a here-document": fenced(f"kubectl apply -f - <<EOF\n{CONFIG_MAP}EOF", "bash"),
    "two here-documents": fenced(f"cat <<A\n{CONFIG_MAP}A\ncat <<B\n{CONFIG_MAP}B", "bash"),
    "an indented here-document": fenced("cat <<-EOF\n" + indented(CONFIG_MAP, "\t") + "EOF", "bash"),
    "given to echo": fenced(f"echo '{CONFIG_MAP}' | kubectl apply -f -", "bash"),
    "a here-string": fenced(f"kubectl apply -f - <<< '{CONFIG_MAP}'", "bash"),
    "a wrong example": fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"'),
    "a skipped one": fenced(POD, 'yaml skip="a reason"'),
    "a skipped one in another language": fenced(POD, "text skip=\"what <b>kubectl</b> 'prints'\""),
    "a fence that is commented out": f"<!--\n{fenced(POD)}-->\n",
    "other languages": fenced("print(1)", "python") + fenced("a: b", "text") + fenced("flowchart LR", "mermaid"),
    "prose": "`apiVersion: v1` and `kind: Pod` name it.\n\n- `apiVersion: v1`: its version\n- `kind: Pod`: its kind",
    "plain code": "    a: b\n",
}


@pytest.mark.parametrize("page", VERIFIED.values(), ids=VERIFIED.keys())
def test_what_was_verified_or_says_that_it_was_not_is_shown(page: str) -> None:
    assert sealed(page) == []


UNVERIFIED = {
    "in a language that says nothing": fenced(POD, "text"),
    "without a language": fenced(indented(POD, 1), ""),
    "JSON that breaks off": fenced('{"apiVersion":"v1","kind":"Pod","spec":{', "json"),
    "in a string": fenced(f"p = '''\n{POD}'''", "python"),
    "behind a here-document": fenced(f"cat <<EOF\n{CONFIG_MAP}EOF\n{POD}", "bash"),
    "indented code": indented(POD, 4),
    "indented code with a language": indented(f":::yaml\n{POD}", 4),
    "a label in a diagram": fenced('flowchart LR\n  a["apiVersion: v1 kind: Pod contaners: 1"]', "mermaid"),
    "a fence that was forgotten": f"a\n\n{POD}",
}


@pytest.mark.parametrize("page", UNVERIFIED.values(), ids=UNVERIFIED.keys())
def test_what_looks_like_a_manifest_needs_to_be_verified_whatever_it_is_called(page: str) -> None:
    [found] = sealed(page)
    assert found.reason is Reason.MANIFEST


def test_inline_code_in_the_colours_of_yaml_needs_it_too() -> None:
    [found] = sealed(f"a `#!yaml {FRAGMENT}`")
    assert found.reason is Reason.YAML


def test_a_fence_is_told_by_its_marker() -> None:
    [found] = sealed(fenced(POD, "text"))
    assert (found.language, found.text.strip()) == ("text", POD.strip())
    assert found.marker


# A licence is for the block at its place

EXPECTED = fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"')
SKIPPED = fenced(POD, 'yaml skip="a reason"')


@pytest.mark.parametrize("page", [EXPECTED, SKIPPED, fenced(CONFIG_MAP)])
def test_a_copy_in_html_is_not_licensed(page: str) -> None:
    text = page.split("\n", 1)[1].removesuffix("```\n")
    [found] = sealed(f'{page}\n<pre><code class="language-yaml">{text}</code></pre>\n')
    assert found.reason is Reason.YAML


@pytest.mark.parametrize("page", [EXPECTED, SKIPPED])
def test_what_is_wrong_or_skipped_is_licensed_on_its_own_page_only(page: str) -> None:
    site = Site({"page.md": page, "other.md": "a"})
    html = site.html["page.md"]
    assert site.unproven(html, "page.md") == []
    assert [found.reason for found in site.unproven(html, "other.md")] == [Reason.YAML]
    assert [found.reason for found in site.unproven(html, None)] == [Reason.YAML]


def test_what_is_right_may_be_shown_again() -> None:
    """As plugins do that put pages together or make excerpts of them."""
    site = Site({"page.md": fenced(CONFIG_MAP), "other.md": "a"})
    assert site.unproven(site.html["page.md"], "other.md") == []
    assert site.unproven(site.render(fenced(CONFIG_MAP)), None) == []


@pytest.mark.parametrize("page", [EXPECTED, SKIPPED, fenced(CONFIG_MAP + "data: {}")])
def test_what_is_rendered_outside_of_a_page_must_be_right_somewhere(page: str) -> None:
    site = Site({"page.md": fenced(CONFIG_MAP) + EXPECTED + SKIPPED})
    assert [found.reason for found in site.unproven(site.render(page), None)] == [Reason.CHANGED]


@pytest.mark.parametrize(
    ("verified", "rendered"),
    [
        (EXPECTED, fenced(WRONG_CONFIG_MAP)),
        (EXPECTED, fenced(WRONG_CONFIG_MAP, 'yaml skip="a reason"')),
        (SKIPPED, fenced(POD)),
        (SKIPPED, fenced(POD, 'yaml skip="another reason"')),
        (fenced(CONFIG_MAP), fenced(CONFIG_MAP + "data: {}")),
    ],
)
def test_a_page_that_a_plugin_changes_is_not_what_was_verified(verified: str, rendered: str) -> None:
    site = Site({"page.md": verified})
    assert [found.reason for found in site.unproven(site.render(rendered, "page.md"))] == [Reason.CHANGED]


def test_a_block_that_is_changed_afterwards_is_told() -> None:
    site = Site({"page.md": EXPECTED + SKIPPED + fenced(CONFIG_MAP)})
    html = site.html["page.md"].replace("dat</span>", "data</span>").replace("ConfigMap", "Secret")
    found = site.unproven(html)
    assert [each.reason for each in found] == [Reason.CHANGED, Reason.CHANGED]
    assert all(each.marker in html for each in found)


@pytest.mark.parametrize(("before", "after"), [(" proof-mark--", " a proof-mark--"), ("on purpose", "")])
def test_a_wrong_example_without_its_remark_is_refused(before: str, after: str) -> None:
    site = Site({"page.md": EXPECTED})
    html = site.html["page.md"]
    assert site.unproven(html) == []
    broken = html.replace('class="proof-mark ', 'class="') if before.startswith(" ") else html.replace(before, after)
    assert [found.reason for found in site.unproven(broken)] == [Reason.UNMARKED]


def test_a_marker_cannot_be_guessed_or_taken_along() -> None:
    forged = f'<pre {MARKER}="{"0" * 32}"><code class="language-yaml">{FRAGMENT}</code></pre>'
    assert left(forged) == ["yaml"]
    first, second = (Site({"page.md": fenced(CONFIG_MAP)}) for _ in range(2))
    assert first.html != second.html
    assert [found.reason for found in second.unproven(first.html["page.md"])] == [Reason.YAML]
    assert second.unproven(second.html["page.md"]) == []


def test_a_copied_marker_licenses_its_own_text_alone() -> None:
    site = Site({"page.md": fenced(CONFIG_MAP)})
    marker = site.html["page.md"].partition(f'{MARKER}="')[2][:32]
    html = f'<pre {MARKER}="{marker}"><code class="language-yaml">{FRAGMENT}</code></pre>'
    assert [found.reason for found in site.unproven(html)] == [Reason.CHANGED]


# What stands around a fence


def test_the_markers_leave_no_trace() -> None:
    page = fenced(CONFIG_MAP) + fenced("a", "text") + f'\n<p {MARKER}="{"0" * 32}">a</p>\n'
    first, second = (Site({"page.md": page}) for _ in range(2))
    html = first.rendering.unmarked(first.html["page.md"])
    assert html == second.rendering.unmarked(second.html["page.md"])
    assert html.count(MARKER) == 1, "what was not made here stays as it was written"
    assert "language-yaml" in html
    unquoted = first.html["page.md"].replace('"', "")
    assert first.rendering.unmarked(unquoted) == html.replace('"', "")


@pytest.mark.parametrize(
    ("lang", "remark"),
    [("en", "Wrong on purpose: "), ("zh", "错误示例：")],
)
def test_a_wrong_example_says_what_is_wrong_and_where_to_read_on(lang: str, remark: str) -> None:
    html = Site({"page.md": EXPECTED}, lang=lang).html["page.md"]
    start = f'<p class="proof-mark proof-mark--wrong" data-search-exclude>{remark}<a href="../rules/unknown-field/">'
    assert html.startswith(start)
    assert html.partition("</p>")[2].startswith("<div"), "right before the block"


@pytest.mark.parametrize(("before", "prefix"), [("", ""), ("-   a\n\n", "    "), ("", "> "), ("!!! note\n\n", "    ")])
def test_a_skipped_block_says_why_wherever_it_stands(before: str, prefix: str) -> None:
    page = before + indented(fenced(POD, "yaml skip='<b> & \"c\"'"), prefix)
    assert "Not verified: &lt;b&gt; &amp; &quot;c&quot;</p><div " in Site({"page.md": page}).html["page.md"]
    assert sealed(page) == []


def test_findings_stand_below_their_block_or_are_left() -> None:
    page = fenced(WRONG_CONFIG_MAP) + fenced(CONFIG_MAP) + '```yaml\nopen: [\n```\n\n--8<-- "nowhere.md"\n\n'
    rendering = Rendering(lambda finding: f"<p>{finding.rule}</p>")
    site = Site({"page.md": page}, rendering)
    first, second, third = site.html["page.md"].split("<div ")[1:]
    assert first.endswith("</div><p>unknown-field</p>\n")
    assert "<p>" not in second
    assert "<p>yaml-syntax</p>" in third
    assert [finding.rule for finding in site.waiting["page.md"]] == ["missing-snippet"]
