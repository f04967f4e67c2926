"""The workflows: nothing in them that an attacker would look for, and nothing that an address or a name decides."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def _jobs(name: str) -> dict[str, dict[str, Any]]:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))["jobs"]
    assert isinstance(jobs, dict)
    return jobs


def test_zizmor_finds_nothing() -> None:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent))
    assert program, "zizmor is among the packages of the tests"
    done = subprocess.run(
        [program, "--offline", "--no-progress", ".github", "action.yml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_ends(path: Path) -> None:
    endless = [name for name, job in _jobs(path.name).items() if "timeout-minutes" not in job and "uses" not in job]
    assert endless == []


def test_publishing_waits_for_the_check() -> None:
    jobs = _jobs("pages.yml")
    assert jobs["check"]["uses"] == "$/.github/workflows/ci.yml"
    assert jobs["build"]["needs"] == "check"
    assert jobs["deploy"]["needs"] == "build"


def test_a_release_waits_for_the_check_and_only_its_last_job_can_publish() -> None:
    jobs = _jobs("release.yml")
    assert jobs["check"]["uses"] == "$/.github/workflows/ci.yml"
    assert jobs["publish"]["needs"] == ["check", "build"]
    assert [name for name, job in jobs.items() if "id-token" in job["permissions"]] == ["publish"]
    assert jobs["publish"]["environment"] == "pypi"
    published = next(step for step in jobs["publish"]["steps"] if "pypi-publish@" in step["uses"])
    assert published["with"] == {"attestations": True}


def test_a_release_is_that_of_its_tag_and_knows_where_it_is_from() -> None:
    steps = _jobs("release.yml")["build"]["steps"]
    said = [step for step in steps if "run" in step]
    assert said[0] == {"run": 'python scripts/check_release.py "$TAG"', "env": {"TAG": "${{ github.ref_name }}"}}
    assert said[-1]["env"] == {"REPO_URL": "${{ github.server_url }}/${{ github.repository }}"}


def test_checks_of_one_commit_do_not_cancel_those_for_another_purpose() -> None:
    """A tag on the newest commit of main is checked while that is checked for the site."""
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["concurrency"]["group"].startswith("check-${{ github.workflow }}-")


def test_the_address_of_the_site_is_that_of_pages() -> None:
    """Sites of organisations and own domains are not below the name of the repository."""
    steps = _jobs("pages.yml")["build"]["steps"]
    address = next(step["env"]["SITE_URL"] for step in steps if "SITE_URL" in step.get("env", {}))
    asked = next(step for step in steps if step.get("id") == "pages")
    assert asked["uses"].startswith("actions/configure-pages@")
    assert address == "${{ steps.pages.outputs.base_url }}/"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_scripts_that_are_called_are_there(path: Path) -> None:
    words = path.read_text(encoding="utf-8").replace('"', " ").split()
    called = {word for word in words if word.startswith(("scripts/", "benchmarks/", ".ci/"))}
    assert [name for name in called if not (ROOT / name).exists()] == []
