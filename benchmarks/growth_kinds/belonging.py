"""Objects that name each other, beside each other in many blocks."""

from __future__ import annotations

from growth_kinds.kind import CONFIG_MAP, Kind


def _fence(text: str, info: str = "yaml") -> str:
    return f"```{info}\n{text}```\n"


def _pod(name: str, key: str = "a") -> str:
    variable = f"{{name: A, valueFrom: {{configMapKeyRef: {{name: {name}, key: {key}}}}}}}"
    return (
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p{n}}\nspec:\n"
        f"  containers: [{{name: a, image: b, env: [{variable}]}}]\n"
    )


def _of_map(name: str) -> str:
    return f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}}}\ndata: {{a: b}}\n"


def _deployment(label: str) -> str:
    return (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop-{n}}\nspec:\n"
        f"  selector: {{matchLabels: {{app: {label}}}}}\n"
        f"  template: {{metadata: {{labels: {{app: {label}}}}}, spec: {{containers: [{{name: a, image: b}}]}}}}\n"
    )


def _budget(label: str, name: str = "shop-{n}-pdb") -> str:
    return (
        f"apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{name: {name}}}\n"
        f"spec: {{minAvailable: 1, selector: {{matchLabels: {{app: {label}}}}}}}\n"
    )


_MONITOR = (
    "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m{n}}\n"
    "spec: {selector: {matchLabels: {app: a}}, endpoints: [{port: b}]}\n"
)
_SERVICE = (
    "apiVersion: v1\nkind: Service\nmetadata: {name: s{n}, labels: {app: a}}\n"
    "spec: {selector: {app: s{n}}, ports: [{name: a, port: 80}]}\n"
)
_EXTERNAL = '```yaml external="ConfigMap/c{n}"\n' + _pod("c{n}") + "```\n"
KINDS = {
    "the same object": Kind(f"---\n{CONFIG_MAP}", "```yaml\n", "```\n"),
    "names that are there": Kind(_fence(_of_map("c{n}")) + _fence(_pod("c{n}"))),
    "names that are not": Kind(_fence(_pod("c{n}")) + _fence(_of_map("d{n}"))),
    "slips of names": Kind(_fence(_of_map("settings-of-{n}-shops")) + _fence(_pod("settings-off-{n}-shops"))),
    "one name": Kind(_fence(_of_map("c")) + _fence(_pod("c"))),
    "keys of many of one name": Kind(_fence(_of_map("c")) + _fence(_pod("c", "b"))),
    "keys that are not there": Kind(_fence(_of_map("c{n}")) + _fence(_pod("c{n}", "b"))),
    "wrong examples of keys": Kind(
        _fence(_pod("c", "b"), 'yaml expect="missing-key"'), _fence(_of_map("c")), _fence(_pod("c"))
    ),
    "selectors": Kind(_fence(_deployment("a")) + _fence(_budget("a"))),
    "selectors of nothing": Kind(_fence(_deployment("a{n}")) + _fence(_budget("b{n}"))),
    "selectors of one name": Kind(_fence(_deployment("a{n}")) + _fence(_budget("b{n}", "shop-1-pdb"))),
    "ports of what is selected": Kind(_fence(_SERVICE) + _fence(_MONITOR)),
    "what is elsewhere": Kind(_EXTERNAL),
    "a long list of what is elsewhere": Kind("Secret/a{n}, ", '```yaml external="', f'"\n{CONFIG_MAP}```\n'),
    "what commands make": Kind(_fence("kubectl create configmap c{n}\n", "bash") + _fence(_pod("c{n}"))),
}
