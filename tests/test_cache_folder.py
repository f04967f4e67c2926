"""The folder of the cache: who adopts kubefence commits all that is new, and the cache is not to be among it."""

import subprocess
from pathlib import Path

from kubefence import Config, Page, Verifier
from kubefence.edge.cache import CachedVerifier, cache_file


def run_in(root: Path) -> Path:
    """Verify a page of a project; the folder of its cache."""
    file = cache_file(root)
    with CachedVerifier(Verifier(Config()), Config(), file) as verifier:
        verifier.verify(Page("a.md", "文\n"))
    return file.parent


def test_git_does_not_see_it_and_sees_what_else_is_there(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (run_in(tmp_path) / "other").touch()
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert seen == "?? .cache/other\n"


def test_what_git_is_told_already_stays(tmp_path: Path) -> None:
    own = tmp_path / ".cache" / ".gitignore"
    own.parent.mkdir()
    own.write_text("mine\n", encoding="utf-8")
    run_in(tmp_path)
    assert own.read_text("utf-8") == "mine\n"
