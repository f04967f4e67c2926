"""Formats of texts in custom resources, as ``k8s.io/kube-openapi/pkg/validation/strfmt`` has them."""

import pytest

from kubefence.formats import openapi as schema_formats

LABEL, PARTS = "a" * 63, ".".join(["a" * 62] * 4)
DURATION_UNITS = ("ns", "us", "µs", "ms", "s", "m", "h", "hr", "d", "w", "wk")
LONG_DURATION_UNITS = ("nano", "micro", "milli", "sec", "min", "hour", "day", "week")
"""What go-openapi's ``ParseDuration`` knows beside Go's own: a unit, or what begins with a long one."""


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        *((f"2 {unit}", True) for unit in (*DURATION_UNITS, *LONG_DURATION_UNITS)),
        *((f"2 {unit}s", True) for unit in LONG_DURATION_UNITS),
        *((f"2 {unit}x", False) for unit in DURATION_UNITS),
        *((f"2 {unit[:-1]}", False) for unit in LONG_DURATION_UNITS if unit[:-1] not in DURATION_UNITS),
        ("2\t\n\f\r day", True),
        ("2\v day", False),
        ("about 3 DAYS", True),
        ("1h30m", True),
        ("2 years, 3 days", True),
        ("2 months", False),
        ("day", False),
        ("", False),
    ],
)
def test_durations_of_custom_resources(text: str, sound: bool) -> None:
    assert schema_formats.is_duration(text) is sound


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("mac", ["00:00:5e:00:53:01", "00-00-5E-00-53-01", "0000.5e00.5301", ":".join(["00"] * 8)], []),
        ("mac", [":".join(["0f"] * 20), "-".join(["0f"] * 20)], [":".join(["0f"] * n) for n in (5, 7, 9, 19, 21)]),
        ("mac", [], ["00:00-5e:00:53:01", "00005e005301", "0g:00:5e:00:53:01", "0000:5e00:5301", ""]),
        ("hexcolor", ["#fff", "fff", "#A0b1C2", "a0b1c2"], ["#ff", "#ffff", "#fffff", "#fffffff", "#ggg", ""]),
        ("date", ["2026-01-31", "0000-02-29", "2024-02-29"], ["2026-02-29", "2026-1-31", "26-01-31", "2026-01-32"]),
        ("date-time", ["2026-01-31T23:59:59Z", "2026-01-31t00:00:00z", "2026-01-31T00:00:00.5+99:99"], []),
        ("date-time", [], ["2026-01-31T24:00:00Z", "2026-01-31T00:60:00Z", "2026-01-31T00:00:60Z", "2026-01-31"]),
        ("datetime", ["2026-01-31T23:59:59Z"], ["2026-01-31 23:59:59Z"]),
        ("ipv4", ["10.0.0.1"], ["::1", "10.0.0", "10.0.0.256"]),
        ("ipv6", ["::1"], ["10.0.0.1", ":::"]),
        ("cidr", ["10.0.0.0/8", "::/0"], ["10.0.0.0", "10.0.0.0/33"]),
        ("byte", ["YQ=="], ["", "a", "*"]),
        ("uuid", ["A0000000-0000-0000-0000-00000000000f", "a" * 32], ["a" * 31, "g" * 32]),
        ("uuid3", ["00000000-0000-3000-0000-000000000000"], ["00000000-0000-4000-0000-000000000000"]),
        ("uuid4", ["00000000-0000-4000-8000-000000000000"], ["00000000-0000-4000-c000-000000000000"]),
        ("uuid4", ["00000000-0000-4000-b000-000000000000"], ["00000000-0000-5000-8000-000000000000"]),
        ("uuid5", ["00000000-0000-5000-9000-000000000000"], ["00000000-0000-5000-7000-000000000000"]),
        ("uuid5", ["00000000-0000-5000-a000-000000000000"], ["00000000-0000-4000-a000-000000000000"]),
        ("k8s-short-name", ["a-1", LABEL], ["a.b", "A", f"{LABEL}a"]),
        ("k8s-long-name", ["a.b", f"{PARTS}aa"], ["A", f"{PARTS}aaa"]),
        ("duration", ["2 days"], ["2 years"]),
    ],
)
def test_formats_of_custom_resources(form: str, right: list[str], wrong: list[str]) -> None:
    judged = schema_formats.FORMATS[form]
    assert [text for text in right if not judged(text)] == []
    assert [text for text in wrong if judged(text)] == []
