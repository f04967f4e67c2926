"""The command and Markdown extensions that others have written: whether they run, and what they print."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

from .conftest import Run, write

TALKATIVE = """\
import os, subprocess, sys
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

print("imported")

class Talk(Preprocessor):
    def run(self, lines):
        print("printed")
        sys.stdout.flush()
        os.write(1, b"written past Python\\n")
        subprocess.run([sys.executable, "-c", "print('by a child')"])
        return [line.replace("SPELT", "dat") for line in lines]

class Talkative(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Talk(md), "talk", 101)

def makeExtension(**config):
    return Talkative(**config)
"""
SAID = {"imported", "printed", "written past Python", "by a child"}
PAGE = fenced(CONFIG_MAP + "SPELT: {}")


@pytest.fixture(autouse=True)
def site(run: Run) -> None:
    write("talkative.py", TALKATIVE)
    write("mkdocs.yml", "site_name: a\nmarkdown_extensions:\n  - pymdownx.superfences\n  - talkative\n")
    write("docs/a.md", PAGE)


def command(*arguments: str, form: str = "json") -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "kubefence.edge.cli", "--no-cache", "--format", form, "--lang", "en", *arguments]
    path = os.pathsep.join([".", os.environ.get("PYTHONPATH", "")])
    return subprocess.run(line, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=False)


def test_they_do_not_run_and_that_is_told(run: Run) -> None:
    outcome = run("--format", "json")
    assert outcome.spots == [("docs/a.md", 6, 1, "unknown-field"), ("mkdocs.yml", 4, 5, "extension-left-out")]
    assert "--load-extensions" in json.loads(outcome.out)["findings"][1]["message"]
    assert (outcome.status, outcome.err) == (1, "")
    write("docs/a.md", fenced(CONFIG_MAP))
    assert (run().status, run("--strict").status) == (0, 1)
    assert SAID & {*command().stderr.splitlines()} == set()


def test_told_where_it_is_inherited(run: Run) -> None:
    Path("mkdocs.yml").rename("base.yml")
    write("mkdocs.yml", "site_name: a\nINHERIT: base.yml\n")
    assert run("--format", "json").spots[1] == ("mkdocs.yml", 2, 1, "extension-left-out")


def test_on_request_they_run(run: Run) -> None:
    done = command("--load-extensions")
    [finding] = json.loads(done.stdout)["findings"]
    assert finding["message"].startswith("there is no field dat;")


@pytest.mark.parametrize("form", ["json", "github", "text"])
def test_whatever_they_print_the_output_is_the_report(run: Run, form: str) -> None:
    done = command("--load-extensions", form=form)
    assert SAID - {*done.stderr.splitlines()} == set()
    assert not any(said in done.stdout for said in SAID)
    assert "there is no field dat" in done.stdout


@pytest.mark.parametrize("closed", ["2>&-", "2>/dev/null"])
def test_where_nobody_listens_to_what_they_print(run: Run, closed: str) -> None:
    write("docs/a.md", fenced(WRONG_CONFIG_MAP))
    line = f"PYTHONPATH=.:$PYTHONPATH {sys.executable} -m kubefence.edge.cli --no-cache --format json {closed}"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["summary"]["findings"]["error"] == 1
