"""What a reader takes for a manifest, in whatever it stands, and what only speaks of one."""

from __future__ import annotations

import pytest

from kubefence.lookalike import manifest, quoted
from tests.helpers import CONFIG_MAP, indented

MANIFESTS = {
    "YAML": CONFIG_MAP,
    "the keys in another order": "kind: Pod\nmetadata:\n  name: a\napiVersion: v1\n",
    "keys in quotes": '"apiVersion": v1\n"kind": Pod\n"spec": {}\n',
    "indented": indented(CONFIG_MAP, 1),
    "in a quote": indented(CONFIG_MAP, "> "),
    "added by a diff": indented(CONFIG_MAP, "+"),
    "commented out": indented(CONFIG_MAP, "# "),
    "with numbers of lines": "".join(f"{n}  {line}\n" for n, line in enumerate(CONFIG_MAP.splitlines(), 8)),
    "with numbers and a margin": "".join(f" {n} │ {line}\n" for n, line in enumerate(CONFIG_MAP.splitlines(), 8)),
    "with numbers in lines of their own": "".join(f"{n}\n{line}\n" for n, line in enumerate(CONFIG_MAP.splitlines())),
    "in a comment of a program": indented(CONFIG_MAP, "// "),
    "with bullets": indented(CONFIG_MAP, "• "),
    "behind a tag in a string": r"show('<pre>apiVersion: v1\nkind: Pod\nspec: {}\n</pre>')",
    "an item of a list": "items:\n- apiVersion: v1\n  kind: Pod\n  metadata: {}\n",
    "a later document": "a: b\n---\n" + CONFIG_MAP,
    "in flow style": "{apiVersion: v1, kind: Pod, metadata: {name: a}}",
    "JSON on one line": '{"kind":"Deployment","apiVersion":"apps/v1","spec":{"replcas":2}}',
    "JSON on many lines": '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": {"name": "a"}\n}',
    "JSON in a list": '[{"apiVersion":"v1","kind":"Pod","metadata":{}}]',
    "JSON in a string": r'body = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{}}"',
    "JSON cut off": '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"',
    "an object of JavaScript": "const pod = { apiVersion: 'v1', kind: 'Pod', metadata: {} }",
    "given to echo": f"echo '{CONFIG_MAP}' | kubectl apply -f -",
    "given to printf": r'printf "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n" | kubectl apply -f -',
    "a here-string": f"kubectl apply -f - <<< '{CONFIG_MAP}'",
    "a string of Python": 'def made():\n    return """\n' + indented(CONFIG_MAP, 4) + '    """\n',
    "a template": "apiVersion: apps/v1\nkind: {{ .Values.kind }}\nmetadata:\n  name: {{ .Release.Name }}\n",
    "a configuration file": "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n",
    "below a number": f"200 OK\n{CONFIG_MAP}",
    "below a path": f"/api/v1/namespaces\n\n{CONFIG_MAP}",
    "wide letters": "ａｐｉＶｅｒｓｉｏｎ: v1\nｋｉｎｄ: Pod\nspec: {}\n",
    "letters that are joined": "api\u200bVersion: v1\nki\u2060nd: Pod\nspec: {}\n",
    "other line ends": CONFIG_MAP.replace("\n", "\r\n"),
}
OTHERS = {
    "one of the keys": "apiVersion: v1 is old",
    "the other": "kind: Pod\nname: a\n",
    "a reference": "ownerReferences:\n- apiVersion: apps/v1\n  kind: ReplicaSet\n  name: a\n  uid: b\n",
    "a reference in JSON": """-p '{"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"a"}}}'""",
    "columns of kubectl": "kubectl get pods -o custom-columns=KIND:.kind,VERSION:.apiVersion",
    "a message": 'no matches for kind "Ingress" in version "extensions/v1beta1"',
    "kubectl explain": "KIND:       Pod\nVERSION:    v1\n\nFIELDS:\n  apiVersion\t<string>\n  kind\t<string>\n",
    "managed fields": "managedFields:\n- apiVersion: v1\n  manager: kubectl\nkind: x",
    "two documents": "apiVersion: v1\n---\nkind: Pod\n",
    "two mappings": "a:\n  apiVersion: v1\nb:\n  kind: Pod\n",
    "an answer of a server": f"HTTP/1.1 200 OK\nContent-Type: application/yaml\n\n{CONFIG_MAP}",
    "an answer without its protocol": f"200 OK\nContent-Type: application/yaml\n\n{CONFIG_MAP}",
    "a request": f"POST /api/v1/namespaces/a/configmaps\n\n{CONFIG_MAP}",
    "nothing": "",
}


@pytest.mark.parametrize("text", MANIFESTS.values(), ids=MANIFESTS.keys())
def test_what_looks_like_a_manifest(text: str) -> None:
    assert manifest(text)


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("", CONFIG_MAP),
        ("apiVersion: is a field.\n\nkind: is one too.\n\nText\n", CONFIG_MAP),
        ("a: b\n---\n", CONFIG_MAP),
        ("Text {in braces}\n", "x = {\n  'apiVersion': 'v1', 'kind': 'Pod', 'spec': {}\n}"),
    ],
)
def test_it_is_told_from_its_first_line_on(before: str, shown: str) -> None:
    assert manifest(before + shown, prose=True) == shown


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_what_does_not(text: str) -> None:
    assert not manifest(text)


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (f"A paragraph.\n{CONFIG_MAP}And another.", True),
        ("apiVersion: v1 is what Pods have.\nkind: Pod says what it is.", False),
        ("apiVersion: v1\nThat is the version.\nkind: Pod", False),
        ("apiVersion: v1\nkind: Pod\nname: a", False),
    ],
)
def test_in_prose_only_lines_that_are_nothing_else_count(text: str, alike: bool) -> None:
    assert bool(manifest(text, prose=True)) is alike


@pytest.mark.parametrize(
    ("label", "is_quoted"),
    [
        ("apiVersion: apps/v1 replcas: two", True),
        ("replicas: 2 apiVersion: apps/v1", True),
        ("apiVersion: v1", False),
        ("kind: Pod name: a", False),
        ("apiVersion: apps/v1 kind: Deployment name: a", False),
    ],
)
def test_a_label_that_quotes_a_piece_of_a_manifest(label: str, is_quoted: bool) -> None:
    assert quoted(label) is is_quoted
