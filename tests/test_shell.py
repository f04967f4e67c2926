"""Manifests in commands: the here-documents of shell blocks, however they are written."""

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings, indented, report, rules, told

LANGUAGES = ["bash", "sh", "shell", "zsh", "console", "shell-session", "Bash"]
TABBED = indented(WRONG_CONFIG_MAP, "\t")
PROMPTED = indented(WRONG_CONFIG_MAP, "> ")

JSON = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"},\n"dat": 1}'

COMMANDS: dict[str, tuple[str, int, int]] = {
    # name: the block, line and column of the word "dat" in a page whose first line opens the block
    "to kubectl": (f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "through a pipe": (f"cat <<EOF | kubectl apply -f -\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "into a file": (f"cat > a.yaml <<EOF\n{WRONG_CONFIG_MAP}EOF\nkubectl apply -f a.yaml", 7, 1),
    "the delimiter first": (f"cat <<EOF >a.yaml\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "single quotes": (f"kubectl apply -f - <<'EOF'\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "double quotes": (f'kubectl apply -f - <<"END OF"\n{WRONG_CONFIG_MAP}END OF', 7, 1),
    "backslash": (f"kubectl apply -f - <<\\EOF\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "space before the delimiter": (f"kubectl apply -f - << EOF\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "another delimiter": (f"kubectl apply -f - <<YAML_1\n{WRONG_CONFIG_MAP}YAML_1", 7, 1),
    "a delimiter with signs": (f"kubectl apply -f - <<END-OF.YAML\n{WRONG_CONFIG_MAP}END-OF.YAML", 7, 1),
    "a delimiter quoted in part": (f"kubectl apply -f - <<E\"O\"'F'\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "behind a delimiter": (f"(kubectl apply -f - <<EOF)\n{WRONG_CONFIG_MAP}EOF", 7, 1),
    "tabs": (f"kubectl apply -f - <<-EOF\n{TABBED}\tEOF", 7, 2),
    "tabs, quoted": (f"kubectl apply -f - <<-'EOF'\n{TABBED}\t\tEOF", 7, 2),
    "in a function": (f"f() {{\n  kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF\n}}", 8, 1),
    "continued": (f"kubectl apply \\\n  -f - <<EOF\n{WRONG_CONFIG_MAP}EOF", 8, 1),
    "continued behind it": (f"cat \\\n  <<EOF \\\n  | kubectl apply -f -\n{WRONG_CONFIG_MAP}EOF", 9, 1),
    "in quotes that end with it": (f"ssh node 'kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF'", 7, 1),
    "in a substitution that ends with it": (f'a="$(cat <<EOF\n{WRONG_CONFIG_MAP}EOF)"', 7, 1),
    "after a comment": (f"# 创建\n\nkubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF", 9, 1),
    "prompt": (f"$ kubectl apply -f - <<EOF\n{PROMPTED}> EOF\nconfigmap/web created", 7, 3),
    "prompt of root": (f"# kubectl apply -f - <<EOF\n{PROMPTED}> EOF", 7, 3),
    "prompt, no marks": (f"$ kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF\nconfigmap/web created\n$ ls", 7, 1),
    "never ended": (f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}", 7, 1),
    "two documents": (f"kubectl apply -f - <<EOF\n{CONFIG_MAP.replace('web', 'api')}---\n{WRONG_CONFIG_MAP}EOF", 12, 1),
    "JSON-like": (
        f"kubectl apply -f - <<EOF\n{JSON}\nEOF",
        4,
        1,
    ),
    "two of them": (
        f"kubectl apply -f - <<EOF\n{CONFIG_MAP}EOF\nkubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF",
        13,
        1,
    ),
    "after one that is none": (f"cat <<A\nx\nA\ncat <<EOF\n{WRONG_CONFIG_MAP}EOF", 10, 1),
}


@pytest.mark.parametrize(("command", "line", "column"), COMMANDS.values(), ids=COMMANDS.keys())
def test_a_here_document(command: str, line: int, column: int) -> None:
    [finding] = findings(fenced(command, "console" if command.startswith(("$ ", "# ")) else "bash"))
    assert (finding.rule, finding.span.line, finding.span.column) == ("unknown-field", line, column)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(language: str) -> None:
    page = fenced(f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF", language)
    assert rules(page) == ["unknown-field"]
    assert [block.kind for block in report(page).blocks] == ["command"]


@pytest.mark.parametrize(("before", "prefix"), [("1.  步骤\n\n", "    "), ("", "> "), ("-\t步骤\n\n", "\t")])
def test_in_a_container(before: str, prefix: str) -> None:
    block = indented(fenced(f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF", "bash"), prefix)
    [finding] = findings(before + block)
    assert finding.span[:2] == (7 + before.count("\n"), len(prefix) + 1)


APPLYING = [
    "kubectl apply -f - <<EOF",
    "cat <<EOF | kubectl create -f -",
    "cat <<EOF | kubectl -n web apply --filename=- --server-side",
    "kubectl replace -f/dev/stdin <<EOF",
    "k apply -f - <<EOF",
    "kubectl apply \\\n  --server-side \\\n  -f - <<EOF",
]


@pytest.mark.parametrize("command", APPLYING)
def test_what_kubectl_is_given_has_to_be_a_manifest(command: str) -> None:
    start = command.count("\n") + 3
    assert told(fenced(f"{command}\na: b\nEOF", "bash")) == [("not-identified", start, "a")]
    assert [finding[:2] for finding in told(fenced(f"{command}\na: b\n  c: d\nEOF", "bash"))] == [
        ("yaml-syntax", start + 1)
    ]
    assert rules(fenced(f"{command}\nEOF", "bash")) == ["empty-block"]


@pytest.mark.parametrize(
    "command",
    [
        "cat <<EOF\na: b\n  c: d\nEOF",
        "kubectl exec -i web -- psql -f - <<EOF\nselect 1;\nEOF",
        "kubectl apply -f a.yaml <<EOF\na: [\nEOF",
        "kubectl apply -f -a.yaml <<EOF\na: [\nEOF",
        "grep kind <<< 'kind: Pod'",
        "cat <<< EOF\nkind: Pod\nEOF",
        "echo $((1 << 2))\nkind: x",
        "x=1",
        "",
    ],
)
def test_what_is_no_manifest(command: str) -> None:
    assert rules(fenced(command, "bash")) == []


# What the shell changes


@pytest.mark.parametrize(
    ("value", "replaced"),
    [
        ("$HOME", ["$HOME"]),
        ("${HOME}", ["${HOME}"]),
        ("${A:-b}", ["${A:-b}"]),
        ("$(date)", ["$(date)"]),
        ('"`date`"', ["`date`"]),
        ("中 $A 文 $B", ["$A", "$B"]),
        ("\\$HOME", []),
        ("a$", []),
        ("100%", []),
        ("'$A'", ["$A"]),
    ],
)
def test_what_the_shell_replaces_is_pointed_at(value: str, replaced: list[str]) -> None:
    text = f"{CONFIG_MAP}data:\n  a: {value}\n"
    page = fenced(f"kubectl apply -f - <<EOF\n{text}EOF", "bash")
    assert told(page) == [("shell-expansion", 8, part) for part in replaced]
    assert {finding.severity.value for finding in findings(page)} <= {"warning"}
    for quoted in ("'EOF'", '"EOF"', "\\EOF"):
        assert rules(fenced(f"kubectl apply -f - <<{quoted}\n{text}EOF", "bash")) == []


def test_the_rest_is_checked_as_it_stands() -> None:
    text = f"{WRONG_CONFIG_MAP}data:\n  a: $HOME\n"
    page = fenced(f"kubectl apply -f - <<EOF\n{text}EOF", "bash")
    assert told(page) == [("unknown-field", 7, "dat"), ("shell-expansion", 9, "$HOME")]


def test_what_backslashes_hide_is_read_as_the_shell_passes_it_on() -> None:
    text = CONFIG_MAP + 'data:\n  a: "\\\\\\d\\$HOME"\n  b: "\\\\\\\\"\n  c: 1\n'
    assert told(fenced(f"kubectl apply -f - <<EOF\n{text}EOF", "bash")) == [("wrong-type", 10, "1")]
    assert [rule for rule, *_ in told(fenced(f"kubectl apply -f - <<'EOF'\n{text}EOF", "bash"))] == ["yaml-syntax"]


def test_a_line_that_a_backslash_joins_to_the_next() -> None:
    text = f"{CONFIG_MAP}data:\n  a: b\\\n    c\n  d: 1\n"
    assert told(fenced(f"kubectl apply -f - <<EOF\n{text}EOF", "bash")) == [("wrong-type", 10, "1")]


def test_a_script_that_writes_a_script() -> None:
    inner = f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF\n"
    assert told(fenced(f"cat > a.sh <<'SCRIPT'\n{inner}SCRIPT", "bash")) == [("unknown-field", 8, "dat")]


def test_options_speak_of_the_whole_block() -> None:
    command = f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF"
    assert rules(fenced(command, 'bash expect="unknown-field"')) == []
    assert rules(fenced(command, 'bash skip="示意"')) == []
    assert rules(fenced(command, 'bash expect="wrong-type"')) == ["expectation-not-met", "unknown-field"]
