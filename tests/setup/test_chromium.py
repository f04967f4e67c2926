"""The browser that comes from npm: unpacked, and started as this machine lets it."""

from __future__ import annotations

import io
import shutil
import tarfile
from pathlib import Path

import pytest

from ready.chromium import PROGRAM, furnish, unpack
from ready.work import Stop
from studybook.browsers import OWN, fault, find

REFUSING = """#!/bin/sh
if [ ! -e "$0.tried" ]; then
  touch "$0.tried"
  echo 'No usable sandbox!' >&2
  exit 1
fi
exec {browser} "$@"
"""


def archive(**files: str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name.replace("_", "/"))
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))
    return made.getvalue()


def test_the_program_and_what_it_needs_are_laid_side_by_side(tmp_path: Path) -> None:
    packed, home = tmp_path / "bin", tmp_path / "home"
    packed.mkdir()
    home.mkdir()
    (packed / "chromium.br").write_text("#!/bin/sh\n", encoding="utf-8")
    (packed / "al2023.tar.br").write_bytes(archive(lib_nss="library"))
    (packed / "swiftshader.tar.br").write_bytes(archive(gl="graphics"))
    (packed / "fonts.tar.br").write_bytes(archive(fonts_sans="font"))
    unpack(packed, home, lambda source, target: target.write_bytes(source.read_bytes()))
    laid = sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    assert laid == ["fonts/sans", "gl", PROGRAM, "lib/nss"]
    assert not fault(home / PROGRAM)


@pytest.mark.browser
@pytest.mark.parametrize(("refuses", "switch"), [(False, f"{PROGRAM}  "), (True, f"{PROGRAM} --no-sandbox ")])
def test_it_has_its_sandbox_where_the_system_lets_it(tmp_path: Path, refuses: bool, switch: str) -> None:
    home = tmp_path / "a b"
    home.mkdir()
    program = home / PROGRAM
    program.write_text(REFUSING.format(browser=find()), encoding="utf-8")
    program.chmod(0o755)
    if not refuses:
        (home / f"{PROGRAM}.tried").touch()
    furnish(home, tmp_path)
    text = (home / OWN.name).read_text(encoding="utf-8")
    assert switch in text.replace("'", "")
    assert f"<dir>{tmp_path}/@expo-google-fonts</dir>" in (home / "fonts.conf").read_text(encoding="utf-8")


def test_one_that_does_not_run_is_not_left_there(tmp_path: Path) -> None:
    home = tmp_path / "browser"
    home.mkdir()
    shutil.copy("/bin/false", home / PROGRAM)
    with pytest.raises(Stop, match=r"does not run on this machine: .*name it: CHROME_PATH="):
        furnish(home, tmp_path)
    assert not home.exists()
