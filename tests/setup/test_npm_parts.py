"""What is kept of packages: all that is used, with licences, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ready import npm
from ready.goals import NPM
from ready.python import unused
from ready.work import Stop, Work
from studybook.fonts import FONTS, font_file, licence
from studybook.render import MERMAID
from tests.helpers import loaded_script

from .conftest import MACHINES, ROOT, Making

MODULES = ROOT / "node_modules"
WORK = Work(ROOT)


@pytest.fixture(scope="module")
def keep() -> dict[str, list[str]]:
    """The patterns of all parts, by package."""
    return {name: kept for part in NPM for name, kept in npm.wanted(npm.inputs(WORK, part)[0]).items()}


def used() -> list[Path]:
    """Files that are read by hooks, the book and tests."""
    hook = loaded_script("local_mermaid", "hooks")
    scripts = [MODULES / name for name in (*hook.MERMAID, *hook.MERMAID_WHOLE, *hook.WORKER, MERMAID)]
    fonts = [font_file(MODULES, font, bold=bold) for font in FONTS for bold in (True, False)]
    modules = [file for script in scripts for file in ([*script.glob("*.mjs")] if script.is_dir() else [script])]
    others = [MODULES / name for name in ("axe-core/axe.min.js", "idb/build/index.js", "ts-fsrs/dist/index.mjs")]
    others += [MODULES / f"workbox-{name}.js" for name in ("routing/registerRoute", "strategies/NetworkFirst")]
    programs = [*MODULES.glob("@esbuild/*/bin/esbuild"), *MODULES.glob("@typescript/*/lib/tsc")]
    assert len(programs) == 2
    return [*modules, *(font.relative_to(MODULES.resolve()) for font in fonts), *others, *programs]


def test_what_is_used_is_kept(keep: dict[str, list[str]]) -> None:
    lost = []
    for file in used():
        name = file.relative_to(MODULES) if file.is_absolute() else file
        package = "/".join(name.parts[: 2 if name.parts[0].startswith("@") else 1])
        if not any(name.relative_to(package).match(pattern) for pattern in keep[package]):
            lost.append(name)
    assert lost == []


def test_licences_of_fonts_are_kept(tmp_path: Path) -> None:
    for font in FONTS:
        file = licence(tmp_path, font)
        file.parent.mkdir(parents=True)
        file.touch()
        assert npm.used(file.parent, []) == [file]


@pytest.mark.parametrize("part", [*NPM, "browser"])
def test_each_part_is_locked_as_it_is_declared(part: str) -> None:
    manifest, lock = (json.loads(path.read_text(encoding="utf-8")) for path in npm.inputs(WORK, part))
    assert lock["packages"][""]["dependencies"] == manifest["dependencies"]
    programs = manifest.get("optionalDependencies", {})
    assert lock["packages"][""].get("optionalDependencies", {}) == programs
    assert manifest["dependencies"].keys() | programs.keys() == manifest["keep"].keys() == manifest["//"].keys()
    entries = [entry for name, entry in lock["packages"].items() if name]
    assert all("integrity" in entry and "resolved" not in entry for entry in entries)


def test_only_what_is_used_is_laid(making: Making, folder: Path) -> None:
    making("serve").run()
    modules = folder / "node_modules"
    assert sorted(path.relative_to(modules).as_posix() for path in modules.rglob("*") if path.is_file()) == [
        *(f"@esbuild/{machine}/bin/esbuild" for machine in MACHINES),
        "@some/part/LICENSE.md",
        "@some/part/node_modules/inner/COPYING",
        "idb/build/index.d.ts",
        "idb/build/index.js",
        "iframe-worker/LICENSE",
        "iframe-worker/shim/index.js",
        "mermaid/LICENSE",
        "mermaid/dist/chunks/mermaid.esm.min/a.mjs",
        "mermaid/dist/mermaid.esm.min.mjs",
        "mermaid/dist/mermaid.min.js",
        "mermaid/package.json",
        "ts-fsrs/dist/index.d.ts",
        "ts-fsrs/dist/index.mjs",
    ]


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("Linux", "x86_64", "linux-x64"),
        ("Linux", "aarch64", "linux-arm64"),
        ("Darwin", "arm64", "darwin-arm64"),
        ("Darwin", "x86_64", "darwin-x64"),
    ],
)
def test_a_program_that_npm_leaves_out_is_missed(
    making: Making, folder: Path, monkeypatch: pytest.MonkeyPatch, system: str, machine: str, name: str
) -> None:
    """It takes those for this kind of machine for optional, as it has to, and says nothing when it cannot load one."""
    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    command = folder.parent / "bin/npm"
    without = command.read_text(encoding="utf-8").replace(f"@esbuild/{name}/", "@esbuild/x/")
    command.write_text(without, encoding="utf-8")
    with pytest.raises(Stop, match=f"^npm has left out node_modules/@esbuild/{name}. Check the network"):
        making("serve").run()


def test_what_npm_itself_has_laid_is_replaced(making: Making, folder: Path) -> None:
    modules = folder / "node_modules"
    (modules / "axe-core").mkdir(parents=True)
    (modules / ".package-lock.json").touch()
    making("serve").run()
    assert sorted(path.name for path in modules.iterdir()) == sorted(
        ["@esbuild", "@some", "idb", "iframe-worker", "mermaid", "ts-fsrs"]
    )


def test_a_link_to_modules_of_others_is_replaced_and_theirs_are_not(making: Making, folder: Path) -> None:
    theirs = folder.parent / "theirs"
    (theirs / "mermaid").mkdir(parents=True)
    (folder / "node_modules").symlink_to(theirs)
    making("serve").run()
    assert not (folder / "node_modules").is_symlink()
    assert [path.name for path in theirs.iterdir()] == ["mermaid"]


def test_what_a_part_no_longer_has_goes(making: Making, folder: Path) -> None:
    making("serve").run()
    command = folder.parent / "bin/npm"
    command.write_text(command.read_text(encoding="utf-8").replace("@some/part", "@some/other"), encoding="utf-8")
    lock = folder / "requirements/npm/site/package-lock.json"
    lock.write_text("{}", encoding="utf-8")
    making("serve").run()
    assert [path.name for path in (folder / "node_modules/@some").iterdir()] == ["other"]


def test_a_pattern_that_names_nothing_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "index.js").touch()
    with pytest.raises(Stop, match=r"has no dist/\*\.js; mend keep in its package.json"):
        npm.used(tmp_path, ["index.js", "dist/*.js"])


def test_files_that_nobody_uses_go(making: Making, folder: Path) -> None:
    (packages,) = (folder / ".venv/lib").glob("*/site-packages")
    (packages / "babel/locale-data/fr.dat").touch()
    (packages / "babel/locale-data/zh.dat").touch()
    making("serve").run()
    assert [path.name for path in packages.rglob("*.*")] == ["zh.dat"]


def test_exceptions_stay(tmp_path: Path) -> None:
    for name in ("a/en.dat", "a/en_GB.dat", "a/fr.dat", "a/b/fr.dat", "a/fr.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert unused(tmp_path, "# why\n\na/*.dat !en*.dat  # names\n") == [tmp_path / "a/fr.dat"]


def test_unused_files_are_those_of_packages_that_are_installed() -> None:
    lines = (ROOT / "requirements/unused.txt").read_text(encoding="utf-8").splitlines()
    packages = {line.partition("/")[0] for line in lines if line and not line.startswith("#")}
    locked = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    assert [name for name in packages if f"\n{name}==" not in locked] == []
