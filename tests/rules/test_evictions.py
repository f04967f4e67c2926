"""Evictions that are asked for as objects: what the API server refuses and accepts."""

import pytest
import verdicts

UID = "0b5a2f3c-5f0e-4d5c-9c52-2a8e3f5f0d11"
POD = f"target: {{pod: {{name: web-0, uid: {UID}}}}}"
ASKED = "requester: example.com/drain, intent: Eviction"
REQUESTS: list[tuple[str, set[str]]] = [
    (f"{POD}, {ASKED}", set()),
    (f"{POD}, requester: example.com/drain, intent: Withdrawn", set()),
    (f"{POD}, requester: drain, intent: Eviction", {"invalid-format spec.requester"}),
    (f"{POD}, requester: example.com/a/b, intent: Eviction", {"invalid-format spec.requester"}),
    (f"{POD}, requester: '', intent: Eviction", {"missing-field spec.requester"}),
    (f"{POD}, requester: example.com/drain, intent: Drain", {"invalid-value spec.intent"}),
    (f"{POD}, requester: example.com/drain, intent: ''", {"invalid-value spec.intent"}),
    (f"target: {{}}, {ASKED}", {"missing-field spec.target.pod"}),
    (f"{POD.replace('web-0', 'Web')}, {ASKED}", {"invalid-name spec.target.pod.name"}),
    (f"{POD.replace(UID, UID.upper())}, {ASKED}", {"invalid-format spec.target.pod.uid"}),
    (f"{POD.replace(UID, 'abc')}, {ASKED}", {"invalid-format spec.target.pod.uid"}),
]


def judged(kind: str, spec: str, metadata: str = "name: a", version: str = "lifecycle.k8s.io/v1alpha1") -> set[str]:
    """What is found in an object of 1.37 with this spec, as "rule field"."""
    text = f"apiVersion: {version}\nkind: {kind}\nmetadata: {{{metadata}}}\nspec: {{{spec}}}\n"
    return verdicts.judged(text, "1.37")


@pytest.mark.parametrize(("spec", "expected"), REQUESTS)
def test_requests(spec: str, expected: set[str]) -> None:
    assert judged("EvictionRequest", spec) == expected


def test_evictions() -> None:
    assert judged("Eviction", POD) == set()
    assert judged("Eviction", "target: {}") == {"missing-field spec.target.pod"}
    assert judged("Eviction", POD, "name: A_b") == {"invalid-name metadata.name"}
    assert judged("EvictionRequest", f"{POD}, {ASKED}", "labels: {a: b}") == {"missing-field metadata.name"}
