"""A tag is released only where it is the version of the package and the changelog has its changes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kubefence import __version__
from tests.helpers import loaded_script

ROOT = Path(__file__).parents[2]
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
"""Those of Keep a Changelog."""


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return loaded_script("check_release")


def project(root: Path, changes: str, version: str = "1.2.0") -> Path:
    (root / "src" / "kubefence").mkdir(parents=True)
    (root / "src" / "kubefence" / "__init__.py").write_text(f'"""x"""\n\n__version__ = "{version}"\n', encoding="utf-8")
    (root / "CHANGELOG.md").write_text(f"# Changelog\n\n## [Unreleased]\n\n{changes}", encoding="utf-8")
    return root


GOOD = "## [1.2.0] - 2026-12-01\n\n### Added\n\n- This.\n"


def test_a_version_that_is_ready(script: ModuleType, tmp_path: Path) -> None:
    assert list(script.wrong(project(tmp_path, GOOD), "v1.2.0")) == []


@pytest.mark.parametrize(
    ("changes", "tag", "fault"),
    [
        (GOOD, "v1.2.1", "The tag is v1.2.1, but src/kubefence/__init__.py says 1.2.0"),
        (GOOD, "1.2.0", "The tag is 1.2.0"),
        (GOOD.replace(" - 2026-12-01", ""), "v1.2.0", "CHANGELOG.md has no “##"),
        (GOOD.replace("1.2.0", "1.2.0rc1"), "v1.2.0", "CHANGELOG.md has no “##"),
        ("", "v1.2.0", "CHANGELOG.md has no “##"),
        ("## [1.2.0] - 2026-12-01\n\n## [1.1.0] - 2026-11-01\n\n- That.\n", "v1.2.0", "CHANGELOG.md says nothing"),
    ],
    ids=["another version", "without a v", "no date", "a candidate", "not there", "empty"],
)
def test_a_version_that_is_not(script: ModuleType, tmp_path: Path, changes: str, tag: str, fault: str) -> None:
    [told] = script.wrong(project(tmp_path, changes), tag)
    assert told.startswith(fault)


def test_the_script_itself() -> None:
    command = [sys.executable, "-I", str(ROOT / "scripts" / "check_release.py")]
    done = subprocess.run([*command, "v0.0.0"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"the tag has to be v{__version__}" in done.stderr
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2


def test_the_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (.+)$", text, re.M)
    assert versions[0] == "[Unreleased]"
    assert [name for name in versions[1:] if not re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", name)] == []
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= KINDS
