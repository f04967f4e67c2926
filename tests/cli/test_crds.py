"""The option crds: files that it names are read, and one that cannot be used stops the run with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kubefence.edge.cli import main
from kubefence.edge.site import Source, verify_site
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
    (folder / "a.md").write_text(fenced(rocket("stages: 1\ncolour: red")), encoding="utf-8")
    status, out, _ = said(capsys, ".")
    assert status == 0
    assert "the CRD with most fields, of several in this tree, does not have it, another version may" in out
    (folder / "crds" / "9-older.yaml").unlink()
    (folder / "crds" / "rockets.yaml").unlink()
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
    (
        ROCKETS.replace("spec:\n              type: object\n", "spec: &spec\n              type: object\n").replace(
            "{type: integer, minimum: 1}", "*spec"
        ),
        "crds/b.yaml:17:19: an alias refers to something that contains it; write out what is meant",
    ),
]


@pytest.mark.parametrize(("text", "told"), BROKEN)
def test_a_file_that_cannot_be_used(folder: Path, capsys: pytest.CaptureFixture[str], text: str, told: str) -> None:
    (folder / "crds" / "b.yaml").write_text(text, encoding="utf-8")
    status, out, err = said(capsys, "a.md")
    assert (status, out) == (2, "")
    assert err.startswith(f"kubefence: crds: {told}")


def test_a_bundle_of_definitions_that_is_too_large(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "crds" / "b.yaml").open("w", encoding="utf-8") as file:
        while file.tell() < 33 * 2**20:
            file.write(f"{ROCKETS}---\n" * 1_000)
    status, out, err = said(capsys, "a.md")
    assert (status, out) == (2, "")
    assert err.endswith("b.yaml has more than 32 MiB; make several of it\n")


def test_a_definition_that_refers_to_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``$ref`` is forbidden in a CRD; of what it stands for nothing is known."""
    text = ROCKETS.replace("{type: integer, minimum: 1}", "{$ref: '#/properties/spec'}")
    (folder / "crds" / "rockets.yaml").write_text(text, encoding="utf-8")
    (folder / "a.md").write_text(fenced(rocket("stages: {stages: {stages: 1}}")), encoding="utf-8")
    _, out, _ = said(capsys, ".")
    assert errors(out) == {
        "crds/rockets.yaml:21:32: error: $ref cannot be given: the schemas of CRDs do not have it",
        "crds/rockets.yaml:21:17: error: type is missing: a field has to have one",
        "a.md:6:12: error: there is no field stages",
    }


@pytest.mark.parametrize(
    ("globs", "told"),
    [
        ('["none/*.yaml"]', "kubefence.toml:1:8: crds[0]: no file in "),
        ('["none/*.yaml"]', " fits 'none/*.yaml'; mend it or leave it out"),
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


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of which one page shows a CRD, two others objects, and two more what is no definition to them."""
    monkeypatch.chdir(tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: a\nplugins: [{kubefence: {yamllint: false}}]\n", encoding="utf-8")
    (docs / "index.md").write_text("# a\n\n" + fenced(rocket("stages: 0")), encoding="utf-8")
    (docs / "m.md").write_text(fenced(ROCKETS), encoding="utf-8")
    (docs / "z.md").write_text(fenced(rocket("stages: x")), encoding="utf-8")
    excerpt = ROCKETS.replace("required: [stages]", "# ...").replace("minimum: 1", "minimum: 9")
    wrong = ROCKETS.replace("{kind: Rocket, plural: rockets}", "[a]")
    expected = fenced(wrong, 'yaml expect="wrong-type"')
    (docs / "no.md").write_text(f"{fenced(excerpt)}\n{expected}", encoding="utf-8")
    return docs


TOLD = {
    "docs/index.md:8:11: error: stages is 0, the least is 1",
    "docs/z.md:6:11: error: stages must be an integer, not a string x",
}


def errors(out: str) -> set[str]:
    return {line.partition(" [")[0] for line in out.splitlines() if ": error: " in line}


@pytest.mark.parametrize(
    "arguments",
    [[], ["--jobs", "1"], ["--jobs", "2"], ["docs"], ["docs/z.md", "docs/index.md"], ["docs/index.md", "docs/z.md"]],
    ids=" ".join,
)
def test_a_kind_that_a_page_of_the_site_defines_is_known_on_the_others(
    site: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    status, out, _ = said(capsys, *arguments)
    assert (status, errors(out)) == (1, TOLD)


def test_the_cache_knows_what_the_other_pages_define(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told() -> set[str]:
        main(["--lang", "en"])
        return errors(capsys.readouterr().out)

    assert told() == TOLD
    (site / "m.md").write_text(fenced(ROCKETS.replace("minimum: 1", "minimum: 0")), encoding="utf-8")
    assert told() == {each for each in TOLD if "z.md" in each}
    (site / "m.md").write_text(fenced(ROCKETS), encoding="utf-8")
    assert told() == TOLD
    (site / "m.md").unlink()
    assert told() == set()


def test_where_pages_define_a_kind_in_two_ways_neither_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "n.md").write_text(fenced(ROCKETS.replace("minimum: 1", "minimum: 0")), encoding="utf-8")
    _, out, _ = said(capsys)
    assert errors(out) == set()
    assert out.count("[unchecked-kind]") == 2


def test_a_page_that_is_excluded_defines_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site.parent / "mkdocs.yml").write_text(
        "site_name: a\nplugins: [{kubefence: {yamllint: false, exclude: [docs/m.md]}}]\n", encoding="utf-8"
    )
    assert errors(said(capsys)[1]) == set()


def test_a_build_knows_the_same(site: Path) -> None:
    (site / "crd.yaml").write_text(ROCKETS.replace("Rocket", "Probe").replace("rockets", "probes"), encoding="utf-8")
    (site / "p.md").write_text(fenced(rocket("stages: 0").replace("Rocket", "Probe")), encoding="utf-8")
    pages = sorted(site.glob("*.md"), reverse=True)
    sources = [Source(page.name, page, page.read_text(encoding="utf-8")) for page in pages]
    outcome = verify_site(site.parent / "mkdocs.yml", sources)
    wrong = [each for each in outcome.report.findings if each.severity == "error"]
    found = {f"{each.path}:{each.span.line}:{each.span.column}: error: {each.text.en}" for each in wrong}
    assert found == {*TOLD, "docs/p.md:6:11: error: stages is 0, the least is 1"}
