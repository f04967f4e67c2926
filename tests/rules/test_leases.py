"""Leases and candidates for them: what the API server refuses, drops and accepts."""

import pytest
import verdicts

from kubefence.formats.semver import order


def judged(kind: str, version: str, spec: str, name: str = "a", k8s: str = "1.36") -> set[str]:
    """What is found in an object with this spec, as "rule field"."""
    text = f"apiVersion: coordination.k8s.io/{version}\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {{{spec}}}\n"
    return verdicts.judged(text, k8s)


OLDEST = "leaseName: controllers, strategy: OldestEmulationVersion, binaryVersion: %s, emulationVersion: %s"
OTHER = "leaseName: controllers, binaryVersion: 1.36.0, strategy: "
CANDIDATES: list[tuple[str, set[str]]] = [
    (OLDEST % ("1.36.0", "1.35.0"), set()),
    (OLDEST % ("1.36.0", "1.36.0"), set()),
    (OLDEST % ("1.35.9", "1.36.0"), {"out-of-range spec.binaryVersion"}),
    (OLDEST % ("1.36.0-rc.1", "1.36.0"), {"out-of-range spec.binaryVersion"}),
    (OLDEST % ("v1.36.0", "1.36.0"), {"invalid-format spec.binaryVersion"}),
    (OLDEST % ("'1.36'", "1.36.0"), {"invalid-format spec.binaryVersion"}),
    (OLDEST % ("''", "1.36.0"), {"missing-field spec.binaryVersion"}),
    (OLDEST % ("1.36.0", "''"), {"missing-field spec.emulationVersion"}),
    (OLDEST % ("1.36.0", "0.0.0"), {"missing-field spec.emulationVersion"}),
    (f"{OTHER}example.com/newest", set()),
    (f"{OTHER}Newest", {"invalid-value spec.strategy"}),
    (f"{OTHER}example.com/a/b", {"invalid-value spec.strategy"}),
    (f"{OTHER}''", {"missing-field spec.strategy"}),
    (OTHER.replace("controllers", "''") + "example.com/newest", {"missing-field spec.leaseName"}),
]


@pytest.mark.parametrize("version", ["v1beta1", "v1alpha2"])
@pytest.mark.parametrize(("spec", "expected"), CANDIDATES, ids=[case[0] for case in CANDIDATES])
def test_candidates(spec: str, expected: set[str], version: str) -> None:
    assert judged("LeaseCandidate", version, spec) == expected


@pytest.mark.parametrize(("name", "fits"), [("Node_1", True), ("a.", True), ("'..a'", False), ("a b", False)])
def test_names_of_candidates_are_like_keys_of_a_config_map(name: str, fits: bool) -> None:
    found = judged("LeaseCandidate", "v1beta1", OLDEST % ("1.36.0", "1.36.0"), name)
    assert found == (set() if fits else {"invalid-name metadata.name"})


@pytest.mark.parametrize("field", ["strategy", "preferredHolder"])
def test_coordinated_leader_election_is_off(field: str) -> None:
    assert judged("Lease", "v1", f"{field}: example.com/a", k8s="1.35-1.37") == {f"ignored-field spec.{field}"}


def test_versions_are_in_order() -> None:
    rising = ["0.0.0-0", "0.0.0-9", "0.0.0-10", "0.0.0-a", "0.0.0-a.0", "0.0.0", "0.0.1", "0.2.0", "0.10.0", "1.0.0"]
    found = [order(text) for text in rising]
    assert None not in found
    assert found == sorted(found, key=lambda item: item or ((), ()))
    assert order("1.0.0+build.7") == order("1.0.0")


@pytest.mark.parametrize(
    "text", ["", "1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "v1.2.3", " 1.2.3"]
)
def test_what_is_no_version(text: str) -> None:
    assert order(text) is None
