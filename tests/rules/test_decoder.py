"""What the decoder refuses for any kind: quantities, base64, numbers that do not fit, times."""

from fractions import Fraction

import pytest

from kubefence import Config, Page, verify
from kubefence.formats import base64_text, quantities
from kubefence.formats.times import is_time


def judged(text: str) -> list[str]:
    """What is found, as "rule field: message"."""
    report = verify([Page("x.yaml", text, markdown=False)], Config(k8s="1.36", lint=None))
    return [f"{finding.rule} {finding.field}: {finding.text.en}" for finding in report.findings]


@pytest.mark.parametrize(("written", "hint"), [("128m", ", did you mean 128Mi?"), ("1.5", "")])
def test_thousandths_of_a_byte_get_a_hint(written: str, hint: str) -> None:
    (line,) = judged(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
        f'spec: {{containers: [{{name: a, image: b, resources: {{limits: {{memory: "{written}"}}}}}}]}}\n'
    )
    assert f"{written} is not a whole number of bytes (m is a thousandth){hint}" in line
    assert ("did you mean" in line) == bool(hint)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("500m", Fraction(1, 2)),
        ("1Gi", 2**30),
        ("1.5Gi", 3 * 2**29),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("+1k", 1000),
        ("-2", -2),
        ("1e3", 1000),
        ("1E3", 1000),
        ("1E", 10**18),
        ("12e-1", Fraction(6, 5)),
        # a unit or a sign without digits is zero to the server
        ("Mi", 0),
        ("+", 0),
        (".", 0),
        # refused
        ("", None),
        ("1K", None),
        ("1KB", None),
        ("1 Gi", None),
        ("1gi", None),
        ("1Gib", None),
        ("1.2.3", None),
        ("1e", None),
        ("1e3Mi", None),
        ("1,5", None),
        ("0x10", None),
        ("１", None),
    ],
)
def test_quantities(text: str, value: int | Fraction | None) -> None:
    assert quantities.parse(text) == value


def test_huge_quantities_are_read_quickly() -> None:
    assert quantities.parse("9" * 100_000) is not None
    assert quantities.parse("0." + "1" * 100_000) is not None
    assert quantities.parse("1e999999999") is not None
    assert quantities.of(1e300) is not None


def test_spaces_around_a_quantity_do_not_matter() -> None:
    assert quantities.of(" 1Gi ") == 2**30
    assert quantities.of("\t1Gi") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [("128MB", "128M"), ("1 Gi", "1Gi"), ("2gib", "2Gi"), ("1K", "1k"), ("2cores", "2"), ("x", "")],
)
def test_a_unit_that_people_write_gets_a_hint(written: str, meant: str) -> None:
    (line,) = judged(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n"
        f'spec: {{containers: [{{name: a, image: b, resources: {{limits: {{memory: "{written}"}}}}}}]}}\n'
    )
    assert line.startswith("invalid-quantity spec.containers[0].resources.limits.memory")
    assert (f"did you mean {meant}?" in line) == bool(meant)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", b""),
        ("aGk=", b"hi"),
        ("aGk=\n", b"hi"),
        ("aG\r\nk=", b"hi"),
        ("aGl=", b"hi"),
        ("aGk", None),
        ("aGk==", None),
        ("aGk= ", None),
        ("aGk_", None),
        ("plain text", None),
        ("aGk=aGk=", None),
    ],
)
def test_base64(text: str, value: bytes | None) -> None:
    assert base64_text.decoded(text) == value


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("data: {a: aGk=, b: null, c: ''}", []),
        ("data: {a: s3cr3t}", ["invalid-base64 data"]),
        ("immutable: true", []),
    ],
)
def test_base64_of_secrets(body: str, expected: list[str]) -> None:
    found = judged(f"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\n{body}\n")
    assert [line.partition(":")[0] for line in found] == expected


@pytest.mark.parametrize(
    ("value", "fine"),
    [
        ("3.0", True),
        ("1e2", True),
        ("2147483647", True),
        ("2147483648", False),
        ("1e25", False),
        ("-2147483649", False),
    ],
)
def test_integers_fit_their_bits(value: str, fine: bool) -> None:
    found = judged(
        f"apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {{name: a}}\nspec: {{leaseTransitions: {value}}}\n"
    )
    assert ("out-of-range spec.leaseTransitions" not in {line.partition(":")[0] for line in found}) == fine


@pytest.mark.parametrize(
    ("text", "micro", "fine"),
    [
        ("2026-01-02T15:04:05Z", False, True),
        ("2026-01-02T15:04:05.123+08:00", False, True),
        ("2026-01-02T5:04:05Z", False, True),
        ("2024-02-29T00:00:00Z", False, True),
        ("2026-02-29T00:00:00Z", False, False),
        ("2026-01-02", False, False),
        ("2026-01-02 15:04:05Z", False, False),
        ("2026-01-02T15:04:05", False, False),
        ("2026-01-02T24:00:00Z", False, False),
        ("", False, False),
        ("2026-01-02T15:04:05.000000Z", True, True),
        ("2026-01-02T15:04:05Z", True, False),
        ("2026-01-02T15:04:05.000Z", True, False),
    ],
)
def test_times(text: str, micro: bool, fine: bool) -> None:
    assert is_time(text, micro=micro) == fine


@pytest.mark.parametrize(
    ("time", "expected"), [("null", []), ("2026-01-02", ["invalid-format metadata.creationTimestamp"])]
)
def test_times_of_objects(time: str, expected: list[str]) -> None:
    found = judged(f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a, creationTimestamp: {time}}}\n")
    assert [line.partition(":")[0] for line in found] == expected
