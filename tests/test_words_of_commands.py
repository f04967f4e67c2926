"""Manifests and patches in the words of commands: how they are given, and where on the page a mistake stands."""

import re

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, findings, rules, told

FLOW = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web"},"dat":{}}'
ESCAPED = FLOW.replace('"', '\\"')
LINES = WRONG_CONFIG_MAP.rstrip("\n").replace("\n", "\\n")
PATCH = '{"spec":{"replica":2}}'
OPERATIONS = '[{"op":"replace","path":"/spec/replica","value":2}]'
PROMPTED = "\n".join(f"> {line}" for line in WRONG_CONFIG_MAP.rstrip("\n").split("\n"))

MISTAKE = re.compile(r'(?:\\?")?(?:/spec/replica|(?:(?<=\\n)|\b)(?:replica|dat)\b)')

WRONG: dict[str, str] = {
    "echo": f"echo '{FLOW}' | kubectl apply -f -",
    "echo of several lines": f"echo '{WRONG_CONFIG_MAP}' | kubectl apply -f -",
    "echo in double quotes": f'echo "{ESCAPED}" | kubectl apply -f -',
    "echo -e": f'echo -e "{LINES}" | kubectl apply -f -',
    "echo -n": f"echo -n '{FLOW}' | kubectl create -f /dev/stdin",
    "quotes of C": f"echo $'{LINES}' | kubectl apply -f -",
    "printf": f"printf '{LINES}\\n' | kubectl apply -f -",
    "printf with a form": f"printf '%s\\n' '{FLOW}' | kubectl apply -f -",
    "through tee": f"echo '{FLOW}' | tee web.json | kubectl -n shop apply --filename=-",
    "with another user": f"echo '{FLOW}' | sudo kubectl apply -f -",
    "a here-string": f"kubectl apply -f - <<< '{FLOW}'",
    "a here-string before flags": f"kubectl apply -f- <<<'{FLOW}' -n shop",
    "a here-string to cat": f"cat <<< '{FLOW}' | kubectl apply -f -",
    "a command as a file": f"kubectl apply -f <(echo '{FLOW}')",
    "in a function in a loop": f"f() {{\n  for n in a b; do\n    echo '{FLOW}' | kubectl apply -n $n -f -\n  done\n}}",
    "in another command": f"out=$(kubectl create -f - <<< '{FLOW}')",
    "behind wide letters": f"echo 你好; kubectl apply -f - <<< '{FLOW}'",
    "a patch": f"kubectl patch deployment web -p '{PATCH}'",
    "a patch by its long name": f"kubectl patch deploy/web --patch='{PATCH}'",
    "a patch in double quotes": 'kubectl patch deploy web -p "{\\"spec\\":{\\"replica\\":2}}"',
    "a patch with a variable": 'kubectl patch deploy web -p \'{"metadata":{"name":"\'$n\'"},"spec":{"replica":2}}\'',
    "a patch of several lines": "kubectl patch deploy web --type merge --patch '\nspec:\n  replica: 2\n'",
    "operations": f"kubectl patch deploy web --type=json -p='{OPERATIONS}'",
    "a patch from a here-document": "kubectl patch deploy web -p \"$(cat <<'E'\nspec:\n  replica: 2\nE\n)\"",
    "a patch file": "kubectl patch deploy web --patch-file /dev/stdin <<E\nspec:\n  replica: 2\nE",
    "overrides of a Pod": 'kubectl run web --image=nginx --overrides=\'{"spec":{"replica":1}}\'',
    "overrides of a Service": 'kubectl expose deploy web --port=80 --overrides=\'{"spec":{"replica":1}}\'',
    "a session": f"$ kubectl apply -f - <<< '{FLOW}'\nconfigmap/web created",
    "a session of several lines": f"$ echo '\n{PROMPTED}\n> ' | kubectl apply -f -\nconfigmap/web created",
    "a session without marks": f"$ echo '{WRONG_CONFIG_MAP}' | kubectl apply -f -\nconfigmap/web created",
}


@pytest.mark.parametrize("command", WRONG.values(), ids=WRONG)
def test_where_a_mistake_stands(command: str) -> None:
    page = fenced(command, "console" if command.startswith("$ ") else "bash")
    [finding] = [each for each in findings(page) if each.rule != "shell-expansion"]
    [(line, column)] = [
        (number, found.start() + 1)
        for number, text in enumerate(page.split("\n"), 1)
        for found in MISTAKE.finditer(text)
    ]
    assert (finding.rule, finding.span.line, finding.span.column) == ("unknown-field", line, column)


MEANT = {"ica": "icas", "dat": "data"}
RIGHT: dict[str, str] = {
    **{
        name: MISTAKE.sub(lambda found: MEANT[found[0][-3:]].join((found[0][:-3], "")), text)
        for name, text in WRONG.items()
    },
    "a file": "cat web.yaml | kubectl apply -f -",
    "what is no manifest": "echo 'a: b: c' | base64",
    "what is in a file": 'kubectl patch deploy web -p "$(cat patch.yaml)"',
    "a variable": 'kubectl apply -f - <<< "$manifest"',
    "a form of several texts": "printf '%s: %s' apiVersion v1 | kubectl apply -f -",
    "a custom resource": 'kubectl patch gateways web --type merge -p \'{"spec":{"anything":2}}\'',
    "a part of an object": 'kubectl patch deploy web --subresource=scale -p \'{"spec":{"replicas":2}}\'',
    "a placeholder": "kubectl patch deploy web -p '<patch>'",
    "what is left out": "kubectl patch deploy web -p '{\"spec\": {...}}'",
    "text of a program": "kubectl exec web -- sh -c 'echo \"a: b: c\" | cat'",
    "nothing to patch": "kubectl get pods -o yaml -p",
}
del RIGHT["overrides of a Pod"], RIGHT["overrides of a Service"], RIGHT["nothing to patch"]


@pytest.mark.parametrize("command", RIGHT.values(), ids=RIGHT)
def test_what_is_right(command: str) -> None:
    page = fenced(command, "console" if command.startswith("$ ") else "bash")
    assert [each.rule for each in findings(page) if each.rule != "shell-expansion"] == []


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        ("echo 'a: b' | kubectl apply -f -", "not-identified"),
        ("echo '' | kubectl apply -f -", "empty-block"),
        ("kubectl apply -f - <<< 'a: b: c'", "yaml-syntax"),
        ("kubectl patch pod web -p '{' --type=json", "json-syntax"),
        ("kubectl patch gateways web -p '{\"spec\":'", "json-syntax"),
        ('kubectl patch pod web --type=json -p \'[{"op":"put","path":"/spec"}]\'', "invalid-patch"),
    ],
)
def test_what_has_to_be_one(command: str, rule: str) -> None:
    assert rules(fenced(command, "bash")) == [rule]


def test_a_quote_that_stays_open_is_one_mistake() -> None:
    assert rules(fenced('kubectl patch cm web -p \'{"data":{}}\nkubectl get pods', "bash")) == ["shell-syntax"]


def test_echo_is_told_to_read_escapes_in_bash_only() -> None:
    lines = CONFIG_MAP.rstrip("\n").replace("\n", "\\n")
    command = f'echo "{lines}" | kubectl apply -f -'
    assert rules(fenced(command, "sh")) == []
    assert rules(fenced(command, "bash")) == ["yaml-syntax"]


def test_what_the_shell_replaces_is_said_once_and_what_is_set_is_known() -> None:
    command = f'kubectl apply -f - <<< "{ESCAPED}"'.replace("dat\\", "data\\").replace("web", "$name")
    assert told(fenced(command, "bash")) == [("shell-expansion", 2, "$name")]
    assert rules(fenced(f"name=web\n{command}", "bash")) == []
    assert rules(fenced(f"name=Web\n{command}", "bash")) == ["invalid-name"]


def test_what_single_quotes_hold_is_not_replaced() -> None:
    assert rules(fenced('kubectl patch cm web -p \'{"data":{"a":"$HOME"}}\'', "bash")) == []


def test_a_quote_that_stays_open_in_a_session_does_not_swallow_what_follows() -> None:
    page = fenced("$ echo it's\nkubectl gett pods\n$ kubectl get pods", "console")
    assert rules(page) == ["shell-syntax"]


def test_a_manifest_in_words_counts_as_verified() -> None:
    assert rules(fenced(f"echo '{CONFIG_MAP}' | kubectl apply -f -", "bash")) == []
    for elsewhere in ("> web.yaml", "| sed s/a/b/ | kubectl apply -f -"):
        assert rules(fenced(f"echo '{CONFIG_MAP}' {elsewhere}", "bash")) == ["not-verified"]
