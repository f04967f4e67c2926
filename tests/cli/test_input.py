"""The command: what it verifies."""

import json
from pathlib import Path

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced, indented

from .conftest import Run, write


def test_a_page_and_a_plain_manifest(run: Run) -> None:
    write("a.md", "文\n\n" + fenced(WRONG_CONFIG_MAP))
    write("b.yaml", f"{CONFIG_MAP.replace('web', 'api')}---\n{WRONG_CONFIG_MAP}")
    assert run("a.md", "b.yaml", "--format", "json").spots == [
        ("a.md", 8, 1, "unknown-field"),
        ("b.yaml", 10, 1, "unknown-field"),
    ]


def test_a_folder_with_all_that_is_below_it(run: Run) -> None:
    for name in ("docs/a.md", "docs/b/c.MD", "docs/b/d.yaml", "docs/b/e.yml", "docs/x.md/f.markdown"):
        write(name, WRONG_CONFIG_MAP if name.endswith("ml") else fenced(WRONG_CONFIG_MAP))
    for name in ("docs/.hidden.md", "docs/.git/a.md", "docs/node_modules/a.md", "docs/a.txt", "docs/a.py"):
        write(name, fenced(WRONG_CONFIG_MAP))
    outcome = run("docs", "--format", "json")
    assert [path for path, *_ in outcome.spots] == [
        "docs/a.md",
        "docs/b/c.MD",
        "docs/b/d.yaml",
        "docs/b/e.yml",
        "docs/x.md/f.markdown",
    ]
    assert outcome.status == 1


def test_a_file_is_verified_once_and_one_that_is_named_whatever_its_name(run: Run) -> None:
    write("docs/a.md", fenced(WRONG_CONFIG_MAP))
    write("docs/b.txt", WRONG_CONFIG_MAP)
    write("-a.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("docs", "docs/a.md", str(Path("docs/a.md").absolute()), "docs/b.txt", "./-a.md", "--format", "json")
    assert [path for path, *_ in outcome.spots] == ["-a.md", "docs/a.md", "docs/b.txt"]


WRONG_JSON = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "dat": {}}\n'


@pytest.mark.parametrize("name", ["deployment.json", "deployment", "deployment.yaml.bak", "Deployment.JSON", "a.conf"])
@pytest.mark.parametrize(("text", "spot"), [(WRONG_JSON, (1, 72)), (WRONG_CONFIG_MAP, (5, 1))])
def test_a_manifest_is_one_whatever_its_name(run: Run, name: str, text: str, spot: tuple[int, int]) -> None:
    write(name, text)
    outcome = run(name, "--format", "json")
    assert (name, *spot, "unknown-field") in outcome.spots
    assert outcome.status == 1


def test_json_in_a_folder_is_verified_where_it_is_for_kubernetes_and_else_counted(run: Run) -> None:
    write("docs/a.json", WRONG_JSON)
    write("docs/b/package.json", '{"name": "web", "private": true}\n')
    write("docs/b/tsconfig.json", '{\n  // 注释\n  "strict": true,\n}\n')
    outcome = run("docs", "--format", "json")
    assert outcome.spots == [("docs/a.json", 1, 72, "unknown-field")]
    assert json.loads(outcome.out)["summary"]["blocks"] == {"manifest": 1, "unrelated": 2}
    assert "2 unrelated" in run("docs", "--lang", "en").out
    assert "2 个与 Kubernetes 无关的文件" in run("docs", "--lang", "zh").out
    assert [path for path, *_ in run("docs", "docs/b/package.json", "--format", "json").spots] == [
        "docs/a.json",
        "docs/b/package.json",
    ]


def test_a_file_that_is_neither_text_nor_manifest_is_said_to_be_that(run: Run) -> None:
    Path("web").write_bytes(b"\x7fELF\x02\x01\0\0")
    write("notes.txt", "只是几句话。\n")
    assert [rule for *_, rule in run("web", "--format", "json").spots] == ["not-utf8"]
    assert [rule for *_, rule in run("notes.txt", "--format", "json").spots] == ["not-identified"]


def test_standard_input_is_json_where_it_begins_like_it(run: Run) -> None:
    text = WRONG_JSON.replace("{}", r'{"a": "\/\ud83d\udcaf"}')
    assert run("-", "--format", "json", stdin=text).spots == [("stdin.yaml", 1, 72, "unknown-field")]
    assert run("-", "--stdin-name", "a.json", "--format", "json", stdin=text + text.replace("web", "api")).spots == [
        ("a.json", 1, 72, "unknown-field"),
        ("a.json", 2, 72, "unknown-field"),
    ]
    assert run("-", "--stdin-name", "web", "--format", "json", stdin=WRONG_CONFIG_MAP).spots == [
        ("web", 5, 1, "unknown-field")
    ]


def test_without_a_path_the_pages_of_the_site(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("mkdocs.yml", "site_name: a\ndocs_dir: pages\n")
    write("pages/a.md", fenced(WRONG_CONFIG_MAP))
    write("other/b.md", fenced(WRONG_CONFIG_MAP))
    assert [path for path, *_ in run("--format", "json").spots] == ["pages/a.md"]
    monkeypatch.chdir("pages")
    assert [path for path, *_ in run("--format", "json").spots] == ["a.md"]


def test_paths_are_relative_to_the_working_folder(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write("part.md", fenced(WRONG_CONFIG_MAP))
    write("mkdocs.yml", "site_name: a\n")
    write("docs/a.md", '--8<-- "part.md"\n')
    (tmp_path / "here").mkdir()
    for folder, named, shown in [
        (".", str(tmp_path / "docs"), "part.md"),
        ("docs", "../docs/a.md", "../part.md"),
        ("here", "../docs", "../part.md"),
    ]:
        monkeypatch.chdir(tmp_path / folder)
        assert run(named, "--format", "json").spots == [(shown, 6, 1, "unknown-field")]


def test_standard_input_is_yaml_unless_it_has_another_name(run: Run) -> None:
    page = "文\n\n" + fenced(WRONG_CONFIG_MAP)
    assert run("-", "--format", "json", stdin=WRONG_CONFIG_MAP).spots == [("stdin.yaml", 5, 1, "unknown-field")]
    assert run("-", "--stdin-name", "docs/a.md", "--format", "json", stdin=page).spots == [
        ("docs/a.md", 8, 1, "unknown-field")
    ]
    assert run("-", "--stdin-name", "a.yml", "--format", "json", stdin=WRONG_CONFIG_MAP).spots == [
        ("a.yml", 5, 1, "unknown-field")
    ]


def test_standard_input_is_what_is_shown_of_it(run: Run) -> None:
    write("a.md", "# 别的内容\n" * 20)
    outcome = run("-", "--stdin-name", "a.md", stdin="文\n\n" + fenced(WRONG_CONFIG_MAP))
    assert "    8 | dat: {}\n      | ^^^\n" in outcome.out


def test_standard_input_is_read_as_the_site_that_its_name_lies_in(run: Run) -> None:
    write("site/mkdocs.yml", "markdown_extensions: [pymdownx.superfences]\n")
    page = "!!! note\n\n" + indented(fenced(WRONG_CONFIG_MAP), 4)
    assert run("-", "--stdin-name", "site/docs/a.md", stdin=page).status == 0
    assert run("-", "--stdin-name", "docs/a.md", stdin=page).status == 1


def test_standard_input_beside_files(run: Run) -> None:
    write("a.md", fenced(WRONG_CONFIG_MAP))
    outcome = run("a.md", "-", "--format", "json", stdin=WRONG_CONFIG_MAP)
    assert [path for path, *_ in outcome.spots] == ["a.md", "stdin.yaml"]


def test_a_range_of_versions(run: Run) -> None:
    write("a.yaml", WRONG_CONFIG_MAP)
    for written, versions in [("1.30", ["1.30"]), ("1.30-1.31", ["1.30", "1.31"]), (">=1.36", ["1.36", "1.37"])]:
        [finding] = json.loads(run("a.yaml", "--k8s", written, "--format", "json").out)["findings"]
        assert finding["versions"] == versions
    [finding] = json.loads(run("a.yaml", "--format", "json").out)["findings"]
    assert finding["versions"] == ["1.35", "1.36", "1.37"]


def test_extensions_of_the_site_decide_what_a_page_holds(run: Run) -> None:
    write("docs/a.md", "!!! note\n\n" + indented(fenced(WRONG_CONFIG_MAP), 4))
    write("mkdocs.yml", "markdown_extensions: [pymdownx.superfences]\n")
    assert run().status == 0
    write("mkdocs.yml", "markdown_extensions: [admonition, pymdownx.superfences]\n")
    assert run().status == 1
    write("other.yml", "docs_dir: docs\nmarkdown_extensions: [pymdownx.superfences]\n")
    assert run("docs", "--mkdocs", "other.yml").status == 0


def test_what_a_cluster_printed(run: Run) -> None:
    there = "  resourceVersion: '1'\n  uid: 0b5f3e0c\n  creationTimestamp: '2024-01-01T00:00:00Z'\n"
    printed = f"{CONFIG_MAP}{there}"
    item = indented(printed, "  ").replace("  ", "- ", 1)
    for text in (printed, f"apiVersion: v1\nkind: List\nitems:\n{item}"):
        assert run("-", stdin=text).status == 0, text
    assert run("-", "--format", "json", stdin=f"{printed}dat: {{}}\n").spots == [("stdin.yaml", 8, 1, "unknown-field")]
    write("a.yaml", printed)  # it is there to be applied
    assert run("a.yaml", "--format", "json").spots == [("a.yaml", 5, 20, "preset-resource-version")]
    assert run("-", "--stdin-name", "a.yaml", "--format", "json", stdin=printed).spots[0][0] == "a.yaml"
