"""Where a browser comes from when none is found, by machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from ready import machine
from ready.browser import Way, ways
from ready.goals import GOALS, Need, larger_sets, needs_browser
from ready.machine import Machine

SYSTEM, CARRIED = Way.SYSTEM, Way.CARRIED


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Machine(apt=True, root=True), [SYSTEM, CARRIED]),
        (Machine(apt=True, sudo=True), [SYSTEM, CARRIED]),
        (Machine(apt=True), [CARRIED]),
        (Machine(apt=True, root=True, processor="aarch64"), [SYSTEM]),
        (Machine(apt=True, processor="aarch64"), []),
        (Machine(apt=True, root=True, distribution="ubuntu"), [CARRIED]),
        (Machine(apt=True, root=True, distribution="ubuntu", processor="aarch64"), []),
        (Machine(apt=True, sudo=True, distribution="linuxmint"), [SYSTEM, CARRIED]),
        (Machine(root=True, distribution="fedora"), [CARRIED]),
        (Machine(root=True, distribution="alpine", glibc=()), []),
        (Machine(system="Darwin", processor="arm64", glibc=(), distribution=""), []),
        (Machine(system="Darwin", processor="x86_64", glibc=(), distribution=""), []),
        (Machine(system="FreeBSD", processor="amd64", glibc=(), distribution=""), []),
    ],
    ids=str,
)
def test_sources(found: Machine, expected: list[Way]) -> None:
    assert ways(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('PRETTY_NAME="Debian"\nID=debian\n', "debian"),
        ('VERSION_ID="24.04"\nID="ubuntu"\nID_LIKE=debian\n', "ubuntu"),
        ("ID='opensuse-leap'", "opensuse-leap"),
        ("NAME=x\n", ""),
        (None, ""),
    ],
)
def test_distribution(tmp_path: Path, text: str | None, expected: str) -> None:
    release = tmp_path / "os-release"
    if text is not None:
        release.write_text(text, encoding="utf-8")
    assert machine.this(release).distribution == expected


@pytest.mark.parametrize(
    ("goal", "environment", "expected"),
    [
        ("serve", {"DIAGRAMS": "required"}, Need.NONE),
        ("site", {}, Need.WISHED),
        ("site", {"DIAGRAMS": ""}, Need.WISHED),
        ("site", {"DIAGRAMS": "required"}, Need.REQUIRED),
        ("site", {"DECK": "anki"}, Need.REQUIRED),
        ("site", {"BOOK": "pdf"}, Need.REQUIRED),
        ("book", {}, Need.REQUIRED),
        ("lint", {}, Need.NONE),
        ("test", {}, Need.REQUIRED),
    ],
)
def test_who_needs_a_browser(goal: str, environment: dict[str, str], expected: Need) -> None:
    assert needs_browser(GOALS[goal], environment) is expected


def test_sets_hold_those_before_them() -> None:
    assert larger_sets("site") == ["site", "book", "test"]
    assert larger_sets("test") == ["test"]
