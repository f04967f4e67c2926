"""Ranges of Kubernetes versions, as people write them."""

import pytest

from kubefence.versions import Version, VersionError, parse_version, select, spoken

KNOWN = tuple(Version(1, minor) for minor in range(30, 38))


def chosen(text: str) -> str:
    return spoken(select(text, KNOWN))


@pytest.mark.parametrize(
    ("written", "versions"),
    [
        ("1.36", "1.36"),
        ("v1.36", "1.36"),
        ("1.36.2", "1.36"),
        ("=1.36", "1.36"),
        ("1.35-1.37", "1.35–1.37"),
        ("1.35 – 1.37", "1.35–1.37"),
        ("1.35..1.37", "1.35–1.37"),
        ("1.30,1.36", "1.30, 1.36"),
        ("1.30, 1.35-1.37", "1.30, 1.35–1.37"),
        (">=1.36", "1.36–1.37"),
        (">1.36", "1.37"),
        ("<=1.31", "1.30–1.31"),
        ("<1.31", "1.30"),
        (">=1.31,<1.34", "1.31–1.33"),
        (">=1.20", "1.30–1.37"),
        ("1.30-1.37,>=1.36", "1.36–1.37"),
        (">= 1.36", "1.36–1.37"),
    ],
)
def test_a_range_selects_versions(written: str, versions: str) -> None:
    assert chosen(written) == versions


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "is not a version range"),
        ("latest", "is not a version range"),
        ("1", "is not a Kubernetes version"),
        ("1.36,", "is not a version range"),
        ("==1.36", "is not a version range"),
        (">=1.35-1.37", "mixes a comparison and a span"),
        ("1.29", "no schema for Kubernetes 1.29; known are 1.30–1.37"),
        ("1.29-1.31", "no schema for Kubernetes 1.29"),
        ("1.36-1.38", "no schema for Kubernetes 1.38"),
        (">1.37", "no known version lies in"),
        ("<1.31,>=1.36", "no known version lies in"),
        ("1.30,>=1.36", "no known version lies in"),
        ("1.37-1.35", "runs backwards"),
        ("１.３６", "is not a version range"),
        ("1." + "9" * 5000, "^'1\\.9{57} is not a Kubernetes version"),
    ],
)
def test_a_range_that_cannot_be_used_says_why(written: str, reason: str) -> None:
    with pytest.raises(VersionError, match=reason):
        select(written, KNOWN)


@pytest.mark.parametrize("written", ["1.36", " v1.36 ", "1.36.0"])
def test_a_version_has_several_spellings(written: str) -> None:
    assert parse_version(written) == Version(1, 36)


@pytest.mark.parametrize("written", ["1", "1.36.", "1.x", "36", "1.36-alpha", ""])
def test_what_is_not_a_version_is_refused(written: str) -> None:
    with pytest.raises(VersionError, match="write it like"):
        parse_version(written)


@pytest.mark.parametrize(
    ("minors", "text"),
    [
        ([], ""),
        ([36], "1.36"),
        ([37, 35, 36], "1.35–1.37"),
        ([30, 32, 33], "1.30, 1.32–1.33"),
        ([30, 32], "1.30, 1.32"),
    ],
)
def test_versions_are_spoken_as_runs(minors: list[int], text: str) -> None:
    assert spoken(Version(1, minor) for minor in minors) == text


def test_versions_compare_as_numbers() -> None:
    assert Version(1, 9) < Version(1, 30)
