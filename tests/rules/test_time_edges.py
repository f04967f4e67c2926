"""Schedules and points in time at their edges."""

import pytest

from kubefence.formats import cron
from kubefence.formats.times import is_time

DAYS = {"minute": (0, 59), "hour": (1, 23), "day": (2, 31), "month": (3, 12), "weekday": (4, 6)}


@pytest.mark.parametrize(("place", "most"), DAYS.values(), ids=DAYS)
def test_fields_of_a_schedule(place: int, most: int) -> None:
    least = 1 if place in (2, 3) else 0

    def judged(part: str) -> bool:
        return cron.schedule(" ".join(["*"] * place + [part] + ["*"] * (4 - place))) is None

    right = [
        str(least),
        str(most),
        f"{least}-{most}",
        f"{least},{most}",
        "*/1",
        f"{least}-{most}/2",
        "?",
        f"{most}-{most}",
        f"{least}/5",
    ]
    wrong = [
        str(most + 1),
        f"{least}-{most + 1}",
        f"{most}-{least}",
        "*/0",
        "*/-1",
        "-1",
        "1-2-3",
        "1/2/3",
        "a",
        "1-",
        "/1",
        "*/x",
    ]
    if least:
        wrong.append("0")
    assert [part for part in right if not judged(part)] == []
    assert [part for part in wrong if judged(part)] == []


@pytest.mark.parametrize(
    ("place", "words"), [(3, "jan feb mar apr may jun jul aug sep oct nov dec"), (4, "sun mon tue wed thu fri sat")]
)
def test_names_in_a_schedule_are_in_order(place: int, words: str) -> None:
    def judged(part: str) -> bool:
        return cron.schedule(" ".join(["*"] * place + [part] + ["*"] * (4 - place))) is None

    every = words.split()
    first = 1 if place == 3 else 0
    for number, word in enumerate(every, first):
        assert judged(word.upper())
        assert judged(f"{word}-{number}")
        assert judged(f"{number}-{word}")
        assert not judged(f"{word}-{number - 1}")
        assert not judged(f"{number + 1}-{word}")


@pytest.mark.parametrize(
    ("text", "sound"),
    [(f"@{name}", True) for name in ("yearly", "annually", "monthly", "weekly", "daily", "midnight", "hourly")]
    + [("@every 1h", True), ("@every", False), ("@every x", False), ("@Daily", False), ("@reboot", False)]
    + [("* * * *", False), ("* * * * * *", False), ("* * * *  *", True), ("*\t* * * *", True), ("", False)],
)
def test_schedules(text: str, sound: bool) -> None:
    assert (cron.schedule(text) is None) is sound


MICRO = ".000000"


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("2026-01-02T03:04:05Z", True),
        ("2026-01-02T23:59:59Z", True),
        ("2026-01-02T24:00:00Z", False),
        ("2026-01-02T00:60:00Z", False),
        ("2026-01-02T00:00:60Z", False),
        ("2026-01-31T00:00:00Z", True),
        ("2026-01-32T00:00:00Z", False),
        ("2026-02-29T00:00:00Z", False),
        ("2024-02-29T00:00:00Z", True),
        ("2026-12-01T00:00:00Z", True),
        ("2026-13-01T00:00:00Z", False),
        ("2026-00-01T00:00:00Z", False),
        ("2026-01-00T00:00:00Z", False),
        ("2026-01-02T03:04:05+23:59", True),
        ("2026-01-02T03:04:05-24:60", True),
        ("2026-01-02T03:04:05+25:00", False),
        ("2026-01-02T03:04:05+00:61", False),
        ("2026-01-02T03:04:05", False),
        ("2026-01-02 03:04:05Z", False),
        ("2026-01-02", False),
        ("26-01-02T03:04:05Z", False),
        ("0000-02-29T03:04:05Z", True),
        ("0001-02-29T03:04:05Z", False),
        ("", False),
    ],
)
def test_times(text: str, sound: bool) -> None:
    assert is_time(text) is sound
    assert is_time(text.replace(":05", f":05{MICRO}"), micro=True) is (sound and ":05" in text)
