"""Forms at their edges: the last text that has one, and the first that has not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from kubefence.findings import Text
from kubefence.formats import (
    go_duration,
    go_integer,
    hosts,
    int_or_percent,
    names,
    ports,
    quantities,
    semver,
    urls,
)
from kubefence.rules.decoder.integers import must_fit
from kubefence.rules.engine.model import Root, Site
from kubefence.rules.objects.forms import of_form
from kubefence.rules.vocabulary.values import shown

LABEL, PARTS = "a" * 63, ".".join(["a" * 62] * 4)
FORMS: list[tuple[Callable[[str], object], list[str], list[str]]] = [
    (names.dns1123_label, ["a", "0", "a-b", LABEL], ["", "-a", "a-", "A", "a.b", "a_b", "é", f"{LABEL}a"]),
    (names.dns1123_subdomain, ["a", "a.b", "0.0", f"{PARTS}aa"], ["", ".a", "a.", "a..b", "A", "a_b", f"{PARTS}aaa"]),
    (names.dns1035_label, ["a", "a0", "a-b", LABEL], ["", "0", "-a", "a-", "a.b", f"{LABEL}a"]),
    (names.path_segment, ["a", "...", "A b", "é"], [".", "..", "a/b", "a%b"]),
    (
        names.qualified_name,
        ["a", "A", "a.b_c-d", "0", "a.org/b", LABEL, f"{PARTS}aa/{LABEL}"],
        ["", "-a", "a-", ".a", "a/", "/a", "a/b/c", "A.org/b", f"{LABEL}a", f"{PARTS}aaa/b", "a b"],
    ),
    (names.label_value, ["", "a", "A_b.c-d", "0", LABEL], ["-a", "a-", "a/b", f"{LABEL}a", "é"]),
    (names.config_key, ["a", "-a", ".a", "A_b", "a" * 253, "a.."], ["", ".", "..", "..a", "a/b", "a" * 254]),
    (hosts.wildcard_subdomain, ["*.a", "*.a.b", f"*.{PARTS}"], ["*", "a.b", "*a", "*.*.a", "a.*.b", f"*.{PARTS}a"]),
    (hosts.fully_qualified, ["a.b", "a.b.", f"{LABEL}.a"], ["a", "a.", ".", "A.b", "a..b", f"{LABEL}a.a"]),
    (ports.port_name, ["a", "a1", "1a", "a-b", "a" * 15], ["", "1", "1-1", "-a", "a-", "a--b", "A", "a" * 16]),
    (
        urls.webhook_url,
        ["https://a", "https://a:443/b", "https://[::1]/", "https://a:123456"],
        ["http://a", "https://", "https://a?b=c", "https://a#b", "https://b@a", "https://a:b", "https://a/%4"],
    ),
    (urls.service_path, ["", "/", "/a", "/a/", "/a.b/c-d"], ["a", "//", "/a//b", "/A", "/a b", "/a_b"]),
]


@pytest.mark.parametrize(
    ("form", "text", "sound"),
    [
        (form, text, sound)
        for form, right, wrong in FORMS
        for texts, sound in ((right, True), (wrong, False))
        for text in texts
    ],
)
def test_forms(form: Callable[[str], object], text: str, sound: bool) -> None:
    assert (form(text) is None) is sound


SECOND = 10**9


@pytest.mark.parametrize(
    ("text", "nanoseconds"),
    [
        ("0", 0),
        ("+0", 0),
        ("-0", 0),
        ("1ns", 1),
        ("1us", 1000),
        ("1µs", 1000),
        ("1μs", 1000),
        ("1ms", 10**6),
        ("1s", SECOND),
        ("1m", 60 * SECOND),
        ("1h", 3600 * SECOND),
        ("1h30m10s", 5410 * SECOND),
        ("1.5h", 5400 * SECOND),
        (".5s", SECOND // 2),
        ("1.s", SECOND),
        ("-1s", -SECOND),
        ("9223372036854775807ns", 2**63 - 1),
        ("9223372036854775808ns", None),
        ("0" * 198 + "1s", SECOND),
        ("0" * 199 + "1s", None),
        ("", None),
        ("-", None),
        ("1", None),
        ("s", None),
        (".s", None),
        ("1d", None),
        ("1 s", None),
        ("1s ", None),
        ("--1s", None),
        ("1.5.5s", None),
    ],
)
def test_durations(text: str, nanoseconds: int | None) -> None:
    # more than 200 characters are not looked at: no duration of 64 bits has as many digits that count
    assert go_duration.nanoseconds(text) == nanoseconds


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("+7", 7),
        ("-7", -7),
        ("007", 7),
        ("9223372036854775807", 2**63 - 1),
        ("9223372036854775808", None),
        ("-9223372036854775808", -(2**63)),
        ("-9223372036854775809", None),
        ("9" * 19, None),
        ("1" * 20, None),
        ("0" * 30 + "1", 1),
        ("", None),
        ("+", None),
        ("1.0", None),
        (" 1", None),
        ("1_0", None),
    ],
)
def test_integers(text: str, number: int | None) -> None:
    assert go_integer.integer(text) == number


UNITS = {"": 0, "n": -9, "u": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
UNITS |= {"e3": 3, "E3": 3, "e+3": 3, "e-3": -3, "e0": 0}


@pytest.mark.parametrize(("unit", "power"), UNITS.items())
def test_decimal_units(unit: str, power: int) -> None:
    assert quantities.parse(f"3{unit}") == 3 * Fraction(10) ** power
    assert quantities.parse(f"-1.5{unit}") == Fraction(-3, 2) * Fraction(10) ** power


@pytest.mark.parametrize(("power", "unit"), list(enumerate(["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"], 1)))
def test_binary_units(power: int, unit: str) -> None:
    assert quantities.parse(f"3{unit}") == 3 * 1024**power


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("-", 0),
        ("m", 0),
        (".", 0),
        ("5.", 5),
        (".5", Fraction(1, 2)),
        ("+5", 5),
        ("1e", None),
        ("1ki", None),
        ("1K", None),
        ("1MB", None),
        ("1 Mi", None),
        ("1mi", None),
        ("0x1", None),
        ("1e3k", None),
        ("1" * 40, int("1" * 40)),
        ("1" * 41, int("9" * 40)),
        ("0." + "0" * 29 + "1", Fraction(1, 10**30)),
        ("0." + "0" * 30 + "1", 0),
        ("1e100", 10**100),
        ("1e101", 10**100),
        ("1e-100", Fraction(1, 10**100)),
        ("1e-101", Fraction(1, 10**100)),
        ("1e" + "0" * 17 + "1", 10),
        ("1e" + "0" * 18 + "1", None),
    ],
)
def test_quantities(text: str, value: Fraction | None) -> None:
    assert quantities.parse(text) == value


@pytest.mark.parametrize(
    ("value", "amount"), [(5, 5), (True, None), ("5", 5), (" 5 ", 5), (0.5, Fraction(1, 2)), (None, None), ([], None)]
)
def test_quantities_as_yaml_gives_them(value: object, amount: Fraction | None) -> None:
    assert quantities.of(value) == amount


@pytest.mark.parametrize(
    ("value", "percent", "amount"),
    [
        ("0%", 0, 0),
        ("100%", 100, 100),
        ("1" * 18 + "%", int("1" * 18), int("1" * 18)),
        ("1" * 19 + "%", 10**19, 10**19),
        ("%", None, None),
        ("-1%", None, None),
        ("1.5%", None, None),
        ("5", None, None),
        (5, None, 5),
        (-5, None, -5),
        (True, None, None),
        (None, None, None),
    ],
)
def test_percentages(value: object, percent: int | None, amount: int | None) -> None:
    assert int_or_percent.percent(value) == percent
    assert int_or_percent.amount(value) == amount


def test_versions_are_in_order() -> None:
    versions = [
        "0.0.0-0",
        "0.0.0",
        "0.0.1",
        "0.1.0",
        "1.0.0-1",
        "1.0.0-2",
        "1.0.0-10",
        "1.0.0-a",
        "1.0.0-a.1",
        "1.0.0-b",
    ]
    versions += ["1.0.0", "1.0.1", "1.10.0", f"{'9' * 20}.0.0"]
    orders = [order for version in versions if (order := semver.order(version))]
    assert len(orders) == len(versions)
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)
    assert semver.order("1.0.0+a") == semver.order("1.0.0+b.c")
    assert semver.order("0.0.0") == semver.ZERO


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.0",
        "v1.0.0",
        "01.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0-a..b",
        "1.0.0+",
        f"{'9' * 21}.0.0",
        f"0.{'9' * 21}.0",
        f"0.0.{'9' * 21}",
    ],
)
def test_no_versions(text: str) -> None:
    assert semver.order(text) is None
    assert semver.semantic_version(text) is not None


@pytest.mark.parametrize(("bits", "low", "high"), [(32, -(2**31), 2**31 - 1), (64, -(2**63), 2**63 - 1)])
def test_whole_numbers_fit(bits: int, low: int, high: int) -> None:
    site = Site({}, (), "", Root({}, ""), None)
    assert [bool([*must_fit(bits)(site, ("a",), value)]) for value in (low - 1, low, high, high + 1)] == [
        True,
        False,
        False,
        True,
    ]
    assert [bool([*must_fit(bits)(site, ("a",), value)]) for value in (True, "a", 1.5, 1e30, float(2**20))] == [
        False,
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "form", "meant"),
    [
        ("Web_Shop", names.dns1123_label, "web-shop"),
        ("web.shop", names.dns1123_label, "web-shop"),
        ("Web.Shop", names.dns1123_subdomain, "web.shop"),
        ("-web-", names.dns1123_label, "web"),
        ("a.-b-.c", names.dns1123_subdomain, "a.b.c"),
        ("..web..", names.dns1123_subdomain, "web"),
        ("web shop!", names.dns1123_label, "web-shop"),
        ("___", names.dns1123_label, ""),
        ("", names.dns1123_label, ""),
        ("1a", names.dns1035_label, ""),
        ("商店", names.dns1123_label, ""),
        ("A" * 63, names.dns1123_label, "a" * 63),
        ("A" * 64, names.dns1123_label, ""),
        ("A" * 253, names.dns1123_subdomain, "a" * 253),
        ("_" * 240 + "A" * 60, names.dns1123_label, "a" * 60),
        ("_" * 241 + "A" * 60, names.dns1123_label, ""),  # of 301 characters nobody wants to know
    ],
)
def test_what_a_name_may_have_meant(text: str, form: Callable[[str], Text | None], meant: str) -> None:
    assert of_form(text, form) == meant


def test_a_long_value_is_cut_where_it_is_shown() -> None:
    assert shown("a" * 60) == f'"{"a" * 60}"'
    assert shown("a" * 61) == f'"{"a" * 60}…"'
