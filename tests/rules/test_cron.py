"""Schedules, durations and numbers as the API server reads them."""

import pytest

from kubefence.facts import time_zones
from kubefence.formats import cron, go_duration
from kubefence.formats.domain_paths import domain_prefixed_path
from kubefence.formats.go_integer import integer
from kubefence.formats.int_or_percent import amount, percent
from kubefence.yamldoc.document import Json


@pytest.mark.parametrize(
    "text",
    [
        "* * * * *",
        "*/15 0-6,18-23 1 1-12/3 ?",
        "0 0 * JAN-dec sun-SAT",
        "59 23 31 12 6",
        "5/10 * * * *",
        "*/100 * * * *",
        "0\t8  *  *   * ",
        "1,,2 * * * *",
        "+5 08 * * *",
        "*-anything * * * *",
        "0 0 31 2 *",
        "@yearly",
        "@annually",
        "@monthly",
        "@weekly",
        "@daily",
        "@midnight",
        "@hourly",
        "@every 1h30m",
        "@every 1.5h",
    ],
)
def test_schedules(text: str) -> None:
    assert cron.schedule(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "here are 0"),
        ("* * * *", "here are 4"),
        ("* * * * * *", "here are 6"),
        (" @daily", "here are 1"),
        ("60 * * * *", "minute 60: it has to lie between 0 and 59"),
        ("0 24 * * *", "hour 24"),
        ("0 0 0 * *", "day of month 0"),
        ("0 0 * 13 *", "month 13"),
        ("0 0 * * 7", "day of week 7"),
        ("30-10 * * * *", "beginning"),
        ("*/0 * * * *", "step"),
        ("*/-1 * * * *", "step"),
        ("1/2/3 * * * *", "once each"),
        ("1-2-3 * * * *", "once each"),
        ("-1 * * * *", "a number"),
        ("a * * * *", "a number"),
        ("0 0 L * *", "a number"),
        ("0 0 * * MON#2", "one of sun"),
        ("0 0 * * monday", "one of sun"),
        ("@hour", "there is no such schedule"),
        ("@daily ", "there is no such schedule"),
        ("@every 5", "units"),
        ("@every ", "units"),
        ("@reboot", "there is no such schedule"),
        ("0 ８ * * *", "a number"),
    ],
)
def test_what_is_no_schedule(text: str, said: str) -> None:
    wrong = cron.schedule(text)
    assert wrong is not None
    assert said in wrong.en


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1h", 3600 * 10**9),
        ("1m30.5s", 90_500_000_000),
        ("0", 0),
        ("-5ms", -5_000_000),
        (".5us", 500),
        ("1.h", 36 * 10**11),
    ],
)
def test_durations(text: str, length: int) -> None:
    assert go_duration.nanoseconds(text) == length


@pytest.mark.parametrize("text", ["", "5", "1d", "h", "1 h", "1h ", "--1h", "9999999999h", "."])
def test_what_is_no_duration(text: str) -> None:
    assert go_duration.form(text) is not None


def test_numbers() -> None:
    assert [integer(text) for text in ("7", "-7", "+7", "007", "٣", "1_0", "", "9" * 19, "9" * 30)] == [
        7, -7, 7, 7, None, None, None, None, None
    ]  # fmt: skip
    assert integer("9223372036854775807") == 2**63 - 1
    assert [percent(value) for value in ("5%", "0%", "5", "%", "5 %", "-5%", 5, "9" * 30 + "%")] == [
        5, 0, None, None, None, None, None, 10**19
    ]  # fmt: skip
    values: list[Json] = [3, "3%", "3", True, None, []]
    assert [amount(value) for value in values] == [3, 3, None, None, None, None]


def test_domain_prefixed_paths() -> None:
    assert domain_prefixed_path("example.com/a/b") is None
    assert all(domain_prefixed_path(text) for text in ("", "a", "/a", "a/", "A/b", "a/b c"))


def test_time_zones() -> None:
    assert {"UTC", "Asia/Shanghai", "America/Argentina/Buenos_Aires", "Etc/GMT-8"} <= time_zones.names()
    assert not {"", "Local", "utc", "CST", "Asia/Beijing"} & time_zones.names()
    assert time_zones.nearest("asia/shanghai") == "Asia/Shanghai"
    assert time_zones.nearest("Moon/Sea of Tranquility") is None
