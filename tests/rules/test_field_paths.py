"""Paths to fields of custom resources, as ``schema/cel/... /fieldpath`` of the API server reads them."""

import pytest

from kubefence.rules.extensions.fieldpaths import steps

ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "'": "'", "\\": "\\"}


@pytest.mark.parametrize(("letter", "meaning"), ESCAPES.items())
def test_each_escape(letter: str, meaning: str) -> None:
    assert steps(f".spec['x\\{letter}y']") == ["spec", f"x{meaning}y"]


@pytest.mark.parametrize("letter", ["x", "0", "e", '"', "u"])
def test_other_escapes_are_none(letter: str) -> None:
    assert not isinstance(steps(f".spec['x\\{letter}y']"), list)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (".a", ["a"]),
        (".a.b", ["a", "b"]),
        ("['a.b']", ["a.b"]),
        (".a['b']['c'].d", ["a", "b", "c", "d"]),
        ("", None),
        ("a", None),
        (".", None),
        (".a.", None),
        (".a..b", None),
        (".a[0]", None),
        (".a['b'", None),
        (".a[b]", None),
        (".a['b]", None),
        (".a[']", None),
        (".a['b\\']", None),
    ],
)
def test_paths(path: str, names: list[str] | None) -> None:
    found = steps(path)
    assert (found if isinstance(found, list) else None) == names
