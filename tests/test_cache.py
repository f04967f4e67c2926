"""The cache: the same findings, sooner; never those of something else, and never a reason to fail."""

import hashlib
import re
import sqlite3
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from kubefence import Config, Page, PageReport, Verifier
from kubefence.edge import cache
from kubefence.edge.cache import LIBRARIES, CachedVerifier, cache_file, fingerprint
from kubefence.schema.custom.files import Given
from tests.custom_resources import ROCKETS
from tests.helpers import CONFIG_MAP, WRONG_CONFIG_MAP, fenced

PAGES = [
    Page("a.md", "文\n\n" + fenced(WRONG_CONFIG_MAP) + fenced(CONFIG_MAP, 'yaml skip="原因"')),
    Page("b.yaml", f"{CONFIG_MAP}{CONFIG_MAP}", markdown=False),
    Page("c.md", "---\nk8s: '1.36'\n---\n" + fenced(CONFIG_MAP + "data:\n  a: x\n  a: y\n")),
    Page("d.md", fenced(WRONG_CONFIG_MAP, 'yaml expect="unknown-field"') + fenced("a: b", "yaml k8s='x'")),
    Page("e.md", "文\n"),
]


class Counting:
    """A verifier that counts what it is asked."""

    def __init__(self, config: Config) -> None:
        self._verifier = Verifier(config, shown=lambda path: Path(path).name)
        self.asked: list[str] = []

    def verify(self, page: Page) -> PageReport:
        self.asked.append(page.path)
        return self._verifier.verify(page)

    @property
    def reads(self) -> frozenset[str]:
        return self._verifier.reads


class Project:
    """A folder with a cache."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = cache_file(root)
        snippets = ("pymdownx.snippets", {"base_path": [str(root)]})
        self.config = Config(
            extensions=[snippets if name == snippets[0] else (name, rest) for name, rest in Config().extensions]
        )

    def run(self, pages: list[Page] = PAGES, **changes: Any) -> tuple[list[PageReport], list[str]]:
        """The reports on the pages, and the pages that had to be verified for them."""
        config = replace(self.config, **changes)
        counting: Any = Counting(config)
        with CachedVerifier(counting, config, self.file) as verifier:
            return [verifier.verify(page) for page in pages], counting.asked


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.chdir(tmp_path)
    fingerprint.cache_clear()
    yield Project(tmp_path)
    fingerprint.cache_clear()


ALL = [page.path for page in PAGES]


def test_a_second_run_has_the_same_findings_without_verifying_anything(project: Project) -> None:
    cold, asked = project.run()
    assert asked == ALL
    warm, asked_again = project.run()
    assert (warm, asked_again) == (cold, [])
    assert [len(report.findings) for report in warm] == [2, 1, 2, 2, 0]


@pytest.mark.parametrize(
    "changed",
    [
        Page("a.md", PAGES[0].text + "\n"),
        Page("other.md", PAGES[0].text),
        Page("a.md", PAGES[0].text, markdown=False),
    ],
)
def test_another_page_is_verified(project: Project, changed: Page) -> None:
    project.run()
    reports, asked = project.run([changed])
    assert asked == [changed.path]
    assert reports == [Verifier(project.config).verify(changed)]


OTHER: dict[str, list[Any]] = {
    "k8s": ["1.30"],
    "lint": [None, "rules: {}\n"],
    "extensions": [[("pymdownx.superfences", {})]],
    "root": ["/elsewhere"],
    "file": ["/elsewhere/kubefence.toml"],
    "page_rules": [("raw-html",)],
    "allow_html": [("kbd",)],
    "crds": [("a.yaml",)],
    "definitions": [(Given("a.yaml", ROCKETS),)],
    "strict": [True],
    "markdown": ["commonmark"],
    "formats": [(("*.md", "other"),)],
    "format_languages": [(("compose", "compose"),)],
    "format_keys": [(("a b", "other"),)],
    "paths": [("docs",)],
    "exclude": [("docs",)],
    "severity": [(("unknown-field", "note"),)],
    "baseline": ["known.json"],
    "lang": ["zh"],
    "external": [("Secret/registry",)],
    "placeholders": [("~[a-z]+~",)],
    "marks": [True],
    "report": ["report.md"],
    "manifests": ["manifests"],
}
"""Fields of the configuration, with values that are not those of the project."""


def test_every_part_of_the_configuration_is_tried_here() -> None:
    assert set(OTHER) == {field.name for field in fields(Config)}


@pytest.mark.parametrize("changes", [{name: value} for name, values in OTHER.items() for value in values], ids=str)
def test_other_settings_are_verified_with(project: Project, changes: dict[str, Any]) -> None:
    project.run()
    assert project.run(**changes)[1] == ALL
    assert project.run()[1] == []


def test_from_another_folder_paths_may_be_others(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.run()
    (project.root / "below").mkdir()
    monkeypatch.chdir("below")
    assert project.run()[1] == ALL


def package(root: Path) -> Path:
    """Something like kubefence itself."""
    for name in ("rules/a.py", "schema/data/1.36.json", "facts/enums.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("name", ["rules/a.py", "schema/data/1.36.json", "facts/enums.json", "rules/new.py"])
def test_a_change_of_a_rule_or_a_schema_changes_the_fingerprint(tmp_path: Path, name: str) -> None:
    folder = package(tmp_path)
    before = fingerprint.__wrapped__(folder)
    assert fingerprint.__wrapped__(folder) == before
    (folder / name).write_text("xy\n", encoding="utf-8")
    assert fingerprint.__wrapped__(folder) != before


def test_what_python_compiles_does_not_change_the_fingerprint(tmp_path: Path) -> None:
    folder = package(tmp_path)
    before = fingerprint.__wrapped__(folder)
    (folder / "rules" / "__pycache__").mkdir()
    (folder / "rules" / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert fingerprint.__wrapped__(folder) == before


def test_another_kubefence_verifies_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.run()
    monkeypatch.setattr(cache, "fingerprint", lambda: hashlib.blake2b(b"other").hexdigest())
    assert project.run()[1] == ALL


def test_the_fingerprint_covers_this_package() -> None:
    names = {Path(name).name for name in cache._files(Path(cache.__file__).parent.parent)}
    assert {"engine.py", "index.json", "NOTICE", "registry.py", "optional.json"} <= names


# Included files

INCLUDING = Page("a.md", '--8<-- "part.md"\n')


def test_a_page_is_verified_again_when_a_file_that_it_includes_has_changed(project: Project) -> None:
    part = project.root / "part.md"
    part.write_text(fenced(CONFIG_MAP), encoding="utf-8")
    assert project.run([INCLUDING])[0][0].findings == ()
    assert project.run([INCLUDING])[1] == []
    part.write_text(fenced(WRONG_CONFIG_MAP), encoding="utf-8")
    [report], asked = project.run([INCLUDING])
    assert asked == ["a.md"]
    assert [finding.rule for finding in report.findings] == ["unknown-field"]
    assert project.run([INCLUDING])[1] == []


def test_a_page_is_verified_again_when_a_missing_file_appears_or_one_is_gone(project: Project) -> None:
    part = project.root / "part.md"
    assert [finding.rule for finding in project.run([INCLUDING])[0][0].findings] == ["missing-snippet"]
    part.write_text(fenced(CONFIG_MAP), encoding="utf-8")
    assert project.run([INCLUDING])[0][0].findings == ()
    part.unlink()
    assert [finding.rule for finding in project.run([INCLUDING])[0][0].findings] == ["missing-snippet"]


# Damage


def damaged(file: Path, kind: str) -> None:
    data = bytearray(file.read_bytes())
    match kind:
        case "empty":
            data.clear()
        case "text":
            data[:] = b"this is not a database\n" * 100
        case "cut off":
            del data[len(data) // 2 :]
        case "header":
            data[:100] = bytes(100)
        case "pages":
            data[4096:] = b"\xff" * (len(data) - 4096)
        case "holes":
            data[200::7] = bytes(len(data[200::7]))
    file.write_bytes(data)


@pytest.mark.parametrize("kind", ["empty", "text", "cut off", "header", "pages", "holes"])
def test_a_damaged_file_is_harmless_and_is_replaced(project: Project, kind: str) -> None:
    cold, _ = project.run()
    damaged(project.file, kind)
    assert project.run()[0] == cold
    project.run()
    assert project.run() == (cold, [])


@pytest.mark.parametrize("stored", ["", "{", "[]", "null", "7", "{}", '{"reads": {}}', '{"reads": []}', "\udcff"])
def test_an_entry_that_makes_no_sense_is_harmless(project: Project, stored: str) -> None:
    cold, _ = project.run()
    with sqlite3.connect(project.file) as database:
        database.execute("UPDATE results SET report = ?", (stored.encode("utf-8", "surrogateescape"),))
    database.close()
    assert project.run() == (cold, ALL)
    assert project.run() == (cold, [])


def test_a_table_of_another_form_is_harmless(project: Project) -> None:
    project.file.parent.mkdir()
    with sqlite3.connect(project.file) as database:
        database.execute("CREATE TABLE results (a TEXT)")
    database.close()
    reports, asked = project.run()
    assert asked == ALL
    assert len(reports) == len(ALL)


def test_a_folder_in_the_place_of_the_file_is_harmless(project: Project) -> None:
    project.file.mkdir(parents=True)
    assert project.run()[1] == ALL


def test_a_place_that_cannot_be_written_is_harmless(project: Project) -> None:
    (project.root / ".cache").write_text("", encoding="utf-8")
    assert project.run()[1] == ALL
    assert project.run()[1] == ALL


def test_two_runs_at_once(project: Project) -> None:
    counting: Any = Counting(project.config)
    with (
        CachedVerifier(counting, project.config, project.file) as one,
        CachedVerifier(counting, project.config, project.file) as two,
    ):
        assert one.verify(PAGES[0]) == two.verify(PAGES[0])
    assert project.run([PAGES[0]])[1] == []


def test_a_page_whose_name_is_no_utf8(project: Project) -> None:
    page = PAGES[0]._replace(path="g\udcff.md")
    first, _ = project.run([page])
    again, asked = project.run([page])
    assert (again, asked) == (first, [])


def test_old_entries_go_first(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEEP", 3)
    project.run(PAGES[:3])
    project.run(PAGES[1:3])
    project.run(PAGES[3:4])
    assert project.run(PAGES[1:4])[1] == []
    assert project.run(PAGES[:1])[1] == ["a.md"]


def test_every_library_that_a_verdict_depends_on_counts() -> None:
    def names(distributions: Iterable[str]) -> set[str]:
        return {re.sub(r"[_.]", "-", re.split(r"[^\w.-]", name)[0]).lower() for name in distributions}

    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for extra, listed in project["optional-dependencies"].items() if extra != "all" for name in listed]
    wanted = names(project["dependencies"] + extras)
    homes = metadata.packages_distributions()
    assert names(home for library in LIBRARIES for home in homes[library]) == wanted - {"rich"} | {"pygments"}


def test_a_page_that_could_not_be_checked_is_tried_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as context:
        context.setattr("kubefence.checks.oversized.oversized", lambda *_: 1 / 0)
        [report], _ = project.run(PAGES[:1])
        assert [finding.rule for finding in report.findings] == ["internal-error"]
    [report], asked = project.run(PAGES[:1])
    assert ("internal-error" not in {finding.rule for finding in report.findings}, asked) == (True, ALL[:1])
