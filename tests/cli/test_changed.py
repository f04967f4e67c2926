"""``--changed-since``: what has changed since a revision, and the pages that it concerns."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

from .conftest import Run, write

PAGE = fenced(WRONG_CONFIG_MAP)


def git(*arguments: str) -> None:
    named = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *named, *arguments], check=True, capture_output=True, env=env)


def commit(name: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", name)
    git("tag", name)


@pytest.fixture
def repository(run: Run) -> Run:
    """A repository of two wrong pages and a manifest, as of revision ``one``."""
    git("init", "-q", "-b", "main")
    write("docs/a.md", PAGE)
    write("docs/b b.md", PAGE)
    write("docs/页.yaml", WRONG_CONFIG_MAP)
    commit("one")
    return run


def told(run: Run, *arguments: str, since: str = "one") -> list[str]:
    outcome = run("docs", "--changed-since", since, *arguments, "--format", "json")
    assert outcome.err == ""
    return [path for path, *_ in outcome.spots]


def test_nothing_has_changed(repository: Run) -> None:
    outcome = repository("docs", "--changed-since", "one", "--lang", "en")
    assert outcome.status == 0
    assert outcome.out.startswith("nothing found; 0 files")


def test_what_is_changed_committed_or_not_and_what_is_new(repository: Run) -> None:
    write("docs/b b.md", PAGE + "\n")
    assert told(repository) == ["docs/b b.md"]
    commit("two")
    write("docs/页.yaml", WRONG_CONFIG_MAP + "---\n")
    write("docs/new.md", PAGE)
    assert told(repository) == ["docs/b b.md", "docs/new.md", "docs/页.yaml"]
    assert told(repository, since="two") == ["docs/new.md", "docs/页.yaml"]
    Path("docs/页.yaml").unlink()
    assert told(repository, since="two") == ["docs/new.md"]


def test_what_git_ignores_is_not_new_but_a_file_that_is_named_counts(repository: Run) -> None:
    write(".gitignore", "made.md\n")
    write("docs/made.md", PAGE)
    assert told(repository) == []


def test_pages_that_include_what_has_changed(repository: Run) -> None:
    write("kubefence.toml", 'markdown = "mkdocs"\n')  # only there a page includes another
    write("docs/c.md", '```yaml\n--8<-- "part.yaml"\n```\n')
    write("docs/d.md", fenced(CONFIG_MAP) + '\n--8<-- "other.md"\n\n' + PAGE)
    write("other.md", "文\n")
    write("part.yaml", CONFIG_MAP)
    commit("two")
    write("part.yaml", WRONG_CONFIG_MAP)
    assert told(repository, since="two") == ["part.yaml"]
    write("other.md", "字\n")
    assert told(repository, since="two") == ["docs/d.md", "part.yaml"]


def test_with_other_settings_everything_counts(repository: Run) -> None:
    write("kubefence.toml", 'lang = "en"\n')
    assert told(repository) == ["docs/a.md", "docs/b b.md", "docs/页.yaml"]
    commit("two")
    assert told(repository, since="two") == []


def test_the_site_configures_the_run(repository: Run) -> None:
    write("mkdocs.yml", "site_name: a\n")
    commit("two")
    assert told(repository, since="two") == []
    write("mkdocs.yml", "site_name: b\n")
    assert told(repository, since="two") == ["docs/a.md", "docs/b b.md", "docs/页.yaml"]


def test_what_changed_on_the_other_side_since_both_parted_does_not_count(repository: Run) -> None:
    git("switch", "-q", "-c", "side")
    write("docs/a.md", PAGE + "\n")
    commit("side-1")
    git("switch", "-q", "main")
    write("docs/b b.md", PAGE + "\n")
    commit("two")
    assert told(repository, since="side") == ["docs/b b.md"]


def test_from_a_folder_below(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/a.md", PAGE + "\n")
    monkeypatch.chdir("docs")
    assert [path for path, *_ in repository(".", "--changed-since", "one", "--format", "json").spots] == ["a.md"]


def test_in_a_hook_of_git(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """git tells its hooks where the repository is, relative to its top."""
    monkeypatch.setenv("GIT_DIR", "elsewhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere/index")
    assert told(repository) == []


@pytest.mark.parametrize("revision", ["gone", "--output=x", "", "one:docs", "HEAD~9"])
def test_no_such_revision(repository: Run, revision: str) -> None:
    outcome = repository("docs", f"--changed-since={revision}", "--lang", "en")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith(f"kubefence: --changed-since: the git repository has no revision {revision!r};")


def test_no_repository(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write("docs/a.md", PAGE)
    outcome = run("docs", "--changed-since", "HEAD", "--lang", "en")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "kubefence: docs lies in no git repository: --changed-since has nothing to compare with\n"
    assert "不在 git 仓库里" in run("docs", "--changed-since", "HEAD", "--lang", "zh").err


def test_no_git(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = repository("docs", "--changed-since", "one", "--lang", "en")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("kubefence: --changed-since needs git, which cannot be run: No such file")
