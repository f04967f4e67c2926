"""Words of commands: what they are given in them, and values that are languages of their own."""

from __future__ import annotations

from growth_kinds.kind import CONFIG_MAP, Kind

_FLOW = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web"}}'
_GET = "kubectl get pods "
_PATCH = "kubectl patch configmap web -p "


def _block(unit: str, before: str = "", after: str = "", language: str = "bash") -> Kind:
    return Kind(unit, f"```{language}\n{before}", f"{after}\n```\n")


_POD = """\
---
apiVersion: v1
kind: Pod
metadata:
  name: web{n}
  labels: {a: v{n}}
spec:
  containers:
    - name: app
      image: nginx:1.31
"""
KINDS = {
    "manifests in echo": _block(f"echo '{_FLOW}' | kubectl apply -f -\n"),
    "here-strings": _block(f"kubectl apply -f - <<< '{_FLOW}'\n"),
    "patches": _block(_PATCH + '\'{"data":{"a":"b"}}\'\n'),
    "patches from here-documents": _block(_PATCH + '"$(cat <<E\ndata:\n  a: b\nE\n)"\n'),
    "a patch": _block(',"k{n}":"v"', _PATCH + '\'{"data":{"a":"b"', "}}'"),
    "a patch with escapes": _block(',\\"k{n}\\":\\"v\\"', _PATCH + '"{\\"data\\":{\\"a\\":\\"b\\"', '}}"'),
    "a patch of many quotes": _block("'\"a\"'", f"{_PATCH}'", "'"),
    "words of echo": _block("a ", "echo ", "| kubectl apply -f -"),
    "escapes of echo": _block("a\\n", "echo -e '", "' | kubectl apply -f -"),
    "a pipe of tee": _block("| tee a ", "echo 'a: b' ", "| kubectl apply -f -"),
    "variables in words": _block("$a ", 'kubectl apply -f - <<< "', '"'),
    "a session of one quote": _block("> a: b\n", "$ echo '\n", "> ' | kubectl apply -f -", "console"),
    "a session of quotes": _block("$ echo 'a\n", "", "", "console"),
    "a session of quotes that stay open": _block("b\n", "$ echo 'a\n", "", "console"),
    "escapes in a here-document": _block("  k{n}: a\\\\b\n", f"kubectl apply -f - <<E\n{CONFIG_MAP}data:\n", "E"),
    "labels": _block(",a{n}=b", f"{_GET}-l 'a=b", "'"),
    "labels in a set": _block(",b{n}", f"{_GET}-l 'a in (b", ")'"),
    "signs of a selector": _block("!", f"{_GET}-l '", "'"),
    "fields": _block(",a{n}=b", f"{_GET}--field-selector 'a=b", "'"),
    "back-slashes in fields": _block("\\", f"{_GET}--field-selector 'a=b", "'"),
    "JSONPath": _block("{.a[0].b}", f"{_GET}-o jsonpath='", "'"),
    "JSONPath of conditions": _block("{.a[?(@.b==1)]}", f"{_GET}-o jsonpath='", "'"),
    "JSONPath of conditions that stay open": _block("{.a[?(@.b==", f"{_GET}-o jsonpath='", "'"),
    "JSONPath of quotes": _block('\\"', f"{_GET}-o jsonpath='{{\"", "'"),
    "JSONPath of brackets": _block("[", f"{_GET}-o jsonpath='{{", "'"),
    "JSONPath of unions": _block(",'a'", f"{_GET}-o jsonpath='{{.a['a'", "]}'"),
    "JSONPath of conditions in each other": _block("[?(@", f"{_GET}-o jsonpath='{{.a", "'"),
    "a long key": _block("a.", f"{_GET}-o jsonpath='{{.", "com/b}'"),
    "columns": _block(",A:.a", f"{_GET}-o custom-columns='A:.a", "'"),
    "actions": _block("{{.a}}", f"{_GET}-o go-template='", "'"),
    "blocks of a template": _block("{{if .a}}", f"{_GET}-o go-template='", "'"),
    "parts of an action": _block(".a ", f"{_GET}-o go-template='{{{{", "}}'"),
    "variables of a template": _block("{{$a{n} := 1}}", f"{_GET}-o go-template='", "'"),
    "comments of a template": _block("{{/* a */}}", f"{_GET}-o go-template='", "'"),
    "comments that stay open": _block("{{/*", f"{_GET}-o go-template='", "'"),
    "quotes of a template": _block('\\"', f"{_GET}-o go-template='{{{{\"", "}}'"),
    "amounts": _block(",a{n}=1", "kubectl create quota web --hard=a=1"),
    "words in brackets": _block("[a b ", "kubectl apply -f "),
    "names of objects": _block("kubectl get pod web{n}\n", f"```\n\n```yaml\n{_POD}```\n\n```bash\n"),
    "labels that are asked for": _block("kubectl get pods -l a=v{n}\n"),
    "names of files": _block("kubectl apply -f web{n}.yaml\n"),
    "files that are spoken of": Kind("web{n}.yaml ", "", "\n\n```bash\nkubectl apply -f web.yml\n```\n"),
    "folders": Kind("a/b{n}/kustomization.yaml\n\n```bash\nkubectl apply -k a/c{n}\n```\n\n"),
    "containers": _block("kubectl logs web-{n} -c app\n"),
    "a long name": _block("a-", "kubectl get pod "),
    "objects and their commands": Kind(
        "```yaml\n"
        + _POD.removeprefix("---\n")
        + "```\n\n```bash\nkubectl logs web{n} -c apq\nkubectl get pods -l a=v{n}x\n```\n\n"
    ),
    "letters that nobody sees": _block("a\u200b"),
}
"""By what is repeated."""
