"""Two generators make the same site, but for the tag that names them."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tests.helpers import loaded_script

ROOT = Path(__file__).parents[2]
HTML = '<meta name="generator" content="{}, mkdocs-material-9.8.2"><p>{}</p>'


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return loaded_script("compare_generators")


def site(folder: Path, generator: str, **files: str) -> Path:
    for name, text in {"index.html": HTML.format(generator, "a"), **files}.items():
        path = folder / generator / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / generator


def differing(script: ModuleType, tmp_path: Path, one: dict[str, str], other: dict[str, str]) -> list[str]:
    sites = site(tmp_path, "mkdocs-1.6.1", **one), site(tmp_path, "mkdocs-ProperDocs 1.6.7", **other)
    return list(script.differences(*sites))


def test_only_the_name_of_the_generator_may_differ(script: ModuleType, tmp_path: Path) -> None:
    same = {"a/b.css": "a", "c.html": "no generator"}
    assert differing(script, tmp_path, same, same) == []


def test_everything_else_counts(script: ModuleType, tmp_path: Path) -> None:
    one = {"a.css": "a", "b.html": HTML.format("mkdocs-1.6.1", "a"), "only.txt": "a", "c.html": HTML.format("x", "a")}
    other = {"a.css": "b", "b.html": HTML.format("mkdocs-2", "b"), "other.txt": "a", "c.html": HTML.format("y", "a")}
    assert differing(script, tmp_path, one, other) == ["a.css", "b.html", "c.html", "only.txt", "other.txt"]


LIST = '{{"build":"{0}","files":[["a.js","{1}",3],["","{0}",24714],["dns/","{0}",9]]}}'


def test_pages_that_name_another_have_other_digests(script: ModuleType, tmp_path: Path) -> None:
    one, other, third = "0123456789abcdef", "fedcba9876543210", "0000000000000000"
    same = {"offline.json": LIST.format(one, third)}, {"offline.json": LIST.format(other, third)}
    assert differing(script, tmp_path / "a", *same) == []
    of_script = {"offline.json": LIST.format(one, third)}, {"offline.json": LIST.format(one, other)}
    assert differing(script, tmp_path / "b", *of_script) == ["offline.json"]


def test_a_generator_that_cannot_build_is_said(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "GENERATORS", ("no_such_generator", "mkdocs"))
    assert script.main() == 2
    assert "no_such_generator cannot build the site" in capfd.readouterr().err


def test_the_check_of_a_change_compares_them() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["properdocs"]["steps"] if "run" in step]
    assert runs[-1] == ".venv/bin/python scripts/compare_generators.py"
    assert "requirements/properdocs.txt" in runs[-2]
