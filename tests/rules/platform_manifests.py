"""Objects of any group with a spec, and what is found in them."""

import verdicts


def judged(api: str, kind: str, spec: str, name: str = "a", k8s: str = "1.36") -> set[str]:
    """What is found in an object with this spec, as "rule field"."""
    text = f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {spec}\n"
    return verdicts.judged(text, k8s)
