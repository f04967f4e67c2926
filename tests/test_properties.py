"""Whatever is put in, findings come out: no exception, no endless work, places inside of the text, each run alike."""

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kubefence import Finding, Page, PageReport
from kubefence.checks.printed import EXCUSED
from kubefence.config import DEFAULT_LINT
from tests.helpers import CONFIG_MAP, DEPLOYMENT, covered, fenced, indented, verifier
from tests.manifests import KINDS, ODD, dumped, manifest, spoiled


def bounded(examples: int) -> settings:
    """So many examples, however long each takes on a busy machine, and the same ones in every run."""
    return settings(
        max_examples=examples, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
    )


def checked(text: str, *, markdown: bool = False, lint: str | None = None) -> PageReport:
    """The report on a text, after everything that holds for all reports has been seen to hold for this one."""
    page = Page("a.md" if markdown else "a.yaml", text, markdown)
    report = verifier(lint=lint).verify(page)
    assert verifier(lint=lint).verify(page) == report
    assert list(report.findings) == sorted(report.findings, key=lambda finding: finding.order)
    assert [key for key, count in Counter(report.findings).items() if count > 1] == []
    for finding in report.findings:
        assert finding.rule != "internal-error", finding.text.en
        assert finding.text.zh
        assert finding.text.en
        assert set(finding.versions) <= set(report.versions)
        for place in (finding.place, *(related.place for related in finding.related)):
            lines, span = text.split("\n"), place.span
            assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column), finding
            assert span.end_line <= len(lines), finding
            assert span.column <= len(lines[span.line - 1]) + 1, finding
            assert span.end_column <= len(lines[span.end_line - 1]) + 2, finding  # what is missing is behind the end
    return report


def told(text: str, report: PageReport, prefix: str = "") -> list[tuple[str, str, str]]:
    """What is found, and the words that it is about, without the ``prefix`` that stands before each line."""

    def spot(finding: Finding) -> tuple[str, str, str]:
        return finding.rule, finding.field, covered(text, finding).replace(f"…{prefix}", "…")

    return sorted(map(spot, report.findings))


@pytest.mark.parametrize("kind", KINDS)
def test_manifests_of_every_kind_spoiled(kind: str) -> None:
    for seed in range(3):
        whole = manifest(kind, seed)
        for times in (0, 1, 4):
            checked(dumped(spoiled(whole, seed, times)))


@pytest.mark.parametrize("part", range(12))
def test_any_value_in_place_of_what_an_object_is_made_of(part: int) -> None:
    for number, kind in enumerate(KINDS[part::12]):
        value = manifest(kind, 7)
        for name in value.keys() - {"apiVersion", "kind"}:
            for odd in ODD[number % 4 :: 4]:
                checked(dumped({**value, name: odd}))


CONTAINERS = [
    ("", ""),
    ("1.  步骤\n\n", "    "),
    ("- 步骤\n\n", "  "),
    ("-\t步骤\n\n", "\t"),
    ("", "> "),
    ("??? note\n\n", "    > "),
    ('=== "甲"\n\n    !!! note\n\n', "        "),
]
"""What comes before a block, and before each of its lines."""


BLANKS = re.compile(r"\{\{|<\w|\$|\.\.\.|…|[A-Z]{2,}_|YOUR|(?i:xxx)")
"""What a reader of a page fills in; the server takes it as it stands."""


@bounded(150)
@given(st.sampled_from(KINDS), st.integers(0, 2**32), st.integers(0, 6), st.sampled_from(CONTAINERS))
def test_a_page_finds_what_a_file_does_at_the_same_words(
    kind: str, seed: int, times: int, container: tuple[str, str]
) -> None:
    text = dumped(spoiled(manifest(kind, seed), seed, times)).rstrip("\n") + "\n"
    assume(not BLANKS.search(text))
    before, prefix = container
    inside = before + indented(fenced(text, mark="~~~~~"), prefix)
    plain, page = checked(text), checked(inside, markdown=True)
    if not any(finding.rule == "unclosed-fence" for finding in page.findings):
        assert _of_authors(told(inside, page, prefix)) == _of_authors(told(text, plain))


def _of_authors(told: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Without what is right on a page that shows what a cluster printed."""
    return [each for each in told if each[0] not in EXCUSED]


json_values = st.recursive(
    st.sampled_from(ODD) | st.text(max_size=8) | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@bounded(200)
@given(json_values)
def test_any_value_as_a_document(value: Any) -> None:
    checked(dumped(value))


@bounded(200)
@given(st.sampled_from(KINDS), json_values)
def test_any_value_as_the_spec_of_anything(kind: str, value: Any) -> None:
    api_version, _, name = kind.rpartition("/")
    checked(dumped({"apiVersion": api_version, "kind": name, "metadata": {"name": "web"}, "spec": value}))


PIECES = [
    *"{}[]:,-?&*!|>'\"%@`#~=.\n \t",
    "a",
    "1",
    "中",
    ": ",
    "- ",
    "\n  ",
    "---\n",
    "...\n",
    "<<: ",
    "*a",
    "&a ",
    "!!str ",
]
PIECES += [
    "apiVersion: v1\n",
    "kind: Pod\n",
    "kind: List\n",
    "spec:\n",
    "items:\n",
    "{{ x }}",
    "\x00",
    "\x85",
    "\ud800",
    "y: ",
]


@bounded(400)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_as_a_file(text: str) -> None:
    checked(text, lint=DEFAULT_LINT)


@bounded(200)
@given(st.text(max_size=200).map(lambda text: text.replace("\r", "\n")))
def test_any_characters_at_all(text: str) -> None:
    checked(text, lint=DEFAULT_LINT)


MARKDOWN = [
    "```",
    "````",
    "~~~",
    "yaml",
    "bash",
    "mermaid",
    ' expect="',
    'skip="a"',
    ' fragment="Pod.spec"',
    "{.yaml ",
    "}",
    "\n",
]
MARKDOWN += [
    "\n\n",
    "    ",
    "\t",
    "- ",
    "1. ",
    "> ",
    "!!! note\n",
    "??? a\n",
    '=== "a"\n',
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "文",
]
MARKDOWN += [
    "[^1]: ",
    ":   ",
    "<pre>",
    "| a |\n|---|\n",
    "cat <<EOF\n",
    "\nEOF\n",
    "$ ",
    "$(x)",
    "---\n",
    "k8s: 1.36\n",
    '--8<-- "a"\n',
]
MARKDOWN += [
    f"\n{fenced(CONFIG_MAP)}",
    f"\n{fenced(DEPLOYMENT)}",
    CONFIG_MAP,
    "dat: 1\n",
    "\x02",
    "\x03",
    "wzxhzdk:0",
    "\x02wzxhzdk:0\x03",
]


@bounded(400)
@given(st.lists(st.sampled_from(MARKDOWN), max_size=40).map("".join))
def test_any_page(text: str) -> None:
    checked(text, markdown=True, lint=DEFAULT_LINT)
