"""The option crds: files that it names are read, and one that cannot be used stops the run with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kubefence.edge.cli import main
from tests.custom_resources import ROCKETS, rocket
from tests.helpers import fenced


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kubefence.toml").write_text('crds = ["crds/*.yaml"]\nyamllint = false\n', encoding="utf-8")
    (tmp_path / "crds").mkdir()
    (tmp_path / "crds" / "rockets.yaml").write_text(ROCKETS, encoding="utf-8")
    (tmp_path / "a.md").write_text(fenced(rocket("stages: 0")), encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["--no-cache", "--lang", "en", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_resources_are_checked_with_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = said(capsys, "a.md")
    assert (status, out.partition(" [")[0]) == (1, "a.md:6:11: error: stages is 0, the least is 1")
    (folder / "a.md").write_text(fenced(rocket("stages: 1")), encoding="utf-8")
    assert said(capsys, "a.md")[0] == 0


def test_a_definition_in_the_tree_makes_its_kind_known(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kubefence.toml").write_text("yamllint = false\n", encoding="utf-8")
    (folder / "b.yaml").write_text(rocket("stages: x"), encoding="utf-8")
    status, out, _ = said(capsys, ".")
    assert status == 1
    assert [line.partition(" [")[0] for line in out.splitlines() if ": error: " in line] == [
        "a.md:6:11: error: stages is 0, the least is 1",
        "b.yaml:5:11: error: stages must be an integer, not a string x",
    ]
    (folder / "crds" / "rockets.yaml").write_text("kind: CustomResourceDefinition\na: [", encoding="utf-8")
    assert "yaml-syntax" in said(capsys, ".")[1]


def test_of_several_releases_in_a_tree_the_one_with_most_fields_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "kubefence.toml").write_text("yamllint = false\n", encoding="utf-8")
    newer = ROCKETS.replace("stages: {", "boosters: {type: integer}\n                stages: {")
    assert newer != ROCKETS
    for name in ("0-newer.yaml", "9-older.yaml"):
        (folder / "crds" / name).write_text(newer if "newer" in name else ROCKETS, encoding="utf-8")
    (folder / "a.md").write_text(fenced(rocket("stages: 1\nboosters: 2")), encoding="utf-8")
    assert said(capsys, ".")[0] == 0
    (folder / "a.md").write_text(fenced(rocket("stages: 1\nbooster: 2")), encoding="utf-8")
    assert said(capsys, ".")[0] == 1


BROKEN = [
    ("a: [", "crds/b.yaml:1:5: this is not YAML"),
    ("kind: Pod\n", "crds/b.yaml:1:1: there is no CustomResourceDefinition in this file"),
    (ROCKETS.replace("/v1", "/v1beta1", 1), "crds/b.yaml:1:13: this has to be a CRD of apiextensions.k8s.io/v1"),
    (
        ROCKETS.replace("{kind: Rocket, plural: rockets}", "[a]"),
        "crds/b.yaml:8:10: spec.names of a CRD has to be an object",
    ),
    (ROCKETS.replace("served: true", "served: false"), "crds/b.yaml:10:7: no version of this CRD is served"),
    ("\0", "crds/b.yaml:1:1: "),
]


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_a_file_that_cannot_be_used(folder: Path, capsys: pytest.CaptureFixture[str], text: str, told: str) -> None:
    (folder / "crds" / "b.yaml").write_text(text, encoding="utf-8")
    status, out, err = said(capsys, "a.md")
    assert (status, out) == (2, "")
    assert err.startswith(f"kubefence: crds: {told}")


@pytest.mark.parametrize(
    ("globs", "told"),
    [
        ('["none/*.yaml"]', "kubefence.toml:1:8: crds[0]: there is no such file in "),
        ('["crds/*.yaml", "/crds/*"]', "kubefence.toml:1:8: crds[1]: this is no glob: "),
        ('"crds"', "kubefence.toml:1:8: crds: this has to be a list, each the name of a file, or a glob"),
    ],
)
def test_a_glob_that_cannot_be_used(folder: Path, capsys: pytest.CaptureFixture[str], globs: str, told: str) -> None:
    (folder / "kubefence.toml").write_text(f"crds = {globs}\n", encoding="utf-8")
    status, _, err = said(capsys, "a.md")
    assert status == 2
    assert told in err


def test_a_file_that_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "crds" / "b.yaml").write_bytes(b"\xff\xfe\x00")
    status, _, err = said(capsys, "a.md")
    assert status == 2
    assert "b.yaml" in err
