"""Whatever an author writes is read in one go: nothing is looked through again from each of many beginnings.

Nothing here measures time. Each text is large enough that the square of its length would take minutes or hours;
`benchmarks/growth.py` measures how the time grows.
"""

import difflib
from collections.abc import Sequence

import pytest
from yaml.nodes import ScalarNode

from kubefence.nearest import nearest
from kubefence.yamldoc import document
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings, report, rules, told

SIZE = 300_000
"""Characters."""
MISTAKES = 3_000
"""Findings, which take longer than characters."""


def many(unit: str) -> str:
    return unit * (SIZE // len(unit))


def heredoc(body: str, command: str = "cat <<EOF") -> str:
    return fenced(f"{command}\n{body}\nEOF", "bash")


COMMANDS = {
    "commands that never say -f -": many("kubectl ") + "<<EOF",
    "-f without a file": many("kubectl -f ") + "<<EOF",
    "-f and blanks": "kubectl -f" + " " * SIZE + "<<EOF",
    "behind --": many("kubectl -- -f - ") + "<<EOF",
    "continued lines": many("kubectl \\\n") + "<<EOF",
    "continued lines that end documents": many("cat <<'A\\' \\\nA\\\n"),
    "operators on a line": "cat " + many("<<'a' ") + "<<EOF",
    "operators of other names": "cat " + " ".join(f"<<a{n}" for n in range(SIZE // 8)) + " <<EOF",
    "quotes that do not close": many("<<'"),
    "one quote and many of the other kind": "<<'" + many('<<"'),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_line(command: str) -> None:
    told = {"too-intricate", "unknown-command", "unknown-flag"}  # Pygments is slower at some, and kubectl takes none
    assert set(rules(heredoc("文", command))) <= told


def test_here_documents_that_never_end_are_not_read_one_in_the_other() -> None:
    text = "".join(f"cat <<E{number} | kubectl apply -f -\n" for number in range(MISTAKES))
    assert "not-identified" in rules(fenced(text, "bash"))


@pytest.mark.parametrize("line", ["\n", " \n", "{ \n", "kind \n"])
def test_what_a_manifest_might_begin_with(line: str) -> None:
    assert rules(heredoc(many(line) + "文")) == []


EXPANSIONS = {
    "names": ("$v ", MISTAKES),
    "commands": ("$(a)", MISTAKES),
    "in quotes": ('"$a" ', MISTAKES),
    "back-ticks": ("`a` ", MISTAKES),
    "commands that do not end": ("$(" * 100, 1),
    "documents in commands": ("$(cat <<E\n" * 10, 1),
    "braces that do not end": ("${" * 100, 1),
    "back-slashes": ("\\$" * 100, 0),
}


@pytest.mark.parametrize(("unit", "count"), EXPANSIONS.values(), ids=EXPANSIONS.keys())
def test_what_the_shell_replaces_in_a_long_line(unit: str, count: int) -> None:
    found = rules(heredoc(f"{CONFIG_MAP}data:\n  a: |\n    {'x' * SIZE}{unit * MISTAKES}"))
    assert found.count("shell-expansion") == count


SIGNS = {
    "braces that do not close": many("{{"),
    "brackets that do not close": many("[your "),
    "tags that do not close": many("<a "),
    "choices": many("a|"),
    "capitals": many("X") + "!",
    "numbers and capitals": many("A0") + "!",
    "words of a placeholder": many("A_") + "BASE6",
    "signs for a comment": many("#") + " ...a",
    "comments": many(" # a"),
    "dots": many(". ") + "a",
    "dots behind blanks": "..." + " " * SIZE + "a",
    "ellipses": many("... ") + "a!",
}


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS.keys())
def test_what_may_be_left_out_in_a_long_line(signs: str) -> None:
    for line in (signs, f"# {signs}", f"  b: '{signs}'"):
        block = fenced(f"{CONFIG_MAP}data:\n  a: b\n{line}\n", "yml")
        assert set(rules(block)) <= {"too-intricate", "yaml-syntax", "elision", "missing-field", "too-deep"}


def test_as_many_marks_as_lines() -> None:
    marks = "".join(f"  k{n}: a\n  # ...\n" for n in range(MISTAKES))
    assert told(fenced(f"{CONFIG_MAP}data:\n{marks}  k: 1\n")) == [("wrong-type", 7 + 2 * MISTAKES, "1")]


def test_tabs_in_a_long_line_with_many_findings() -> None:
    found = findings(heredoc(f"{CONFIG_MAP}data:\n  a: |\n    x\t{'x' * SIZE}{' $v' * MISTAKES}"))
    assert [finding.span.column - SIZE for finding in found] == list(range(8, 8 + 3 * MISTAKES, 3))


def test_as_many_mistakes_as_keys() -> None:
    text = CONFIG_MAP + "data:\n" + "".join(f"  k{n}: {n}\n" for n in range(MISTAKES))
    assert [line for _, line, _ in told(text, "a.yaml")] == list(range(6, 6 + MISTAKES))


def test_as_many_unknown_fields_as_lines() -> None:
    text = CONFIG_MAP + "".join(f"dat{n}x: {{}}\n" for n in range(MISTAKES))
    assert [line for _, line, _ in told(text, "a.yaml")] == list(range(5, 5 + MISTAKES))


def test_as_many_mistakes_behind_a_merge() -> None:
    text = CONFIG_MAP + "".join(f"k{n}:\n  <<: {{a: b}}\n" for n in range(MISTAKES))
    assert rules(text, "a.yaml") == ["unknown-field"] * MISTAKES


def test_places_in_a_mapping_are_looked_up_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    named: list[str] = []

    def counting(node: ScalarNode) -> str:
        named.append(name(node))
        return named[-1]

    name = document.key_name
    monkeypatch.setattr(document, "key_name", counting)
    keys = [f"k{n}" for n in range(100)]
    rules(CONFIG_MAP + "data:\n" + "".join(f"  {key}: 1\n" for key in keys), "a.yaml")
    assert named == ["apiVersion", "kind", "metadata", "data", *keys]  # each once, for a hundred findings


# What is looked at


@pytest.mark.parametrize(
    ("word", "options", "near"),
    [
        ("replcas", ["replicas", "selector", "template"], "replicas"),
        ("replicasss", ["replicas"], "replicas"),
        ("dat", ["data", "binaryData"], "data"),
        ("xyz", ["replicas", "data"], None),
        ("d" * 1_000, ["data"], None),
        ("", ["data"], None),
    ],
)
def test_the_word_that_was_meant(word: str, options: Sequence[str], near: str | None) -> None:
    assert nearest(word, options, 0.75) == near


def test_a_word_is_compared_in_earnest_only_with_those_of_like_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Sequence[str]] = []
    close = difflib.get_close_matches

    def counting(word: str, possible: list[str], **rest: float) -> list[str]:
        compared.append(possible)
        return close(word, possible, n=1, cutoff=rest["cutoff"])

    monkeypatch.setattr(difflib, "get_close_matches", counting)
    options = ["replicas", "selector", "template", "strategy", "paused", "minReadySeconds"]
    assert nearest("replcas-only-here", options, 0.75) is None
    assert nearest("repilcas", options, 0.75) == "replicas"
    assert compared == [["replicas"]]


@pytest.mark.parametrize("fence", ["```\n```\n", "<!--\n\n```yaml\na: b\n```\n\n-->\n\n"], ids=["empty", "in comments"])
def test_many_fences(fence: str) -> None:
    assert rules(many(fence) + fenced(WRONG_CONFIG_MAP)) == ["unknown-field"]


def test_a_block_of_many_lines_keeps_its_places() -> None:
    text = heredoc(many("# 注释\n") + WRONG_CONFIG_MAP, "kubectl apply -f - <<EOF")
    [finding] = report(text).findings
    assert finding.rule == "unknown-field"
    assert text.split("\n")[finding.span.line - 1] == "dat: {}"
