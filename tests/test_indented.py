"""YAML that is indented alike: the style that most of it has, the same values, and nothing but blanks changed."""

import pytest
import yaml

from kubefence import Config, Page, Verifier
from kubefence.config import DEFAULT_LINT
from kubefence.edge.indented import fix, indented
from kubefence.positions import FileMap

CASES: dict[str, tuple[str, str]] = {
    "items": ("a:\n- b\n- c\nd:\n  - e\nf:\n- g\n", "a:\n- b\n- c\nd:\n- e\nf:\n- g\n"),
    "items that are indented": ("a:\n  - b\nc:\n- d\nf:\n  - g\n", "a:\n  - b\nc:\n  - d\nf:\n  - g\n"),
    "levels": ("a:\n  b:\n    c: d\n  e:\n      f: g\n", "a:\n  b:\n    c: d\n  e:\n    f: g\n"),
    "what is in them": (
        "a:\n  b:\n    c: d\n  e:\n     - f: g\n       h:\n         i: j\nk:\n  - l\n",
        "a:\n  b:\n    c: d\n  e:\n    - f: g\n      h:\n        i: j\nk:\n  - l\n",
    ),
    "texts move with their key": (
        "a:\n  b: c\nd:\n     e: |\n        f\n          g\n\n        h\n",
        "a:\n  b: c\nd:\n  e: |\n     f\n       g\n\n     h\n",
    ),
    "brackets too": ("a:\n  b: c\nd:\n    e: [f,\n        g]\n", "a:\n  b: c\nd:\n  e: [f,\n      g]\n"),
    "comments stand as what follows": (
        "a:\n  b: c\nd:\n     # x\n     e: f\n     # y\n# z\ng: h\n",
        "a:\n  b: c\nd:\n  # x\n  e: f\n  # y\n# z\ng: h\n",
    ),
    "items of items": ("a:\n  b: c\nd:\n    - - e\n      - f\n", "a:\n  b: c\nd:\n  - - e\n    - f\n"),
    "several documents": (
        "a:\n  b: c\n---\na:\n    b: c\n---\na:\n  b: c\n",
        "a:\n  b: c\n---\na:\n  b: c\n---\na:\n  b: c\n",
    ),
    "letters of any width": ("中文:\n  键: 值\n字:\n    😀: a\n", "中文:\n  键: 值\n字:\n  😀: a\n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_it_is_indented_as_most_of_it_is(before: str, after: str) -> None:
    assert "\n".join(indented(before) or ()) == after


@pytest.mark.parametrize("text", [after for _, after in CASES.values()], ids=CASES)
def test_what_is_alike_stays(text: str) -> None:
    assert indented(text) == text.split("\n")
    assert fix(text, FileMap("a")) is None


@pytest.mark.parametrize("text", [before for before, _ in CASES.values()], ids=CASES)
def test_it_means_the_same_and_nobody_complains(text: str) -> None:
    after = "\n".join(indented(text) or ())
    assert list(yaml.safe_load_all(after)) == list(yaml.safe_load_all(text))
    assert after.replace(" ", "") == text.replace(" ", "")
    report = Verifier(Config(lint=DEFAULT_LINT)).verify(Page("a.yaml", after, markdown=False))
    assert "yamllint:indentation" not in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("text", ["a: [", "a:\n\tb: c\n", "a: b\n c: d\n"])
def test_what_cannot_be_read_is_left(text: str) -> None:
    assert indented(text) is None


@pytest.mark.parametrize("text", ["", "# a\n", "a\n", "---\n", "[a,\n  b]\n"])
def test_what_has_no_levels_stays(text: str) -> None:
    assert indented(text) == text.split("\n")
