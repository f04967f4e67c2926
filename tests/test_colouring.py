"""Code that Pygments would need minutes for is told at its opener; what people write is far from it."""

import sys
from collections.abc import Iterator
from itertools import chain

import pytest

from kubefence import Config, Page, Verifier
from kubefence.markdown import colouring
from kubefence.markdown.colouring import MOST, steps
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings, rules, told

SIDE = int(MOST**0.5)
"""Characters of code of a language of which nothing is known, at most."""
BLOCK = fenced("x" * SIDE, "python")
"""A page may have one of these."""


def repeated(unit: str, size: int) -> str:
    return unit * (size // len(unit))


@pytest.mark.parametrize(
    ("info", "text", "expected"),
    [
        ("python", "x" * SIDE, []),
        ("python", "x" * (SIDE + 1), ["too-intricate"]),
        ("python", "x" + " " * (SIDE // 3) + "x", []),
        ("python", "x" + "\n" * (SIDE // 2) + "x", ["too-intricate"]),
        ("java", "x" * (SIDE * 2 // 3), []),
        ("java", "x" * (SIDE * 3 // 4), ["too-intricate"]),
        ("{.python title=a}", "x" * (SIDE + 1), ["too-intricate"]),
        ("ｐｙｔｈｏｎ", "x" * (SIDE + 1), ["too-intricate"]),
        ("bash", repeated("<<a ", 400_000), []),
        ("bash", "\n".join(f"cat <<a{n}" for n in range(8_000)), ["too-intricate"]),
        ("bash", "cat <<" + "a" * 5_000, []),
        ("bash", "cat <<" + "a" * 7_000, ["too-intricate"]),
        ("bash", "cat <<" + "a" * 500 + "b\n" + "a" * 900_000 + "\n" + "a" * 500 + "b\n", []),
        ("console", "$ " + "x" * SIDE, ["too-intricate"]),
        ("console", repeated("$ kubectl get pods --all-namespaces\n名字 值\n", 400_000), []),
        ("console", "[" + repeated("a@]", 3_000), ["too-intricate"]),
        ("go", repeated('f("x") // y\n', 400_000), []),
        ("go", repeated('"\\', SIDE * 2), ["too-intricate"]),
        ("go", repeated("/*a", SIDE * 2), ["too-intricate"]),
        ("csharp", repeated("private static readonly a.b<c> d = e(); // f g\n", 20_000), []),
        ("csharp", "x\n" * 1_000, []),
        ("csharp", "x\n" * 4_000, ["too-intricate"]),
        ("diff", "+" * 400_000, []),
        ("json", '{"' * 200_000, []),
        ("text", "x" * 400_000, []),
        ("", "x" * 400_000, []),
        ("no-such-language", "x" * 400_000, []),
    ],
)
def test_the_code_of_one_block(info: str, text: str, expected: list[str]) -> None:
    assert rules(fenced(text, info)) == expected


@pytest.mark.parametrize("sign", list("-&*!|>@%`:\t\u3000"))
def test_a_line_of_yaml(sign: str) -> None:
    side = int((2 * MOST) ** 0.5)  # every other character is a sign
    assert steps("yaml", f"{sign} " * (side // 2 - 1)) < MOST < steps("yaml", f"{sign} " * (side // 2 + 1))
    assert steps("yml", f"{sign} \n" * side) < MOST


@pytest.mark.parametrize("text", ["x" * 10**6, "word " * 200_000, "- a: b\n" * 10**5, "'" * 10**6, "[a, " * 10**5])
def test_what_yaml_is_coloured_in_one_go(text: str) -> None:
    assert steps("yaml", text) < MOST / 100


def test_the_code_of_a_page_counts_together() -> None:
    half = fenced("x" * (SIDE * 3 // 4), "rust")
    assert rules(half) == []
    text = f"# 题\n\n{half}\n文\n\n{half}\n{half}"
    assert told(text) == [("too-intricate", 9, "```rust")]


def test_the_finding_says_of_which_language_and_what_to_do() -> None:
    [finding] = findings(fenced("x" * (SIDE + 1), "toml"))
    assert "toml" in finding.text.zh
    assert "Pygments would take minutes to colour so much toml" in finding.text.en


def test_superfences_colours_what_nobody_sees_as_well() -> None:
    text = f"<!--\n\n{fenced('x' * (SIDE + 1), 'python')}\n-->\n"
    assert told(text) == [("too-intricate", 3, "```python")]


def test_such_a_page_is_not_rendered_whatever_else_is_wrong_with_the_block() -> None:
    assert rules(fenced("a: " + "&" * (SIDE + 1))) == ["too-intricate", "yaml-syntax"]
    assert rules(f"```python\n{'x' * SIDE}\n\n```yaml\n{WRONG_CONFIG_MAP}```\n") == ["too-intricate", "unclosed-fence"]


def test_other_examples_of_the_page_are_checked_all_the_same() -> None:
    assert sorted(rules(fenced("x" * (SIDE + 1), "python") + fenced(WRONG_CONFIG_MAP))) == [
        "too-intricate",
        "unknown-field",
    ]


def verified(*extensions: tuple[str, dict[str, object]]) -> Iterator[str]:
    page = Page("a.md", fenced("x" * (SIDE + 1), "python"))
    config = Config(lint=None, extensions=[*extensions, ("pymdownx.superfences", {})])
    return (finding.rule for finding in Verifier(config).verify(page).findings)


def test_a_site_that_colours_nothing() -> None:
    assert list(verified(("pymdownx.highlight", {}))) == ["too-intricate"]
    assert list(verified(("pymdownx.highlight", {"use_pygments": False}))) == []


def test_without_pygments_nothing_is_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygments.lexers", None)
    colouring._lexers.cache_clear()
    try:
        assert steps("python", "x" * SIDE) == 0
    finally:
        colouring._lexers.cache_clear()


LISTINGS = {
    "go": 'func (r *R) Reconcile(ctx context.Context) error {\n\treturn fmt.Errorf("a %w", err) // why\n}\n\n',
    "console": "admin@web:~/a$ kubectl get pods -o wide\nweb-7c5ddbdf54-2x9kq  1/1  Running  0  3m  10.0.0.1\n",
    "bash": "kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nEOF\n",
    "yaml": f"{CONFIG_MAP}  labels: {{a: b, c: *d, e: !!str f}}\n---\n",
    "diff": "-    image: web:1.0.0\n+    image: web:1.1.0\n",
}


@pytest.mark.parametrize(("language", "unit"), LISTINGS.items())
def test_long_listings(language: str, unit: str) -> None:
    """The longest in the design documents of Kubernetes has 27,000 characters, of Go."""
    assert steps(language, repeated(unit, 30_000)) < MOST / 25


@pytest.mark.parametrize("language", ["python", "java", "typescript", "terraform", "csharp", "make"])
def test_listings_of_other_languages(language: str) -> None:
    assert steps(language, repeated('    private static final String A = "b"; // why\n\n\n', 10_000)) < MOST


@pytest.mark.parametrize("language", ["yaml", "bash", "console", "go", "diff", "json", "text"])
def test_what_is_known_of_a_language_goes_by_all_of_its_names(language: str) -> None:
    lexers = colouring._lexers()
    names = [name for name, first in lexers.items() if first == lexers[language]]
    text = '"<<a @ \t' * 10_000
    assert len({steps(name, text) for name in chain(names, map(str.upper, names))}) == 1
    assert lexers[language] in colouring._STEPS
