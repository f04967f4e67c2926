"""Blocks that are called YAML and are something else: what they are is told, once, and not where a parser stumbles."""

import pytest

from kubefence.findings import Severity
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings

MANIFEST = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n"
SHELL = "these are shell commands; give the block the language bash"
CONSOLE = "these are shell commands; give the block the language console"
OUTPUT = "this is what a command printed, not YAML; give the block the language text"
TOML = "this is TOML, not YAML; give the block the language toml"
SETTINGS = "these are settings like key=value, not YAML; give the block the language properties"
MARKDOWN = "this shows Markdown, not YAML; give the outer block the language markdown"
TREE = "this is a drawing of folders, not YAML; give the block the language text"
DIFF = "this is a diff; give the block the language diff"
HELM = 'give the block the language helm or jinja, with skip="reason" if it shows a whole manifest'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"kubectl apply -f - <<EOF\n{CONFIG_MAP}EOF\n", SHELL),
        (f"kubectl apply -f - <<EOF\n---\n{CONFIG_MAP}EOF\n", SHELL),
        ('kubectl patch deployment web --type=json -p=\'[\n  {"op": "remove", "path": "/spec/paused"}]\'\n', SHELL),
        ('kubectl patch deployment web -p=\'{"spec": {\n  "replicas": 2}}\'\n', SHELL),
        ("$ kubectl get pods\nNAME  READY\nweb   1/1\n", CONSOLE),
        ("# kubectl get pods\nNAME  READY\nweb   1/1\n", CONSOLE),
        ("kubectl get pods\n", SHELL),
        ("# of a service\nweb.port=80\nweb.rule=a\n", SETTINGS),
        ("echo 'kind: Pod' > a.yaml\n", SHELL),
        (f'echo "{CONFIG_MAP}" | kubectl apply -f -\n', SHELL),
        (f"NAME=<name>\nkubectl apply -f - <<EOF\n{CONFIG_MAP}EOF\n", SHELL),
        ('[server]\naddress = "a"\n\n[server.tls]\nport = 1: 2\n', TOML),
        ("$ portctl moor crane\nmoored: 1 of: 2\n\n$ kubectl get pods\n", CONSOLE),
        ("Name:         web\nAnnotations:  a.example/image:\n                b.example/image:1\n", OUTPUT),
        ("Status:\n  Current:  invalid\n  Reason:   route: no secret\n", OUTPUT),
        ("Status:\n  Results:\n    Name:   a\n    Value:  1\n\n    Name:   b\n    Value:  2\n", OUTPUT),
        ("NAME      READY   AGE\nweb-abc   1/1     2m\n", OUTPUT),
        (".\n├── base\n│   └── kustomization.yaml\n", TREE),
        ("helm install web ./web --set image.tag=1\n", SHELL),
        ("curl http://127.0.0.1:8080/\n", SHELL),
        ("-  apiVersion: apps/v1\n+  apiVersion: apps/v2\n   kind: Deployment\n", DIFF),
        ("   kind: Deployment\n+  metadata:\n     name: a\n", DIFF),
    ],
)
def test_another_language_is_called_by_its_name(text: str, told: str) -> None:
    [finding] = findings(fenced(text))
    assert finding.text.en.startswith(told)
    assert finding.span.line == 2


def test_markdown_that_is_called_yaml() -> None:
    [finding] = findings(fenced(fenced(CONFIG_MAP), "yaml", "````"))
    assert (finding.text.en, finding.span.line, finding.severity) == (MARKDOWN, 2, Severity.NOTE)


def test_commands_that_are_called_yaml_are_checked_as_commands() -> None:
    unread, wrong = findings(fenced(f"kubectl apply -f - <<EOF\n{WRONG_CONFIG_MAP}EOF\n"))
    assert (unread.rule, unread.severity) == ("yaml-syntax", Severity.NOTE)
    assert (wrong.rule, wrong.severity, wrong.span.line) == ("unknown-field", Severity.ERROR, 7)


@pytest.mark.parametrize(
    "text",
    [
        "# kubectl apply -f a.yaml\nkind: Pod\n spec: {}\n",
        "kind: Pod\nspec: [\n",
        "Resources:\n  limits: [\n",
        "cat: dog\n mouse: cat\n",
        "git:\n  a: [\n",
    ],
)
def test_keys_that_are_words_of_a_shell_are_yaml(text: str) -> None:
    assert not any("shell" in finding.text.en for finding in findings(fenced(text)))


def test_an_answer_of_a_server_is_not_to_be_called_yaml() -> None:
    answer = f"200 OK\nContent-Type: application/yaml\n\n{CONFIG_MAP}"
    assert findings(fenced(answer, "")) == []
    assert findings(fenced(answer, "http")) == []
    assert [finding.rule for finding in findings(fenced(f"an answer\n\n{MANIFEST}", ""))] == ["not-verified"]
    assert [finding.rule for finding in findings(fenced(CONFIG_MAP, ""))] == ["untagged-manifest"]
    assert [finding.rule for finding in findings(fenced(f"# a map\n---\n{CONFIG_MAP}", ""))] == ["untagged-manifest"]


def test_a_template_in_a_file_has_no_language_to_be_changed() -> None:
    text = MANIFEST.replace("  name: web", "  {{ if .Values.name }}\n  name: web\n  {{ end }}")
    [in_file], [in_block] = findings(text, "a.yaml"), findings(fenced(text))
    assert in_file.text.en.endswith("check what is made of it, such as the output of helm template")
    assert in_block.text.en.endswith(HELM)


UNVERIFIED = (
    "this shows a manifest that was never verified (“apiVersion: v1”); "
    'make it a ```yaml block, or say why not: skip="reason"'
)


@pytest.mark.parametrize("language", ["text", "json", "diff", "go", "helm", "output"])
def test_a_manifest_in_another_language_is_told_as_a_build_tells_it(language: str) -> None:
    [finding] = findings(f"# a\n\n{fenced(MANIFEST, language)}")
    assert (finding.rule, finding.span.line, finding.text.en) == ("not-verified", 3, UNVERIFIED)
    assert findings(fenced(MANIFEST, f"{language} skip='output'")) == []


def test_a_manifest_in_a_command_that_is_no_here_document() -> None:
    [finding] = findings(fenced(f"echo '{MANIFEST}' | tee a.yaml", "bash"))
    assert finding.rule == "not-verified"
    assert findings(fenced(f"kubectl apply -f - <<EOF\n{MANIFEST.replace('Pod', 'Namespace')}EOF", "bash")) == []


def test_what_only_speaks_of_a_manifest_is_fine() -> None:
    assert findings(fenced("apiVersion: v1", "text")) == []
    assert findings(fenced('no matches for kind "Ingress" in version "v1"', "text")) == []


@pytest.mark.parametrize("text", ["-  apiVersion: apps/v1\n+  apiVersion: apps/v2\n   kind: Deployment\n"])
def test_advice_on_the_language_can_be_followed(text: str) -> None:
    assert [finding.rule for finding in findings(fenced(text, "diff"))] == ["not-verified"]
    assert findings(fenced(text, 'diff skip="a change"')) == []


@pytest.mark.parametrize(
    "page", [f"# a\n\n{MANIFEST}", "# a\n\n" + MANIFEST.replace("\n", "\n    ").join(["    ", ""])]
)
def test_a_manifest_in_no_fence_is_told_at_its_first_line(page: str) -> None:
    [finding] = findings(page)
    assert (finding.rule, finding.span.line, finding.text.en) == ("not-verified", 3, UNVERIFIED)


def test_each_is_told_between_the_fences() -> None:
    page = f"# a\n\n{MANIFEST}\n{fenced('ls', 'bash')}\n文字\n\n{MANIFEST}"
    assert [finding.span.line for finding in findings(page)] == [3, 14]


def test_what_a_refused_fence_leaves_open_is_not_told_beside_it() -> None:
    [finding] = findings(f"# a\n\n{fenced(MANIFEST, 'yaml title=a b')}")
    assert finding.rule == "refused-fence"


@pytest.mark.parametrize(
    "text", ["`apiVersion: v1` 和 `kind: Pod` 是它的类型。\n", "apiVersion: v1 是版本，\nkind: Pod 是类型。\n"]
)
def test_a_sentence_about_one_is_fine(text: str) -> None:
    assert findings(f"# a\n\n{text}") == []
