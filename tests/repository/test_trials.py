"""What the scripts try that need the network: the page is wrong at its line alone, and nothing passes by mistake."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.helpers import findings, loaded_script
from trial.environment import LOCK, Environment, Failed
from trial.sites import LINE, PAGE, RIGHT, RULE, TRIALS, WRONG

ROOT = Path(__file__).parents[2]
PLACE = f"{PAGE}:{LINE}:1"
TOLD = f"ERROR - {PLACE}: error: … [{RULE}]"


def test_the_page_is_wrong_at_one_place() -> None:
    assert findings(RIGHT) == []
    assert [(finding.rule, finding.span.line, finding.span.column) for finding in findings(WRONG)] == [(RULE, LINE, 1)]


def test_what_is_installed_is_locked() -> None:
    locked = re.findall(r"^([\w.-]+)==", LOCK.read_text(encoding="utf-8"), re.M)
    assert {name for trial in TRIALS.values() for name in trial.packages} <= set(locked)


@pytest.mark.parametrize("name", TRIALS)
def test_a_site_is_laid_with_its_page(tmp_path: Path, name: str) -> None:
    TRIALS[name].lay(tmp_path, WRONG)
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == WRONG
    assert all((tmp_path / file).is_file() for file in TRIALS[name].files)


class Here(Environment):
    """The environment that is here."""

    def __init__(self) -> None:
        self.folder = Path(sys.prefix)


def saying(text: str, status: int) -> list[str]:
    return [sys.executable, "-c", f"print({text!r}); raise SystemExit({status})"]


PASSES = saying("made", 0)


@pytest.mark.parametrize(
    ("commands", "failure"),
    [
        ([PASSES, PASSES], "nothing stops a site with a mistake at docs/index.md:10:1"),
        ([PASSES, saying("docs/index.md:11:1: [unknown-field]", 1)], "the mistake is not told at docs/index.md:10:1"),
        ([saying("no such command", 2), PASSES], "the mistake is not told at docs/index.md:10:1"),
    ],
    ids=["all pass", "another line", "another failure"],
)
def test_a_mistake_that_is_not_told_fails(tmp_path: Path, commands: list[list[str]], failure: str) -> None:
    script = loaded_script("try_adoption")
    with pytest.raises(Failed, match=failure):
        script._stopped(Here(), commands, tmp_path, PLACE, {})


def test_a_mistake_that_is_told_is_shown(tmp_path: Path) -> None:
    script = loaded_script("try_adoption")
    assert script._stopped(Here(), [PASSES, saying(TOLD, 1)], tmp_path, PLACE, {}) == TOLD


def test_an_environment_has_nothing_of_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    empty = Environment(tmp_path / "empty")
    assert "No module named 'kubefence'" in empty.run(empty.python, "-c", "import kubefence").stderr
    with pytest.raises(Failed, match="exit status 3"):
        empty.must(empty.python, "-c", "raise SystemExit(3)")


def test_names_that_there_are_not() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "try_adoption.py"), "hugo"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no hugo; there are command, mkdocs, ")


def test_ci_tries_all_of_it() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
    runs = [step.get("run") for step in jobs["package"]["steps"]]
    assert ".venv/bin/python scripts/try_adoption.py" in runs
