"""What would be published: a wheel with the engine alone, a source distribution with the tests of it."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path, PurePosixPath

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser
from trove_classifiers import classifiers

from kubefence import __version__

pytestmark = pytest.mark.xdist_group("distribution")
ROOT = Path(__file__).parents[2]
NAME = f"kubefence-{__version__}"
USED = ("pyproject.toml", "setup.py", "MANIFEST.in", "LICENSE", "NOTICE", "README.md", "SECURITY.md", "CHANGELOG.md")
FOLDERS = ("src", "tests", "scripts")
REPOSITORY, SITE = "https://git.example/owner/name", "https://pages.example/name/"
BUILD = "import sys; from setuptools import build_meta; build_meta.build_{}(sys.argv[1])"


def build(kind: str, folder: Path, into: Path, **environment: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in ("REPO_URL", "SITE_URL")}
    command = [sys.executable, "-c", BUILD.format(kind), str(into)]
    given = {**clean, **environment}
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source distribution, and a wheel made of it as an installer does: there, nobody says where it is from."""
    folder = tmp_path_factory.mktemp("distribution")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / "all" / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in USED:
        shutil.copy(ROOT / name, folder / "all")
    build("sdist", folder / "all", folder, REPO_URL=REPOSITORY, SITE_URL=SITE)
    with tarfile.open(folder / f"{NAME}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    build("wheel", folder / NAME, folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(dist / f"{NAME}-py3-none-any.whl") as archive:
        yield archive


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    return message_from_bytes(wheel.read(f"{NAME}.dist-info/METADATA"))


def test_the_wheel_holds_the_engine_whole_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if not name.startswith(f"{NAME}.dist-info/")}
    source = (path for path in (ROOT / "src" / "kubefence").rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert names == {path.relative_to(ROOT / "src").as_posix() for path in source if path.suffix != ".md"}


@pytest.mark.parametrize(
    "name",
    [
        "kubefence/facts/lifecycle.json",
        "kubefence/py.typed",
        "kubefence/rules/engine/index.json",
        "kubefence/schema/components/NOTICE",
        "kubefence/schema/components/definitions.jsonl",
        "kubefence/schema/components/index.json",
        "kubefence/schema/custom/data/NOTICE",
        "kubefence/schema/custom/data/index.json",
        "kubefence/schema/custom/data/kinds.jsonl",
        "kubefence/schema/data/NOTICE",
        "kubefence/schema/data/definitions.jsonl",
        "kubefence/schema/data/index.json",
        f"{NAME}.dist-info/licenses/LICENSE",
        f"{NAME}.dist-info/licenses/NOTICE",
    ],
)
def test_data_and_notices_are_in_the_wheel(wheel: zipfile.ZipFile, name: str) -> None:
    assert wheel.getinfo(name).file_size or name.endswith("py.typed")


def test_the_version_is_said_in_one_place(metadata: Message) -> None:
    assert metadata["Version"] == __version__
    said = re.compile(rf"""version\s*=\s*["']{re.escape(__version__)}""")
    assert not [name for name in USED if said.search((ROOT / name).read_text(encoding="utf-8"))]


def test_a_registry_would_take_it(metadata: Message) -> None:
    stated = metadata.get_all("Classifier", [])
    assert [name for name in stated if name not in classifiers] == []
    assert [name for name in stated if name.startswith("Private")] == []
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_every_python_that_it_runs_on_is_tried(metadata: Message) -> None:
    stated = [name.rpartition(" ")[2] for name in metadata.get_all("Classifier", []) if " :: 3." in name]
    tried = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert f'"{stated[0]}"' in tried
    assert f'"{stated[-1]}"' in tried
    assert metadata["Requires-Python"].startswith(f">={stated[0]}")


def test_links_are_those_of_whoever_released_it(metadata: Message) -> None:
    assert dict(line.split(", ") for line in metadata.get_all("Project-URL", [])) == {
        "Documentation": SITE,
        "Source": REPOSITORY,
        "Issues": f"{REPOSITORY}/issues",
        "Changelog": f"{REPOSITORY}/blob/HEAD/CHANGELOG.md",
    }


def test_where_nobody_says_where_it_is_there_are_no_links(dist: Path, tmp_path: Path) -> None:
    build("wheel", dist / "all", tmp_path)
    with zipfile.ZipFile(tmp_path / f"{NAME}-py3-none-any.whl") as archive:
        told = message_from_bytes(archive.read(f"{NAME}.dist-info/METADATA"))
    assert told.get_all("Project-URL") is None


def test_no_link_of_the_description_is_dead_on_another_host(metadata: Message) -> None:
    """A registry shows it, where nothing lies beside it."""
    page = LexborHTMLParser(markdown(str(metadata.get_payload()), extensions=["tables", "fenced_code"]))
    addresses = [node.attributes.get(key) or "" for key in ("href", "src") for node in page.css(f"[{key}]")]
    assert [address for address in addresses if not address.startswith(("https:", "#"))] == []
    assert page.css("h2")


def test_groups_for_the_repository_are_no_extras(metadata: Message) -> None:
    assert not {"site", "book", "test", "engine"}.intersection(metadata.get_all("Provides-Extra", []))


def test_the_source_distribution_has_the_tests_of_the_engine_and_what_they_import(dist: Path) -> None:
    tests = {path.relative_to(dist / NAME): path for path in (dist / NAME / "tests").rglob("*.py")}
    assert {PurePosixPath("tests/test_placements.py"), PurePosixPath("tests/cli/test_usage.py")} <= tests.keys()
    here = {path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py")}
    apart = {"book", "deck", "exam", "repository", "setup", "site", "study", "web", "no_browser.py"}
    assert tests.keys() == {path for path in here if path.parts[1] not in apart}
    modules = {name for path in tests.values() for name in imported(path)}
    assert not {"studybook", "ready", "hooks"} & {name.partition(".")[0] for name in modules}


def test_the_source_distribution_has_the_scripts_that_its_tests_load(dist: Path) -> None:
    asked = re.compile(r"""loaded_script\("(\w+)"\)|"scripts" / "(\w+)\.py['"]""")
    there = {path.stem: path for path in (dist / NAME / "scripts").iterdir()}
    tests = [path.read_text(encoding="utf-8") for path in (dist / NAME / "tests").rglob("*.py")]
    loaded = {one or other for text in tests for one, other in asked.findall(text)}
    ours = {path.stem for path in (ROOT / "scripts").glob("*.py")}
    beside = {name for path in there.values() for name in imported(path) if name in ours}
    assert loaded | beside <= there.keys()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_source_distribution_has_nothing_of_the_site(dist: Path) -> None:
    there = {path.name for path in (dist / NAME).iterdir()}
    assert {"docs", "hooks", "overrides", "mkdocs.yml", "README.md"}.isdisjoint(there)
    assert {path.name for path in (dist / NAME / "src").iterdir()} == {"kubefence", "kubefence.egg-info"}
