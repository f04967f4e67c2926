"""Rules of others that are installed: found, used, counted in the cache, and named where they are broken."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kubefence.edge import cli, custom_rules
from kubefence.edge.site import Source, verify_site
from tests.custom import MODULE, RULE, UNPINNED, Distribution
from tests.helpers import fenced


def test_without_any_the_path_is_only_glanced_at() -> None:
    script = (
        "import sys; from kubefence.edge.custom_rules import installed\n"
        "print(installed(), 'importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "Installed(tables=(), state='') False\n"


@pytest.mark.parametrize("value", ["example_rules", "example_rules:TABLES"])
def test_what_is_installed_is_used(package: Distribution, value: str) -> None:
    package.install(MODULE, value)
    [tables] = custom_rules.installed().tables
    assert [rule.id for rule in tables.rules] == ["example-latest"]


def test_an_archive_on_the_path_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: Distribution
) -> None:
    package.install(MODULE)
    archive = tmp_path / "packages.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in package.folder.rglob("*"):
            file.write(path, path.relative_to(package.folder))
    monkeypatch.setattr(sys, "path", [str(archive), *[path for path in sys.path if path != str(package.folder)]])
    assert len(custom_rules.installed().tables) == 1


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kubefence", *arguments], capture_output=True, text=True, check=False, env=environment()
    )


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_the_command_has_it(package: Distribution) -> None:
    package.install('print("on import")\n' + MODULE)
    Path("a.yaml").write_text(UNPINNED, encoding="utf-8")
    done = command("a.yaml", "--format", "json", "--no-lint")
    [finding] = json.loads(done.stdout)["findings"]
    assert (finding["rule"], finding["line"], finding["message"]) == (
        "example-latest",
        17,
        "the image has no fixed version",
    )
    assert done.stderr == "on import\n"


def test_a_site_has_it_and_readers_are_told_of_it(package: Distribution) -> None:
    package.install(MODULE)
    Path("mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    outcome = verify_site(Path("mkdocs.yml").absolute(), [Source("a.md", None, fenced(UNPINNED))])
    assert [finding.rule for finding in outcome.report.findings] == ["example-latest"]
    assert outcome.title("example-latest") == RULE.title
    assert outcome.title("unknown-field") is not None
    assert outcome.title("unknown") is None


def found(*arguments: str) -> list[str]:
    return [finding["rule"] for finding in json.loads(command(*arguments, "--format", "json").stdout)["findings"]]


def test_the_cache_forgets_when_it_changes(package: Distribution) -> None:
    Path("mkdocs.yml").write_text("site_name: a\n", encoding="utf-8")
    Path("docs").mkdir()
    Path("docs/a.md").write_text(fenced(UNPINNED), encoding="utf-8")
    assert found() == []
    package.install(MODULE)
    assert found() == ["example-latest"]
    package.install(MODULE.replace(":latest", ":the-newest"))
    assert found() == []
    package.install(MODULE)
    before = custom_rules.installed().state
    package.install(MODULE, version="1.1")
    assert custom_rules.installed().state != before


def test_of_a_package_all_files_count(package: Distribution) -> None:
    inner = package.folder / "example_rules_of_us"
    inner.mkdir()
    (inner / "__init__.py").write_text("")
    (inner / "words.py").write_text("ENDS = ':latest'\n")
    (inner / "rules.py").write_text(MODULE)
    Distribution(package.folder, "example_rules_point").install("", "example_rules_of_us.rules")
    before = custom_rules.installed().state
    (inner / "words.py").write_text("ENDS = ':newest'\n")
    assert custom_rules.installed().state != before


BROKEN: dict[str, tuple[str, str, str]] = {
    "no module": ("", "example_rules.gone", "it cannot be loaded (ModuleNotFoundError: No module named"),
    "an error": ("1 / 0\n", "", "it cannot be loaded (ZeroDivisionError: division by zero; "),
    "no Python": ("def\n", "", "it cannot be loaded (SyntaxError: "),
    "an exit": ("import sys\nsys.exit(3)\n", "", "it cannot be loaded (SystemExit: 3; "),
    "no tables": ("a = 1\n", "", "there are no Tables; name a module that has TABLES, or module:name"),
    "another thing": ("TABLES = 1\n", "", "there are no Tables"),
    "no such name": (MODULE, "example_rules:RULES", "it cannot be loaded (AttributeError: "),
    "an id of kubefence": (MODULE.replace("example-latest", "unknown-field"), "", "kubefence itself has a rule"),
    "a slip": (MODULE.replace("v1.Container", "v1.Contaner"), "", "did you mean core.v1.Container?"),
}


@pytest.mark.parametrize(("source", "value", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_named(
    package: Distribution, capsys: pytest.CaptureFixture[str], source: str, value: str, told: str
) -> None:
    package.install(source, value)
    Path("a.yaml").write_text(UNPINNED, encoding="utf-8")
    assert cli.main(["a.yaml", "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    head = (
        f"kubefence: the rules of example_rules 1.0 (entry point example = {value or 'example_rules'}) cannot be used: "
    )
    assert said.err.startswith(head)
    assert told in said.err
    assert said.err.endswith("; mend them, or uninstall example_rules 1.0\n")
    assert cli.main(["a.yaml", "--lang", "zh"]) == 2
    assert "example_rules 1.0 的规则" in capsys.readouterr().err
